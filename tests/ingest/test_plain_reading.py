"""A reading travels as plain JSON: all of it comes back, and nothing else does."""

import json
import math
from collections.abc import Sequence
from dataclasses import is_dataclass
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import pytest

from kpis.ingest.plain_reading import MOST_SHORT_PLACES, reading_as_json, reading_from_json
from kpis.ingest.reading import Reading
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.problems import Problem, Severity
from tests.builders import a_comparator, an_observation, month

READING = Reading(
    (an_observation(56.5), an_observation(marker=Marker.SUPPRESSED, period=month("2023-04"), note="\ud800é")),
    (a_comparator(period=None), a_comparator(60, marker=None)),
    (Problem("W_X", Severity.WARN, "a", "b", "s", "A1", "T1", "2023-03"),),
    "tests",
    ("long", "grid"),
)


@pytest.mark.parametrize("reading", [READING, Reading()])
def test_a_reading_comes_back_whole(reading):
    assert reading_from_json(reading_as_json(reading)) == reading


def test_a_column_of_more_values_than_two_bytes_can_name_comes_back():
    periods = [Period.month(1000 + n // 12, n % 12 + 1) for n in range(MOST_SHORT_PLACES + 2)]
    reading = Reading(tuple(an_observation(1.0, period=period) for period in periods))
    assert reading_from_json(reading_as_json(reading)) == reading


def test_equal_periods_come_back_as_one_object():
    back = reading_from_json(reading_as_json(Reading((an_observation(1.0), an_observation(2.0)))))
    assert back.observations[0].period is back.observations[1].period


def places(plain, path=()):
    """Every place in a nested list."""
    for place, inner in enumerate(plain):
        yield (*path, place)
        if isinstance(inner, list):
            yield from places(inner, (*path, place))


def spoilt():
    """The reading with one value after another replaced by something else, and with lists cut short."""
    whole = json.loads(reading_as_json(READING))
    yield from ({}, [], 1, None, "x", [[]] * 5, whole[:4], [*whole, 1])
    for path in places(whole):
        for other in ({"a": 1}, True, [1], -1, 1.5, 10**400, "odd", None, "cut short"):
            plain = json.loads(json.dumps(whole))
            inner = plain
            for place in path[:-1]:
                inner = inner[place]
            if other != "cut short":
                inner[path[-1]] = other
            elif isinstance(inner[path[-1]], list):
                inner[path[-1]] = inner[path[-1]][:-1]
            yield plain


def is_sound(value, kind):
    """Whether a value is of a declared type, all the way down."""
    if get_origin(kind) is UnionType:
        return any(is_sound(value, one) for one in get_args(kind))
    if get_origin(kind) in (tuple, Sequence):
        return type(value) is tuple and all(is_sound(one, get_args(kind)[0]) for one in value)
    if kind is float:
        return type(value) in (int, float) and math.isfinite(value)
    if is_dataclass(kind):
        return type(value) is kind and all(is_sound(getattr(value, n), k) for n, k in get_type_hints(kind).items())
    return type(value) is kind


def test_what_is_no_reading_is_refused():
    refused = 0
    for plain in spoilt():
        try:
            assert is_sound(reading_from_json(json.dumps(plain).encode()), Reading), plain
        except ValueError:
            refused += 1
    assert refused > 300


def test_many_figures_come_back_whole():
    many = tuple(an_observation(n / 7, period=month(f"2023-{n % 12 + 1:02}"), cell=f"A{n}") for n in range(500))
    assert reading_from_json(reading_as_json(Reading(many))).observations == many


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(number):
    text = reading_as_json(READING).replace(b"56.5", number.encode())
    with pytest.raises(ValueError, match="number"):
        reading_from_json(text)


@pytest.mark.parametrize("text", [b"", b"[", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        reading_from_json(text)
