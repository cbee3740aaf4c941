"""What to withhold beside the small numbers, so that nobody can work them out: the fewest figures, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.methods.disclosure import solver
from kpis.methods.disclosure.attack import given_away
from kpis.methods.disclosure.fewest import fewest
from kpis.methods.disclosure.knowledge import build_puzzle, small_numbers, with_their_shares
from kpis.methods.disclosure.puzzle import Puzzle, apart
from kpis.model.errors import CannotWithhold
from kpis.model.small_numbers import SmallNumbersRule, Table


@dataclass(frozen=True)
class Protection:
    """What the public may not see. `is_fewest` is False where the search ran out of steps and fell back on more."""

    small: frozenset[str]
    """Withheld for its own sake: the small numbers and the percentages made from them."""
    beside: tuple[str, ...]
    """Withheld because they would give a small number away, in the order of the table."""
    withheld: frozenset[str]
    """Everything: both of these, and the percentages made from the second."""
    is_fewest: bool = True


def protect(table: Table, rule: SmallNumbersRule, already: frozenset[str] = frozenset()) -> Protection:
    """What to withhold, beside what is withheld `already` for another reason.

    No more headline totals than must be, then the fewest figures, then the smallest, then those that stand first.
    """
    small = small_numbers(table, rule)
    start = with_their_shares(table, small | already)
    beside: list[str] = []
    is_fewest = True
    for puzzle in apart(build_puzzle(table, start, rule)):
        chosen, proved_fewest = _choose(puzzle, start)
        beside += chosen
        is_fewest = is_fewest and proved_fewest
    return Protection(small, tuple(beside), with_their_shares(table, start | frozenset(beside)), is_fewest)


def _choose(puzzle: Puzzle, start: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """What one puzzle needs and whether fewer could not do; the choice is proved by an attack on it."""
    try:
        chosen = fewest(puzzle)
    except solver.Unfinished:
        chosen = None
    else:
        if chosen is None:
            raise _hopeless(_lost(puzzle, start) or puzzle.secrets)
    if chosen is not None and _is_safe(puzzle, start, chosen):
        return chosen, True
    if lost := _lost(puzzle, start):
        raise _hopeless(lost)
    return _one_by_one(puzzle, start), False


def _lost(puzzle: Puzzle, start: frozenset[str]) -> tuple[str, ...]:
    """The secrets that are given away even with every choice withheld."""
    everything = [c.key for c in puzzle.choices]
    lost = given_away(puzzle, start | frozenset(everything))
    return lost if lost or _clears_floors(puzzle, everything) else puzzle.secrets


def _hopeless(lost: tuple[str, ...]) -> CannotWithhold:
    named = ", ".join(f'"{key}"' for key in lost)
    return CannotWithhold(
        f"Nothing that is left to withhold keeps {named} secret: what is public already gives it away. "
        "Leave the whole table out, or put a wrong figure right.",
        lost,
    )


def _one_by_one(puzzle: Puzzle, start: frozenset[str]) -> tuple[str, ...]:
    """The smallest first until nothing is given away, then back what is not needed: safe, if perhaps not the fewest."""
    in_order = sorted(puzzle.choices, key=lambda c: (c.tier, c.loss))
    chosen: list[str] = []
    for choice in in_order:
        if _is_safe(puzzle, start, chosen):
            break
        chosen.append(choice.key)
    for choice in reversed(in_order):
        without = [key for key in chosen if key != choice.key]
        if choice.key in chosen and _is_safe(puzzle, start, without):
            chosen = without
    return tuple(c.key for c in puzzle.choices if c.key in chosen)


def _is_safe(puzzle: Puzzle, start: frozenset[str], chosen: Sequence[str]) -> bool:
    return not given_away(puzzle, start | frozenset(chosen)) and _clears_floors(puzzle, chosen)


def _clears_floors(puzzle: Puzzle, chosen: Sequence[str]) -> bool:
    return all(floor.is_cleared(chosen) for floor in puzzle.floors)
