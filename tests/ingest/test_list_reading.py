"""A long list in a csv: whether its rows are read by columns or cell by cell, the reading is the same."""

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest import plain_rows
from kpis.ingest.container import FileKind, check_container
from kpis.ingest.csv_text import open_text, read_csv
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT, MOST_ROWS_OF_TEXT
from kpis.ingest.plain_reading import reading_as_json, reading_from_json
from kpis.ingest.plain_rows import ROWS_AT_ONCE, part_rows
from kpis.ingest.reading import Reading, read_sheets_as_found, read_workbook, refused_if_empty
from kpis.model.catalogue import Sign
from kpis.model.errors import UnreadableFile
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Marker
from tests.builders import a_catalogue, a_count, a_csv, a_target, an_indicator
from tests.corpus import manifest

CATALOGUE = a_catalogue(
    an_indicator("T1", ref="T1", name="Share seen"),
    an_indicator("T2", ref="T2", name="Share kept", section="Education", count_of="C1"),
    a_count("C1", ref="C1", name="Number seen"),
    an_indicator("R1", ref="R1", name="Rate of plans", unit=Unit.RATE_PER_10000),
    an_indicator("P1", ref="P1", name="Pounds spent", unit=Unit.POUNDS),
    an_indicator("A1", ref="A1", name="Yearly share", basis=Basis.ACADEMIC_YEAR),
    an_indicator("O1", ref="T1", name="Another share", scorecard="other"),
    targets=[a_target(90.0)],
    signs=[Sign("tests", "99", Marker.NOT_REPORTED), Sign("other", "77", Marker.NOT_AVAILABLE)],
)
TEXTS = {
    "Section": ["", "Visits", "Education", "visits ", "Elsewhere", "Total", "Period"],
    "Ref": ["T1", "T1", "t1 ", "T2", "C1", "R1", "P1", "A1", "", "X9", "Total", "\u200bT1", "Name"],
    "Indicator": [
        "Share seen", "Share seen", "Share kept", "Number seen", "Rate of plans", "Pounds spent", "Yearly share", "",
        "share  seen", "Share sen", "A name that nobody knows", "Another share", "Total", "<b>Share seen</b>", "Period",
        "Share\u202e seen", "Share\x07 seen", "Sum",
    ],
    "Period": [
        "Apr-23", "May-23", "2023-06", "01/04/2023", "15/04/2023", "04/01/2023", "2022/23", "Q4 2022/23", "2021", "",
        "  ", "Apr-2199", "Apr-88", "Q1 total", "(month)", "45017", "Apr\u00a023", "x",
    ],
    "Numerator": ["", "", "5", "50", "1,050", "0", "-3", "x", "2.5", "5%", "n/a"],
    "Denominator": ["", "", "100", "200", "0", "1 000", "x", "'7"],
    "Value": [
        "50", "5.0", "56.65", "56.6%", "0", "0.5", "0.567", "x", "[c]", "99", "77", "-", "n/a", "", " ", "1,147", "12r",
        "189.2r", "£5", "£1.5m", "-4", "64/282", "5/0", "56.7% (165)", "low", "56.7 [p]", "250", "101.2", "1e400",
        "#N/A", "9999999999999999", "TRUE", "'56.6", "007", "12.3456789", "5\u202d0", "5\x070", "<5", "(5)", ".5",
        "3 days",
    ],
    "Unit": ["", "%", "count", "rate", "pounds?", "£"],
    "Target": ["", "90", "90%", "91%", "Monitor", "perhaps"],
    "Commentary": [
        "", "As planned.", "Period", "DOB", "Name", "line\nbreak", "a\x07b", "x" * 70, "x" * 40_000, "é" * 70,
        "_x000D_", "Total", "Value", "Indicator",
    ],
    "Something else": ["", "1", "Name", "Ref"],
}  # fmt: skip
HEADINGS = list(TEXTS)
ODD_LINES = [[], ["", ""], ["A note"], ["Period", "Value", "Ref"], ["(code)", "(month)"]]


def a_field(heading):
    return st.sampled_from(TEXTS[heading])


