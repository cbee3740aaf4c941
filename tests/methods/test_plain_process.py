"""Process behaviour against a second, slow reading of the same rules, on odd series of every kind."""

import math
import random

import pytest

from kpis.methods.process_behaviour import process_behaviour
from kpis.methods.process_limits import mean_of
from tests.methods.plain_process import is_close_call, limits_of, process

SERIES_OF_A_KIND = 150
HIGH, LOW = 1, -1


def steady(chance, n):
    return [chance.gauss(50, 8) for _ in range(n)]


def few_children(chance, n):
    return [float(chance.choice([0, 0, 0, 1, 1, 2, 3])) for _ in range(n)]


def tenths(chance, n):
    """Percentages as printed, so close together that many lie on the mean and many are level."""
    return [round(90 + chance.randint(-6, 6) / 10, 1) for _ in range(n)]


def stairs(chance, n):
    """Rising and falling for some months, level in between: the edges of trends and shifts."""
    value, found = 50.0, []
    while len(found) < n:
        step = chance.choice([0, 1, -1, 0.5, -0.5])
        for _ in range(chance.randint(1, 8)):
            value += step
            found.append(value)
    return found[:n]


def hardly_moving(chance, n):
    return [7.0 if chance.random() < 0.93 else chance.choice([8.0, 100.0, -3.0]) for _ in range(n)]


def outlying(chance, n):
    return [chance.gauss(0, 1) * (30 if chance.random() < 0.1 else 1) for _ in range(n)]


def shifting(chance, n):
    return [chance.gauss(20 if i < n // 2 else 26, 2) for i in range(n)]


def enormous(chance, n):
    return [1e15 + chance.randint(-40, 40) for _ in range(n)]


def minute(chance, n):
    return [chance.randint(-9, 9) * 1e-12 for _ in range(n)]


KINDS = [steady, few_children, tenths, stairs, hardly_moving, outlying, shifting, enormous, minute]


def with_gaps(chance, values):
    share = chance.choice([0, 0, 0.05, 0.3])
    return [None if chance.random() < share else v for v in values]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_limits_and_special_causes_are_those_of_the_rules_read_slowly(kind):
    chance = random.Random(kind.__name__)
    compared = 0
    for _ in range(SERIES_OF_A_KIND):
        values = with_gaps(chance, kind(chance, chance.randint(1, 70)))
        starts = chance.sample(range(-2, 75), chance.choice([0, 0, 1, 2]))
        options = {"baseline": chance.choice([None, None, 12, 20]), "screened": chance.random() < 0.8}
        ours = process_behaviour(values, starts, **options)
        theirs = list(process(values, starts, **options))
        assert [(s.start, s.end) for s in ours.stretches] == spans(theirs)
        for stretch, (part, limits, causes) in zip(ours.stretches, theirs, strict=True):
            if limits is None:
                assert stretch.limits is None
            else:
                assert_same_limits(stretch.limits, limits)
                if limits[1] is not None and is_close_call(part, limits):
                    continue
            marked = ours.signals[stretch.start : stretch.end]
            assert [s and (s.cause.value, HIGH if s.side.value == "high" else LOW) for s in marked] == causes, part
            compared += len(part)
    assert compared > SERIES_OF_A_KIND


def spans(theirs):
    found, start = [], 0
    for part, _, _ in theirs:
        found.append((start, start + len(part)))
        start += len(part)
    return found


def assert_same_limits(ours, theirs):
    mine = (ours.mean, ours.lower, ours.upper, ours.near_lower, ours.near_upper)
    for one, other in zip(mine, theirs, strict=True):
        assert (one is None) == (other is None)
        assert one is None or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-300)


@pytest.mark.parametrize("values", [[0.1, 0.2, 0.3], [90.1, 90.2, 90.3], [0.7] * 3, [1e15, 1e15 + 1], [5e-324, 0.0]])
def test_a_mean_is_the_number_nearest_to_the_true_one(values):
    assert mean_of(values) == limits_of([*values, 1e3])[0] or mean_of(values) == limits_of(values)[0]


def test_a_figure_that_is_the_mean_breaks_a_shift_whatever_its_decimals():
    values = [0.1, 0.2, 0.3] * 5
    assert mean_of(values) == 0.2
