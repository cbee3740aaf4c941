"""The trend of five yearly figures, as OHID's Fingertips tells it. Never on months or quarters.

The trend is significant when its chi-squared is beyond the 99.8th percentile and the slope keeps its sign whichever one
of the five years is left out. Judged by polarity afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum, log

from kpis.methods.direction import judgement
from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.intervals import Interval, NoTrend, TrendOfFive, YearlyTrend
from kpis.model.verdicts import Judgement, Movement

POINTS = 5
"""The latest valid years; they need not follow each other."""

SIGNIFICANT = 9.54953570608324
"""The 99.8th percentile of chi-squared with one degree of freedom."""

WIDTH_IN_ERRORS = 3.92
"""A 95% interval is so many standard errors wide."""

ROUNDING = 1e-14
"""The part of a sum, with its signs left out, that may be nothing but the rounding of its terms."""

Slope = Callable[[Sequence[int]], float]


def no_annual_trend(basis: Basis, unit: Unit) -> NoTrend | None:
    """Why the five-point trend is not for an indicator; None where it may be used."""
    match basis:
        case Basis.YEAR | Basis.ACADEMIC_YEAR:
            pass
        case Basis.IN_MONTH | Basis.SNAPSHOT | Basis.QUARTER:
            return NoTrend.NOT_ANNUAL
        case Basis.YEAR_TO_DATE | Basis.ROLLING_12_MONTHS | Basis.SINCE_DATE:
            return NoTrend.PERIODS_OVERLAP
    match unit:
        case Unit.PERCENTAGE | Unit.RATE_PER_10000:
            return None
        case Unit.COUNT | Unit.RATIO | Unit.POINTS | Unit.DAYS | Unit.POUNDS:
            return NoTrend.NOT_A_PROPORTION_OR_RATE


def trend_of_values(
    values: Sequence[float], intervals: Sequence[Interval], polarity: Polarity
) -> TrendOfFive | NoTrend:
    """The trend of yearly figures with their 95% intervals, oldest first: each weighs as much as it can be trusted."""
    if len(values) < POINTS:
        return NoTrend.FEWER_THAN_FIVE
    recent = values[-POINTS:]
    errors = [(i.upper - i.lower) / WIDTH_IN_ERRORS for i in intervals[-POINTS:]]
    if min(errors) <= 0:
        return NoTrend.NO_WIDTH
    weights = [1 / (error * error) for error in errors]

    def slope(years: Sequence[int]) -> float:
        return _slope(recent, weights, years)

    everything = range(POINTS)
    total = fsum(weights)
    spread = fsum(w * t * t for w, t in zip(weights, everything, strict=True)) * total
    spread -= fsum(w * t for w, t in zip(weights, everything, strict=True)) ** 2
    return _told(slope, slope(everything) ** 2 * spread / total, polarity)


def trend_of_proportions(
    numerators: Sequence[int], denominators: Sequence[int], polarity: Polarity
) -> TrendOfFive | NoTrend:
    """The trend of yearly counts of so many, oldest first: Cochran-Armitage, and the slope of the log-odds."""
    if len(numerators) < POINTS:
        return NoTrend.FEWER_THAN_FIVE
    counts, people = numerators[-POINTS:], denominators[-POINTS:]
    if any(not 0 < x < n for x, n in zip(counts, people, strict=True)):
        return NoTrend.ALL_OR_NONE
    odds = [log(x / (n - x)) for x, n in zip(counts, people, strict=True)]

    def slope(years: Sequence[int]) -> float:
        return _slope(odds, [1.0] * POINTS, years)

    return _told(slope, cochran_armitage(counts, people), polarity)


def cochran_armitage(counts: Sequence[int], people: Sequence[int]) -> float:
    """Chi-squared of a linear trend in proportions scored 1 to 5; worked in whole numbers, so exact up to the end."""
    scores = range(1, len(counts) + 1)
    x, n = sum(counts), sum(people)
    xt = sum(a * t for a, t in zip(counts, scores, strict=True))
    nt = sum(a * t for a, t in zip(people, scores, strict=True))
    ntt = sum(a * t * t for a, t in zip(people, scores, strict=True))
    return n * (n * xt - x * nt) ** 2 / (x * (n - x) * (n * ntt - nt * nt))


def _slope(values: Sequence[float], weights: Sequence[float], years: Sequence[int]) -> float:
    """The slope of a weighted straight line through some of the years; exactly 0 where only rounding makes it other.

    Its sign decides, so four level years must not fall by the sixteenth digit.
    """
    total = fsum(weights[t] for t in years)
    middle = fsum(weights[t] * t for t in years) / total
    spread = fsum(weights[t] * (t - middle) ** 2 for t in years)
    first = values[years[0]]
    rise = fsum(weights[t] * (t - middle) * (values[t] - first) for t in years)
    least = ROUNDING * fsum(weights[t] * abs(t - middle) * abs(values[t]) for t in years)
    return rise / spread if abs(rise) > least else 0.0


def _told(slope: Slope, chi_squared: float, polarity: Polarity) -> TrendOfFive:
    """Significant, and standing on no single year; a slope of 0 counts as rising, as in the reference."""
    all_years = slope(range(POINTS))
    is_rising = all_years >= 0
    without_one = [slope([t for t in range(POINTS) if t != left_out]) for left_out in range(POINTS)]
    holds = all((one >= 0) is is_rising for one in without_one)
    if chi_squared <= SIGNIFICANT or not holds:
        return TrendOfFive(YearlyTrend.NO_SIGNIFICANT_CHANGE, Judgement.SAME, chi_squared, all_years)
    trend = YearlyTrend.INCREASING if is_rising else YearlyTrend.DECREASING
    judged = judgement(Movement.UP if is_rising else Movement.DOWN, polarity)
    return TrendOfFive(trend, judged, chi_squared, all_years)
