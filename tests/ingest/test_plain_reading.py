"""A reading travels as plain JSON: all of it comes back, and nothing else does."""

import json

import pytest

from kpis.ingest.plain_reading import reading_as_json, reading_from_json
from kpis.ingest.reading import Reading
from kpis.model.observations import Marker
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


def test_equal_periods_come_back_as_one_object():
    back = reading_from_json(reading_as_json(Reading((an_observation(1.0), an_observation(2.0)))))
    assert back.observations[0].period is back.observations[1].period


def spoilt():
    """The reading with one value after another replaced by something else."""
    plain = json.loads(reading_as_json(READING))
    first, problem = plain[0][0], plain[2][0]
    yield from ({}, [], 1, None, "x", [[]] * 5, plain[:4], [*plain, 1])
    for inner, place in ((first, 0), (first, 1), (first, 2), (first, 3), (problem, 1), (plain, 3), (plain, 4)):
        kept, inner[place] = inner[place], {"a": 1}
        yield json.loads(json.dumps(plain))
        inner[place] = kept
    for number in (True, "1", [1]):
        kept, first[2] = first[2], number
        yield json.loads(json.dumps(plain))
        first[2] = kept


@pytest.mark.parametrize("plain", list(spoilt()))
def test_what_is_no_reading_is_refused(plain):
    with pytest.raises(ValueError):  # noqa: PT011 - any of them will do
        reading_from_json(json.dumps(plain).encode())


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(number):
    text = reading_as_json(READING).replace(b"56.5", number.encode())
    with pytest.raises(ValueError, match="number"):
        reading_from_json(text)


@pytest.mark.parametrize("text", [b"", b"[", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        reading_from_json(text)
