"""The middle and the spread of several areas: plain mean, median and quartiles."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum


def mean(values: Sequence[float]) -> float | None:
    """The plain mean: every area counts the same, however large it is. None of nothing."""
    return fsum(values) / len(values) if values else None


def median(values: Sequence[float]) -> float | None:
    """The middle one, or halfway between the two in the middle. None of nothing."""
    return quantile(values, 0.5)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value below which a share of the areas lie, between two on a straight line (Excel's QUARTILE.INC)."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def quartiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    """A quarter of the areas lie at or below the first, half below the second, three quarters below the third."""
    found = tuple(quantile(values, share) for share in (0.25, 0.5, 0.75))
    first, second, third = found
    return None if first is None or second is None or third is None else (first, second, third)