@st.composite
def tables(draw):
    """A list whose rows repeat a few kinds, with odd rows among them, under headings in some order."""
    chosen = draw(st.lists(st.sampled_from(HEADINGS), unique=True, min_size=3))
    needed = [h for h in ("Period", "Value", draw(st.sampled_from(["Ref", "Indicator"]))) if h not in chosen]
    headings = draw(st.permutations([*chosen, *needed]))
    if draw(st.integers(0, 9)) == 0:
        headings = [*headings, draw(st.sampled_from(HEADINGS))]
    row = st.tuples(*map(a_field, headings)).map(list)
    plain = {"Section": "Visits", "Ref": "T1", "Indicator": "Share seen", "Period": "Apr-23", "Value": "50"}
    rows = []
    for _ in range(draw(st.integers(1, 12))):
        match draw(st.integers(0, 7)):
            case 0 if rows:
                rows.append(draw(st.sampled_from(rows)))
            case 1:
                rows.append(draw(st.sampled_from([*ODD_LINES, headings, headings[::-1], [*headings, "a"]])))
            case 2 | 3:
                rows.append(draw(row))
            case _:
                odd = draw(st.sampled_from(headings))
                rows.append([draw(a_field(h)) if h in (odd, "Period") else plain.get(h, "") for h in headings])
    above = draw(st.sampled_from([[], [], [], [["A title"]], [["A title", "b", "c"]], [[]], [["Name", "DOB"]]]))
    return [*above, headings, *rows]


def cell_by_cell(content, catalogue):
    try:
        return refused_if_empty(read_sheets_as_found([read_csv(content)], "a.csv", catalogue))
    except UnreadableFile as refusal:
        return Reading(problems=(refusal.problem,))


@st.composite
def written(draw, rows):
    """The rows as some program writes them: its marks, line ends, quotes and letters, and rows cut short."""
    rows = [row[: draw(st.integers(0, len(row)))] if draw(st.integers(0, 19)) == 0 else row for row in rows]
    text = io.StringIO()
    csv.writer(
        text,
        delimiter=draw(st.sampled_from([",", ";", "\t"])),
        lineterminator=draw(st.sampled_from(["\r\n", "\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    ).writerows(rows)
    ending = draw(st.sampled_from(["", "", "\n\n", '"', ",,,,,,,,,,,,x"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return (text.getvalue() + ending).encode(encoding, "replace")


@settings(max_examples=400, deadline=None)
@given(tables().flatmap(written), st.sampled_from([2, ROWS_AT_ONCE]))
def test_a_table_by_chance_reads_the_same_both_ways(content, at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_rows, "ROWS_AT_ONCE", at_once)
        reading = read_workbook(content, "a.csv", CATALOGUE)
    assert reading == cell_by_cell(content, CATALOGUE)
    assert reading_from_json(reading_as_json(reading)) == reading


def text_files():
    """Those of the corpus that the guard lets through."""
    for row in manifest.rows():
        with contextlib.suppress(UnreadableFile):
            if check_container(row.content, row.name) is FileKind.CSV:
                yield row


@pytest.mark.parametrize("row", list(text_files()), ids=lambda r: r.file)
def test_a_text_file_of_the_corpus_reads_the_same_both_ways(row):
    catalogue = manifest.catalogue()
    assert read_workbook(row.content, row.name, catalogue) == cell_by_cell(row.content, catalogue)


def a_list(rows):
    return a_csv([["Ref", "Period", "Value", "Commentary"], *rows])


def test_only_what_is_odd_is_read_cell_by_cell():
    rows = [["T1", f"2{n:03}-01", "50", "as ever"] for n in range(1, 60)]
    rows[9:9] = [["T1", "perhaps", "50", ""], ["A note"], ["T1", "Apr-23"]]
    parted = part_rows(open_text(a_list([["T1", "Apr-22", "51", ""], *rows, ["", "", "", ""]])))
    assert list(parted.odd) == [1, 2, *(n for n in parted.odd if n > 2)]
    assert {12, 13} <= set(parted.odd)
    assert 14 in parted.rows  # a row without its last fields has blanks in their place
    assert len(parted.rows) + len(parted.odd) == 64


def test_more_odd_cells_than_are_allowed_are_refused():
    rows = [["T1", "perhaps", "50", "x"]] * (MOST_CELLS_OF_TEXT // 4)
    assert [p.code for p in read_workbook(a_list(rows), "a.csv", CATALOGUE).problems] == ["E_TOO_MANY_CELLS"]


def test_more_odd_figures_than_are_allowed_are_refused():
    rows = [["T1", "Apr-23", "?", ""]] * (MOST_CELLS_OF_TEXT // 3 + 10)
    assert [p.code for p in read_workbook(a_list(rows), "a.csv", CATALOGUE).problems] == ["E_TOO_MANY_CELLS"]


def test_more_rows_than_are_allowed_are_refused():
    rows = [["T1", "Apr-23", "50", ""]] * (MOST_ROWS_OF_TEXT + 10)
    assert [p.code for p in read_workbook(a_list(rows), "a.csv", CATALOGUE).problems] == ["E_TOO_MANY_CELLS"]
