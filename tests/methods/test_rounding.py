from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.rounding import all_steps_shown, as_shown, exact, steps_shown


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


@pytest.mark.parametrize(
    ("value", "steps"), [(89.95, 900), (89.949, 899), (-0.05, -1), (-0.04, 0), (0.15, 2), (12, 120)]
)
def test_a_value_as_shown_is_so_many_of_its_last_decimal(value, steps):
    assert steps_shown(value, 1) == steps


@given(
    st.lists(
        st.none()
        | st.floats(-1e15, 1e15)
        | st.integers(-(10**7), 10**7).map(lambda n: n / 2_000)
        | st.integers(-(10**13), 10**13).map(lambda n: n / 20),
        max_size=20,
    ),
    st.integers(0, 4),
)
@settings(max_examples=500, database=None, deadline=None)
def test_a_series_is_rounded_as_each_of_its_values_is(values, decimals):
    one_by_one = [None if v is None else int(as_shown(v, decimals).scaleb(decimals)) for v in values]
    assert all_steps_shown(values, decimals) == one_by_one


@pytest.mark.parametrize("decimals", range(5))
def test_every_half_of_a_series_is_rounded_away_from_zero(decimals):
    halves = [float(f"{n}5e-{decimals + 1}") for n in range(-3000, 3000)]
    assert all_steps_shown(halves, decimals) == [int(as_shown(v, decimals).scaleb(decimals)) for v in halves]
    assert all_steps_shown([float(f"0.{'0' * decimals}5")], decimals) == [1]


def test_a_very_large_value_is_rounded_like_any_other():
    assert str(as_shown(1e300, 1)) == f"{10**300}.0"
