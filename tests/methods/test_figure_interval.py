"""The interval of a published figure, from the counts published with it."""

import pytest

from kpis.methods.figure_interval import figure_interval
from kpis.methods.intervals import rate_interval, wilson
from kpis.model.indicators import Unit
from kpis.model.intervals import Interval, NoInterval

PERCENT, RATE = Unit.PERCENTAGE, Unit.RATE_PER_10000


def test_a_percentage_has_wilsons_interval_of_its_counts():
    assert figure_interval(PERCENT, 41.0, 83.0, 202.0) == wilson(83.0, 202.0)


def test_a_rate_with_its_population_has_byars_interval():
    assert figure_interval(RATE, 43.7, 233.0, 53_291.0) == rate_interval(233.0, 53_291.0)


def test_a_rate_without_its_population_is_scaled_as_its_count():
    found = figure_interval(RATE, 101.0, 527.0, None)
    assert isinstance(found, Interval)
    assert found.lower == pytest.approx(rate_interval(527, 527 / 101 * 10_000).lower)
    assert found.lower < 101.0 < found.upper


@pytest.mark.parametrize(
    "unit, value, numerator, denominator, reason",
    [
        (PERCENT, None, 1.0, 2.0, NoInterval.NO_COUNTS),
        (PERCENT, 50.0, None, 2.0, NoInterval.NO_COUNTS),
        (PERCENT, 50.0, 1.0, None, NoInterval.NO_COUNTS),
        (PERCENT, 50.0, 1.0, 0.0, NoInterval.NO_DENOMINATOR),
        (PERCENT, 150.0, 3.0, 2.0, NoInterval.MORE_THAN_ALL),
        (RATE, 0.0, 0.0, None, NoInterval.NO_DENOMINATOR),
        (RATE, 5.0, 3.0, 0.0, NoInterval.NO_DENOMINATOR),
        (RATE, -5.0, 3.0, None, NoInterval.NEGATIVE),
        (Unit.COUNT, 5.0, 5.0, 10.0, NoInterval.NO_COUNTS),
        (Unit.DAYS, 5.0, 5.0, 10.0, NoInterval.NO_COUNTS),
    ],
)
def test_why_there_is_none(unit, value, numerator, denominator, reason):
    assert figure_interval(unit, value, numerator, denominator) is reason


@pytest.mark.parametrize("value, gives", [(39.8, True), (40.0, True), (39.0, False), (39.2, False)])
def test_counts_that_do_not_give_the_figure_as_printed_give_no_interval(value, gives):
    assert isinstance(figure_interval(PERCENT, value, 41.0, 103.0), Interval) is gives
