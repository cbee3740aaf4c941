"""How fragile a colour is: how many children fewer or more would change it, everybody else staying the same.

Our own, and plain arithmetic: the numerator changes with the denominator held, and the figure is rounded half up and
judged as any other. Never asked of a withheld figure, since the answer would give its counts away.
"""

from __future__ import annotations

from kpis.methods.rag import ColourScale
from kpis.methods.rounding import steps_shown
from kpis.model.intervals import ColourChange, Fragility, NotFragile


def fragility(
    value: float | None,
    numerator: float | None,
    denominator: float | None,
    per: int,
    scale: ColourScale,
    is_share: bool = True,
) -> Fragility | NotFragile:
    """The smallest change of the numerator, in each direction, that changes the colour of `value`.

    `per` is 100 for a percentage and 10,000 for a rate; a count is its own numerator, of a denominator of 1, per 1. Of
    a share (not a proxy, not a count) the numerator stays within the denominator. Counts that do not give the figure
    as shown are refused.
    """
    counts = _counts(value, numerator, denominator, scale)
    if isinstance(counts, NotFragile):
        return counts
    step, children, people = counts
    finest = per * 10**scale.decimals
    if _step(children, people, finest) != step:
        return NotFragile.COUNTS_GIVE_ANOTHER_FIGURE
    borders = scale.borders
    most = people if is_share else None
    below = [_least_showing(b, people, finest) - 1 for b in reversed(borders) if b <= step]
    above = [_least_showing(b, people, finest) for b in borders if b > step]
    fewer = _first_change(children, [n for n in below if n >= 0], people, finest, scale)
    more = _first_change(children, [n for n in above if most is None or n <= most], people, finest, scale)
    return NotFragile.NOTHING_CHANGES_IT if fewer is None and more is None else Fragility(fewer, more)


def _counts(
    value: float | None, numerator: float | None, denominator: float | None, scale: ColourScale
) -> tuple[int, int, int] | NotFragile:
    """The figure as shown in steps, the children and the people; or the first thing that is wrong with them."""
    if value is None or scale.not_rated is not None:
        return NotFragile.NOT_RATED
    if numerator is None or denominator is None:
        return NotFragile.NO_COUNTS
    if numerator < 0 or denominator < 0:
        return NotFragile.NEGATIVE
    if denominator == 0:
        return NotFragile.NO_DENOMINATOR
    if numerator != int(numerator) or denominator != int(denominator):
        return NotFragile.NOT_WHOLE
    return steps_shown(value, scale.decimals), int(numerator), int(denominator)


def _step(children: int, people: int, finest: int) -> int:
    """The figure of so many children as shown, in steps: half up, and exact."""
    return (2 * children * finest + people) // (2 * people)


def _least_showing(step: int, people: int, finest: int) -> int:
    """The smallest numerator that is shown as at least this step: half a step below it, rounded up; exact."""
    return -(-(2 * step - 1) * people // (2 * finest))


def _first_change(
    children: int, numerators: list[int], people: int, finest: int, scale: ColourScale
) -> ColourChange | None:
    """The first of some numerators, the nearest at the front, with another colour.

    One child may be worth more than the width of a colour, and so lead from red on one side to red on the other.
    """
    now = scale.colour(_step(children, people, finest))
    for numerator in numerators:
        colour = scale.colour(_step(numerator, people, finest))
        if colour is not now:
            return ColourChange(numerator - children, colour)
    return None
