"""Hidden data, people, notes and unreadable text, in workbooks as Excel writes them."""

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.ingest.reading import read_workbook
from kpis.model.problems import Outcome
from tests.builders import a_catalogue, an_indicator

CATALOGUE = a_catalogue(
    an_indicator("T1", name="Visits held", section="Care"), an_indicator("T2", name="Reviews held", section="Plans")
)
HEADINGS = TEMPLATE_COLUMNS.split(", ")
ROW = ["Care", "T1", "Visits held", "Apr-24", 56, 100, 56.0, "%", None, "Steady."]


def reading(change=None, *rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    for row in (HEADINGS, *(rows or [ROW])):
        sheet.append(row)
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return read_workbook(out.getvalue(), "a.xlsx", CATALOGUE)


def found(result):
    return [(p.code, p.sheet, p.cell) for p in result.problems]


def test_a_plain_workbook_has_nothing_odd():
    assert reading().outcome is Outcome.ACCEPT


def add_sheet(state, rows):
    def change(book, _):
        sheet = book.create_sheet("Other")
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)

    return change


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
@pytest.mark.parametrize(
    "headings",
    [["Child name", "DOB"], ["Forename", "Surname"], ["NHS number", "Date of birth", "Town"], ["UPN", "Postcode"]],
)
def test_a_list_of_people_refuses_the_file_wherever_it_hides(state, headings):
    result = reading(add_sheet(state, [headings, ["a"] * len(headings)]))
    assert result.outcome is Outcome.REJECT
    assert ("E_PERSONAL_DATA", "Other", "A2") in found(result)


def test_the_name_of_an_indicator_is_nobodys_name():
    assert reading(add_sheet("visible", [["Indicator name", "Measure name"], ["a", "b"]])).outcome is Outcome.ACCEPT


def test_a_very_hidden_sheet_with_data_refuses_the_file():
    assert found(reading(add_sheet("veryHidden", [["a", 1]]))) == [("E_HIDDEN_DATA", "Other", "")]


def test_a_hidden_sheet_is_asked_about_and_an_empty_one_is_not():
    assert found(reading(add_sheet("hidden", [["a", 1]]))) == [("C_HIDDEN_SHEET", "Other", "")]
    assert found(reading(add_sheet("veryHidden", []))) == []


def test_hidden_rows_are_asked_about():
    def change(_, sheet):
        sheet.row_dimensions[2].hidden = True

    assert found(reading(change)) == [("C_HIDDEN_ROWS", "Scorecard", "2")]


def test_notes_on_cells_are_left_out_with_a_word():
    def change(_, sheet):
        sheet["G2"].comment = Comment("Late record", "somebody")

    result = reading(change)
    assert found(result) == [("W_COMMENT_IGNORED", "Scorecard", "G2")]
    assert len(result.observations) == 1


@pytest.mark.parametrize(
    "text, code",
    [
        ("x" * 32_767, None),
        ("Line one\nline two\ttab", None),
        ("safe \u202e desrever", "W_BIDI_CONTROL"),
        ("a_x0000_b", "W_CONTROL_CHARACTER"),
    ],
)
def test_text_is_told_about_only_where_it_cannot_be_seen(text, code):
    assert [c for c, *_ in found(reading(None, [*ROW[:9], text]))] == ([code] if code else [])


def test_a_formula_without_a_value_is_refused_and_never_worked_out():
    result = reading(None, [*ROW[:6], "=E2/F2", *ROW[7:]])
    assert found(result) == [("E_FORMULA_NO_VALUE", "Scorecard", "G2")]
    assert result.observations == ()


@pytest.mark.parametrize(
    "change, problem",
    [
        ({0: "Plans"}, ("E_SECTION", "Scorecard", "A2")),
        ({7: "count"}, ("E_UNIT", "Scorecard", "H2")),
        ({1: None, 2: None}, ("E_REF_MISSING", "Scorecard", "B2")),
        ({4: 0, 5: 0, 6: 0}, ("C_DEN_ZERO", "Scorecard", "F2")),
        ({4: 3, 5: 8, 6: "x"}, ("E_DISCLOSIVE", "Scorecard", "E2")),
    ],
)
def test_a_row_that_contradicts_itself_is_told_with_its_cell(change, problem):
    row = [change.get(place, cell) for place, cell in enumerate(ROW)]
    assert found(reading(None, row)) == [problem]


