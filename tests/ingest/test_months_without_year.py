from dataclasses import replace
from datetime import date

import pytest

from kpis.ingest.months_without_year import find_table_without_years
from tests.builders import a_sheet

MONTHS = ("Indicator", "Apr", "May", "Jun")


def find(rows, saved=None, file_name="figures.xlsx"):
    sheet = replace(a_sheet(rows), saved_on=saved)
    return find_table_without_years(sheet, file_name, lambda text: text == "Visits")


def table(headings=MONTHS, above=(), **how):
    return find([*above, headings, ("Visits", *range(len(headings) - 1))], **how)


def labels(found):
    return [figure.period.label for row in found.rows for figure in row.figures]


@pytest.mark.parametrize(
    ("headings", "how", "periods"),
    [
        (MONTHS, {"above": [("Scorecard 2023/24",)]}, ["2023-04", "2023-05", "2023-06"]),
        (MONTHS, {"above": [("Scorecard for 2023",)]}, ["2023-04", "2023-05", "2023-06"]),
        (MONTHS, {"file_name": "Q1 2023-24.xlsx"}, ["2023-04", "2023-05", "2023-06"]),
        (MONTHS, {"saved": date(2024, 7, 1)}, ["2024-04", "2024-05", "2024-06"]),
        (MONTHS, {"saved": date(2024, 6, 1)}, ["2024-04", "2024-05", "2024-06"]),
        (MONTHS, {"saved": date(2024, 5, 31)}, ["2023-04", "2023-05", "2023-06"]),
        (("Indicator", "Nov", "December", "Jan."), {"saved": date(2024, 2, 1)}, ["2023-11", "2023-12", "2024-01"]),
        (("Indicator", "Dec", "Jan"), {"above": [("2023/24",)]}, ["2023-12", "2024-01"]),
    ],
)
def test_the_year_is_proposed_by_what_the_workbook_says(headings, how, periods):
    found = table(headings, **how)
    assert [p.code for p in found.problems] == ["C_PERIOD_NO_YEAR"]
    assert labels(found) == periods


def test_the_question_says_where_the_year_comes_from_and_what_is_confirmed():
    (asked,) = table(saved=date(2024, 7, 1)).problems
    sentence = 'Sheet "Sheet 1", cell B1: the months name no year; the workbook was last saved on 01/07/2024.'
    assert (asked.message, asked.cell) == (sentence, "B1")
    assert asked.what_to_do == "Confirm April 2024 to June 2024, or write each month with its year."


@pytest.mark.parametrize(
    ("headings", "how"),
    [
        (MONTHS, {}),
        (("Indicator", "Feb", "Mar", "Apr"), {"above": [("2023/24",)], "saved": date(2024, 7, 1)}),
        (("Indicator", "Jun", "May", "Apr"), {"saved": date(2024, 7, 1)}),
    ],
)
def test_months_for_which_no_year_can_be_proposed_are_refused(headings, how):
    found = table(headings, **how)
    assert [(p.code, p.cell) for p in found.problems] == [("E_PERIOD", "B1" if "above" not in how else "B2")]
    assert found.rows == []


def test_months_with_their_years_are_no_question_of_this_kind():
    assert table(("Indicator", "Apr-24", "May-24")) is None
