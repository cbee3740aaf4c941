import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.methods.disclosure import hitting
from kpis.methods.disclosure.hitting import TooMany, cheapest

FIGURES = "abcdefg"
NEEDS = st.lists(st.frozensets(st.sampled_from(FIGURES), max_size=4), max_size=7)
PRICES = st.lists(st.integers(1, 30), min_size=len(FIGURES), max_size=len(FIGURES))


@given(NEEDS, PRICES)
def test_no_other_figures_meet_every_need_for_less(needs, numbers):
    prices = dict(zip(FIGURES, numbers, strict=True))
    every = (set(c) for n in range(len(FIGURES) + 1) for c in itertools.combinations(FIGURES, n))
    meeting = [sum(prices[k] for k in chosen) for chosen in every if all(chosen & need for need in needs)]
    found = cheapest(needs, prices)
    assert (None if found is None else sum(prices[k] for k in found)) == min(meeting, default=None)
    assert found is None or all(found & need for need in needs)


def test_nothing_is_needed_where_there_is_no_need():
    assert cheapest([], {}) == frozenset()


def test_a_need_that_nothing_meets_is_told_apart_from_no_need():
    assert cheapest([frozenset()], {"a": 1}) is None


def test_a_search_that_grows_too_large_is_given_up(monkeypatch):
    monkeypatch.setattr(hitting, "MOST_TRIED", 1)
    with pytest.raises(TooMany):
        cheapest([frozenset("ab")], {"a": 1, "b": 1})