@pytest.mark.parametrize("change", [{0: None}, {0: "Somewhere"}, {7: None}, {7: "per child"}])
def test_words_that_name_no_other_section_or_unit_say_nothing(change):
    row = [change.get(place, cell) for place, cell in enumerate(ROW)]
    assert found(reading(None, row)) == []


def test_no_cases_are_not_applicable_once_confirmed():
    (seen,) = reading(None, [*ROW[:4], 0, 0, 0, *ROW[7:]]).observations
    assert (seen.value, seen.marker.value) == (None, "not_applicable")


def test_a_withheld_figure_keeps_no_denominator():
    (seen,) = reading(None, [*ROW[:4], None, 8, "x", *ROW[7:]]).observations
    assert (seen.numerator, seen.denominator) == (None, None)


def test_headings_without_the_figures_column_are_named():
    book = openpyxl.Workbook()
    book.active.append([h if h != "Value" else "Value (%)" for h in HEADINGS])
    book.active.append(ROW)
    out = io.BytesIO()
    book.save(out)
    (problem,) = read_workbook(out.getvalue(), "a.xlsx", CATALOGUE).problems
    assert (problem.code, problem.cell) == ("E_COLUMN_MISSING", "1:1")


def test_a_row_of_csv_with_more_fields_than_headings_is_refused():
    content = ("\r\n".join([",".join(HEADINGS), "Care,T1,Visits held,Apr-24,,,56.0,%,,one, two, three"])).encode()
    (problem,) = read_workbook(content, "a.csv", CATALOGUE).problems
    assert problem.code == "E_ROW_LENGTH"
    assert "Row 2: the row has 12 fields and there are 10 headings." in problem.message


def test_two_bytes_a_letter_without_a_mark_cannot_be_read():
    content = ",".join(HEADINGS).encode("utf-16-be")
    assert [p.code for p in read_workbook(content, "a.csv", CATALOGUE).problems] == ["E_ENCODING"]


def test_hidden_columns_with_data_are_asked_about():
    def change(_, sheet):
        sheet.column_dimensions["F"].hidden = True
        sheet.column_dimensions["Z"].hidden = True

    assert found(reading(change)) == [("C_HIDDEN_COLUMNS", "Scorecard", "F")]


def test_each_note_is_told_at_its_cell_and_very_many_are_counted():
    def change(_, sheet):
        for row in range(1, 13):
            sheet.cell(row, 20).comment = Comment("Late record", "somebody")

    result = reading(change)
    assert [p.cell for p in result.problems] == [f"T{row}" for row in range(1, 11)]
    assert result.problems[-1].message.endswith("the note on this cell and on 2 more is left out.")


def test_a_sheet_of_very_many_columns_is_refused_at_its_row():
    result = reading(None, ["Care", *range(600)])
    assert found(result) == [("E_TOO_MANY_COLUMNS", "Scorecard", "2:2")]


@pytest.mark.parametrize(
    ("name", "codes"), [("Sheet1", ["W_SHEET_NAME"]), ("Tabelle2", ["W_SHEET_NAME"]), ("Care", [])]
)
def test_the_template_on_a_sheet_that_nobody_named_is_told(name, codes):
    def change(_, sheet):
        sheet.title = name

    assert [p.code for p in reading(change).problems] == codes


def test_a_month_that_has_not_begun_is_refused_at_the_period():
    result = reading(None, [*ROW[:3], "Apr-99", *ROW[4:]])
    assert found(result) == [("E_PERIOD_FUTURE", "Scorecard", "D2")]


def test_colours_without_words_are_told_with_their_cells():
    def change(_, sheet):
        sheet["K1"] = "RAG"
        sheet["K2"].fill = PatternFill("solid", fgColor="FFFF0000")

    assert found(reading(change)) == [("W_COLOUR_IGNORED", "Scorecard", "K2")]
