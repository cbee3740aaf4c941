"""What is written so that nobody sees it, in workbooks as Excel writes them."""

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table

from kpis.ingest.reading import read_workbook
from kpis.ingest.unseen_text import cannot_be_told_apart, colour_of, prints_no_text
from tests.builders import a_catalogue, an_indicator, long_rows

CATALOGUE = a_catalogue(an_indicator("T1", name="Visits"))


def read(change, **figure):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in long_rows({"Indicator": "Visits", "Period": "Apr-24", "Value": 56.7, "Commentary": "Steady."} | figure):
        sheet.append(row)
    sheet.title = "Care"
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return read_workbook(out.getvalue(), "a.xlsx", CATALOGUE)


def told(reading):
    return [(p.code, p.cell) for p in reading.problems]


def styled(address="G2", fill=None, **font):
    def change(sheet):
        if font:
            sheet[address].font = Font(**font)
        if fill is not None:
            sheet[address].fill = PatternFill("solid", fgColor=fill)

    return change


HIDDEN = {
    "white on nothing": styled(color="FFFFFFFF"),
    "white on white": styled(color="FFFFFFFF", fill="FFFFFFFF"),
    "nearly white on nothing": styled(color="FFF7F7F7"),
    "white by the theme": styled(color=Color(theme=0)),
    "white by its number": styled(color=Color(indexed=9)),
    "black made white": styled(color=Color(theme=1, tint=1.0)),
    "red on red": styled(color="FFFF0000", fill="FFFF0000"),
    "black on black": styled(fill="FF000000"),
    "letters of one point": styled(sz=1),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_figure_that_cannot_be_seen_is_asked_about_at_its_cell(how):
    reading = read(HIDDEN[how])
    assert (reading.outcome.value, told(reading)) == ("confirm", [("C_HIDDEN_TEXT", "G2")])
    assert reading.problems[0].statement.startswith("What this cell holds cannot be seen: it has the colour of its")
    assert [o.value for o in reading.observations] == [56.7]


SEEN = {
    "white on dark blue": styled(color="FFFFFFFF", fill="FF1F3864"),
    "grey on nothing": styled(color="FF808080"),
    "small letters": styled(sz=6),
    "red on nothing": styled(color="FFFF0000"),
    "white on a pattern": lambda sheet: (
        setattr(sheet["G2"], "font", Font(color="FFFFFFFF")),
        setattr(sheet["G2"], "fill", PatternFill("darkGrid")),
    ),
    "a cell of nothing": styled("L9", color="FFFFFFFF"),
    "white where a table's style decides": lambda sheet: (
        styled(color="FFFFFFFF")(sheet),
        sheet.add_table(Table(displayName="Figures", ref="A1:J2")),
    ),
    "white where a rule decides": lambda sheet: (
        styled(color="FFFFFFFF")(sheet),
        sheet.conditional_formatting.add("G2:G9", CellIsRule("greaterThan", ["1"], fill=PatternFill("solid"))),
    ),
}


@pytest.mark.parametrize("how", SEEN)
def test_what_can_be_seen_is_no_question(how):
    assert told(read(SEEN[how])) == []


def test_words_in_a_format_that_prints_no_text_are_asked_about():
    def hide(sheet):
        sheet["J2"].number_format = ";;;"

    assert told(read(hide)) == [("C_HIDDEN_TEXT", "J2")]


def test_a_rag_in_the_colour_of_its_cell_says_nothing_more():
    def change(sheet):
        sheet["K1"], sheet["K2"] = "RAG", "Red"
        styled("K2", color="FFFF0000", fill="FFFF0000")(sheet)

    assert "C_HIDDEN_TEXT" not in [code for code, _ in told(read(change))]


def test_many_cells_are_one_question():
    def change(sheet):
        for row in range(12, 32):
            sheet.cell(row, 1, "old").font = Font(color="FFFFFFFF")

    (asked,) = [p for p in read(change).problems if p.code == "C_HIDDEN_TEXT"]
    assert "what 20 cells hold" in asked.message
    assert asked.cell == ",".join(f"A{row}" for row in range(12, 22))


@pytest.mark.parametrize(
    ("text", "background", "is_unseen"),
    [
        ("FFFFFF", "FFFFFF", True),
        ("#ffffff", "#f2f2f2", True),
        ("#d9d9d9", "#ffffff", False),
        ("000000", "111111", True),
    ],
)
def test_colours_are_told_apart_by_their_contrast(text, background, is_unseen):
    assert cannot_be_told_apart(colour_of(text), colour_of(background)) is is_unseen


@pytest.mark.parametrize(("number_format", "prints_none"), [(";;;", True), ("0;-0;0;", True), ("0;-0;0;@", False)])
def test_a_format_may_leave_no_place_for_text(number_format, prints_none):
    assert prints_no_text(number_format) is prints_none
