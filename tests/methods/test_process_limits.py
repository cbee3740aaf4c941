from math import fsum

import pytest

from kpis.methods.process_limits import LIMIT_FACTOR, SCREEN_FACTOR, mean_moving_range, moving_ranges, process_limits
from kpis.model.process import ProcessLimits


def test_the_constants_are_those_that_the_method_publishes():
    assert (LIMIT_FACTOR, SCREEN_FACTOR) == (2.66, 3.267)


def test_a_moving_range_is_the_distance_from_the_figure_before():
    assert moving_ranges([4.0, 7.0, 5.0]) == [3.0, 2.0]


def test_one_jump_is_screened_out_of_the_moving_ranges():
    ranges = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 20.0]
    assert mean_moving_range(ranges) == 1.0
    assert mean_moving_range(ranges, screened=False) == 26 / 7


def test_a_moving_range_exactly_at_the_cut_is_screened_out():
    ranges = [0.0, 0.0, 1.0, 1.0, 3.267]
    cut = SCREEN_FACTOR * fsum(ranges) / 5
    assert cut < 3.5
    assert mean_moving_range([*ranges[:4], cut * 2]) == 0.5


def test_a_series_that_hardly_ever_moves_keeps_limits_of_some_width():
    limits = process_limits([0.0] * 10 + [1.0] + [0.0] * 10)
    assert limits.lower < 0.0 < limits.mean < limits.upper < 1.0


@pytest.mark.parametrize("value", [94.3, 0.1, 100.0, 0.0, -2.2])
@pytest.mark.parametrize("points", [1, 2, 7, 24])
def test_a_flat_stretch_has_its_own_value_as_mean_and_no_limits(value, points):
    assert process_limits([value] * points) == ProcessLimits(value)


def test_limits_may_come_from_the_first_figures_only():
    values = [10.0, 12.0] * 6 + [90.0, 95.0]
    assert process_limits(values, baseline=12) == process_limits(values[:12])


def test_limits_are_not_held_between_nought_and_a_hundred():
    limits = process_limits([99.0, 90.0] * 7)
    assert limits.upper > 100.0
    assert process_limits([1.0, 10.0] * 7).lower < 0.0


def test_a_near_limit_lies_two_thirds_of_the_way_to_the_limit():
    limits = process_limits([10.0, 13.0] * 7)
    assert limits.near_upper - limits.mean == pytest.approx((limits.upper - limits.mean) * 2 / 3, rel=1e-12)
    assert limits.mean - limits.near_lower == pytest.approx((limits.mean - limits.lower) * 2 / 3, rel=1e-12)
