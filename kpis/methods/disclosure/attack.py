"""The attack: what a reader who knows all that is shown can work out of what is withheld, exactly.

The reader knows every figure shown, every total, every percentage with what it is of, and that zero would have been
shown. Not reckoned with: what the reader knows of the families, and guesses about why one part was chosen to be
withheld and not another.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpis.methods.disclosure import solver
from kpis.methods.disclosure.knowledge import build_puzzle, hidden_part
from kpis.methods.disclosure.puzzle import Puzzle, apart
from kpis.methods.disclosure.solver import Possible
from kpis.model.errors import CannotWithhold
from kpis.model.small_numbers import SmallNumbersRule, Table

MOST_VALUES = 20
"""How many possible values are listed; more keep nobody guessing less."""


@dataclass(frozen=True)
class JointCount:
    """Withheld parts of one total which together are a small number, for all that each is not known."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Attack:
    """What came out: what every withheld count can be, secret or beside one.

    `contradicted` are secrets among figures that cannot all be true: no value fits them, let alone two.
    """

    possible: dict[str, Possible]
    secrets: frozenset[str] = frozenset()
    contradicted: tuple[str, ...] = ()
    joint_counts: tuple[JointCount, ...] = ()

    @property
    def given_away(self) -> tuple[str, ...]:
        """The secrets that fewer than two values fit, in the order of the table."""
        pinned = (key for key, possible in self.possible.items() if possible.is_pinned and key in self.secrets)
        return (*pinned, *self.contradicted)


def attack(table: Table, withheld: frozenset[str], rule: SmallNumbersRule) -> Attack:
    """The smallest and largest value of every secret count, and of every other that is withheld beside it."""
    possible: dict[str, Possible] = {}
    contradicted: list[str] = []
    whole = build_puzzle(table, withheld, rule)
    for puzzle in apart(whole):
        hidden = _hidden(puzzle, withheld)
        found = _bounds(puzzle, withheld, hidden)
        if found is None:
            contradicted += puzzle.secrets
        else:
            possible |= found
    return Attack(possible, frozenset(whole.secrets), tuple(contradicted), _joint_counts(table, withheld, rule))


def found_out(table: Table, withheld: frozenset[str], rule: SmallNumbersRule) -> tuple[str, ...]:
    """The secrets that fewer than two values fit. As the attack says, and quicker: no limits are worked out."""
    return tuple(key for puzzle in apart(build_puzzle(table, withheld, rule)) for key in given_away(puzzle, withheld))


def given_away(puzzle: Puzzle, withheld: frozenset[str]) -> tuple[str, ...]:
    """The secrets of one puzzle that fewer than two values fit once these are withheld."""
    try:
        return solver.pinned(puzzle, withheld)
    except solver.Unfinished:
        raise _unproved(puzzle.secrets) from None


def possible_values(table: Table, withheld: frozenset[str], key: str, rule: SmallNumbersRule) -> list[int]:
    """The values that one count can have, at most the first twenty found: they need not lie side by side."""
    puzzle = build_puzzle(table, withheld, rule)
    try:
        return solver.values(puzzle, withheld, key, MOST_VALUES)
    except solver.Unfinished:
        raise _unproved((key,)) from None


def _bounds(puzzle: Puzzle, withheld: frozenset[str], wanted: tuple[str, ...]) -> dict[str, Possible] | None:
    try:
        return solver.bounds(puzzle, withheld, wanted)
    except solver.Unfinished:
        raise _unproved(puzzle.secrets) from None


def _unproved(keys: tuple[str, ...]) -> CannotWithhold:
    named = ", ".join(f'"{key}"' for key in keys)
    return CannotWithhold(
        f"It could not be proved that {named} stays secret: too much hangs together. Withhold the whole table.", keys
    )


def _hidden(puzzle: Puzzle, withheld: frozenset[str]) -> tuple[str, ...]:
    also = (u.key for u in puzzle.unknowns if u.is_hidden(withheld) and u.key in withheld)
    return tuple(dict.fromkeys([*puzzle.secrets, *also]))


def _joint_counts(table: Table, withheld: frozenset[str], rule: SmallNumbersRule) -> tuple[JointCount, ...]:
    counts = {c.key: c for c in table.counts}
    found = []
    for line in table.parts:
        together = hidden_part(line, counts, withheld)
        if together is not None and together <= rule.largest:
            parts = tuple(key for key in line.parts if counts[key].value is None or key in withheld)
            found.append(JointCount(line.total, parts))
    return tuple(found)
