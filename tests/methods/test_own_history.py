import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.methods.own_history import FEWEST_OTHERS, SLIP_FAR, history_without, may_be_far, slip_that_fits, slips


@pytest.mark.parametrize(
    ("typed", "meant"), [(54.0, 45.0), (8.0, 80.0), (800.0, 80.0), (81.2, 87.2), (188.0, 18.8), (12.0, 112.0)]
)
def test_one_slip_turns_the_figure_that_was_meant_into_the_one_that_was_typed(typed, meant):
    assert meant in set(slips(typed, 1))


def test_two_slips_are_not_one():
    assert 91.4 not in set(slips(17.5, 1))


def test_the_figure_in_doubt_does_not_widen_the_range_that_it_is_judged_by():
    values = [10.0, 10.1, 9.9, 10.0, 10.2, 1000.0]
    history = history_without(values, 5, 0.1)
    assert history is not None
    assert history.middle == 10.0
    assert history.distance(1000.0) > 100


def test_too_short_a_history_is_none():
    assert history_without([1.0] * FEWEST_OTHERS, 0, 0.1) is None
    assert history_without([1.0] * (FEWEST_OTHERS + 1), 0, 0.1) is not None


def test_a_slip_is_only_told_for_a_figure_that_is_far_from_its_history():
    history = history_without([80.0, 81.0, 79.0, 80.0, 80.0, 80.0, 18.0], 6, 0.1)
    assert history is not None
    assert slip_that_fits(18.0, 1, history) == 81.0
    assert slip_that_fits(81.0, 1, history) is None


A_VALUE = st.one_of(
    st.none(), st.integers(0, 12).map(float), st.integers(480, 520).map(lambda n: n / 10), st.floats(-1e6, 1e6)
)


@given(st.lists(A_VALUE, max_size=40), st.sampled_from([0.01, 0.1, 1.0, 5.0]))
def test_every_figure_that_is_far_from_its_history_is_one_that_may_be(values, least_spread):
    places = may_be_far(values, least_spread)
    assert places == sorted(set(places))
    for place, value in enumerate(values):
        history = None if value is None else history_without(values, place, least_spread)
        if history is not None and history.distance(value) >= SLIP_FAR:
            assert place in places


def test_no_figure_of_a_series_that_is_wide_everywhere_may_be_far():
    assert may_be_far([float(n * 37 % 101) for n in range(300)], 1.0) == []
    assert may_be_far([*(50.0 + n % 3 for n in range(20)), 90.0], 1.0) == [20]
