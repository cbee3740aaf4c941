import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.methods.own_history import (
    FEWEST_OTHERS,
    SLIP_FAR,
    Chance,
    history_of_a_running_total,
    history_without,
    may_be_far,
    slip_that_fits,
    slips,
    total_may_be_far,
)

STEADY = Chance(0.1, 0.1)


@pytest.mark.parametrize(
    ("typed", "meant"), [(54.0, 45.0), (8.0, 80.0), (800.0, 80.0), (81.2, 87.2), (188.0, 18.8), (12.0, 112.0)]
)
def test_one_slip_turns_the_figure_that_was_meant_into_the_one_that_was_typed(typed, meant):
    assert meant in set(slips(typed, 1))


def test_two_slips_are_not_one():
    assert 91.4 not in set(slips(17.5, 1))


def test_the_figure_in_doubt_does_not_widen_the_range_that_it_is_judged_by():
    history = history_without([10.0, 10.1, 9.9, 10.0, 10.2, 1000.0], 5, STEADY)
    assert history is not None
    assert history.middle == 10.0
    assert history.distance(1000.0) > 100


def test_an_earlier_slip_does_not_hide_a_later_one():
    values = [10.0, 10.1, 9.9, 1000.0, 10.0, 10.2, 9.8, 10.1, 99.9, 10.0, 10.1, 10.0]
    history = history_without(values, 8, STEADY)
    assert history is not None
    assert history.distance(99.9) > 100


def test_a_rise_or_the_time_of_year_is_no_spread():
    rising = [float(10 * n) for n in range(5, 20)]
    rising[7] = 20.0
    history = history_without(rising, 7, Chance(5.0, 5.0))
    assert history is not None
    assert history.distance(120.0) < 1
    assert history.distance(20.0) > SLIP_FAR


def test_a_short_history_is_less_sure_of_its_spread_than_a_long_one():
    few, many = ([50.0, 51.0] * n for n in (3, 20))
    chance = Chance(0.6, 0.6)
    spreads = [h.spread for values in (few, many) if (h := history_without(values, 2, chance)) is not None]
    assert spreads[0] > 1.4 * spreads[1]


def test_what_chance_alone_gives_counts_for_less_the_longer_the_history():
    flat = [h.spread for n in (6, 60) if (h := history_without([50.0] * n, 2, Chance(4.0, 0.1))) is not None]
    assert flat[0] > 4.0 > 2 * flat[1]


def test_no_history_is_steadier_than_a_count_can_be():
    history = history_without([9.0] * 100, 2, Chance(3.0, 3.0))
    assert history is not None
    assert history.spread >= 3.0


def test_the_same_month_of_another_year_excuses_a_low_one():
    values = [80.0, 81.0, 79.0, 20.0, 80.0, 80.0, 81.0]
    history = history_without(values, 3, Chance(2.0, 2.0), same_month=(22.0,))
    assert history is not None
    assert history.distance(20.0) <= 1


def test_too_short_a_history_is_none():
    assert history_without([1.0] * FEWEST_OTHERS, 0, STEADY) is None
    assert history_without([1.0] * (FEWEST_OTHERS + 1), 0, STEADY) is not None


def test_a_slip_is_only_told_for_a_figure_that_is_far_from_its_history():
    history = history_without([80.0, 81.0, 79.0, 80.0, 80.0, 80.0, 18.0], 6, Chance(1.0, 1.0))
    assert history is not None
    assert slip_that_fits(18.0, 1, history) == 81.0
    assert slip_that_fits(81.0, 1, history) is None


TOTALS = (20.0, 41.0, 60.0, 79.0, 101.0, 120.0, 140.0, 161.0, 22.0, 40.0)
STARTS = tuple(place in (0, 8) for place in range(10))


@pytest.mark.parametrize("place", range(10))
def test_a_running_total_is_judged_by_what_it_grows_by(place):
    history = history_of_a_running_total(TOTALS, place, STARTS)
    assert history is not None
    assert history.distance(TOTALS[place]) < 1
    assert history.distance(TOTALS[place] + 60) > SLIP_FAR


def test_the_month_after_a_slip_in_a_running_total_is_not_in_doubt():
    slipped = (*TOTALS[:5], 220.0, *TOTALS[6:])
    history = history_of_a_running_total(slipped, 6, STARTS)
    assert history is not None
    assert history.distance(TOTALS[6]) < 1


def test_too_short_a_running_total_has_no_history():
    assert history_of_a_running_total(TOTALS[:4], 2, STARTS[:4]) is None


A_VALUE = st.one_of(st.integers(0, 12).map(float), st.integers(480, 520).map(lambda n: n / 10), st.floats(-1e6, 1e6))
CHANCES = st.sampled_from([Chance(0.01, 0.01), Chance(1.0, 0.1), Chance(5.0, 5.0)])


@given(st.lists(A_VALUE, max_size=40), CHANCES)
def test_every_figure_that_is_far_from_its_history_is_one_that_may_be(values, chance):
    places, least = may_be_far(values, chance)
    assert places == sorted(set(places))
    for place, value in enumerate(values):
        history = history_without(values, place, chance)
        if history is not None and history.distance(value) >= SLIP_FAR:
            assert place in places
            assert min(abs(value - n) for n in (history.middle, *history.neighbours)) >= least


def test_no_figure_of_a_series_that_is_wide_everywhere_may_be_far():
    chance = Chance(1.0, 1.0)
    assert may_be_far([float(n * 37 % 101) for n in range(300)], chance).places == []
    assert may_be_far([*(50.0 + n % 3 for n in range(20)), 90.0], chance).places == [20]


@given(st.lists(st.tuples(st.integers(-50, 50), st.booleans()), min_size=1, max_size=30))
def test_every_running_total_that_is_far_from_its_history_is_one_that_may_be(months):
    values, starts = [float(v) for v, _ in months], [s for _, s in months]
    places = total_may_be_far(values, starts)
    for place, value in enumerate(values):
        history = history_of_a_running_total(values, place, starts)
        if history is not None and history.distance(value) >= SLIP_FAR:
            assert place in places
