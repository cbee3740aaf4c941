from datetime import datetime

import pytest

from kpis.ingest.long_table import TEMPLATE_COLUMNS, find_long_table
from kpis.ingest.matching import RowLabel
from kpis.ingest.reading import read_workbook
from tests.builders import LONG_HEADINGS, MARCH, a_catalogue, a_count, a_csv, a_sheet, a_workbook, long_rows

APRIL = ("Visits", "Apr-23", 5)


def table(rows):
    return find_long_table(a_sheet(rows), lambda text: False)


def messages(found):
    return [(p.code, p.message) for p in found.problems]


def test_the_template_has_the_headings_of_the_long_layout():
    assert ", ".join(LONG_HEADINGS) == TEMPLATE_COLUMNS


def test_a_row_is_one_figure_of_one_indicator_and_period():
    row = {
        "Section": "Care", "Ref": "T1", "Indicator": "Visits", "Period": datetime(2023, 3, 1), "Numerator": 17,
        "Denominator": 178, "Value": 9.6, "Unit": "percentage", "Target": 90,
    }  # fmt: skip
    (found,) = table(long_rows(row)).rows
    (figure,) = found.figures
    assert found.label == RowLabel("Visits", "T1", "Care")
    assert (figure.period, figure.cell.content, figure.cell.address) == (MARCH, 9.6, "G2")
    assert (figure.numerator.content, figure.denominator.content, found.target.content) == (17, 178, 90)


def test_columns_may_stand_in_any_order_and_under_other_words():
    found = table([("Value", "Measure name", "Period"), (5, "Visits", "Mar-23")])
    assert [(r.label.name, r.figures[0].cell.content) for r in found.rows] == [("Visits", 5)]


def test_a_ref_alone_may_name_the_indicator():
    found = table([("Ref", "Period", "Value"), ("T1", "Mar-23", 5)])
    assert [r.label for r in found.rows] == [RowLabel("", "T1")]


def test_titles_above_the_headings_are_passed_over():
    found = table([("Performance, March 2023",), (), *long_rows(APRIL)])
    assert [r.figures[0].cell.address for r in found.rows] == ["G4"]


@pytest.mark.parametrize(
    "headings",
    [("Indicator", "Period"), ("Indicator", "Value"), ("Period", "Value"), ("Indicator", "Apr-23", "May-23")],
)
def test_without_a_needed_heading_it_is_no_long_table(headings):
    assert table([headings, ("Visits", 1, 2)]) is None


def test_a_blank_sheet_holds_no_long_table():
    assert table([]) is None


def test_headings_alone_are_a_table_without_rows():
    found = table([LONG_HEADINGS])
    assert (found.rows, found.problems) == ([], [])


def test_a_note_below_is_left_out_with_a_warning():
    found = table([*long_rows(APRIL), ("Figures are provisional.",)])
    assert len(found.rows) == 1
    assert messages(found) == [("W_ROW_SKIPPED", 'Sheet "Sheet 1", cell A3: the row holds no figure and is left out.')]


def test_headings_that_come_again_are_left_out():
    found = table([*long_rows(APRIL), LONG_HEADINGS, *long_rows(("Visits", "May-23", 6))[1:]])
    assert [r.figures[0].cell.content for r in found.rows] == [5, 6]
    assert [p.code for p in found.problems] == ["W_ROW_SKIPPED"]


def test_a_column_of_another_kind_is_left_out_with_a_warning():
    found = table([("Indicator", "Period", "Value", "Ward"), ("Visits", "Mar-23", 5, "North")])
    assert messages(found) == [("W_COLUMN_IGNORED", 'Sheet "Sheet 1", cell D1: the column "Ward" is left out.')]


def test_columns_of_other_areas_are_left_out_of_a_list_and_told():
    headings = ("Indicator", "Period", "Value", "England", "South East", "London")
    found = table([headings, ("Visits", "Mar-23", 5, 6, 7, 8)])
    assert messages(found) == [
        (
            "W_COLUMN_IGNORED",
            'Sheet "Sheet 1", cells D1, E1 and F1: the columns "England", "South East" and "London" are left out.',
        )
    ]


