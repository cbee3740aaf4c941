"""The reasoning itself, by Z3: exact in whole numbers of any size, with no tolerance that a count could slip through.

The only module that names the library. Each question has a context of its own, since Z3's default one may not be used
by two requests at once. The work is limited in Z3's own steps and not in seconds, so that a slow machine gives the same
answer as a fast one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import z3

from kpis.methods.disclosure.puzzle import Choice, Puzzle, Statement

MOST_STEPS = 10_000_000
"""Some ten seconds of one core for one question; a 30-part table needs less than a hundredth of it."""
MOST_IN_32_BITS = 2**31 - 1
"""The largest sum of weights that Z3's counting constraints hold."""


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
    counts = _reader(puzzle, withheld, solver, context)
    lows = [solver.minimize(counts[key]) for key in wanted]
    highs = [solver.maximize(counts[key]) for key in wanted]
    if not _is_possible(solver):
        return None
    return {
        key: Possible(low.value().as_long(), high.value().as_long() if z3.is_int_value(high.value()) else None)
        for key, low, high in zip(wanted, lows, highs, strict=True)
    }


def pinned(puzzle: Puzzle, withheld: frozenset[str]) -> tuple[str, ...]:
    """The secrets that fewer than two values fit: a second answer that differs clears every secret it differs in."""
    context = z3.Context()
    solver = _limited(context)
    counts = _reader(puzzle, withheld, solver, context)
    if not _is_possible(solver):
        return puzzle.secrets
    first = {key: _number(solver, counts[key]) for key in puzzle.secrets}
    cleared: set[str] = set()
    for key in puzzle.secrets:
        if key not in cleared and _is_possible(solver, counts[key] != first[key]):
            cleared |= {other for other in puzzle.secrets if _number(solver, counts[other]) != first[other]}
    return tuple(key for key in puzzle.secrets if key not in cleared)


def values(puzzle: Puzzle, withheld: frozenset[str], key: str, most: int) -> list[int]:
    """The numbers that a withheld count can be, in order: all of them, or the first `most` that are found."""
    context = z3.Context()
    solver = _limited(context)
    count = _reader(puzzle, withheld, solver, context)[key]
    found: list[int] = []
    while len(found) < most and _is_possible(solver):
        found.append(_number(solver, count))
        solver.add(count != found[-1])
    return sorted(found)


def smallest_choice(puzzle: Puzzle) -> tuple[str, ...] | None:
    """The choices to withhold so that no secret has one value only; None where no choice will do.

    The fewest of the highest tier, then the fewest, then the smallest loss, then those that stand first. With every
    count known to us, a secret is kept by one other answer to the puzzle; else by two answers that differ in it.
    """
    context = z3.Context()
    withheld = {c.key: z3.Bool(f"withhold {c.key}", ctx=context) for c in puzzle.choices}
    solver = z3.Optimize(ctx=context)
    solver.set("rlimit", MOST_STEPS)
    solver.set("priority", "lex")
    rules = [*_answers(puzzle, withheld, context), *_floors(puzzle, withheld, context)]
    solver.add(*rules)
    prices = [price for price in _prices(puzzle.choices) if price]
    goals = [solver.minimize(_price(price, withheld, context)) for price in prices]
    if not _is_possible(solver):
        return None
    tie = _limited(context)
    tie.add(*rules)
    for price, goal in zip(prices, goals, strict=True):
        tie.add(_no_dearer(price, goal.value().as_long(), withheld, context))
    return _first_of_equals(puzzle.choices, withheld, tie, context)


def _first_of_equals(
    choices: Sequence[Choice], withheld: dict[str, z3.BoolRef], solver: z3.Solver, context: z3.Context
) -> tuple[str, ...] | None:
    """Of the choices that cost the same, the one whose figures stand first: a better one is asked for until none is."""
    chosen: tuple[str, ...] | None = None
    while _is_possible(solver):
        model = solver.model()
        chosen = tuple(c.key for c in choices if z3.is_true(model.eval(withheld[c.key])))
        solver.add(_stands_before(chosen, choices, withheld, context))
    return chosen


def _stands_before(
    chosen: tuple[str, ...], choices: Sequence[Choice], withheld: dict[str, z3.BoolRef], context: z3.Context
) -> z3.BoolRef:
    """Where it first differs from these, it withholds a figure that they do not."""
    before = z3.BoolVal(False, ctx=context)
    for choice in reversed(choices):
        one = withheld[choice.key]
        before = z3.And(one, before) if choice.key in chosen else z3.Or(one, before)
    return before


def _prices(choices: Sequence[Choice]) -> list[list[tuple[str, int]]]:
    """What to keep small, the most important first: the number in each tier, all of them, and what is lost."""
    tiers = sorted({c.tier for c in choices}, reverse=True)
    by_tier = [[(c.key, 1) for c in choices if c.tier == tier] for tier in tiers if tier > 0]
    return [*by_tier, [(c.key, 1) for c in choices], [(c.key, c.loss) for c in choices]]


def _price(priced: list[tuple[str, int]], withheld: dict[str, z3.BoolRef], context: z3.Context) -> z3.ArithRef:
    return z3.Sum([z3.IntVal(0, ctx=context), *(z3.If(withheld[key], price, 0) for key, price in priced)])


def _no_dearer(
    price: list[tuple[str, int]], least: int, withheld: dict[str, z3.BoolRef], context: z3.Context
) -> z3.BoolRef:
    """The quicker of two ways to say it; Z3 takes its numbers in 32 bits, and would not say that they were cut off."""
    if sum(cost for _, cost in price) > MOST_IN_32_BITS:
        return _price(price, withheld, context) <= least
    return z3.PbLe([(withheld[key], cost) for key, cost in price], least)


def _answers(puzzle: Puzzle, withheld: dict[str, z3.BoolRef], context: z3.Context) -> list[z3.BoolRef]:
    """An answer for each secret that differs in it from the truth, or from one common answer where we do not know."""
    said: list[z3.BoolRef] = []
    if puzzle.is_known_whole:
        base = {key: z3.IntVal(value, ctx=context) for key, value in puzzle.truth.items()}
    else:
        base, rules = _answer(puzzle, "base", withheld, context)
        said += rules
    for number, secret in enumerate(puzzle.secrets):
        other, rules = _answer(puzzle, str(number), withheld, context)
        said += [*rules, other[secret] != base[secret]]
    return said


def _answer(
    puzzle: Puzzle, name: str, withheld: dict[str, z3.BoolRef], context: z3.Context
) -> tuple[dict[str, z3.ArithRef], list[z3.BoolRef]]:
    """One answer to the puzzle: a figure that is not withheld stays as it is shown."""
    counts: dict[str, z3.ArithRef] = {}
    said: list[z3.BoolRef] = []
    for unknown in puzzle.unknowns:
        if unknown.shown is not None and unknown.choice is None:
            counts[unknown.key] = z3.IntVal(unknown.shown, ctx=context)
            continue
        count = counts[unknown.key] = z3.Int(f"{name} {unknown.key}", ctx=context)
        said.append(count >= unknown.least)
        if unknown.choice is not None:
            said.append(z3.Or(withheld[unknown.choice], count == unknown.shown))
    for statement in puzzle.statements:
        gone = [withheld[key] for key in sorted(statement.unless)]
        said += [z3.Or(*gone, claim) if gone else claim for claim in _claims(statement, counts, context)]
    return counts, said


def _floors(puzzle: Puzzle, withheld: dict[str, z3.BoolRef], context: z3.Context) -> list[z3.BoolRef]:
    said = []
    for floor in puzzle.floors:
        hidden = _price(list(floor.more), withheld, context) + floor.hidden
        kept = hidden > floor.above
        said.append(z3.Or(kept, withheld[floor.unless]) if floor.unless else kept)
    return said


def _reader(
    puzzle: Puzzle, withheld: frozenset[str], solver: z3.Solver | z3.Optimize, context: z3.Context
) -> dict[str, z3.ArithRef]:
    """Tells the solver what a reader knows once these are withheld."""
    counts: dict[str, z3.ArithRef] = {}
    for unknown in puzzle.unknowns:
        if unknown.is_hidden(withheld):
            counts[unknown.key] = z3.Int(unknown.key, ctx=context)
            solver.add(counts[unknown.key] >= unknown.least)
        else:
            counts[unknown.key] = z3.IntVal(unknown.shown, ctx=context)
    for statement in puzzle.statements:
        if not statement.unless & withheld:
            solver.add(*_claims(statement, counts, context))
    return counts


def _claims(statement: Statement, counts: dict[str, z3.ArithRef], context: z3.Context) -> list[z3.BoolRef]:
    total = z3.Sum([z3.IntVal(0, ctx=context), *(counts[key] * times for key, times in statement.terms)])
    if statement.at_least is not None and statement.at_least == statement.at_most:
        return [total == statement.at_least]
    least = [] if statement.at_least is None else [total >= statement.at_least]
    most = [] if statement.at_most is None else [total <= statement.at_most]
    return [*least, *most]


def _limited(context: z3.Context) -> z3.Solver:
    solver = z3.Solver(ctx=context)
    solver.set("rlimit", MOST_STEPS)
    return solver


def _is_possible(solver: z3.Solver | z3.Optimize, *also: z3.BoolRef) -> bool:
    answer = solver.check(*also)
    if answer == z3.unknown:
        raise Unfinished
    return bool(answer == z3.sat)


def _number(solver: z3.Solver, count: z3.ArithRef) -> int:
    return int(solver.model().eval(count, model_completion=True).as_long())
