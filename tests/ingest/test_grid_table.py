from datetime import datetime

import pytest

from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.reading import read_workbook
from tests.builders import a_catalogue, a_csv, a_sheet, financial_year, month

NAMES = ("Visits", "Contacts", "Referrals")


def table(rows, **how):
    return find_grid_tables(a_sheet(rows, **how), lambda text: text in NAMES)


def figures(found):
    """Every figure as (name, period or comparator, content)."""
    return [
        (row.label.name, figure.period.label if figure.period else figure.comparator, figure.cell.content)
        for row in found.rows
        for figure in row.figures
    ]


def messages(found):
    return [(p.code, p.message) for p in found.problems]


@pytest.mark.parametrize("headings", [("Apr-18", "May-18"), (datetime(2018, 4, 1), datetime(2018, 5, 1))])
def test_a_monthly_table_has_a_row_for_each_indicator_and_a_column_for_each_month(headings):
    found = table([("Indicator", *headings), ("Visits", 1, 2), ("Contacts", 3, 4)])
    assert found.layout == "monthly table"
    assert figures(found) == [
        ("Visits", "2018-04", 1), ("Visits", "2018-05", 2), ("Contacts", "2018-04", 3), ("Contacts", "2018-05", 4),
    ]  # fmt: skip


def test_a_year_table_has_prior_years_comparators_and_the_current_quarter():
    headings = (
        "Ref",
        "Indicator",
        "2020/21 Actual",
        "2021/22 Actual",
        "England",
        "Statistical neighbours",
        "Q4 2022/23",
    )
    found = table([headings, ("1a", "Visits", 1, 2, "3 (2021/22)", "Not benchmarked", 4)])
    assert found.layout == "year table"
    assert figures(found) == [
        ("Visits", "2020/21", 1),
        ("Visits", "2021/22", 2),
        ("Visits", "Q4 2022/23", 4),
        ("Visits", "England", "3 (2021/22)"),
        ("Visits", "Statistical neighbours", "Not benchmarked"),
    ]
    assert found.rows[0].label.ref == "1a"


def test_each_region_is_a_comparator_of_its_own_and_a_second_column_of_one_is_left_out_and_told():
    found = table(
        [("Indicator", "Apr-18", "May-18", "London", "South East", "London average"), ("Visits", 1, 2, 3, 4, 5)]
    )
    assert figures(found)[2:] == [("Visits", "London", 3), ("Visits", "South East", 4)]
    (told,) = found.problems
    assert (told.code, told.cell) == ("W_COLUMN_IGNORED", "F1")


def test_a_blank_cell_is_no_figure():
    assert figures(table([("Indicator", "Apr-18", "May-18"), ("Visits", None, 2)])) == [("Visits", "2018-05", 2)]


def test_nought_is_a_figure():
    assert figures(table([("Indicator", "Apr-18", "May-18"), ("Visits", 0, None)])) == [("Visits", "2018-04", 0)]


def test_a_target_stands_with_its_row_and_is_no_figure():
    (row,) = table([("Indicator", "Apr-18", "May-18", "2019/20 Local Target"), ("Visits", 1, 2, 80)]).rows
    assert (row.target.content, len(row.figures)) == (80, 2)


def test_the_name_column_is_found_by_its_names_where_its_heading_is_the_sections_title():
    headings = ("No", "Flag", "Front Door", "Oct-22", "Nov-22", "Direction of travel", "Target")
    (row,) = table([headings, (1, "NEW", "Visits", 5, 6, "↑", "Monitor")]).rows
    assert (row.label.name, row.label.ref, row.label.section) == ("Visits", "1", "Front Door")


def test_a_heading_row_may_come_again_with_other_months():
    rows = [
        ("No", "Front Door", "Oct-22", "Nov-22"), (1, "Visits", 1, 2), (),
        ("No", "Audit", "Aug-22", "Sep-22"), (2, "Contacts", 3, 4),
    ]  # fmt: skip
    found = table(rows)
    assert figures(found) == [
        ("Visits", "2022-10", 1), ("Visits", "2022-11", 2), ("Contacts", "2022-08", 3), ("Contacts", "2022-09", 4),
    ]  # fmt: skip
    assert [row.label.section for row in found.rows] == ["Front Door", "Audit"]


def test_the_section_is_the_title_above_the_headings():
    (row,) = table([("The plan",), (), ("Priority 1",), ("Indicator", "Apr-18", "May-18"), ("Visits", 1, 2)]).rows
    assert row.label.section == "Priority 1"


def test_a_title_between_rows_is_the_section_of_those_below():
    rows = [("Indicator", "Apr-18", "May-18"), ("Visits", 1, 2), ("Care",), ("Contacts", 3, 4)]
    assert [row.label.section for row in table(rows).rows] == ["", "Care"]


