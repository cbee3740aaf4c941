"""Process limits of an XmR chart: the mean, and how far from it usual months lie.

NHS England's Making Data Count, as NHSRplotthedots 0.2.2 works it out. Means are of exact sums (math.fsum), and the
number nearest to the true mean, so that a figure which is the mean is found to be on it. No clamping: a limit of a
percentage may lie below 0 or above 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from math import fsum

from kpis.model.process import ProcessLimits

LIMIT_FACTOR = 2.66
"""Mean moving ranges from the mean to a limit: 3 / 1.128, rounded as the method publishes it."""

NEAR_FACTOR = 2 * (LIMIT_FACTOR / 3)
"""The same to a near limit, two thirds of the way."""

SCREEN_FACTOR = 3.267
"""A moving range of so many times their mean, or more, is left out once, so that one jump does not hide the rest."""


def mean_of(values: Sequence[float]) -> float:
    """The number nearest to the mean: what the division leaves over is shared out once more.

    The exact sum alone will not do: a third of 0.1 + 0.2 + 0.3 would be a little below 0.2.
    """
    count = len(values)
    mean = fsum(values) / count
    return mean + fsum(chain(values, repeat(-mean, count))) / count


def moving_ranges(values: Sequence[float]) -> list[float]:
    """How far each figure lies from the one before; the first has none."""
    return [abs(later - earlier) for earlier, later in pairwise(values)]


def mean_moving_range(ranges: Sequence[float], screened: bool = True) -> float:
    """The mean of the moving ranges, the screened ones left out.

    Where screening leaves nothing but noughts (a series that hardly ever moves), it is not screened: limits of no
    width would call every point unusual.
    """
    average = mean_of(ranges)
    if not screened:
        return average
    cut = SCREEN_FACTOR * average
    if max(ranges) < cut:
        return average
    kept = [moved for moved in ranges if moved < cut]
    return (mean_of(kept) if kept else 0.0) or average


def process_limits(values: Sequence[float], baseline: int | None = None, screened: bool = True) -> ProcessLimits:
    """Mean and limits of at least one figure; of the first `baseline` figures only, where it is given.

    One figure, or a flat stretch, has a mean and no limits.
    """
    counted = values if baseline is None else values[:baseline]
    first = counted[0]
    if counted.count(first) == len(counted):
        return ProcessLimits(first)
    mean = mean_of(counted)
    moved = mean_moving_range(moving_ranges(counted), screened)
    width, near = LIMIT_FACTOR * moved, NEAR_FACTOR * moved
    return ProcessLimits(mean, mean - width, mean + width, mean - near, mean + near)
