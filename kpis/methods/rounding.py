"""The value as judged and the value as shown: the one place that rounds.

Half up in exact decimal arithmetic, as official statistics do, so that 89.95 at one decimal is 90.0. Python's own
round() goes to the even neighbour and works on the binary value, and would say 89.9 or 90.0 by accident.
"""

from decimal import ROUND_HALF_UP, Decimal


def exact(value: float | int | Decimal) -> Decimal:
    """The decimal number that a person would write for the value: 0.1 is a tenth, not its binary neighbour."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def as_shown(value: float | int | Decimal, decimals: int) -> Decimal:
    """The value rounded half up (away from zero at a half) to the decimals the reader sees; never minus zero."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded
