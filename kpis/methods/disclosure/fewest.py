"""The fewest figures to withhold beside the small ones, and among as many the smallest, and those that stand first.

A reader is asked what is missing to keep every secret; the cheapest figures that meet all such needs are tried; and so
on until nothing is missing. No need is asked for that could be left unmet, so the answer is the best there is.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpis.methods.disclosure.hitting import Need, TooMany, cheapest
from kpis.methods.disclosure.puzzle import LOWEST_TIER, Choice, Puzzle
from kpis.methods.disclosure.solver import Reader, Unfinished


def fewest(puzzle: Puzzle) -> tuple[str, ...] | None:
    """The choices to withhold so that no secret has one value only; None where no choice will do. Raises Unfinished."""
    reader, prices = Reader(puzzle), prices_of(puzzle.choices)
    needs: list[Need] = []
    while True:
        try:
            chosen = cheapest(needs, prices)
        except TooMany:
            raise Unfinished from None
        found = None if chosen is None else _needs(puzzle, reader, chosen)
        if chosen is None or found is None:
            return None
        if not found:
            return tuple(c.key for c in puzzle.choices if c.key in chosen)
        needs += found


def _needs(puzzle: Puzzle, reader: Reader, chosen: frozenset[str]) -> list[Need] | None:
    """What is missing yet, one thing after the other, each taken as met with all its figures before the next is asked.

    None where nothing would help.
    """
    found: list[Need] = []
    while (need := _next_need(puzzle, reader, chosen)) is not None:
        if not need:
            return None
        found.append(need)
        chosen |= need
    return found


def _next_need(puzzle: Puzzle, reader: Reader, chosen: frozenset[str]) -> Need | None:
    lacking = reader.lacking(chosen)
    return lacking if lacking is not None else _below_a_floor(puzzle, chosen)


def _below_a_floor(puzzle: Puzzle, chosen: frozenset[str]) -> Need | None:
    """What would raise the first floor that is not cleared; None where all are."""
    for floor in puzzle.floors:
        if not floor.is_cleared(chosen):
            more = frozenset(key for key, count in floor.more if count > 0 and key not in chosen)
            return more | {floor.unless} if floor.unless is not None else more
    return None


def prices_of(choices: Sequence[Choice]) -> dict[str, int]:
    """What each choice costs: its tier before the number, the number before what is lost, that before its place.

    Each goal counts more than all that come after it together, and the first to stand is a little cheaper.
    """
    many, lost, places = len(choices) + 1, sum(c.loss for c in choices) + 1, len(choices)
    tiers = sorted({c.tier for c in choices if c.tier > LOWEST_TIER}, reverse=True)
    prices = {}
    for place, choice in enumerate(choices, 1):
        price = 0
        for tier in tiers:
            price = price * many + (choice.tier == tier)
        price = (price * many + 1) * lost + choice.loss
        prices[choice.key] = (price << places) - (1 << (places - place))
    return prices
