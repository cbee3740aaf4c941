"""Confidence intervals where the counts are known: Wilson for a proportion, Byar or exact Poisson for a rate.

As in PHEindicatormethods 2.1.0: no continuity correction, and exact below ten events, where Byar's is not good enough.
The switch at ten leaves a small visible step. A monthly rate's interval comes from the month's own count.
"""

from __future__ import annotations

from functools import cache
from math import exp, sqrt

from kpis.model.intervals import Confidence, Interval, NoInterval

Z = {Confidence.PERCENT_95: 1.959963984540054, Confidence.PERCENT_99_8: 3.090232306167813}
"""The normal quantile of each level; 99.8% is not 3."""

TAIL = {Confidence.PERCENT_95: 0.025, Confidence.PERCENT_99_8: 0.001}
"""The chance left out on each side."""

FEWEST_FOR_BYAR = 10
"""Events from which Byar's method is used."""


def wilson(
    numerator: float | None,
    denominator: float | None,
    level: Confidence = Confidence.PERCENT_95,
    per: float = 100.0,
) -> Interval | NoInterval:
    """The interval of a proportion, in percent unless said otherwise: 0 of 20 is from 0 to 16.1%."""
    counts = _counts(numerator, denominator)
    if isinstance(counts, NoInterval):
        return counts
    events, people = counts
    if events > people:
        return NoInterval.MORE_THAN_ALL
    if people != int(people):
        return NoInterval.NOT_WHOLE
    z = Z[level]
    middle = 2 * events + z * z
    half = z * sqrt(z * z + 4 * events * (people - events) / people)
    below = 2 * (people + z * z)
    lower = 0.0 if events == 0 else (middle - half) / below
    upper = 1.0 if events == people else (middle + half) / below
    return Interval(lower * per, upper * per)


def rate_interval(
    events: float | None,
    population: float | None,
    level: Confidence = Confidence.PERCENT_95,
    per: float = 10_000.0,
) -> Interval | NoInterval:
    """The interval of a rate of events per so many people; 0 events have a lower limit of 0."""
    counts = _counts(events, population)
    if isinstance(counts, NoInterval):
        return counts
    happened, people = counts
    limits = exact_poisson if happened < FEWEST_FOR_BYAR else byar
    lower, upper = limits(happened, level)
    return Interval(lower / people * per, upper / people * per)


def _counts(numerator: float | None, denominator: float | None) -> tuple[int, float] | NoInterval:
    if numerator is None or denominator is None:
        return NoInterval.NO_COUNTS
    if numerator < 0 or denominator < 0:
        return NoInterval.NEGATIVE
    if denominator == 0:
        return NoInterval.NO_DENOMINATOR
    if numerator != int(numerator):
        return NoInterval.NOT_WHOLE
    return int(numerator), denominator


def byar(events: int, level: Confidence) -> tuple[float, float]:
    """Byar's limits of a count; good from ten events on, and without a lower limit at 0."""
    z, above = Z[level], events + 1
    lower = events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    return lower, upper


@cache
def exact_poisson(events: int, level: Confidence) -> tuple[float, float]:
    """The exact limits of a count below ten: where so many or more, and so many or fewer, become as rare as the level.

    The reference takes them from the chi-squared distribution; for whole counts that is this sum.
    """
    tail = TAIL[level]
    lower = 0.0 if events == 0 else _mean_at_which(events - 1, 1 - tail)
    return lower, _mean_at_which(events, tail)


def _mean_at_which(most: int, chance: float) -> float:
    """The mean of a Poisson count that is at most `most` with this chance, halved down to the last binary digit."""
    low, high = 0.0, 100.0
    while low < (middle := (low + high) / 2) < high:
        if _at_most(most, middle) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(most: int, mean: float) -> float:
    term = total = exp(-mean)
    for count in range(1, most + 1):
        term *= mean / count
        total += term
    return total
