"""Direction of travel: movement first, judgement after polarity, as two steps.

Never red: the packs print better in green and worse in amber, and red is kept for a target that is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpis.methods.rounding import as_shown, exact, steps_shown
from kpis.model.indicators import Basis, Polarity
from kpis.model.periods import Period
from kpis.model.verdicts import Judgement, Movement


def like_for_like(period: Period, basis: Basis) -> tuple[Period, bool]:
    """The earlier period to compare with, and whether a new year is starting.

    The one just before; but a year-to-date figure begins again in April (or the first quarter), and is then compared
    with the same month (or quarter) of the last year.
    """
    if basis is Basis.YEAR_TO_DATE and period.starts_financial_year:
        return period.same_last_year(), True
    return period.previous(), False


def earlier_positions(first: Period, count: int, basis: Basis) -> list[int]:
    """For each of `count` periods from `first` on, the position of the like-for-like earlier one; -1 before the first.

    The same rule as like_for_like, for a whole series on the calendar.
    """
    positions = list(range(-1, count - 1))
    if basis is not Basis.YEAR_TO_DATE or first.in_year is None:
        return positions
    begins = next(i for i in range(first.in_year) if first.shifted(i).starts_financial_year)
    for position in range(begins, count, first.in_year):
        positions[position] = max(position - first.in_year, -1)
    return positions


def movement(current: float | None, earlier: float | None, decimals: int) -> Movement:
    """Up or down as the reader sees the two figures; equal as shown is unchanged."""
    if current is None or earlier is None:
        return Movement.NOT_COMPARABLE
    return _moved(steps_shown(current, decimals), steps_shown(earlier, decimals))


def movements(steps: Sequence[int | None], earlier: Sequence[int | None]) -> list[Movement]:
    """The movement of every figure of a series, both as shown, beside the like-for-like earlier ones."""
    return [
        Movement.NOT_COMPARABLE if now is None or then is None else _moved(now, then)
        for now, then in zip(steps, earlier, strict=True)
    ]


def _moved(now: int, then: int) -> Movement:
    if now == then:
        return Movement.UNCHANGED
    return Movement.UP if now > then else Movement.DOWN


def judgement(moved: Movement, polarity: Polarity, nearer: bool | None = None) -> Judgement:
    """Whether the movement is for the better. `nearer` says it for close to target; None where there is no target."""
    match moved:
        case Movement.NOT_COMPARABLE:
            return Judgement.NO_JUDGEMENT
        case Movement.UNCHANGED:
            return Judgement.SAME
        case Movement.UP | Movement.DOWN:
            pass
    match polarity:
        case Polarity.HIGH_IS_GOOD:
            return Judgement.BETTER if moved is Movement.UP else Judgement.WORSE
        case Polarity.LOW_IS_GOOD:
            return Judgement.BETTER if moved is Movement.DOWN else Judgement.WORSE
        case Polarity.CLOSE_TO_TARGET:
            if nearer is None:
                return Judgement.NO_JUDGEMENT
            return Judgement.BETTER if nearer else Judgement.WORSE
        case Polarity.NO_JUDGEMENT:
            return Judgement.NO_JUDGEMENT


def is_nearer(current: float, earlier: float, decimals: int, low: float, high: float) -> bool | None:
    """Whether the figure as shown came closer to a target or a good range; None where the distance stayed the same."""
    now, then = (_distance(v, decimals, low, high) for v in (current, earlier))
    return None if now == then else now < then


def _distance(value: float, decimals: int, low: float, high: float) -> Decimal:
    shown = as_shown(value, decimals)
    return max(exact(low) - shown, shown - exact(high), exact(0))
