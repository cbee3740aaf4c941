"""Special causes: which points of an unbroken run of months are unusual. One function per rule.

The rules and their order are those of NHSRplotthedots 0.2.2. Every rule is given consecutive months only, so a
missing month or a marker breaks whatever it stands in. Each returns the positions that it marks, with their side.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpis.model.process import ProcessLimits, Side, Signal, SpecialCause

RUN_LENGTH = 7
"""Consecutive points of a shift (one side of the mean) or a trend (all rising or all falling)."""

WINDOW, NEAR_IN_WINDOW = 3, 2
"""Two of three: three points on one side of the mean, at least two of them near a limit."""

SIGNALS = {(cause, side): Signal(cause, side) for cause in SpecialCause for side in Side}
_HIGH, _LOW = Side.HIGH, Side.LOW


def special_causes(values: Sequence[float], limits: ProcessLimits) -> list[Signal | None]:
    """One signal or None for each of consecutive figures; where several rules hold, the first in order is told.

    With no limits nothing is unusual.
    """
    signals: list[Signal | None] = [None] * len(values)
    if limits.lower is None or limits.upper is None or limits.near_lower is None or limits.near_upper is None:
        return signals
    beyond = outside_limits(values, limits.lower, limits.upper)
    found = (
        (SpecialCause.SHIFT, shift(values, limits.mean)),
        (SpecialCause.TWO_OF_THREE, two_of_three(values, limits.mean, limits.near_lower, limits.near_upper, beyond)),
        (SpecialCause.TREND, trend(values)),
        (SpecialCause.OUTSIDE_LIMITS, beyond),
    )
    for cause, marked in found:
        for position, side in marked.items():
            signals[position] = SIGNALS[cause, side]
    return signals


def outside_limits(values: Sequence[float], lower: float, upper: float) -> dict[int, Side]:
    """Beyond a limit; exactly on it is not beyond."""
    if lower <= min(values) and max(values) <= upper:
        return {}
    return {i: _HIGH if v > upper else _LOW for i, v in enumerate(values) if v > upper or v < lower}


def trend(values: Sequence[float]) -> dict[int, Side]:
    """In seven that all rise or all fall; equal neighbours break it.

    The peak that ends one trend and begins another belongs to the one that begins, as in the reference. A point with a
    tie behind it or before it belongs to its own trend, where the reference mislabels it.
    """
    marked: dict[int, Side] = {}
    if len(values) < RUN_LENGTH:
        return marked
    start, before, previous = 0, 0, values[0]
    for position, value in enumerate(values):
        step = 1 if value > previous else -1 if value < previous else 0
        if step != before:
            _mark_run(marked, start, position, before)
            start, before = max(position - 1, 0), step
        previous = value
    _mark_run(marked, start, len(values), before)
    return marked


def shift(values: Sequence[float], mean: float) -> dict[int, Side]:
    """In seven on one side of the mean; a point exactly on the mean breaks it."""
    marked: dict[int, Side] = {}
    if len(values) < RUN_LENGTH:
        return marked
    start, before = 0, 0
    for position, value in enumerate(values):
        side = 1 if value > mean else -1 if value < mean else 0
        if side != before:
            _mark_run(marked, start, position, before)
            start, before = position, side
    _mark_run(marked, start, len(values), before)
    return marked


def _mark_run(marked: dict[int, Side], start: int, end: int, direction: int) -> None:
    """Marks a run that is long enough and has a direction; a later run takes over the point that two share."""
    if direction and end - start >= RUN_LENGTH:
        marked.update(dict.fromkeys(range(start, end), _HIGH if direction > 0 else _LOW))


def two_of_three(
    values: Sequence[float], mean: float, near_lower: float, near_upper: float, beyond: dict[int, Side]
) -> dict[int, Side]:
    """Near a limit, in a window of three on the same side of the mean of which at least two are near.

    A point beyond the limit does not count as near. Only the near points are marked.
    """
    near = {
        i: _HIGH if v > mean else _LOW
        for i, v in enumerate(values)
        if (v > near_upper or v < near_lower) and i not in beyond
    }
    if len(near) < NEAR_IN_WINDOW:
        return {}
    marked: dict[int, Side] = {}
    for start in {i - back for i in near for back in range(WINDOW)}:
        window = range(start, start + WINDOW)
        if start < 0 or window.stop > len(values):
            continue
        in_window = [i for i in window if i in near]
        if len(in_window) < NEAR_IN_WINDOW:
            continue
        high = all(values[i] > mean for i in window)
        if high or all(values[i] < mean for i in window):
            marked.update({i: near[i] for i in in_window})
    return marked
