"""W_DIGIT_SLIP and W_OUTSIDE_HISTORY: a figure far outside its own history, and one slip of a finger from it or not."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from statistics import median

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import stands, with_unit
from kpis.ingest.trouble import warn
from kpis.methods.own_history import (
    FAR,
    FEWEST_OTHERS,
    SLIP_FAR,
    Chance,
    History,
    history_of_a_running_total,
    history_without,
    may_be_far,
    slip_that_fits,
    total_may_be_far,
)
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import APRIL, Period, PeriodKind

NAME = "A figure against its own history"
CODES = ("W_DIGIT_SLIP", "W_OUTSIDE_HISTORY")
TOO_SHORT = "there are fewer than six figures"
WHOLE_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR)
GROWS = (Basis.YEAR_TO_DATE, Basis.SINCE_DATE)
WHOLE, NEAR_THE_END = 100.0, 15.0
TOGETHER = 3
"""So many figures of a section far off in one period have a cause in common."""
USUAL_DENOMINATOR = 200.0
"""Where none is known: a small service's month."""
WHAT_TO_DO = "Check it against where it came from. If it is right, do nothing."


def check(read: AsRead) -> Checked:
    """Judges each figure by the others of its row, those before and those after.

    Where several of one section are far off in one period it is no slip of a finger, and none is offered.
    """
    checked = Checked()
    far: list[tuple[Observation, History]] = []
    for run in read.read_series:
        if run[0].period.kind in WHOLE_YEARS:
            continue
        known = [figure for figure in run if figure.value is not None]
        read_now = sum(map(read.is_read, known)) if read.standing else len(known)
        if len(known) <= FEWEST_OTHERS:
            if read_now:
                checked.not_checked[TOO_SHORT] += read_now
            continue
        checked.looked_at += read_now
        indicator = read.catalogue.get(run[0].code)
        grows = indicator.unit is Unit.COUNT and indicator.basis in GROWS
        doubtful = _totals(indicator, known) if grows else _levels(read, indicator, known)
        far += [(f, h) for f, h in doubtful if read.is_read(f) and h.distance(f.value or 0.0) >= SLIP_FAR]
    together = Counter(_group(read, figure) for figure, _ in far)
    for figure, history in far:
        _judge(read, checked, figure, history, alone=together[_group(read, figure)] < TOGETHER)
    return checked


def _group(read: AsRead, figure: Observation) -> tuple[str, str, Period]:
    indicator = read.indicator(figure)
    return indicator.scorecard, indicator.section, figure.period


Doubtful = Iterator[tuple[Observation, History]]
"""Figures that may be far from their history, each with it."""


def _levels(read: AsRead, indicator: Indicator, known: list[Observation]) -> Doubtful:
    values = [figure.value for figure in known if figure.value is not None]
    chance = _by_chance(read, indicator, values, known)
    may_be = may_be_far(values, chance)
    for place in may_be.places:
        period = known[place].period
        beside = [read.at(indicator.code, p) for p in (period.same_last_year(), period.shifted(period.in_year or 1))]
        same_month = tuple(row.value for row in beside if row is not None and row.value is not None)
        if any(abs(value - values[place]) < may_be.least for value in same_month):
            continue
        history = history_without(values, place, chance, same_month)
        if history is not None:
            yield known[place], history


def _totals(indicator: Indicator, known: list[Observation]) -> Doubtful:
    """Of a count since a day, period by period without a gap: what each adds is judged."""
    resets = indicator.basis is Basis.YEAR_TO_DATE
    start = APRIL if known[0].period.kind is PeriodKind.MONTH else 1
    for run in _without_gaps(known):
        values = [figure.value for figure in run if figure.value is not None]
        starts = [resets and figure.period.number == start for figure in run]
        for place in total_may_be_far(values, starts):
            history = history_of_a_running_total(values, place, starts)
            if history is not None:
                yield run[place], history


def _without_gaps(known: list[Observation]) -> list[list[Observation]]:
    in_year = known[0].period.in_year or 1
    places = [figure.period.year * in_year + figure.period.number for figure in known]
    gaps = [n for n, (place, after) in enumerate(itertools.pairwise(places), 1) if after != place + 1]
    return [known[start:end] for start, end in itertools.pairwise([0, *gaps, len(known)])]


def _by_chance(read: AsRead, indicator: Indicator, values: list[float], known: list[Observation]) -> Chance:
    """What chance alone gives: the square root of a count; of a share, what its denominator allows; else a fiftieth."""
    usual = abs(sorted(values)[len(values) // 2])
    least: float = 10.0**-indicator.decimals
    if indicator.unit is Unit.COUNT:
        by_chance = max(least, math.sqrt(usual))
        return Chance(by_chance, by_chance if indicator.basis is Basis.IN_MONTH else least)
    if indicator.unit is Unit.PERCENTAGE:
        share = min(max(usual, 2.0), 98.0)
        of = median(_denominators(read, indicator, known))
        return Chance(max(least, math.sqrt(share * (100.0 - share) / of)), least)
    return Chance(max(least, usual * 0.02), least)


def _denominators(read: AsRead, indicator: Indicator, known: list[Observation]) -> list[float]:
    """What each share is out of: printed with it, or the total that it is a share of."""
    printed = [figure.denominator or 0.0 for figure in known]
    if indicator.whole and not any(printed) and read.catalogue.get(indicator.whole).unit is Unit.COUNT:
        totals = [read.at(indicator.whole, figure.period) for figure in known]
        printed = [(row.value or 0.0) if row is not None else 0.0 for row in totals]
    if any(printed):
        return [number or USUAL_DENOMINATOR for number in printed]
    return [_shown_by_one([figure.value or 0.0 for figure in known])]


def _shown_by_one(values: list[float]) -> float:
    """How many there are: of a row that reaches all, or none, its next figure shows what one child makes."""
    for end in (WHOLE, 0.0):
        if end in values and abs(end - sorted(values)[len(values) // 2]) < NEAR_THE_END:
            nearest = min((abs(end - v) for v in values if v != end), default=0.0)
            return min(USUAL_DENOMINATOR, WHOLE / nearest) if nearest else USUAL_DENOMINATOR
    return USUAL_DENOMINATOR


def _judge(read: AsRead, checked: Checked, figure: Observation, history: History, alone: bool) -> None:
    value = figure.value or 0.0
    row, usual = stands(read, figure), with_unit(read, figure, history.middle)
    meant = slip_that_fits(value, read.decimals(figure), history) if alone else None
    if meant is not None:
        fits = with_unit(read, figure, meant)
        message = f"{row}; about {usual} would be usual, and {fits}, one slip of a digit away, would fit."
        checked.report(warn("W_DIGIT_SLIP", message, WHAT_TO_DO), figure)
    elif history.distance(value) > FAR:
        message = f"{row}, far outside its own history: about {usual} would be usual."
        checked.report(warn("W_OUTSIDE_HISTORY", message, WHAT_TO_DO), figure)
