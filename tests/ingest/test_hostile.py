"""Files made to hurt are refused in a sentence, soon, and without the memory that they ask for."""

import time

import pytest

from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT
from kpis.model.problems import Outcome
from tests.builders import LONG_HEADINGS, a_catalogue, a_csv, an_indicator
from tests.ingest.hostile import HOSTILE

pytestmark = pytest.mark.clocked

CATALOGUE = a_catalogue()
SOON_SECONDS = 4.0
HARMLESS = {
    "xlsx: formats just under the limit",
    "xlsx: fonts just under the limit",
    "xlsx: tags inside tags of a style",
}


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - HARMLESS))
def test_a_hostile_file_is_refused_soon(name):
    file_name, make = HOSTILE[name]
    content = make()
    assert len(content) < 20_000_000
    begun = time.perf_counter()
    reading = read_workbook_apart(content, file_name, CATALOGUE)
    seconds = time.perf_counter() - begun
    assert reading.outcome is Outcome.REJECT
    assert all(problem.message and problem.what_to_do for problem in reading.problems)
    assert seconds < SOON_SECONDS


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_what_is_only_odd_is_read(name):
    file_name, make = HOSTILE[name]
    assert len(read_workbook_apart(make(), file_name, CATALOGUE).observations) == 2


@pytest.mark.parametrize(
    "cells, code", [(MOST_CELLS_OF_TEXT - 10, "E_NO_TABLE"), (MOST_CELLS_OF_TEXT + 10, "E_TOO_MANY_CELLS")]
)
def test_as_many_cells_as_are_allowed_are_read(cells, code):
    content = a_csv([["a"] * 10] * (cells // 10))
    assert [p.code for p in read_workbook_apart(content, "figures.csv", CATALOGUE).problems] == [code]


def test_a_list_of_a_hundred_thousand_rows_is_taken_in_whole():
    months = [f"{year}-{number:02}" for year in range(1995, 2025) for number in range(1, 13)]
    names = [f"Indicator T{n}" for n in range(280)]
    rows = [("Visits", f"T{n}", name, m, 5, 10, "50.0%", "%", "", "") for n, name in enumerate(names) for m in months]
    known = a_catalogue(*(an_indicator(f"T{n}", ref=f"T{n}", name=name) for n, name in enumerate(names)))
    reading = read_workbook_apart(a_csv([LONG_HEADINGS, *rows]), "figures.csv", known)
    assert (len(rows), len(reading.observations), reading.problems) == (100_800, 100_800, ())
