"""A workbook is read sheet by sheet: no sheet waits in memory for the others."""

import io
import tracemalloc

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from kpis.ingest.container import FileKind
from kpis.ingest.reading import read_workbook
from kpis.ingest.workbook import each_sheet, read_sheets
from tests.builders import a_catalogue, a_workbook, long_rows

NOTES = [[f"Note {row} {column}" for column in range(5)] for row in range(40)]
FIGURES = long_rows(("Indicator T1", "Apr-23", 5))
MOST_MORE_BYTES = 1_000_000
"""Forty of the sheets would take six times that, if they were kept."""


def peak_of(content):
    tracemalloc.start()
    try:
        assert len(read_workbook(content, "a.xlsx", a_catalogue()).observations) == 1
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_forty_sheets_of_notes_take_hardly_more_memory_than_one():
    read_workbook(a_workbook(FIGURES), "a.xlsx", a_catalogue())  # what is worked out once is there
    one, forty = (a_workbook(NOTES, sheets=[*[NOTES] * more, FIGURES]) for more in (0, 39))
    assert peak_of(forty) - peak_of(one) < MOST_MORE_BYTES


def test_a_sheet_is_there_before_the_next_is_read():
    sheets = each_sheet(a_workbook(NOTES, sheets=[FIGURES]), FileKind.XLSX)
    assert next(sheets).name == "Sheet 1"
    assert len(next(sheets).cells) == 13
    assert list(sheets) == []


def a_book(fill):
    book = openpyxl.Workbook()
    fill(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_sheets_of_charts_are_passed_over_and_others_keep_their_names():
    def fill(book):
        book.active.title = "First"
        chart = BarChart()
        chart.add_data(Reference(book.active, 1, 1, 1, 2))
        book.create_chartsheet("Chart").add_chart(chart)
        book.create_sheet("Last").append(["a"])

    assert [(s.name, len(s.cells)) for s in read_sheets(a_book(fill), "a.xlsx")] == [("First", 0), ("Last", 1)]


@pytest.mark.parametrize("formula_on", [0, 1])
def test_a_formula_without_a_value_is_found_on_any_sheet(formula_on):
    def fill(book):
        for sheet in (book.active, book.create_sheet("Two")):
            sheet.append([1, 2])
        book.worksheets[formula_on]["C1"] = "=A1+B1"

    sheets = read_sheets(a_book(fill), "a.xlsx")
    assert [sheet.cell(1, 3).is_formula_without_value for sheet in sheets] == [n == formula_on for n in (0, 1)]
