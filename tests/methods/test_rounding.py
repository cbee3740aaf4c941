from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.rounding import as_shown, exact


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (89.95, 1, "90.0"),
        (89.949, 1, "89.9"),
        (0.05, 1, "0.1"),
        (0.15, 1, "0.2"),
        (0.25, 1, "0.3"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (2.4999, 0, "2"),
        (0, 1, "0.0"),
        (1147, 0, "1147"),
        (-0.05, 1, "-0.1"),
        (-2.5, 0, "-3"),
        (Decimal("89.95"), 1, "90.0"),
    ],
)
def test_a_half_is_rounded_up_away_from_zero(value, decimals, shown):
    assert str(as_shown(value, decimals)) == shown


@pytest.mark.parametrize("value", [-0.0, -0.04, 0, Decimal("-0.00")])
def test_nothing_is_shown_as_minus_zero(value):
    assert str(as_shown(value, 1)) == "0.0"


def test_a_tenth_is_a_tenth_and_not_its_binary_neighbour():
    assert exact(0.1) == Decimal("0.1")
    assert exact(0.1) + exact(0.2) == exact(0.3)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
@settings(max_examples=100, database=None, deadline=None)
def test_what_is_shown_is_never_further_than_half_a_step_from_the_value(hundred_thousandths, decimals):
    value = Decimal(hundred_thousandths) / 100_000
    assert abs(as_shown(value, decimals) - value) <= Decimal(1).scaleb(-decimals) / 2


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
@settings(max_examples=100, database=None, deadline=None)
def test_rounding_what_is_shown_changes_nothing(hundred_thousandths, decimals):
    shown = as_shown(hundred_thousandths / 100_000, decimals)
    assert as_shown(shown, decimals) == shown