def test_notes_below_are_no_rows():
    found = table([("Indicator", "Apr-18", "May-18"), ("Visits", 1, 2), (), ("Figures are provisional.",)])
    assert [row.label.name for row in found.rows] == ["Visits"]


def test_words_merged_over_the_months_stand_in_each():
    rows = [("Indicator", "Apr-18", "May-18"), ("Visits", "Not available", None)]
    found = table(rows, merged=["B2:C2"])
    assert figures(found) == [("Visits", "2018-04", "Not available"), ("Visits", "2018-05", "Not available")]


def test_a_note_merged_across_the_whole_table_is_no_row():
    rows = [("Indicator", "Apr-18", "May-18"), ("Visits", 1, 2), ("Provisional.", None, None)]
    assert [row.label.name for row in table(rows, merged=["A3:C3"]).rows] == ["Visits"]


def test_one_period_is_enough_under_a_heading_that_says_indicator():
    assert figures(table([("Indicator", "Apr-18"), ("Visits", 1)])) == [("Visits", "2018-04", 1)]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("Indicator", "Target"), ("Visits", 80)],
        [("Front Door", "Apr-18"), ("Visits", 1)],
        [("Indicator", "Apr-18", "Value"), ("Visits", 1, 2)],
        [("Front Door", 2018, 2019), ("Visits", 1, 2)],
    ],
)
def test_without_a_row_of_periods_it_is_no_grid(rows):
    assert table(rows) is None


def test_two_columns_of_one_month_are_refused():
    found = table([("Indicator", "Apr-18", "May-18", "April 2018"), ("Visits", 1, 2, 3)])
    sentence = 'Sheet "Sheet 1", cells B1 and D1: two columns are for April 2018.'
    assert messages(found) == [("E_DUPLICATE_COLUMN", sentence)]


def test_two_columns_of_one_year_that_agree_are_read_once_from_the_later():
    rows = [("Indicator", "2020/21 Actual", "2021/22 Actual", "2021/22"), ("Visits", 1, 2, 2)]
    found = table(rows)
    assert found.problems == []
    assert [f.cell.address for f in found.rows[0].figures if f.period == financial_year(2021)] == ["D2"]


def test_a_column_of_other_numbers_is_left_out_with_a_warning():
    found = table([("Indicator", "Rank", "Apr-18", "May-18"), ("Visits", 7, 1, 2)])
    assert messages(found) == [("W_COLUMN_IGNORED", 'Sheet "Sheet 1", cell B1: the column "Rank" is left out.')]
    assert [f.period for f in found.rows[0].figures] == [month("2018-04"), month("2018-05")]


def test_a_column_of_words_is_left_out_without_a_word():
    assert table([("Indicator", "Owner", "Apr-18", "May-18"), ("Visits", "Jo", 1, 2)]).problems == []


def test_a_month_misspelt_among_the_months_is_refused_and_not_left_out():
    found = table([("Indicator", "Apr-18", "Mya-18", "Jun-18"), ("Visits", 1, 2, 3)])
    assert messages(found) == [("E_PERIOD", 'Sheet "Sheet 1", cell C1: "Mya-18" is not a period.')]


def test_a_month_misspelt_in_a_text_file_is_refused_too():
    reading = read_workbook(a_csv([("Indicator", "Apr-18", "Mya-18"), ("T1", "1", "2")]), "a.csv", a_catalogue())
    assert [(p.code, p.cell) for p in reading.problems] == [("E_PERIOD", "C1")]


def test_a_date_that_may_be_either_of_two_is_asked_about_in_a_heading_too():
    found = table([("Indicator", "04/01/2018", "Feb-18"), ("Visits", 1, 2)])
    assert [(p.code, p.cell) for p in found.problems] == [("C_PERIOD_AMBIGUOUS", "B1")]


def test_bare_numbers_that_excel_counts_as_first_days_are_asked_about():
    found = table([("Indicator", 43191, 43221), ("Visits", 1, 2)])
    assert [(p.code, p.cell) for p in found.problems] == [("C_PERIOD_SERIAL", "B1"), ("C_PERIOD_SERIAL", "C1")]
    assert [period for _, period, _ in figures(found)] == ["2018-04", "2018-05"]


def test_a_total_of_the_rows_above_is_left_out():
    found = table([("Indicator", "Apr-18", "May-18"), ("Visits", 1, 2), ("Total", 1, 2)])
    assert [row.label.name for row in found.rows] == ["Visits"]
    assert [(p.code, p.cell) for p in found.problems] == [("W_ROW_SKIPPED", "A3")]


def test_a_second_table_to_the_right_has_rows_of_its_own():
    rows = [("Indicator", "Apr-18", None, "Indicator", "May-18"), ("Visits", 1, None, "Contacts", 2)]
    assert figures(table(rows)) == [("Visits", "2018-04", 1), ("Contacts", "2018-05", 2)]
