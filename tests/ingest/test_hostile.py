"""Files made to hurt are refused in a sentence, soon, and without the memory that they ask for."""

import time

import pytest

from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.part_text import MOST_CELLS
from kpis.model.problems import Outcome
from tests.builders import a_catalogue, a_csv
from tests.ingest.hostile import HOSTILE

CATALOGUE = a_catalogue()
SOON_SECONDS = 4.0
HARMLESS = {
    "xlsx: formats just under the limit",
    "xlsx: fonts just under the limit",
    "xlsx: tags inside tags of a style",
}
BIG_AND_ORDINARY = {
    "csv: rows just under the limit",
    "csv: pictures in words, in short fields",
    "csv: names that nobody knows",
}
"""As many cells as are allowed: these may take as long as a council's own file of that size."""


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - HARMLESS - BIG_AND_ORDINARY))
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


@pytest.mark.parametrize("cells, code", [(MOST_CELLS - 10, "E_NO_TABLE"), (MOST_CELLS + 10, "E_TOO_MANY_CELLS")])
def test_as_many_cells_as_are_allowed_are_read(cells, code):
    content = a_csv([["a"] * 10] * (cells // 10))
    assert [p.code for p in read_workbook_apart(content, "figures.csv", CATALOGUE).problems] == [code]
