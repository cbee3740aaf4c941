"""Objects made by columns are those that are made one by one."""

from dataclasses import dataclass
from itertools import repeat

import pytest

from kpis.model.by_columns import made_by_columns
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
