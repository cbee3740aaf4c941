"""Whether a figure is far outside its own history, and whether one slip of a finger would explain it.

Robust on purpose: the spread is the median distance from the median, so that the figure in doubt, and one earlier slip,
do not widen the range that they are judged by. A figure must be far from its neighbours in time as well as from the
whole, so that a steady rise or a change of level is no alarm.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kpis.methods.rounding import exact

FEWEST_OTHERS = 5
"""With fewer other figures a history has no spread to speak of."""

FAR = 6.0
"""This many times the spread is far outside; a slip that fits is told from SLIP_FAR on."""
SLIP_FAR = 4.5
FITS = 1.0
"""So near the middle, or a neighbour, must the figure be that the slip was made from."""
JUST_UNDER = 1 - 1e-9
"""For bounds that are reckoned in another order than what they bound."""
NORMAL = 1.4826
"""Turns a median distance into a standard deviation where the figures are normal."""


@dataclass(frozen=True)
class History:
    """The other figures of a series: their middle, their spread, and those just before and after the one in doubt."""

    middle: float
    spread: float
    neighbours: tuple[float, ...]

    def distance(self, value: float) -> float:
        """How many spreads a value lies from the middle or from its nearest neighbour, whichever is less."""
        nearest = min((abs(value - n) for n in self.neighbours), default=abs(value - self.middle))
        return min(abs(value - self.middle), nearest) / self.spread


def history_without(values: Sequence[float | None], place: int, least_spread: float) -> History | None:
    """The history that the figure at a place is judged by; None where there are too few others.

    `least_spread` is what chance alone gives a figure of this kind: no series is steadier than that.
    """
    others = [v for i, v in enumerate(values) if i != place and v is not None]
    if len(others) < FEWEST_OTHERS:
        return None
    middle = median(others)
    spread = NORMAL * median(abs(v - middle) for v in others)
    steps = [abs(b - a) for a, b in itertools.pairwise(others)]
    around = (values[i] for i in (place - 1, place + 1) if 0 <= i < len(values))
    return History(
        middle,
        max(spread, NORMAL * median(steps) / 2**0.5, least_spread),
        tuple(v for v in around if v is not None),
    )


def may_be_far(values: Sequence[float | None], least_spread: float) -> list[int]:
    """The places of the figures that can be far from their history: quick, and with every one that is.

    Bounds that hold whichever figure is left out: leaving one out moves a figure in a sorted list by one place at most.
    """
    known = sorted(v for v in values if v is not None)
    if not known or known[-1] - known[0] < SLIP_FAR * least_spread:
        return []
    low, high = known[max(0, len(known) // 2 - 1)], known[min(len(known) - 1, (len(known) + 1) // 2)]
    far = SLIP_FAR * JUST_UNDER * max(least_spread, _least_spread_of(values, low, high))
    found = []
    for place, value in enumerate(values):
        if value is None or max(abs(value - low), abs(value - high)) < far:
            continue
        around = (values[i] for i in (place - 1, place + 1) if 0 <= i < len(values))
        if min((abs(value - v) for v in around if v is not None), default=far) >= far:
            found.append(place)
    return found


def _least_spread_of(values: Sequence[float | None], low: float, high: float) -> float:
    """No history of one of the figures has less spread, where the middle of each lies between low and high."""
    known = [v for v in values if v is not None]
    distances = sorted(max(low - v, v - high, 0.0) for v in known)
    steps = sorted(abs(b - a) for a, b in itertools.pairwise(known))
    of_distances, of_steps = max(0, len(known) // 2 - 1), max(0, len(known) // 2 - 3)
    return max(NORMAL * distances[of_distances], NORMAL * steps[of_steps] / 2**0.5 if steps else 0.0)


def slips(value: float, decimals: int) -> Iterator[float]:
    """Every figure that one slip of a finger turns into this one: a digit, two digits changed over, a digit lost or
    typed twice, or the point one place off.
    """
    text = f"{abs(exact(value)):.{decimals}f}"
    seen = {text}
    for changed in _one_slip_from(text):
        if changed not in seen and changed.count(".") <= 1 and changed.strip(".") == changed:
            seen.add(changed)
            yield float(Decimal(changed))


def _one_slip_from(text: str) -> Iterator[str]:
    for place, letter in enumerate(text):
        if letter == ".":
            continue
        for digit in "0123456789":
            yield text[:place] + digit + text[place + 1 :]
            yield text[:place] + digit + text[place:]
        if len(text) > 1:
            yield text[:place] + text[place + 1 :]
        if place + 1 < len(text) and text[place + 1] != ".":
            yield text[:place] + text[place + 1] + letter + text[place + 2 :]
    number = Decimal(text)
    decimals = len(text.partition(".")[2])
    for power in (-2, -1, 1, 2):
        moved = number.scaleb(power)
        if moved == round(moved, decimals):
            yield f"{moved:.{decimals}f}"


def slip_that_fits(value: float, decimals: int, history: History) -> float | None:
    """The figure nearest the middle of the history that one slip would explain; None where none comes near it."""
    if history.distance(value) < SLIP_FAR:
        return None
    near = min(slips(value, decimals), key=lambda v: abs(v - history.middle), default=None)
    if near is None:
        return None
    closest = min(abs(near - h) for h in (history.middle, *history.neighbours)) / history.spread
    return near if closest <= FITS else None
