import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.disclosure import fewest as fewest_module
from kpis.methods.disclosure import hitting, solver
from kpis.methods.disclosure.attack import given_away
from kpis.methods.disclosure.fewest import fewest, prices_of
from kpis.methods.disclosure.knowledge import build_puzzle, small_numbers, with_their_shares
from kpis.methods.disclosure.puzzle import Choice, apart
from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing, Table
from tests.methods.disclosure.builders import a_total

RULES = st.builds(
    SmallNumbersRule, zero_is_shown=st.booleans(), joint_counts_are_small_numbers=st.booleans(), largest=st.just(4)
)
STANDINGS = st.sampled_from([Standing.PART, Standing.PART, Standing.HEADLINE, Standing.PUBLIC])


def a_puzzle(table, rule):
    start = with_their_shares(table, small_numbers(table, rule))
    return apart(build_puzzle(table, start, rule)), start


@st.composite
def tables(draw):
    """Two lines of parts that share some, percentages of some of them, and counts that the source withheld."""
    values = draw(st.lists(st.integers(0, 14), min_size=3, max_size=6))
    unknown = draw(st.sets(st.integers(0, len(values) - 1), max_size=1))
    counts = [Count(str(n), None if n in unknown else v, draw(STANDINGS)) for n, v in enumerate(values)]
    lines = []
    for number in range(draw(st.integers(1, 2))):
        parts = sorted(draw(st.sets(st.integers(0, len(values) - 1), min_size=2)))
        counts.append(Count(f"total {number}", sum(values[n] for n in parts), draw(STANDINGS)))
        lines.append(Parts(f"total {number}", tuple(map(str, parts)), all_of_it=draw(st.booleans())))
    shares = []
    for number in sorted(draw(st.sets(st.integers(0, len(values) - 1), max_size=2))):
        below = draw(st.integers(max(1, values[number]), 40))
        counts.append(Count(f"of {number}", below, draw(STANDINGS), counts_children=False))
        shown = Decimal(round(100 * values[number] / below))
        shares.append(Share(f"% {number}", shown, str(number), f"of {number}"))
    return Table(tuple(counts), tuple(lines), tuple(shares))


def best_by_trying_all(puzzle, start):
    prices = prices_of(puzzle.choices)
    every = itertools.chain.from_iterable(
        itertools.combinations(puzzle.choices, n) for n in range(len(puzzle.choices) + 1)
    )
    for chosen in sorted(every, key=lambda some: sum(prices[c.key] for c in some)):
        keys = tuple(c.key for c in chosen)
        if all(f.is_cleared(keys) for f in puzzle.floors) and not given_away(puzzle, start | frozenset(keys)):
            return keys
    return None


@given(tables(), RULES)
@settings(max_examples=50, deadline=None)
def test_the_choice_is_the_cheapest_of_all_that_an_attack_leaves_standing(table, rule):
    puzzles, start = a_puzzle(table, rule)
    for puzzle in puzzles:
        if len(puzzle.choices) <= 6:
            assert fewest(puzzle) == best_by_trying_all(puzzle, start)


@pytest.mark.parametrize(
    "one, other",
    [
        ([Choice("headline", 1, 1)], [Choice("a", 0, 90), Choice("b", 0, 90)]),
        ([Choice("a", 0, 90)], [Choice("b", 0, 1), Choice("c", 0, 1)]),
        ([Choice("b", 0, 1)], [Choice("a", 0, 2)]),
        ([Choice("a", 0, 2), Choice("d", 0, 2)], [Choice("b", 0, 2), Choice("c", 0, 2)]),
    ],
    ids=["no headline", "the fewest", "the smallest", "those that stand first"],
)
def test_each_goal_counts_more_than_all_that_come_after_it(one, other):
    everything = sorted([*one, *other], key=lambda c: c.key)
    prices = prices_of(everything)
    first, second = (sum(prices[c.key] for c in some) for some in (one, other))
    assert (first > second) == (one[0].key == "headline")


def test_a_choice_that_is_not_certain_to_be_the_best_is_not_given_out(monkeypatch):
    (puzzle,), _ = a_puzzle(a_total(43, a=3, b=8, c=12, d=20), SmallNumbersRule())
    monkeypatch.setattr(hitting, "MOST_TRIED", 0)
    with pytest.raises(solver.Unfinished):
        fewest(puzzle)


def test_all_questions_of_one_search_have_the_steps_of_one(monkeypatch):
    (puzzle,), _ = a_puzzle(a_total(43, a=3, b=8, c=12, d=20), SmallNumbersRule())
    monkeypatch.setattr(solver, "MOST_STEPS", 40)
    with pytest.raises(solver.Unfinished):
        fewest_module.fewest(puzzle)
