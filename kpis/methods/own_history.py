"""Whether a figure is far outside its own history, and whether one slip of a finger would explain it.

Robust on purpose: the spread is taken from the steps between the other figures, of which a slip makes two, so that
neither the figure in doubt nor one earlier slip widens what they are judged by. Steps, and not distances from one
middle, because a rise, a change of level or the time of year is no spread. A figure must be far from the middle of
those around it and from both its neighbours, so that a steady rise or a change of level is no alarm.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import sub
from statistics import median
from typing import NamedTuple

from kpis.methods.rounding import exact

FEWEST_OTHERS = 5
"""With fewer other figures a history has no spread to speak of."""

FAR = 4.5
"""This many times the spread is far outside; a slip that fits is told from SLIP_FAR on."""
SLIP_FAR = 3.0
FITS = 1.0
"""So near the middle, or a neighbour, must the figure be that the slip was made from."""
AROUND = 6
"""The middle is that of so many figures nearest in time."""
STEPS_OF_CHANCE = 6
"""What chance alone gives weighs as much as this many steps of the series itself."""
UNSURE = 3.0
"""A short history knows its own spread badly: it is widened by this many parts in the number of its steps."""
MOST_STEPS = 0.75
OF_NORMAL_STEPS = 1.1503 * 2**0.5
"""Three steps in four are smaller than this many standard deviations where the figures are normal."""
JUST_UNDER = 1 - 1e-9
"""For bounds that are reckoned in another order than what they bound."""


@dataclass(frozen=True)
class Chance:
    """What chance alone gives a figure of a kind as its spread, and what no history is steadier than."""

    usual: float
    least: float


@dataclass(frozen=True)
class History:
    """What a figure could be expected to be: the middle of those around it, its neighbours; and the spread."""

    middle: float
    spread: float
    neighbours: tuple[float, ...]

    def distance(self, value: float) -> float:
        """How many spreads a value lies from the middle or from its nearest neighbour, whichever is less."""
        return min(abs(value - expected) for expected in (self.middle, *self.neighbours)) / self.spread


def history_without(
    values: Sequence[float], place: int, chance: Chance, same_month: tuple[float, ...] = ()
) -> History | None:
    """The history that the figure at a place is judged by; None where there are too few others.

    `values` are those known, oldest first; `same_month` those of the same month in the years beside, as far as known.
    """
    others = [*values[:place], *values[place + 1 :]]
    if len(others) < FEWEST_OTHERS:
        return None
    neighbours = others[max(0, place - 1) : place + 1]
    return History(_middle_around(values, place), spread(_steps(others), chance), (*neighbours, *same_month))


def _middle_around(values: Sequence[float], place: int) -> float:
    first = max(0, min(place - AROUND // 2, len(values) - 1 - AROUND))
    return median([*values[first:place], *values[place + 1 : first + AROUND + 1]])


def history_of_a_running_total(values: Sequence[float], place: int, starts: Sequence[bool]) -> History | None:
    """The history of a count since a day: what it usually grows by, on those just before and after.

    `starts` says of each place whether the count begins anew there, so that it is itself what it grew by.
    """
    grown = [
        value if starts[i] else value - values[i - 1]
        for i, value in enumerate(values)
        if i != place and (starts[i] or (i > 0 and i - 1 != place))
    ]
    if len(grown) < FEWEST_OTHERS:
        return None
    usual = median(grown)
    expected = list(_expected(values, place, starts, usual))
    if not expected:
        return None
    apart = [abs(g - usual) * 2**0.5 for g in grown]
    return History(expected[0], spread(apart, chance_of_growth(usual)), tuple(expected[1:]))


def total_may_be_far(values: Sequence[float], starts: Sequence[bool]) -> list[int]:
    """The places at which a running total can be far from its history: quick, and with every one that is.

    Leaving one figure out takes at most two of the months' growths away, which moves their middle by one place.
    """
    grown = [now if new else now - before for now, new, before in zip(values[1:], starts[1:], values, strict=False)]
    all_ = sorted([values[0], *grown] if starts[0] else grown)
    if len(all_) < FEWEST_OTHERS:
        return []
    low, high = all_[(len(all_) - 1) // 2 - 1], all_[len(all_) // 2 + 1]
    apart = sorted(max(low - g, g - high, 0.0) for g in all_)[_of_most(len(all_) - 2)] * 2**0.5 / OF_NORMAL_STEPS
    chance = chance_of_growth(low)
    far = SLIP_FAR * JUST_UNDER * min(_weighed(apart, len(all_) - gone, chance) for gone in range(3))
    doubtful = [place for place, g in enumerate(grown, 1) if g - low >= far or high - g >= far]
    return [0, *doubtful]


def _expected(values: Sequence[float], place: int, starts: Sequence[bool], usual: float) -> Iterator[float]:
    """What the total would be by the month before, the month before that and the month after."""
    if starts[place]:
        yield usual
    elif place > 0:
        yield values[place - 1] + usual
        if starts[place - 1]:
            yield 2 * usual
        elif place > 1:
            yield values[place - 2] + 2 * usual
    if place + 1 < len(values) and not starts[place + 1]:
        yield values[place + 1] - usual


def chance_of_growth(usual: float) -> Chance:
    """What a month adds is a count."""
    by_chance = max(1.0, math.sqrt(max(usual, 0.0)))
    return Chance(by_chance, by_chance)


def spread(steps: Sequence[float], chance: Chance) -> float:
    """The standard deviation that the steps between figures speak of; of few steps, more what chance alone gives."""
    own = sorted(steps)[_of_most(len(steps))] / OF_NORMAL_STEPS
    return _weighed(own, len(steps), chance)


def _steps(values: Sequence[float]) -> list[float]:
    return list(map(abs, map(sub, values[1:], values)))


def _of_most(steps: int) -> int:
    return int(MOST_STEPS * (steps - 1) + 0.5)


def _weighed(own: float, steps: int, chance: Chance) -> float:
    together = STEPS_OF_CHANCE * chance.usual * chance.usual + steps * own * own
    return max(chance.least, math.sqrt(together / (STEPS_OF_CHANCE + steps))) * (1 + UNSURE / steps)


class MayBeFar(NamedTuple):
    """Places of figures that can be far from their history, and how far from whatever is expected they must be."""

    places: list[int]
    least: float


def may_be_far(values: Sequence[float], chance: Chance) -> MayBeFar:
    """The places of the figures that can be far from their history: quick, and with every one that is.

    Leaving one figure out takes two steps away and puts one in: a step moves in their order by one place at most.
    """
    steps = _steps(values)
    if len(steps) < FEWEST_OTHERS:
        return MayBeFar([], 0.0)
    left = len(steps) - 1
    least = sorted(steps)[max(0, _of_most(left) - 1)] / OF_NORMAL_STEPS
    far = SLIP_FAR * JUST_UNDER * _weighed(least, left, chance)
    if max(steps) < far:
        return MayBeFar([], far)
    is_far = [step >= far for step in steps]
    from_both = [place for place, both in enumerate(zip([True, *is_far], [*is_far, True], strict=True)) if all(both)]
    return MayBeFar([p for p in from_both if abs(values[p] - _middle_around(values, p)) >= far], far)


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
    return near if near is not None and history.distance(near) <= FITS else None
