import pytest

from kpis.methods.special_causes import outside_limits, shift, special_causes, trend, two_of_three
from kpis.model.process import ProcessLimits, Side, Signal, SpecialCause

HIGH, LOW = Side.HIGH, Side.LOW
LIMITS = ProcessLimits(mean=10.0, lower=7.0, upper=13.0, near_lower=8.0, near_upper=12.0)


def marked(positions, side):
    return dict.fromkeys(positions, side)


def test_a_point_on_the_limit_is_inside_and_beyond_it_is_outside():
    assert outside_limits([13.0, 13.01, 7.0, 6.99], 7.0, 13.0, range(4)) == {1: HIGH, 3: LOW}


def test_seven_rising_points_are_a_trend_and_six_are_not():
    assert trend([1, 2, 3, 4, 5, 6, 7]) == marked(range(7), HIGH)
    assert trend([1, 2, 3, 4, 5, 6, 6, 5]) == {}
    assert trend([7, 6, 5, 4, 3, 2, 1]) == marked(range(7), LOW)


def test_equal_neighbours_break_a_trend():
    assert trend([1, 2, 3, 4, 4, 5, 6, 7]) == {}


def test_a_tie_between_two_rising_trends_leaves_the_first_rising_to_its_end():
    """The reference labels position 6 as decreasing."""
    values = [*range(1, 8), *range(7, 14)]
    assert trend(values) == marked(range(14), HIGH)


def test_the_peak_of_two_trends_belongs_to_the_one_that_begins_there():
    values = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    assert trend(values) == marked(range(6), HIGH) | marked(range(6, 13), LOW)


def test_seven_on_one_side_of_the_mean_are_a_shift_and_six_are_not():
    assert shift([11.0] * 7, 10.0) == marked(range(7), HIGH)
    assert shift([11.0] * 6 + [9.0], 10.0) == {}
    assert shift([9.0] * 8, 10.0) == marked(range(8), LOW)


def test_a_point_exactly_on_the_mean_breaks_a_shift():
    assert shift([11.0] * 4 + [10.0] + [11.0] * 4, 10.0) == {}


@pytest.mark.parametrize(
    ("values", "near", "expected"),
    [
        ([12.5, 11.0, 12.5], [0, 2], {0: HIGH, 2: HIGH}),
        ([12.5, 12.5, 11.0], [0, 1], {0: HIGH, 1: HIGH}),
        ([11.0, 12.5, 12.5], [1, 2], {1: HIGH, 2: HIGH}),
        ([7.5, 9.0, 7.5], [0, 2], {0: LOW, 2: LOW}),
        ([12.5, 9.0, 12.5], [0, 2], {}),
        ([12.5, 10.0, 12.5], [0, 2], {}),
        ([12.5, 7.5, 11.0], [0, 1], {}),
        ([12.5, 11.0, 11.0, 12.5], [0, 3], {}),
        ([12.5, 12.5], [0, 1], {}),
        ([9.0, 12.5, 12.5, 9.0], [1, 2], {}),
        ([12.5], [0], {}),
        ([], [], {}),
    ],
)
def test_two_of_three_are_near_and_all_three_on_one_side(values, near, expected):
    assert two_of_three(values, 10.0, near) == expected


def test_a_point_beyond_the_limit_does_not_count_as_near():
    assert special_causes([13.5, 12.5, 11.0], LIMITS) == [Signal(SpecialCause.OUTSIDE_LIMITS, HIGH), None, None]


def test_of_several_rules_that_hold_the_first_in_order_is_told():
    rising = [10.5, 10.6, 10.7, 10.8, 12.5, 12.6, 13.5]
    causes = [signal.cause for signal in special_causes(rising, LIMITS)]
    assert causes == [SpecialCause.TREND] * 6 + [SpecialCause.OUTSIDE_LIMITS]
    level = [11.0, 11.0, 11.0, 11.0, 12.5, 12.5, 11.0]
    causes = [signal.cause for signal in special_causes(level, LIMITS)]
    assert causes == [SpecialCause.SHIFT] * 4 + [SpecialCause.TWO_OF_THREE] * 2 + [SpecialCause.SHIFT]


def test_without_limits_nothing_is_unusual():
    assert special_causes([1.0] * 20, ProcessLimits(1.0)) == [None] * 20


@pytest.mark.parametrize("rule", [trend, lambda values: shift(values, 1.0)])
@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0]])
def test_a_run_of_hardly_any_months_marks_nothing(rule, values):
    assert rule(values) == {}
