"""Direction of travel: movement first, judgement after polarity, as two steps.

Never red: the packs print better in green and worse in amber, and red is kept for a target that is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpis.methods.rounding import WIDE, as_shown, exact, steps_shown
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


def earlier_of(steps: Sequence[int | None], first: Period, basis: Basis) -> list[int | None]:
    """For each figure of a series on the calendar, beginning at `first`, the like-for-like earlier one.

    The same rule as like_for_like, for a whole series; None where there is no earlier figure.
    """
    earlier = [None, *steps[:-1]] if steps else []
    if basis is not Basis.YEAR_TO_DATE or first.in_year is None:
        return earlier
    begins = next(i for i in range(first.in_year) if first.shifted(i).starts_financial_year)
    for position in range(begins, len(steps), first.in_year):
        earlier[position] = steps[position - first.in_year] if position >= first.in_year else None
    return earlier


def movement(current: float | None, earlier: float | None, decimals: int) -> Movement:
    """Up or down as the reader sees the two figures; equal as shown is unchanged."""
    if current is None or earlier is None:
        return Movement.NOT_COMPARABLE
    return _moved(steps_shown(current, decimals), steps_shown(earlier, decimals))


def _moved(now: int, then: int) -> Movement:
    if now == then:
        return Movement.UNCHANGED
    return Movement.UP if now > then else Movement.DOWN


def directions(
    steps: Sequence[int | None],
    earlier: Sequence[int | None],
    polarity: Polarity,
    decimals: int,
    good: tuple[float, float] | None = None,
) -> list[tuple[Movement, Judgement]]:
    """Movement and judgement of every figure of a series beside its like-for-like earlier one, both as shown.

    The same verdicts as movement and judgement give for one figure. `good` is the target (twice) or the good range,
    which close to target is judged by.
    """
    if polarity is Polarity.CLOSE_TO_TARGET and good is not None:
        return _directions_to_target(steps, earlier, decimals, good)
    up, down, same, none = ((moved, judgement(moved, polarity)) for moved in Movement)
    return [
        none if now is None or then is None else up if now > then else down if now < then else same
        for now, then in zip(steps, earlier, strict=True)
    ]


def _directions_to_target(
    steps: Sequence[int | None], earlier: Sequence[int | None], decimals: int, good: tuple[float, float]
) -> list[tuple[Movement, Judgement]]:
    """Each distance is measured in whole units fine enough for the figures and for the target alike."""
    low, high = (exact(limit).scaleb(decimals, WIDE) for limit in good)
    finer = 10 ** max(0, *(-int(limit.as_tuple().exponent) for limit in (low, high)))
    distances = _distances(steps, finer, int(low * finer), int(high * finer))
    before = _distances(earlier, finer, int(low * finer), int(high * finer))
    up, down, same, none = ((moved, judgement(moved, Polarity.CLOSE_TO_TARGET)) for moved in Movement)
    up_nearer, down_nearer = (Movement.UP, Judgement.BETTER), (Movement.DOWN, Judgement.BETTER)
    up_further, down_further = (Movement.UP, Judgement.WORSE), (Movement.DOWN, Judgement.WORSE)
    return [
        none
        if now is None or then is None
        else same
        if now == then
        else (up_nearer if d < b else up_further if d > b else up)
        if now > then
        else (down_nearer if d < b else down_further if d > b else down)
        for now, then, d, b in zip(steps, earlier, distances, before, strict=True)
    ]


def _distances(steps: Sequence[int | None], finer: int, low: int, high: int) -> list[int]:
    """How far each figure lies from the good range, in the finer unit; 0 where there is no figure to ask about."""
    return [
        0 if step is None else low - unit if (unit := step * finer) < low else unit - high if unit > high else 0
        for step in steps
    ]


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
