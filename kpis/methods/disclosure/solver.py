"""The reasoning itself, by Z3: exact in whole numbers of any size, with no tolerance that a count could slip through.

The only module that names the library. Each question has a context of its own, since Z3's default one may not be used
by two requests at once. The work is limited in Z3's own steps and not in seconds, so that a slow machine gives the same
answer as a fast one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import z3

from kpis.methods.disclosure.puzzle import Puzzle
from kpis.methods.disclosure.told import Told, tell, tell_open

MOST_STEPS = 10_000_000
"""Some ten seconds of one core for one question; a 30-part table needs less than a hundredth of it."""
COUNTED_STEPS = "rlimit count"
COUNTED_EVERY = 20
"""How many questions of one reader go by until the steps are counted, since to count them takes as long as to ask."""


class Unfinished(Exception):
    """The steps ran out before the answer was certain."""


@dataclass(frozen=True)
class Possible:
    """The smallest and largest number that a withheld count can be; `high` is None where nothing limits it."""

    low: int
    high: int | None

    @property
    def is_pinned(self) -> bool:
        """Whether it can be one number only."""
        return self.low == self.high


def bounds(puzzle: Puzzle, withheld: frozenset[str], wanted: Sequence[str]) -> dict[str, Possible] | None:
    """What each wanted count can be; None where the figures contradict each other."""
    context = z3.Context()
    solver = z3.Optimize(ctx=context)
    solver.set("rlimit", MOST_STEPS)
    solver.set("priority", "box")
    told = tell(puzzle, withheld)
    solver.from_string(told.text)
    lows = [solver.minimize(_count(told, key, context)) for key in wanted]
    highs = [solver.maximize(_count(told, key, context)) for key in wanted]
    if not _is_possible(solver):
        return None
    return {
        key: Possible(low.value().as_long(), high.value().as_long() if z3.is_int_value(high.value()) else None)
        for key, low, high in zip(wanted, lows, highs, strict=True)
    }


def pinned(puzzle: Puzzle, withheld: frozenset[str]) -> tuple[str, ...]:
    """The secrets that fewer than two values fit: a second answer that differs clears every secret it differs in."""
    context = z3.Context()
    told = tell(puzzle, withheld)
    solver = _limited(context, told)
    if not _is_possible(solver):
        return puzzle.secrets
    counts = {key: _count(told, key, context) for key in puzzle.secrets}
    first = _answer(solver, counts)
    cleared: set[str] = set()
    for key in puzzle.secrets:
        if key not in cleared and _is_possible(solver, counts[key] != first[key]):
            cleared |= _differing(first, _answer(solver, counts))
    return tuple(key for key in puzzle.secrets if key not in cleared)


def values(puzzle: Puzzle, withheld: frozenset[str], key: str, most: int) -> list[int]:
    """The numbers that a withheld count can be, in order: all of them, or the first `most` that are found."""
    context = z3.Context()
    told = tell(puzzle, withheld)
    solver = _limited(context, told)
    count = _count(told, key, context)
    found: list[int] = []
    while len(found) < most and _is_possible(solver):
        found += _answer(solver, {key: count}).values()
        solver.add(count != found[-1])
    return sorted(found)


class Reader:
    """A reader of one puzzle, who is asked again and again what is missing to keep its secrets.

    Withholding more never gives more away, so that what Z3 needs for a proof that a secret is out names the choices of
    which one at least must be withheld. All questions together have the steps of one.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle, self._context, self._asked = puzzle, z3.Context(), 0
        told = tell_open(puzzle)
        self._solver = _limited(self._context, told, MOST_STEPS // COUNTED_EVERY)
        self._shown = {key: z3.Not(z3.Bool(name, ctx=self._context)) for key, name in told.choices.items()}
        self._named = {name: key for key, name in told.choices.items()}
        self._secrets = {key: _count(told, key, self._context) for key in puzzle.secrets}

    def lacking(self, withheld: frozenset[str]) -> frozenset[str] | None:
        """Choices of which at least one must be withheld beside these; None where every secret is kept.

        Empty where nothing would help.
        """
        shown = [literal for key, literal in self._shown.items() if key not in withheld]
        truth = self._one_answer(shown)
        if truth is None:
            return self._fewer_of(self._to_blame(), [])
        kept: set[str] = set()
        for key, count in self._secrets.items():
            if key in kept:
                continue
            differs = [count != truth[key]]
            if not self._is_possible([*differs, *shown]):
                return self._fewer_of(self._to_blame(), differs)
            kept |= _differing(truth, _answer(self._solver, self._secrets))
        return None

    def _one_answer(self, shown: Sequence[z3.BoolRef]) -> dict[str, int] | None:
        """The secrets in one answer that fits: the true one where we know it; None where no answer does."""
        if self._puzzle.is_known_whole:
            return {key: self._puzzle.truth[key] for key in self._secrets}
        if not self._is_possible(shown):
            return None
        return _answer(self._solver, self._secrets)

    def _fewer_of(self, blamed: frozenset[str], differs: Sequence[z3.BoolRef]) -> frozenset[str]:
        """Those of the blamed choices that the proof cannot do without, each left out in turn."""
        for key in sorted(blamed):
            fewer = blamed - {key}
            if key in blamed and not self._is_possible([*differs, *(self._shown[k] for k in sorted(fewer))]):
                blamed = self._to_blame()
        return blamed

    def _to_blame(self) -> frozenset[str]:
        """The choices that the proof which has just been found takes to be shown."""
        literals = (one.arg(0).decl().name() for one in self._solver.unsat_core() if z3.is_not(one) and _is_name(one))
        return frozenset(self._named[name] for name in literals if name in self._named)

    def _is_possible(self, also: Iterable[z3.BoolRef]) -> bool:
        self._asked += 1
        if self._asked % COUNTED_EVERY == 0 and _steps(self._solver) > MOST_STEPS:
            raise Unfinished
        return _is_possible(self._solver, *also)


def _is_name(literal: z3.BoolRef) -> bool:
    return bool(z3.is_const(literal.arg(0)))


def _steps(solver: z3.Solver) -> int:
    counted = solver.statistics()
    return int(counted.get_key_value(COUNTED_STEPS)) if COUNTED_STEPS in counted.keys() else 0  # noqa: SIM118


def _count(told: Told, key: str, context: z3.Context) -> z3.ArithRef:
    name = told.counts[key]
    return z3.Int(name, ctx=context) if name.isidentifier() else z3.IntVal(int(name), ctx=context)


def _limited(context: z3.Context, told: Told, most: int | None = None) -> z3.Solver:
    solver = z3.SimpleSolver(ctx=context)
    solver.set("rlimit", MOST_STEPS if most is None else max(1, most))
    solver.from_string(told.text)
    return solver


def _is_possible(solver: z3.Solver | z3.Optimize, *also: z3.BoolRef) -> bool:
    answer = solver.check(*also)
    if answer == z3.unknown:
        raise Unfinished
    return bool(answer == z3.sat)


def _answer(solver: z3.Solver, counts: Mapping[str, z3.ArithRef]) -> dict[str, int]:
    """What these counts are in the answer that was just found."""
    model = solver.model()
    return {key: int(model.eval(count, model_completion=True).as_long()) for key, count in counts.items()}


def _differing(one: Mapping[str, int], other: Mapping[str, int]) -> set[str]:
    return {key for key, value in one.items() if other[key] != value}
