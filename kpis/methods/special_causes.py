"""Special causes: which points of an unbroken run of months are unusual. One function per rule.

The rules and their order are those of NHSRplotthedots 0.2.2. Every rule is given consecutive months only, so a
missing month or a marker breaks whatever it stands in. Each returns the positions that it marks, with their side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kpis.model.process import ProcessLimits, Side, Signal, SpecialCause

RUN_LENGTH = 7
"""Consecutive points of a shift (one side of the mean) or a trend (all rising or all falling)."""

WINDOW = 3
"""Two of three: so many points on one side of the mean, at least two of them near a limit."""

SIGNALS = {cause: (Signal(cause, Side.HIGH), Signal(cause, Side.LOW)) for cause in SpecialCause}
_HIGH, _LOW = Side.HIGH, Side.LOW


def special_causes(values: Sequence[float], limits: ProcessLimits) -> list[Signal | None]:
    """One signal or None for each of consecutive figures; where several rules hold, the first in order is told.

    With no limits nothing is unusual.
    """
    signals: list[Signal | None] = [None] * len(values)
    if limits.lower is None or limits.upper is None or limits.near_lower is None or limits.near_upper is None:
        return signals
    if len(values) >= RUN_LENGTH:
        _tell(signals, SpecialCause.SHIFT, shift(values, limits.mean))
    far = beyond_near_limits(values, limits.near_lower, limits.near_upper)
    beyond = outside_limits(values, limits.lower, limits.upper, far)
    if len(far) > 1:
        _tell(
            signals, SpecialCause.TWO_OF_THREE, two_of_three(values, limits.mean, [i for i in far if i not in beyond])
        )
    if len(values) >= RUN_LENGTH:
        _tell(signals, SpecialCause.TREND, trend(values))
    _tell(signals, SpecialCause.OUTSIDE_LIMITS, beyond)
    return signals


def _tell(signals: list[Signal | None], cause: SpecialCause, marked: dict[int, Side]) -> None:
    """Puts the signals of a rule in the place of those of the rules after it."""
    if marked:
        high, low = SIGNALS[cause]
        for position, side in marked.items():
            signals[position] = high if side is _HIGH else low


def beyond_near_limits(values: Sequence[float], near_lower: float, near_upper: float) -> list[int]:
    """The few positions that the two rules about limits have to look at."""
    return [i for i, v in enumerate(values) if v > near_upper or v < near_lower]


def outside_limits(values: Sequence[float], lower: float, upper: float, far: Sequence[int]) -> dict[int, Side]:
    """Beyond a limit; exactly on it is not beyond. `far` are the positions beyond the near limits."""
    return {i: _HIGH if values[i] > upper else _LOW for i in far if values[i] > upper or values[i] < lower}


def trend(values: Sequence[float]) -> dict[int, Side]:
    """In seven that all rise or all fall; equal neighbours break it.

    The peak that ends one trend and begins another belongs to the one that begins, as in the reference. A point with a
    tie behind it or before it belongs to its own trend, where the reference mislabels it.
    """
    marked: dict[int, Side] = {}
    start, before, previous = 0, 0, values[0] if values else 0.0
    for position, value in enumerate(values):
        step = 1 if value > previous else -1 if value < previous else 0
        if step != before:
            if position - start >= RUN_LENGTH:
                _mark_run(marked, start, position, before)
            start, before = (position - 1 if position else 0), step
        previous = value
    _mark_run(marked, start, len(values), before)
    return marked


def shift(values: Sequence[float], mean: float) -> dict[int, Side]:
    """In seven on one side of the mean; a point exactly on the mean breaks it."""
    marked: dict[int, Side] = {}
    start, before = 0, 0
    for position, value in enumerate(values):
        side = 1 if value > mean else -1 if value < mean else 0
        if side != before:
            if position - start >= RUN_LENGTH:
                _mark_run(marked, start, position, before)
            start, before = position, side
    _mark_run(marked, start, len(values), before)
    return marked


def _mark_run(marked: dict[int, Side], start: int, end: int, direction: int) -> None:
    """Marks a run that is long enough and has a direction; a later run takes over the point that two share."""
    if direction and end - start >= RUN_LENGTH:
        marked.update(dict.fromkeys(range(start, end), _HIGH if direction > 0 else _LOW))


def two_of_three(values: Sequence[float], mean: float, near: Sequence[int]) -> dict[int, Side]:
    """Near a limit, in a window of three on the same side of the mean of which at least two are near.

    `near` are the positions beyond a near limit and not beyond the limit itself: a point outside does not count as
    near. Only the near points are marked.
    """
    marked: dict[int, Side] = {}
    for one, other in pairwise(near):
        if other - one >= WINDOW:
            continue
        for start in range(max(other - WINDOW + 1, 0), min(one, len(values) - WINDOW) + 1):
            window = values[start : start + WINDOW]
            if min(window) > mean or max(window) < mean:
                marked[one] = marked[other] = _HIGH if window[0] > mean else _LOW
    return marked
