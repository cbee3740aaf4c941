"""What whole numbers of children can give: the arithmetic by which a printed percentage or rate is proved wrong.

A figure is printed to so many decimals, so it stands for every true value that rounds to it. An exact tie may have gone
either way, because not every program rounds half up: where it lies between two printed figures neither is called wrong.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpis.methods.rounding import exact

NEARLY_HALF = 0.49
PER_HUNDRED, PER_TEN_THOUSAND, PER_ONE = 100, 10_000, 1


@dataclass(frozen=True)
class Between:
    """All true values that a printed one can stand for, both ends included. A count is itself alone."""

    low: Fraction
    high: Fraction

    def meets(self, other: Between) -> bool:
        """Whether one value can be both."""
        return self.low <= other.high and other.low <= self.high

    def has(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high


def just(value: float) -> Between:
    """A number that was counted and not rounded."""
    there = Fraction(exact(value))
    return Between(there, there)


def printed(value: float, decimals: int) -> Between:
    """What a figure printed to some decimals can stand for: half a unit of the last place either way."""
    half = Fraction(1, 2 * 10**decimals)
    there = Fraction(exact(value))
    return Between(there - half, there + half)


def quotient(above: Between, below: Between, scale: int) -> Between | None:
    """What one figure divided by another can be, times the scale; None where the divisor may be nought."""
    if below.low <= 0:
        return None
    return Between(scale * above.low / below.high, scale * above.high / below.low)


def plainly_give(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    figures: Sequence[float],
    decimals: Sequence[int],
    scale: int,
) -> list[bool]:
    """Whether each fraction gives its printed figure with room to spare, which binary numbers can tell.

    No is not yet no, and is said where there is no fraction.
    """
    room = {places: NEARLY_HALF * 10.0**-places for places in set(decimals)}
    return [
        above is not None and below is not None and below != 0 and abs(above * scale / below - figure) < room[places]
        for above, below, figure, places in zip(numerators, denominators, figures, decimals, strict=True)
    ]


def numerators(figure: Between, denominator: Fraction | int, scale: int) -> range:
    """The whole numbers of children that give the figure, out of so many; empty where none does."""
    return range(max(0, math.ceil(figure.low * denominator / scale)), math.floor(figure.high * denominator / scale) + 1)


def denominators(figure: Between, numerator: int, scale: int) -> range:
    """The whole numbers out of which so many children give the figure; empty where none does."""
    fewest = max(1, math.ceil(scale * numerator / figure.high)) if figure.high > 0 else 1
    most = math.floor(scale * numerator / figure.low) if figure.low > 0 else sys.maxsize - 1
    return range(fewest, most + 1)


def populations(count: Between, rate: Between, scale: int) -> Between | None:
    """The populations that a count and its rate can both be right for; None for a rate of nought."""
    if rate.low <= 0:
        return None
    return Between(scale * count.low / rate.high, scale * count.high / rate.low)
