"""What a reader knows, as whole numbers and statements about them: the form that the solver is handed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

LOWEST_TIER = 0
"""The tier of what is withheld first."""


@dataclass(frozen=True)
class Unknown:
    """One count. It is known where it is `shown`, unless `choice` is withheld; hidden, it is at least `least`."""

    key: str
    least: int
    shown: int | None = None
    choice: str | None = None

    def is_hidden(self, withheld: frozenset[str]) -> bool:
        """Whether a reader must guess it, once these are withheld."""
        return self.shown is None or self.choice in withheld


@dataclass(frozen=True)
class Statement:
    """A sum of counts times whole numbers lies within limits; it falls away when any of `unless` is withheld."""

    terms: tuple[tuple[str, int], ...]
    at_least: int | None = None
    at_most: int | None = None
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choice:
    """A figure that could be withheld too. A lower `tier` goes first, then the smaller `loss`."""

    key: str
    tier: int
    loss: int


@dataclass(frozen=True)
class Floor:
    """What is hidden of a total, more with each choice withheld, must be `above` this unless the total goes too."""

    hidden: int
    more: tuple[tuple[str, int], ...]
    above: int
    unless: str | None = None

    def is_cleared(self, withheld: Collection[str]) -> bool:
        """Whether enough is hidden, or the total is, once these are withheld."""
        if self.unless in withheld:
            return True
        return self.hidden + sum(count for key, count in self.more if key in withheld) > self.above


@dataclass(frozen=True)
class Puzzle:
    """Everything that hangs together. `truth` has the counts that are known to us; each secret needs two values."""

    unknowns: tuple[Unknown, ...]
    statements: tuple[Statement, ...]
    secrets: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    floors: tuple[Floor, ...] = ()
    truth: dict[str, int] = field(default_factory=dict)

    @property
    def is_known_whole(self) -> bool:
        """Whether we know every count, so that the truth itself is one answer to the puzzle."""
        return all(u.key in self.truth for u in self.unknowns)


def apart(puzzle: Puzzle) -> list[Puzzle]:
    """The puzzle as the smaller ones that have nothing to do with each other, those without a secret left out."""
    group = {u.key: u.key for u in puzzle.unknowns}

    def first(key: str) -> str:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    for statement in puzzle.statements:
        keys = [key for key, _ in statement.terms]
        for key in keys[1:]:
            group[first(key)] = first(keys[0])
    wanted = dict.fromkeys(first(key) for key in puzzle.secrets)
    members = {root: {key for key in group if first(key) == root} for root in wanted}
    return [_only(puzzle, keys) for keys in members.values()]


def _only(puzzle: Puzzle, keys: Iterable[str]) -> Puzzle:
    kept = frozenset(keys)
    statements = tuple(s for s in puzzle.statements if s.terms[0][0] in kept)
    named = {u.choice for u in puzzle.unknowns if u.key in kept} | {c for s in statements for c in s.unless}
    return Puzzle(
        unknowns=tuple(u for u in puzzle.unknowns if u.key in kept),
        statements=statements,
        secrets=tuple(key for key in puzzle.secrets if key in kept),
        choices=tuple(c for c in puzzle.choices if c.key in named),
        floors=tuple(f for f in puzzle.floors if named & {f.unless, *(key for key, _ in f.more)} - {None}),
        truth={key: value for key, value in puzzle.truth.items() if key in kept},
    )
