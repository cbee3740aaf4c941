"""W_DIGIT_SLIP and W_OUTSIDE_HISTORY: a figure far outside its own history, and one slip of a finger from it or not."""

from __future__ import annotations

import math
from statistics import median

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import stands
from kpis.ingest.trouble import warn
from kpis.methods.own_history import FAR, FEWEST_OTHERS, History, history_without, may_be_far, slip_that_fits
from kpis.methods.rounding import as_shown
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import PeriodKind

NAME = "A figure against its own history"
CODES = ("W_DIGIT_SLIP", "W_OUTSIDE_HISTORY")
TOO_SHORT = "there are fewer than six figures"
WHOLE_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR)
USUAL_DENOMINATOR = 200.0
"""Where none is printed: a small service's month."""
WHAT_TO_DO = "Check the figure. If it is right, nothing."


def check(read: AsRead) -> Checked:
    """Judges each figure by the others of its row, those before and those after."""
    checked = Checked()
    for run in read.read_series:
        if run[0].period.kind in WHOLE_YEARS:
            continue
        indicator = read.catalogue.get(run[0].code)
        values = [figure.value for figure in run]
        known = [figure for figure in run if figure.value is not None]
        read_now = sum(map(read.is_read, known)) if read.standing else len(known)
        if len(known) <= FEWEST_OTHERS:
            if read_now:
                checked.not_checked[TOO_SHORT] += read_now
            continue
        checked.looked_at += read_now
        chance = _by_chance(indicator, values, run)
        for place in may_be_far(values, chance):
            history = history_without(values, place, chance)
            if history is not None and read.is_read(run[place]):
                _judge(read, checked, run[place], history)
    return checked


def _by_chance(indicator: Indicator, values: list[float | None], run: list[Observation]) -> float:
    """What chance alone gives: the square root of a count; of a share, what its denominator allows; else a fiftieth."""
    known = sorted(v for v in values if v is not None)
    usual = abs(known[len(known) // 2])
    least: float = 10.0**-indicator.decimals
    if indicator.unit is Unit.COUNT:
        return max(least, math.sqrt(usual))
    if indicator.unit is Unit.PERCENTAGE:
        share = min(max(usual, 2.0), 98.0)
        of = median(f.denominator or USUAL_DENOMINATOR for f in run)
        return max(least, math.sqrt(share * (100.0 - share) / of))
    return max(least, usual * 0.02)


def _judge(read: AsRead, checked: Checked, figure: Observation, history: History) -> None:
    value = figure.value or 0.0
    indicator = read.indicator(figure)
    decimals = read.decimals(figure)
    usual = as_shown(history.middle, indicator.decimals)
    row = stands(read, figure)
    meant = slip_that_fits(value, decimals, history)
    if meant is not None:
        message = (
            f"{row}, far from its usual {usual}; {as_shown(meant, decimals)}, one slip of a digit away, would fit."
        )
        checked.report(warn("W_DIGIT_SLIP", message, WHAT_TO_DO), figure)
    elif history.distance(value) > FAR:
        message = f"{row}, far outside its own history, which is about {usual}."
        checked.report(warn("W_OUTSIDE_HISTORY", message, WHAT_TO_DO), figure)
