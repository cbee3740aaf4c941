import pytest

from kpis.methods.own_history import FEWEST_OTHERS, history_without, slip_that_fits, slips


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