def test_two_columns_of_one_name_are_refused():
    found = table([("Indicator", "Period", "Value", "VALUE"), ("Visits", "Mar-23", 5, 6)])
    assert messages(found) == [
        ("E_DUPLICATE_COLUMN", 'Sheet "Sheet 1", cells C1 and D1: two columns are called "VALUE".')
    ]


def test_a_missing_period_is_refused_at_its_cell():
    found = table(long_rows({"Ref": "T1", "Indicator": "Visits", "Value": 5}))
    assert found.rows == []
    assert messages(found) == [("E_PERIOD_MISSING", 'Sheet "Sheet 1", cell D2: the period is missing.')]
    assert found.problems[0].indicator == "T1"


def test_a_period_that_is_none_is_refused_at_its_cell():
    found = table(long_rows(("Visits", "soon", 5)))
    assert found.rows == []
    assert messages(found) == [("E_PERIOD", 'Sheet "Sheet 1", cell D2: "soon" is not a period.')]


def test_a_period_to_confirm_keeps_its_row():
    found = table(long_rows(("Visits", "04/01/2024", 5)))
    assert [p.code for p in found.problems] == ["C_PERIOD_AMBIGUOUS"]
    assert len(found.rows) == 1


def test_a_row_that_describes_the_columns_is_left_out_over_their_whole_width():
    units = (None, "(code)", None, "(month)", "(n)", "(d)", "(n/d)")
    found = table([LONG_HEADINGS, units, *long_rows(APRIL)[1:]])
    assert [(p.code, p.cell) for p in found.problems] == [("W_ROW_SKIPPED", "A2:J2")]
    assert len(found.rows) == 1


def test_headings_that_come_again_may_name_the_columns_in_another_order():
    found = table(
        [
            ("Indicator", "Period", "Value"),
            ("Visits", "Apr-23", 5),
            ("Value", "Indicator", "Period"),
            (6, "Visits", "May-23"),
        ]
    )
    assert [(r.figures[0].period.label, r.figures[0].cell.content) for r in found.rows] == [
        ("2023-04", 5),
        ("2023-05", 6),
    ]


def test_a_total_of_months_is_left_out_and_handed_on():
    found = table(long_rows(APRIL, ("Visits", "Q1 total", 21)))
    assert [(p.code, p.cell) for p in found.problems] == [("W_ROW_SKIPPED", "C3")]
    assert [(r.label.name, r.figures[0].period, r.figures[0].cell.content) for r in found.totals] == [
        ("Visits", None, 21)
    ]


def test_a_second_table_beside_the_first_is_read_and_asked_about():
    row = ("Indicator", "Period", "Value")
    found = table(
        [
            (*row, None, *row),
            ("Visits", "Apr-23", 5, None, "Contacts", "Apr-23", 6),
            (None,) * 4 + ("Contacts", "May-23", 7),
        ]
    )
    assert [(p.code, p.cell) for p in found.problems] == [("C_MANY_TABLES", "E1")]
    assert sorted((r.label.name, r.figures[0].cell.content) for r in found.rows) == [
        ("Contacts", 6), ("Contacts", 7), ("Visits", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("write", [a_workbook, a_csv])
def test_a_row_that_another_column_calls_a_target_is_no_figure(write):
    rows = [
        ("Indicator", "Type", "Period", "Value"),
        ("Visits", "Target", "Apr-23", 80),
        ("Visits", "Actual", "Apr-23", 5),
    ]
    rows += [("Visits", "Actual", "May-23", 6), ("Visits", "Forecast", "Jun-23", 7), ("Visits", "N", "Jul-23", 8)]
    name = "a.xlsx" if write is a_workbook else "a.csv"
    reading = read_workbook(write(rows), name, a_catalogue(a_count("C1", name="Visits")))
    assert [(o.period.label, o.value) for o in reading.observations] == [("2023-04", 5), ("2023-05", 6), ("2023-07", 8)]
    skipped = [(p.cell, p.statement) for p in reading.problems if p.code == "W_ROW_SKIPPED"]
    assert skipped == [(cell, "The row holds no actual figure and is left out.") for cell in ("A2", "A5")]
