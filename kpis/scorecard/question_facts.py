"""The facts on a row that a question can be made from, each a sentence, or None where the row does not hold it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpis.methods.annual_trend import no_annual_trend, trend_of_proportions
from kpis.methods.compared_with import compared_with
from kpis.methods.fragility import fragility
from kpis.methods.intervals import rate_interval, wilson
from kpis.methods.process_behaviour import limits_at, not_applicable, process_behaviour
from kpis.methods.rag import colour_scale
from kpis.methods.rounding import as_shown
from kpis.methods.special_causes import trend
from kpis.methods.variation import variation
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.intervals import Compared, Fragility, Interval, NoInterval, TrendOfFive, YearlyTrend
from kpis.model.process import ProcessBehaviour, Signal, SpecialCause, Variation
from kpis.model.verdicts import Judgement, Rag
from kpis.scorecard.question_groups import number_words
from kpis.scorecard.rows import ComparatorFigure, HistoryPoint, ScorecardRow
from kpis.scorecard.wording import RAG_WORDS, count_of_periods, number_shown, period_words

LONG = 3
"""Periods off target in a row from which it is asked what has been tried."""
PACE_POINTS = 6
FURTHEST = 36
"""Periods ahead beyond which a pace says nothing that a plan could be held to."""
FEW = 3
"""So few children that would change a colour make one period too short to judge by."""
HALVED = 0.5
LEAP_POINTS = 30.0
LEAP_COUNT = 20.0
"""A percentage that moves by so many points, or a number of so many that halves or doubles, in one period."""
PLAIN_POINTS, PLAIN_CHANGE = 2.0, 0.05
"""A move for the worse is asked about from so many points, or so much of what it was."""
PLAIN_SHARE = 0.1
"""A comparator that is better by so much of its own figure is plainly better, where no interval can tell."""


def off_target_run(row: ScorecardRow) -> str | None:
    """For how many periods in a row, up to this one, it has been off target: amber or red."""
    count, period = 0, row.period
    while (point := row.point(period)) is not None and point.rag.rag in (Rag.AMBER, Rag.RED):
        count, period = count + 1, period.previous()
    if count < LONG or row.rag.rag not in (Rag.RED, Rag.AMBER):
        return None
    words = count_of_periods(count, row.period.kind)
    words = words.replace(str(count), number_words(count), 1)
    red = " and red in all of them" if row.periods_red >= count else ""
    return f"{_side(row)} target for {words} running{red}: {row.shown} now, against {row.target_shown}."


def _side(row: ScorecardRow) -> str:
    target = row.target
    if target is None or target.low is None or target.low != target.high:
        return "Off"
    value = as_shown(row.value or 0.0, row.indicator.decimals)
    return "Below" if value < as_shown(target.low, 6) else "Above"


def fewer_counted(row: ScorecardRow) -> str | None:
    """A denominator that halved, or doubled, since the period that the row is compared with."""
    before = _earlier(row)
    if before is None or not before.denominator or not row.denominator or row.indicator.basis is Basis.YEAR_TO_DATE:
        return None
    change = row.denominator / before.denominator
    if HALVED < change < 1 / HALVED:
        return None
    way = "fell" if change < 1 else "rose"
    numbers = f"from {before.denominator:,.0f} to {row.denominator:,.0f}"
    return f"The number that the percentage is out of {way} {numbers} since {period_words(before.period)}."


def leap(row: ScorecardRow) -> str | None:
    """A figure that moved in one period as far as such figures seldom do."""
    before = _earlier(row)
    if before is None or before.value is None or row.value is None or row.indicator.basis is Basis.YEAR_TO_DATE:
        return None
    then, now = before.value, row.value
    match row.indicator.unit:
        case Unit.PERCENTAGE:
            is_leap = abs(now - then) >= LEAP_POINTS
        case Unit.COUNT:
            is_leap = max(then, now) >= LEAP_COUNT and min(then, now) <= HALVED * max(then, now)
        case Unit.RATE_PER_10000 | Unit.RATIO | Unit.POINTS | Unit.DAYS | Unit.POUNDS:
            is_leap = False
    if not is_leap:
        return None
    way = "fell" if now < then else "rose"
    return (
        f"It {way} from {before.shown} in {period_words(before.period)} to {row.shown} in {period_words(row.period)}."
    )


def worse_by(row: ScorecardRow) -> str | None:
    """How far it went for the worse since the period that it is compared with, where that is more than a little."""
    before = _earlier(row)
    if row.direction.judgement is not Judgement.WORSE or before is None or before.value is None or row.value is None:
        return None
    change = abs(row.value - before.value)
    is_points = row.indicator.unit is Unit.PERCENTAGE and change >= PLAIN_POINTS
    if not is_points and change < PLAIN_CHANGE * abs(before.value):
        return None
    return f"It went from {before.shown} in {period_words(before.period)} to {row.shown}, for the worse."


def unusual(row: ScorecardRow) -> str | None:
    """The newest month outside its usual range, for the worse, where there are enough months to say so."""
    behaviour = _behaviour(row)
    if behaviour is None or behaviour.latest is None:
        return None
    signal = behaviour.signals[behaviour.latest]
    limits = limits_at(behaviour, behaviour.latest)
    told = variation(signal, row.indicator.polarity)
    if signal is None or limits is None or limits.lower is None or limits.upper is None:
        return None
    if signal.cause is not SpecialCause.OUTSIDE_LIMITS or told is Variation.IMPROVEMENT:
        return None
    low, high = (number_shown(v, row.indicator) for v in (limits.lower, limits.upper))
    return f"{row.shown} in {period_words(row.period)} is outside its usual range, {low} to {high}."


def still_moving_away(row: ScorecardRow) -> str | None:
    """A trend or a shift for the worse that is more than chance."""
    behaviour = _behaviour(row)
    if behaviour is None or behaviour.latest is None:
        return _years_worse(row)
    signal = _trend(row) or behaviour.signals[behaviour.latest]
    if signal is None or variation(signal, row.indicator.polarity) is not Variation.CONCERN:
        return None
    match signal.cause:
        case SpecialCause.TREND:
            return "It has moved the wrong way month after month, for longer than chance would explain."
        case SpecialCause.SHIFT:
            return "It has stayed on the worse side of its own average for longer than chance would explain."
        case SpecialCause.OUTSIDE_LIMITS | SpecialCause.TWO_OF_THREE:
            return None


def _years_worse(row: ScorecardRow) -> str | None:
    years = _yearly(row)
    if years is None or years.judgement is not Judgement.WORSE:
        return None
    way = "risen" if years.trend is YearlyTrend.INCREASING else "fallen"
    return f"Over the last five years it has {way}, by more than chance would explain."


def pace(row: ScorecardRow) -> str | None:
    """When the target would be met at the pace of the last six periods: only for a trend that is truly there."""
    target, value = row.target, row.value
    if row.rag.rag not in (Rag.RED, Rag.AMBER) or target is None or target.low is None or value is None:
        return None
    trending = _trend(row)
    if trending is None or variation(trending, row.indicator.polarity) is not Variation.IMPROVEMENT:
        return None
    recent = _recent(row, PACE_POINTS)
    if recent is None or target.low != target.high:
        return None
    each = (recent[-1] - recent[0]) / (len(recent) - 1)
    gap = target.low - value
    if each == 0 or gap / each <= 0 or gap / each > FURTHEST:
        return None
    met = row.period.shifted(math.ceil(gap / each))
    words = f"the last {number_words(PACE_POINTS)} {count_of_periods(2, row.period.kind).split(' ', 1)[1]}"
    return f"At the pace of {words} the target of {row.target_shown} would be met in {period_words(met)}."


def away_from_elsewhere(row: ScorecardRow) -> str | None:
    """Another area that is better, for a certainty or plainly, and counts the same as far as is known.

    It is called better only where chance can be ruled out; otherwise the figures are said to be higher or lower.
    """
    if row.value is None or row.indicator.polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        return None
    ours = _interval(row)
    for other in row.comparators:
        if other.value is None or other.same_definition is False or not _is_better(row, other, ours):
            continue
        gap = abs(as_shown(other.value, row.indicator.decimals) - as_shown(row.value, row.indicator.decimals))
        size = f"{gap:,f} points" if row.indicator.unit is Unit.PERCENTAGE else number_shown(float(gap), row.indicator)
        when = f" for {period_words(other.period)}" if other.period is not None else ""
        sure = "" if other.same_definition else ", if it counts the same"
        apart = "better" if isinstance(ours, Interval) else "higher" if other.value > row.value else "lower"
        return f"The figure of {other.name}{when}, {other.shown}, is {size} {apart} than ours{sure}."
    return None


def _is_better(row: ScorecardRow, other: ComparatorFigure, ours: Interval | NoInterval | None) -> bool:
    theirs, value = other.value or 0.0, row.value or 0.0
    if isinstance(ours, Interval):
        return compared_with(ours, theirs, row.indicator.polarity) is Compared.WORSE
    sign = 1 if row.indicator.polarity is Polarity.HIGH_IS_GOOD else -1
    return (theirs - value) * sign >= PLAIN_SHARE * abs(theirs) > 0


def borderline(row: ScorecardRow) -> str | None:
    """A colour that a child or two, or three, would change."""
    indicator = row.indicator
    per = {Unit.PERCENTAGE: 100, Unit.RATE_PER_10000: 10_000, Unit.COUNT: 1}.get(indicator.unit)
    if per is None or row.rag.rag is Rag.NOT_RATED or row.rag.rag is Rag.GREEN:
        return None
    counts = (row.value, 1.0) if indicator.unit is Unit.COUNT else (row.numerator, row.denominator)
    scale = colour_scale(indicator.decimals, indicator.polarity, row.target)
    is_share = indicator.unit is Unit.PERCENTAGE and not indicator.proxy
    found = fragility(row.value, *counts, per, scale, is_share)
    if not isinstance(found, Fragility) or abs(found.nearest.children) > FEW:
        return None
    if found.nearest.children + (counts[0] or 0) == 0:
        return None
    number = abs(found.nearest.children)
    what = ("child" if number == 1 else "children") if _counts_children(indicator) else "in the count"
    way = ("fewer" if number > 1 else "less") if found.nearest.children < 0 else "more"
    return (
        f"{number_words(number).capitalize()} {way} {what} would make this {RAG_WORDS[found.nearest.rag].casefold()}."
    )


def _counts_children(indicator: Indicator) -> bool:
    words = f"{indicator.name} {indicator.numerator}".casefold()
    return indicator.counts_children or any(w in words for w in ("children", "young people", "leavers", "pupils"))


def without_figure(row: ScorecardRow) -> str | None:
    """For how long there has been no figure: "6 months"; empty where none was ever loaded; None where there is one."""
    if row.value is not None:
        return None
    count, period = 0, row.period
    while (point := row.point(period)) is not None and point.value is None:
        count, period = count + 1, period.previous()
    return count_of_periods(count, row.period.kind) if count else ""


def _earlier(row: ScorecardRow) -> HistoryPoint | None:
    earlier = row.direction.compared_with
    return row.point(earlier) if earlier is not None else None


def _behaviour(row: ScorecardRow) -> ProcessBehaviour | None:
    """The months of the row under control limits; None where they have none."""
    if not_applicable(row.indicator.basis) is not None or row.point(row.period) is None:
        return None
    months = [p for p in row.history if p.period.kind is row.period.kind]
    first = months[0].period
    values: list[float | None] = [None] * (row.period.ordinal - first.ordinal + 1)
    for point in months:
        values[point.period.ordinal - first.ordinal] = point.value
    behaviour = process_behaviour(values)
    return behaviour if behaviour.reason is None and behaviour.latest == len(values) - 1 else None


def _trend(row: ScorecardRow) -> Signal | None:
    """The trend that the newest month ends, whatever other rule marks it as well; None where there is none."""
    if _behaviour(row) is None:
        return None
    values: list[float] = []
    period = row.period
    while (point := row.point(period)) is not None and point.value is not None:
        values.insert(0, point.value)
        period = period.previous()
    side = trend(values).get(len(values) - 1)
    return Signal(SpecialCause.TREND, side) if side is not None else None


def _yearly(row: ScorecardRow) -> TrendOfFive | None:
    if no_annual_trend(row.indicator.basis, row.indicator.unit) is not None:
        return None
    counted = [p for p in row.history if p.period.kind is row.period.kind and p.numerator and p.denominator]
    pairs = [(int(p.numerator or 0), int(p.denominator or 0)) for p in counted]
    if not counted or counted[-1].period != row.period:
        return None
    found = trend_of_proportions([n for n, _ in pairs], [d for _, d in pairs], row.indicator.polarity)
    return found if isinstance(found, TrendOfFive) else None


def _recent(row: ScorecardRow, number: int) -> Sequence[float] | None:
    """The last so many figures without a gap; None where one is missing."""
    points = [row.point(row.period.shifted(-back)) for back in range(number - 1, -1, -1)]
    values = [p.value for p in points if p is not None and p.value is not None]
    return values if len(values) == number else None


def _interval(row: ScorecardRow) -> Interval | NoInterval | None:
    match row.indicator.unit:
        case Unit.PERCENTAGE:
            found: Interval | NoInterval = wilson(row.numerator, row.denominator)
        case Unit.RATE_PER_10000:
            found = rate_interval(row.numerator, row.denominator)
        case Unit.COUNT | Unit.RATIO | Unit.POINTS | Unit.DAYS | Unit.POUNDS:
            return None
    return found if isinstance(found, Interval) else None
