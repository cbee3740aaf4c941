"""The middle of several areas."""

import statistics

import pytest

from kpis.methods.averages import mean, median, quantile, quartiles


@pytest.mark.parametrize(
    "values, expected_mean, expected_median",
    [([], None, None), ([3.0], 3.0, 3.0), ([1.0, 4.0], 2.5, 2.5), ([9.0, 1.0, 2.0], 4.0, 2.0), ([0.0, 0.0], 0.0, 0.0)],
)
def test_mean_and_median_of_none_one_and_some(values, expected_mean, expected_median):
    assert (mean(values), median(values)) == (expected_mean, expected_median)


def test_a_mean_of_equal_values_is_that_value():
    assert mean([0.1] * 10) == 0.1


@pytest.mark.parametrize("values", [[1.0, 2.0], [5.0, 1.0, 4.0, 2.0], [float(n * n % 17) for n in range(153)]])
def test_quartiles_are_those_of_the_standard_library(values):
    assert quartiles(values) == pytest.approx(tuple(statistics.quantiles(values, n=4, method="inclusive")))


def test_the_ends_are_the_lowest_and_the_highest():
    assert (quantile([3.0, 1.0, 2.0], 0), quantile([3.0, 1.0, 2.0], 1), quartiles([])) == (1.0, 3.0, None)
