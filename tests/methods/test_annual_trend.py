import math
from statistics import NormalDist

import pytest

from kpis.methods.annual_trend import SIGNIFICANT, no_annual_trend, trend_of_proportions, trend_of_values
from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.intervals import Interval, NoTrend, YearlyTrend
from kpis.model.verdicts import Judgement
from tests.methods.golden import numbers, rows

HIGH, LOW, NONE = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.NO_JUDGEMENT
PROPORTIONS, VALUES = rows("intervals", "trend_proportion"), rows("intervals", "trend_value_ci")
RISING = ([994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701])


def agrees(trend, row, slope):
    assert trend.trend.value.replace("_", " ") == row["marker"]
    assert math.isclose(trend.chi_squared, float(row["chi2"]), rel_tol=1e-9)
    assert math.isclose(trend.slope, float(row[slope]), rel_tol=1e-9)


def whole(text):
    return [int(n) for n in numbers(text)]


def test_there_are_as_many_golden_trends_as_were_given():
    assert (len(PROPORTIONS), len(VALUES)) == (41, 32)


@pytest.mark.parametrize("row", PROPORTIONS, ids=lambda r: r["label"])
def test_the_trend_of_proportions_is_that_of_the_published_rules(row):
    agrees(trend_of_proportions(whole(row["x"]), whole(row["n"]), NONE), row, "slope_all")


@pytest.mark.parametrize("row", VALUES, ids=lambda r: r["label"])
def test_the_trend_of_values_with_intervals_is_that_of_the_published_rules(row):
    limits = zip(numbers(row["lower95"]), numbers(row["upper95"]), strict=True)
    agrees(trend_of_values(numbers(row["value"]), [Interval(*both) for both in limits], NONE), row, "slope")


def test_significant_is_beyond_all_but_two_in_a_thousand():
    assert pytest.approx(NormalDist().inv_cdf(0.999) ** 2, rel=1e-12) == SIGNIFICANT


@pytest.mark.parametrize(
    ("polarity", "judged"), [(HIGH, Judgement.BETTER), (LOW, Judgement.WORSE), (NONE, Judgement.NO_JUDGEMENT)]
)
def test_a_rising_trend_is_judged_by_what_is_good(polarity, judged):
    trend = trend_of_proportions(*RISING, polarity)
    assert (trend.trend, trend.judgement) == (YearlyTrend.INCREASING, judged)


def test_a_falling_trend_is_better_where_low_is_good():
    counts, people = RISING
    trend = trend_of_proportions(counts[::-1], people[::-1], LOW)
    assert (trend.trend, trend.judgement) == (YearlyTrend.DECREASING, Judgement.BETTER)


@pytest.mark.parametrize("first", [84.64, 88.0, 89.1])
def test_four_level_years_do_not_fall_by_a_rounding_error(first):
    values = [first, 90.1, 90.1, 90.1, 90.1]
    intervals = [Interval(v - w, v + w) for v, w in zip(values, (0.31, 0.7, 0.41, 0.93, 0.57), strict=True)]
    assert trend_of_values(values, intervals, HIGH).trend is YearlyTrend.INCREASING


def test_a_trend_that_rests_on_one_year_is_no_significant_change():
    trend = trend_of_proportions([500, 510, 500, 490, 800], [1000] * 5, HIGH)
    assert trend.chi_squared > SIGNIFICANT
    assert (trend.trend, trend.judgement) == (YearlyTrend.NO_SIGNIFICANT_CHANGE, Judgement.SAME)


def test_only_the_five_latest_years_count():
    counts, people = RISING
    assert trend_of_proportions([1, *counts], [900, *people], HIGH) == trend_of_proportions(counts, people, HIGH)


@pytest.mark.parametrize("basis", Basis)
def test_the_trend_is_for_years_and_never_for_months(basis):
    reasons = {
        Basis.YEAR: None,
        Basis.ACADEMIC_YEAR: None,
        Basis.IN_MONTH: NoTrend.NOT_ANNUAL,
        Basis.SNAPSHOT: NoTrend.NOT_ANNUAL,
        Basis.QUARTER: NoTrend.NOT_ANNUAL,
        Basis.YEAR_TO_DATE: NoTrend.PERIODS_OVERLAP,
        Basis.ROLLING_12_MONTHS: NoTrend.PERIODS_OVERLAP,
        Basis.SINCE_DATE: NoTrend.PERIODS_OVERLAP,
    }
    assert no_annual_trend(basis, Unit.PERCENTAGE) is reasons[basis]


@pytest.mark.parametrize("unit", Unit)
def test_the_trend_is_for_percentages_and_rates(unit):
    allowed = unit in (Unit.PERCENTAGE, Unit.RATE_PER_10000)
    assert no_annual_trend(Basis.YEAR, unit) is (None if allowed else NoTrend.NOT_A_PROPORTION_OR_RATE)


@pytest.mark.parametrize("points", range(5))
def test_fewer_than_five_years_are_not_tested(points):
    assert trend_of_proportions([5] * points, [10] * points, HIGH) is NoTrend.FEWER_THAN_FIVE
    assert trend_of_values([5.0] * points, [Interval(4.0, 6.0)] * points, HIGH) is NoTrend.FEWER_THAN_FIVE


@pytest.mark.parametrize(("count", "people"), [(10, 10), (0, 10), (0, 0), (12, 10)])
def test_a_year_of_all_or_none_is_told(count, people):
    assert trend_of_proportions([5, 5, count, 5, 5], [10, 10, people, 10, 10], HIGH) is NoTrend.ALL_OR_NONE


def test_an_interval_of_no_width_is_told():
    intervals = [Interval(4.0, 6.0)] * 4 + [Interval(5.0, 5.0)]
    assert trend_of_values([5.0] * 5, intervals, HIGH) is NoTrend.NO_WIDTH
