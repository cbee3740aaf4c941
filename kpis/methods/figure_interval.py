"""The interval of a published figure, from the counts that are published with it.

A percentage needs its numerator and denominator, a rate its count alone: what the count may have been, scaled as the
count itself is. Counts that do not give the figure, as printed, give no interval: they are of something else.
"""

from __future__ import annotations

from kpis.methods.intervals import rate_interval, wilson
from kpis.methods.rounding import exact
from kpis.model.indicators import Unit
from kpis.model.intervals import Interval, NoInterval

PER_RATE = 10_000.0
PER_CENT = 100.0
SLACK_IN_STEPS = 0.6
"""Half a step of rounding, and a little for counts that were rounded before they were published."""


def figure_interval(
    unit: Unit, value: float | None, numerator: float | None, denominator: float | None
) -> Interval | NoInterval:
    """The 95% interval of a percentage or a rate in its own unit; no other unit has one."""
    if value is None or numerator is None:
        return NoInterval.NO_COUNTS
    match unit:
        case Unit.PERCENTAGE:
            if denominator:
                found = wilson(numerator, denominator)
                return found if _gives(value, numerator / denominator * PER_CENT) else NoInterval.NO_COUNTS
            return NoInterval.NO_DENOMINATOR if denominator == 0 else NoInterval.NO_COUNTS
        case Unit.RATE_PER_10000:
            if denominator == 0:
                return NoInterval.NO_DENOMINATOR
            if denominator is None:
                return _from_count(value, numerator)
            found = rate_interval(numerator, denominator)
            return found if _gives(value, numerator / denominator * PER_RATE) else NoInterval.NO_COUNTS
        case Unit.COUNT | Unit.RATIO | Unit.POINTS | Unit.DAYS | Unit.POUNDS:
            return NoInterval.NO_COUNTS


def _from_count(rate: float, count: float) -> Interval | NoInterval:
    """The population is what makes this rate of this count; a rate of nought says nothing of it."""
    if count <= 0 or rate <= 0:
        return NoInterval.NEGATIVE if count < 0 or rate < 0 else NoInterval.NO_DENOMINATOR
    return rate_interval(count, count / rate * PER_RATE)


def _gives(value: float, made: float) -> bool:
    """Whether the counts make the figure, as far as it is printed."""
    decimals = max(0, -int(exact(round(value, 6)).normalize().as_tuple().exponent))
    return abs(made - value) <= SLACK_IN_STEPS * 10.0**-decimals
