from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.methods.rounding import as_shown
from kpis.methods.whole_numbers import (
    Between,
    denominators,
    just,
    numerators,
    plainly_give,
    populations,
    printed,
    quotient,
)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_every_true_fraction_is_among_those_that_its_printed_percentage_allows(part, of, decimals):
    part = min(part, of)
    figure = printed(float(as_shown(100 * part / of, decimals)), decimals)
    assert figure.has(Fraction(100 * part, of))
    assert part in numerators(figure, of, 100)
    assert of in denominators(figure, part, 100)


@given(st.integers(1, 2000), st.integers(10_000, 90_000))
def test_every_true_population_is_among_those_that_a_count_and_its_rate_allow(count, people):
    between = populations(just(count), printed(float(as_shown(count * 10_000 / people, 1)), 1), 10_000)
    assert between is None or between.has(people)


@pytest.mark.parametrize(("value", "of", "expected"), [(10.0, 16, []), (6.3, 16, [1]), (50.0, 3, []), (34.9, 434, [])])
def test_the_whole_numbers_that_give_a_percentage(value, of, expected):
    assert list(numerators(printed(value, 1), of, 100)) == expected


def test_a_divisor_that_may_be_nought_gives_no_quotient():
    assert quotient(just(1), printed(0.0, 1), 100) is None
    assert quotient(just(1), just(4), 100) == Between(Fraction(25), Fraction(25))


def test_ranges_meet_at_their_very_ends():
    assert printed(6.2, 1).meets(printed(6.3, 1))
    assert not printed(6.2, 1).meets(printed(6.4, 1))


def test_what_fractions_plainly_give_leaves_near_ties_to_exact_numbers():
    above, below, figures = [119, 119, 1, 0, 1], [210, 210, 16, 5, 3], [56.7, 56.6, 6.3, 0.0, 33]
    assert plainly_give(above, below, figures, [1, 1, 1, 1, 0], 100) == [True, False, False, True, True]
    assert plainly_give([1], [3], [33], [1], 100) == [False]


def test_without_a_fraction_nothing_is_plainly_given():
    assert plainly_give([None, 1, 0], [2, None, 0], [0.0, 0.0, 0.0], [1, 1, 1], 100) == [False, False, False]
