"""The value as judged and the value as shown: the one place that rounds.

Half up in exact decimal arithmetic, as official statistics do, so that 89.95 at one decimal is 90.0. Python's own
round() goes to the even neighbour and works on the binary value, and would say 89.9 or 90.0 by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
"""Digits enough for any float at any number of decimals."""

NEAR_HALF, LARGEST_QUICK = 0.499, 1e11
"""Up to this size a product of floats is within 0.0001 of the exact one, so that only a value within 0.001 of a half
can be rounded wrongly by it. Those, and the larger ones, are rounded as decimals."""


def exact(value: float | int | Decimal) -> Decimal:
    """The decimal number that a person would write for the value: 0.1 is a tenth, not its binary neighbour."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def as_shown(value: float | int | Decimal, decimals: int) -> Decimal:
    """The value rounded half up (away from zero at a half) to the decimals the reader sees; never minus zero."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), context=WIDE)
    return abs(rounded) if rounded == 0 else rounded


def steps_shown(value: float | int | Decimal, decimals: int) -> int:
    """The value as shown, counted in its last decimal: 89.95 at one decimal is 900 tenths."""
    return int(as_shown(value, decimals).scaleb(decimals, WIDE))


def all_steps_shown(values: Sequence[float | None], decimals: int) -> list[int | None]:
    """Each value of a series as shown, in steps of its last decimal; None stays None.

    The same as steps_shown for every value, and quick: only what lies close to a half needs decimals.
    """
    scale = 10.0**decimals
    return [
        None
        if value is None
        else step
        if -LARGEST_QUICK < (scaled := value * scale) < LARGEST_QUICK
        and -NEAR_HALF < scaled - (step := round(scaled)) < NEAR_HALF
        else steps_shown(value, decimals)
        for value in values
    ]
