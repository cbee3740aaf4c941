"""Every file of the corpus read as a person would have it checked: outcome, code, place and figure."""

import pytest

from kpis.operations.upload import Workbook, check_workbook
from tests.corpus import manifest

ROWS = manifest.rows()


@pytest.fixture(scope="module")
def readings():
    known = manifest.catalogue()
    return {row.file: check_workbook(Workbook(row.name, row.content), known) for row in ROWS}


def by_file(row):
    return row.file


def test_the_corpus_is_whole():
    assert len(ROWS) == 136
    assert {row.file for row in ROWS} == {path.name for path in (manifest.HERE / "files").iterdir()}
    assert set(manifest.DEVIATIONS) <= {row.file for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=by_file)
def test_the_outcome_is_the_expected_one(readings, row):
    assert readings[row.file].outcome is row.outcome


@pytest.mark.parametrize("row", ROWS, ids=by_file)
def test_the_one_thing_wrong_is_told_and_nothing_else(readings, row):
    assert {p.code for p in readings[row.file].problems} == row.codes


@pytest.mark.parametrize("row", [r for r in ROWS if r.place is not None], ids=by_file)
def test_the_problem_names_its_place(readings, row):
    assert row.place in [(p.sheet, p.cell) for p in readings[row.file].problems if p.code == row.code]


@pytest.mark.parametrize("row", [r for r in ROWS if r.where.startswith("file: ")], ids=by_file)
def test_a_part_of_the_file_is_named_in_the_sentence(readings, row):
    assert row.where.removeprefix("file: ") in readings[row.file].problems[0].message


@pytest.mark.parametrize("row", [r for r in ROWS if manifest.claims(r)], ids=by_file)
def test_the_figures_are_the_expected_ones(readings, row):
    reading = readings[row.file]
    at = {o.cell: o for o in reading.observations}
    of = {(o.code, o.period.label): o for o in reading.observations}
    for what, where, wanted in manifest.claims(row):
        match what:
            case "number":
                assert len(reading.observations) == wanted
            case "periods":
                assert {o.period.label for o in reading.observations} == wanted
            case "cell":
                printed = at[where].value if wanted == round(wanted, 1) else round(at[where].value, 4)
                assert printed == wanted
            case "marker":
                assert (at[where].value, at[where].marker) == (None, wanted)
            case "figure":
                assert wanted in (of[where].value, of[where].marker)
            case "period":
                assert at[where].period.label == wanted
            case "words":
                assert (at[where].value, at[where].marker, at[where].note) == wanted
            case _:
                assert at[where].code == wanted


@pytest.mark.parametrize("row", [r for r in ROWS if r.expected_value], ids=by_file)
def test_every_expected_figure_is_held_against_the_reading_or_said_to_be_of_others(row):
    is_of_others = row.expected_value in manifest.OF_OTHERS or row.expected_value.startswith("stored under")
    assert is_of_others != bool(manifest.claims(row))


def test_a_figure_that_is_refused_names_what_to_do(readings):
    told = [p for reading in readings.values() for p in reading.problems]
    assert [p.code for p in told if not p.what_to_do or not p.message] == []
