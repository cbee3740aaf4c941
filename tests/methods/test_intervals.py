import math
from statistics import NormalDist

import pytest

from kpis.methods.intervals import FEWEST_FOR_BYAR, TAIL, Z, byar, exact_poisson, rate_interval, wilson
from kpis.model.intervals import Confidence, Interval, NoInterval
from tests.methods.golden import rows

LEVELS = {Confidence.PERCENT_95: "95", Confidence.PERCENT_99_8: "99_8"}


def as_published(interval, row, level):
    suffix = LEVELS[level]
    return math.isclose(interval.lower, float(row[f"lower{suffix}"]), rel_tol=1e-9, abs_tol=1e-12) and math.isclose(
        interval.upper, float(row[f"upper{suffix}"]), rel_tol=1e-9
    )


@pytest.mark.parametrize("level", Confidence)
def test_a_level_s_quantile_leaves_its_tail_out_on_each_side(level):
    assert Z[level] == pytest.approx(NormalDist().inv_cdf(1 - TAIL[level]), rel=1e-14)


@pytest.mark.parametrize("level", Confidence)
def test_wilson_s_intervals_are_those_of_the_reference(level):
    given = rows("intervals", "proportion_wilson")
    assert len(given) == 120
    for row in given:
        assert as_published(wilson(float(row["x"]), float(row["n"]), level), row, level), row


@pytest.mark.parametrize("level", Confidence)
def test_the_intervals_of_rates_are_those_of_the_reference(level):
    given = rows("intervals", "rate_byars")
    assert len(given) == 110
    for row in given:
        assert as_published(rate_interval(float(row["x"]), float(row["n"]), level), row, level), row
        assert (float(row["x"]) < FEWEST_FOR_BYAR) is (row["method"] == "Exact")


@pytest.mark.parametrize("level", Confidence)
def test_byar_s_limits_are_those_of_the_reference(level):
    compared = 0
    for row in rows("intervals", "byars_counts_0_30"):
        lower, upper = row[f"lower{LEVELS[level]}"], row[f"upper{LEVELS[level]}"]
        if lower:
            limits = byar(int(row["x"]), level)
            assert limits == (pytest.approx(float(lower), rel=1e-9), pytest.approx(float(upper), rel=1e-9))
            compared += 1
    assert compared == 15


@pytest.mark.parametrize("level", Confidence)
@pytest.mark.parametrize("events", range(10))
def test_at_an_exact_limit_so_many_events_are_just_as_rare_as_the_level(events, level):
    def at_most(most, mean):
        return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(most + 1))

    lower, upper = exact_poisson(events, level)
    assert at_most(events, upper) == pytest.approx(TAIL[level], rel=1e-12)
    assert 1 - at_most(events - 1, lower) == pytest.approx(TAIL[level] if events else 1.0, rel=1e-9)


def test_nobody_of_twenty_has_a_lower_limit_of_exactly_nought_and_all_an_upper_of_exactly_a_hundred():
    assert wilson(0, 20).lower == 0.0
    assert wilson(20, 20).upper == 100.0
    assert rate_interval(0, 52_600).lower == 0.0


def test_a_denominator_need_not_be_small_to_be_read():
    assert wilson(165, 291) == Interval(pytest.approx(50.96, abs=0.01), pytest.approx(62.27, abs=0.01))


@pytest.mark.parametrize("method", [wilson, rate_interval])
@pytest.mark.parametrize(
    ("numerator", "denominator", "reason"),
    [
        (None, 20, NoInterval.NO_COUNTS),
        (5, None, NoInterval.NO_COUNTS),
        (-1, 20, NoInterval.NEGATIVE),
        (1, -20, NoInterval.NEGATIVE),
        (0, 0, NoInterval.NO_DENOMINATOR),
        (5, 0, NoInterval.NO_DENOMINATOR),
        (4.5, 20, NoInterval.NOT_WHOLE),
    ],
)
def test_without_counts_that_can_be_used_the_reason_is_told(method, numerator, denominator, reason):
    assert method(numerator, denominator) is reason


def test_a_part_larger_than_the_whole_has_no_proportion_but_more_events_than_people_have_a_rate():
    assert wilson(25, 24) is NoInterval.MORE_THAN_ALL
    assert wilson(5, 20.5) is NoInterval.NOT_WHOLE
    assert isinstance(rate_interval(25, 24), Interval)
