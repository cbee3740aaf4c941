"""Intervals and the five-year trend against a second reading of their rules, in decimals of fifty digits."""

import math
import random
from decimal import Decimal, getcontext

import pytest

from kpis.methods.annual_trend import SIGNIFICANT, trend_of_proportions, trend_of_values
from kpis.methods.intervals import FEWEST_FOR_BYAR, rate_interval, wilson
from kpis.model.indicators import Polarity
from kpis.model.intervals import Confidence, Interval, YearlyTrend

getcontext().prec = 50
QUANTILES = {
    Confidence.PERCENT_95: Decimal("1.95996398454005423552"),
    Confidence.PERCENT_99_8: Decimal("3.09023230616781354152"),
}
TAILS = {Confidence.PERCENT_95: Decimal("0.025"), Confidence.PERCENT_99_8: Decimal("0.001")}
TRIES = 400


def near(one, other):
    return math.isclose(one, float(other), rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("level", Confidence)
def test_wilson_is_the_published_formula(level):
    chance, z = random.Random(2), QUANTILES[level]
    for _ in range(TRIES):
        n = chance.choice([1, 2, 3, chance.randint(1, 60), chance.randint(1, 10**6)])
        x = chance.choice([0, n, chance.randint(0, n)])
        found, whole, events = wilson(x, n, level), Decimal(n), Decimal(x)
        root = z * (z * z + 4 * events * (1 - events / whole)).sqrt()
        lower, upper = ((2 * events + z * z + sign * root) / (2 * (whole + z * z)) * 100 for sign in (-1, 1))
        assert near(found.lower, lower)
        assert near(found.upper, upper)
        assert 0 <= found.lower <= 100 * x / n <= found.upper <= 100


def at_most(events, mean):
    """The chance of so many or fewer, by the sum of Poisson's own terms."""
    term = total = (-mean).exp()
    for k in range(1, events + 1):
        term = term * mean / k
        total += term
    return total


@pytest.mark.parametrize("level", Confidence)
@pytest.mark.parametrize("events", range(FEWEST_FOR_BYAR))
def test_below_ten_the_limits_are_where_so_many_become_as_rare_as_the_level(level, events):
    found, tail = rate_interval(events, 10_000, level), TAILS[level]
    assert abs(at_most(events, Decimal(found.upper)) - tail) < Decimal("1e-12")
    if events:
        assert abs(1 - at_most(events - 1, Decimal(found.lower)) - tail) < Decimal("1e-12")
    else:
        assert found.lower == 0


@pytest.mark.parametrize("level", Confidence)
def test_from_ten_on_the_limits_are_byars(level):
    chance, z = random.Random(3), QUANTILES[level]
    for _ in range(TRIES):
        x = Decimal(chance.choice([10, 11, chance.randint(10, 400), chance.randint(10, 10**6)]))
        people, per = chance.randint(1, 10**7), chance.choice([100.0, 1_000.0, 10_000.0])
        found = rate_interval(int(x), people, level, per)
        lower = x * (1 - 1 / (9 * x) - z / (3 * x.sqrt())) ** 3
        y = x + 1
        upper = y * (1 - 1 / (9 * y) + z / (3 * y.sqrt())) ** 3
        assert near(found.lower, lower / people * Decimal(per))
        assert near(found.upper, upper / people * Decimal(per))


def line(values, weights, years):
    """The weighted least-squares slope and the square of its standard error, from the normal equations."""
    w, t, v = ([Decimal(one[i]) for i in years] for one in (weights, range(5), values))
    total, wt = sum(w), sum(a * b for a, b in zip(w, t, strict=True))
    wtt = sum(a * b * b for a, b in zip(w, t, strict=True))
    wv = sum(a * b for a, b in zip(w, v, strict=True))
    wtv = sum(a * b * c for a, b, c in zip(w, t, v, strict=True))
    spread = total * wtt - wt * wt
    return (total * wtv - wt * wv) / spread, total / spread


def told(values, weights, chi):
    """Significant, and with every one year left out the slope on the same side, where 0 is with what rises."""
    every = line(values, weights, range(5))[0]
    without = [line(values, weights, [t for t in range(5) if t != out])[0] for out in range(5)]
    every, without = round(every, 12), [round(one, 12) for one in without]
    if chi <= Decimal(SIGNIFICANT) or any((s >= 0) is not (every >= 0) for s in without):
        return YearlyTrend.NO_SIGNIFICANT_CHANGE
    return YearlyTrend.INCREASING if every >= 0 else YearlyTrend.DECREASING


def drifting(chance, low, high):
    start, step = chance.uniform(low, high), chance.uniform(-1, 1) * (high - low) / 12
    return [min(high, max(low, start + step * t + chance.gauss(0, (high - low) / 60))) for t in range(5)]


def test_the_trend_of_values_is_a_weighted_line_that_stands_on_no_single_year():
    chance, seen = random.Random(4), set()
    for _ in range(TRIES):
        values = [round(v, chance.randint(0, 2)) for v in drifting(chance, 10, 90)]
        widths = [chance.uniform(0.5, 9) for _ in values]
        intervals = [Interval(v - w / 2, v + w / 2) for v, w in zip(values, widths, strict=True)]
        errors = [(Decimal(i.upper) - Decimal(i.lower)) / Decimal("3.92") for i in intervals]
        slope, error = line(values, weights := [1 / e**2 for e in errors], range(5))
        found = trend_of_values([1.0, *values], [Interval(0, 9), *intervals], Polarity.HIGH_IS_GOOD)
        expected = told(values, weights, slope**2 / error)
        assert near(found.chi_squared, slope**2 / error)
        assert found.trend is expected
        seen.add(found.trend)
    assert seen == set(YearlyTrend)


def test_the_trend_of_proportions_is_cochran_and_armitages_and_the_log_odds_keep_their_sign():
    chance, seen = random.Random(5), set()
    for _ in range(TRIES):
        people = [chance.randint(20, 900) for _ in range(5)]
        counts = [min(n - 1, max(1, round(n * p))) for n, p in zip(people, drifting(chance, 0.1, 0.9), strict=True)]
        x, n, t = sum(map(Decimal, counts)), sum(map(Decimal, people)), range(1, 6)
        xt, nt = (sum(Decimal(a) * b for a, b in zip(some, t, strict=True)) for some in (counts, people))
        ntt = sum(Decimal(a) * b * b for a, b in zip(people, t, strict=True))
        chi = n * (n * xt - x * nt) ** 2 / (x * (n - x) * (n * ntt - nt**2))
        odds = [(Decimal(a) / (b - a)).ln() for a, b in zip(counts, people, strict=True)]
        found = trend_of_proportions([1, *counts], [2, *people], Polarity.LOW_IS_GOOD)
        expected = told(odds, [1] * 5, chi)
        assert near(found.chi_squared, chi)
        assert found.trend is expected
        seen.add(found.trend)
    assert seen == set(YearlyTrend)
