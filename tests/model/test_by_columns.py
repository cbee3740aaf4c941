"""Objects made by columns are those that are made one by one."""

from dataclasses import dataclass
from itertools import repeat

import pytest

from kpis.model.by_columns import ByColumns, column_of, made_by_columns
from kpis.model.observations import Observation
from tests.builders import month


@dataclass(frozen=True)
class Pair:
    """Without slots."""

    first: int
    second: int = 0


def test_objects_made_by_columns_equal_those_made_one_by_one():
    periods, nothing = [month("2023-04"), month("2023-05")], repeat(None)
    columns = [repeat("T1"), periods, [1.0, 2.0], nothing, nothing, nothing, repeat(""), ["1", "2"], repeat(""), "AB"]
    made = made_by_columns(Observation, 2, columns)
    assert made == [
        Observation("T1", periods[0], 1.0, None, as_written="1", cell="A"),
        Observation("T1", periods[1], 2.0, None, as_written="2", cell="B"),
    ]
    assert hash(made[0]) == hash(Observation("T1", periods[0], 1.0, None, as_written="1", cell="A"))


def test_a_class_without_slots_is_made_too():
    assert made_by_columns(Pair, 2, [[1, 2], [3, 4]]) == [Pair(1, 3), Pair(2, 4)]


@pytest.mark.parametrize("columns", [[[1, 2], [3]], [[], [1, 2]]])
def test_a_column_that_is_too_short_is_refused(columns):
    with pytest.raises(ValueError, match="another number"):
        made_by_columns(Pair, 2, columns)


@pytest.mark.parametrize("short", range(10))
def test_a_column_of_an_observation_that_is_too_short_is_refused(short):
    columns = [["T1"] if place == short else ["T1", "T1"] for place in range(10)]
    with pytest.raises(ValueError, match="another number"):
        made_by_columns(Observation, 2, columns)


def test_nothing_is_made_of_no_columns():
    assert made_by_columns(Observation, 0, [[]] * 10) == []


PAIRS = ByColumns(Pair, [[1, 2, 3], [4, 5, 6]])


def test_what_is_held_by_columns_is_what_the_objects_are():
    assert (len(PAIRS), list(PAIRS), PAIRS[1], PAIRS[1:]) == (
        3, [Pair(1, 4), Pair(2, 5), Pair(3, 6)], Pair(2, 5), (Pair(2, 5), Pair(3, 6)),
    )  # fmt: skip
    assert (Pair(1, 4), Pair(2, 5), Pair(3, 6)) == PAIRS
    assert (Pair(1, 4),) != PAIRS
    assert hash(PAIRS) == hash(tuple(PAIRS))


def test_a_field_of_many_is_the_same_however_they_are_held():
    assert column_of(PAIRS, "second") == column_of(tuple(PAIRS), "second") == [4, 5, 6]


@pytest.mark.parametrize(
    ("places", "expected"),
    [([], [1, 2, 3]), ([0, 0], [8, 9, 1, 2, 3]), ([1, 3], [1, 8, 2, 3, 9]), ([3, 3], [1, 2, 3, 8, 9])],
)
def test_others_are_put_where_they_belong(places, expected):
    others = [Pair(8, 0), Pair(9, 0)][: len(places)]
    merged = PAIRS.with_others(places, others)
    assert [pair.first for pair in merged] == expected
    assert (list(PAIRS), len(merged)) == ([Pair(1, 4), Pair(2, 5), Pair(3, 6)], len(expected))


@pytest.mark.parametrize("columns", [[[1, 2], [3]], [[1]], [[1], [2], [3]]])
def test_columns_of_another_length_or_number_are_refused(columns):
    with pytest.raises(ValueError, match=r"another number|zip"):
        ByColumns(Pair, columns)
