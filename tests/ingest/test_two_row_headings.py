"""Headings in two rows, in a workbook and in one row put together."""

import pytest

from kpis.ingest.reading import read_workbook
from tests.builders import a_catalogue, a_count, a_csv, a_target, a_workbook, an_indicator

CATALOGUE = a_catalogue(
    an_indicator("T1", ref="1", name="Visits"), an_indicator("T2", ref="2", name="Reviews"), targets=[a_target(80)]
)
MONTHS = ("Ref", "Indicator", "Apr-24", None, "May-24", None)
BELOW = (None, None, "Actual", "Target", "Actual", "Target")
VISITS = ("1", "Visits", "56.7%", "80%", "60.1%", "85%")
MERGED = ["C1:D1", "E1:F1"]
OTHER_TARGET = [("W_TARGET_DIFFERS", "F3")]
ACTUALS = [("2024-04", 56.7, "C3"), ("2024-05", 60.1, "E3")]


def read(rows, **how):
    return read_workbook(a_workbook(rows, **how), "figures.xlsx", CATALOGUE)


def figures(reading):
    return [(o.period.label, o.value, o.cell) for o in reading.observations]


def told(reading):
    return [(p.code, p.cell) for p in reading.problems]


@pytest.mark.parametrize("merged", [[], MERGED, [*MERGED, "A1:A2", "B1:B2"]])
def test_a_month_over_actual_and_target_has_the_actual_and_its_target_is_compared(merged):
    reading = read([MONTHS, BELOW, VISITS], merged=merged)
    assert (figures(reading), told(reading)) == (ACTUALS, OTHER_TARGET)


def test_in_a_text_file_too():
    reading = read_workbook(a_csv([MONTHS, BELOW, VISITS]), "figures.csv", CATALOGUE)
    assert (figures(reading), told(reading)) == (ACTUALS, OTHER_TARGET)


def test_the_month_may_be_written_over_each_column():
    assert figures(read([("Ref", "Indicator", "Apr-24", "Apr-24", "May-24", "May-24"), BELOW, VISITS])) == ACTUALS


def test_ref_and_indicator_may_stand_in_either_row():
    assert figures(read([(None, None, *MONTHS[2:]), ("Ref", "Indicator", *BELOW[2:]), VISITS])) == ACTUALS


def test_the_target_may_come_first_and_is_never_taken_for_the_figure():
    below = (None, None, "Target", "Actual", "Target", "Actual")
    reading = read([MONTHS, below, ("1", "Visits", "80%", "56.7%", "80%", "60.1%")])
    assert (figures(reading), told(reading)) == ([("2024-04", 56.7, "D3"), ("2024-05", 60.1, "F3")], [])


def test_counts_and_rag_stand_beside_a_percentage():
    months = ("Ref", "Indicator", "Apr-24", None, None, None, None)
    below = (None, None, "Num", "Denom", "%", "Target", "RAG")
    reading = read([months, below, ("1", "Visits", 17, 30, "56.7%", "80%", "Red")], merged=["C1:G1"])
    (figure,) = reading.observations
    assert (figure.value, figure.numerator, figure.denominator, told(reading)) == (56.7, 17, 30, [])


def test_counts_without_their_figure_are_refused():
    months, below = ("Ref", "Indicator", "Apr-24", None, None), (None, None, "Num", "Denom", "Actual")
    assert told(read([months, below, ("1", "Visits", 17, 30, None)])) == [("E_VALUE_MISSING", "E3")]


@pytest.mark.parametrize("merged", [[], MERGED])
def test_where_no_column_is_plainly_the_figure_the_headings_are_refused(merged):
    below = (None, None, "Number", "%", "Number", "%")
    reading = read([MONTHS, below, ("1", "Visits", 17, "56.7%", 18, "58%")], merged=merged)
    assert told(reading) == [("E_COLUMN_MISSING", "C2,D2"), ("E_COLUMN_MISSING", "E2,F2")]
    assert (
        reading.problems[0].message == 'Sheet "Sheet 1", cells C2 and D2: '
        'of the columns of April 2024, "Number" and "%", none is plainly the figure.'
    )
    assert reading.problems[0].what_to_do == "Give the column that holds the figures the heading Actual."


def test_two_figures_of_one_month_are_refused():
    below = (None, None, "Actual", "Outturn", "Actual", "Target")
    assert told(read([MONTHS, below, VISITS]))[0] == ("E_DUPLICATE_COLUMN", "C2,D2")


def test_another_column_of_a_month_is_left_out_and_told():
    months, below = ("Ref", "Indicator", "Apr-24", None, "May-24"), (None, None, "Actual", "Variance", "Actual")
    reading = read([months, below, ("1", "Visits", "56.7%", -23.3, "60.1%")])
    assert (figures(reading), told(reading)) == (ACTUALS, [("W_COLUMN_IGNORED", "D2")])


@pytest.mark.parametrize(
    ("above", "rows", "places"),
    [
        (("Actual", None, "Target", None), ("56.7%", "60.1%", "80%", "85%"), "CDF"),
        (("Target", None, "Actual", None), ("80%", "85%", "56.7%", "60.1%"), "EFD"),
        (("Target", None, None, None), ("80%", "85%", "56.7%", "60.1%"), ""),
    ],
)
@pytest.mark.parametrize("merged", [[], MERGED])
def test_actual_and_target_may_stand_over_their_months(above, rows, places, merged):
    months = ("Ref", "Indicator", "Apr-24", "May-24", "Apr-24", "May-24")
    reading = read([(None, None, *above), months, ("1", "Visits", *rows)], merged=merged)
    if places:
        first, second, other = places
        assert figures(reading) == [("2024-04", 56.7, f"{first}3"), ("2024-05", 60.1, f"{second}3")]
        assert told(reading) == [("W_TARGET_DIFFERS", f"{other}3")]
    else:
        assert (figures(reading), reading.outcome.value) != ([], "accept")


def test_a_year_under_target_is_no_years_figure():
    rows = [(None, None, "Actual", None, "Target"), ("Ref", "Indicator", "Apr-24", "May-24", "2024/25")]
    reading = read([*rows, ("1", "Visits", "56.7%", "60.1%", "80%")])
    assert (figures(reading), told(reading)) == ([("2024-04", 56.7, "C3"), ("2024-05", 60.1, "D3")], [])


@pytest.mark.parametrize("above", [("Actual", None, "Forecast"), (None, None, "Forecast")])
def test_months_under_forecast_hold_no_figures(above):
    rows = [(None, None, *above), ("Ref", "Indicator", "Apr-24", "May-24", "Jun-24"), ("1", "Visits", 56, 60, 70)]
    reading = read(rows)
    assert [label for label, *_ in figures(reading)] == ["2024-04", "2024-05"]
    assert told(reading) == [("W_COLUMN_IGNORED", "E1")]


def test_months_under_target_alone_are_refused():
    rows = [(None, None, "Target", None), ("Ref", "Indicator", "Apr-24", "May-24"), ("1", "Visits", "80%", "80%")]
    reading = read(rows)
    assert (figures(reading), told(reading)) == ([], [("E_COLUMN_MISSING", "C1")])
    assert reading.problems[0].what_to_do == "Write Actual above the months that hold the figures."


def test_a_target_column_headed_one_row_higher_is_not_the_months_target():
    rows = [("Ref", "Indicator", "Target", None, None), (None, None, None, "Apr-24", "May-24")]
    reading = read([*rows, ("1", "Visits", "80%", "56.7%", "60.1%")])
    assert figures(reading) == [("2024-04", 56.7, "D3"), ("2024-05", 60.1, "E3")]


@pytest.mark.parametrize(
    "headings",
    [
        ("Apr-24 Actual", "Apr-24 Target", "May-24 Actual", "May-24\nTarget"),
        ("Actual Apr-24", "Target: Apr-24", "Actual (May-24)", "Target May-24"),
        ("Apr-24", "Apr-24 target", "May-24", "May-24 target"),
    ],
)
def test_a_heading_may_name_the_month_and_what_stands_there_of_it(headings):
    reading = read([("Ref", "Indicator", *headings), VISITS])
    assert figures(reading) == [("2024-04", 56.7, "C2"), ("2024-05", 60.1, "E2")]
    assert told(reading) == [("W_TARGET_DIFFERS", "F2")]


def test_tables_side_by_side_have_targets_of_their_own():
    rows = [
        ("Ref", "Indicator", "Apr-24", None, None, "Ref", "Indicator", "Apr-24", None),
        (None, None, "Actual", "Target", None, None, None, "Target", "Actual"),
        ("1", "Visits", "56.7%", "80%", None, "2", "Reviews", "80%", "60.1%"),
    ]
    reading = read(rows)
    assert [(o.code, o.cell) for o in reading.observations] == [("T1", "C3"), ("T2", "I3")]
    assert told(reading) == [("C_MANY_TABLES", "F1"), ("W_TARGET_DIFFERS", "H3")]


def test_months_without_a_year_may_stand_over_both():
    months = ("Ref", "Indicator", "Apr", None, "May", None)
    reading = read([("2024/25",), months, BELOW, VISITS], merged=["C2:D2", "E2:F2"])
    assert [label for label, *_ in figures(reading)] == ["2024-04", "2024-05"]
    assert told(reading)[0] == ("C_PERIOD_NO_YEAR", "C2")


def test_months_may_stand_down_the_side_each_with_both():
    rows = [(None, None, "Visits"), ("Apr-24", "Actual", "56.7%"), (None, "Target", "80%")]
    rows += [("May-24", "Actual", "60.1%"), (None, "Target", "80%")]
    reading = read(rows, merged=["A2:A3", "A4:A5"])
    assert figures(reading) == [("2024-04", 56.7, "C2"), ("2024-05", 60.1, "C4")]
    assert told(reading) == [("C_LAYOUT_TRANSPOSED", "A1:C5")]


def test_one_word_under_every_month_describes_the_columns():
    reading = read(
        [("Ref", "Indicator", "Apr-24", "May-24"), (None, None, "Actual", "Actual"), ("1", "Visits", 56, 60)]
    )
    assert told(reading) == [("W_ROW_SKIPPED", "C2:D2")]


@pytest.mark.parametrize(
    ("years", "below", "labels"),
    [
        (("2023/24", "2024/25"), ("Feb", "Mar", "Apr", "May"), ["2024-02", "2024-03", "2024-04", "2024-05"]),
        (("2023", "2024"), ("Nov", "Dec", "Jan", "Feb"), ["2023-11", "2023-12", "2024-01", "2024-02"]),
        (("2023/24", "2024/25"), ("Q3", "Q4", "Q1", "Q2"), ["Q3 2023/24", "Q4 2023/24", "Q1 2024/25", "Q2 2024/25"]),
        (("Q4 2023/24", "Q1 2024/25"), ("Feb", "Mar", "Apr", "May"), ["2024-02", "2024-03", "2024-04", "2024-05"]),
    ],
)
@pytest.mark.parametrize("merged", [[], MERGED])
def test_months_and_quarters_under_their_years_are_never_the_years_figures(years, below, labels, merged):
    first, second = years
    rows = [("Ref", "Indicator", first, None, second, None), (None, None, *below), ("1", "Visits", 50, 51, 52, 53)]
    reading = read(rows, merged=merged)
    assert [(label, value) for label, value, _ in figures(reading)] == list(zip(labels, range(50, 54), strict=True))
    assert told(reading) == [("C_PERIOD_NO_YEAR", "C2")]
    assert f'the headings above say "{first}" and "{second}"' in reading.problems[0].message


def test_a_quarter_over_its_months_says_nothing_more():
    rows = [("Ref", "Indicator", "Q4 2023/24", None), (None, None, "Feb-24", "Mar-24"), ("1", "Visits", 50, 51)]
    reading = read(rows)
    assert ([label for label, *_ in figures(reading)], told(reading)) == (["2024-02", "2024-03"], [])


@pytest.mark.parametrize("merged", [[], MERGED])
@pytest.mark.parametrize("below", [("North", "South"), ("Week 1", "Week 2"), ("Boys", "Girls")])
def test_parts_of_a_month_that_nobody_knows_are_refused_and_none_is_taken_for_the_whole(below, merged):
    reading = read([MONTHS, (None, None, *below, *below), ("1", "Visits", 50, 51, 52, 53)], merged=merged)
    assert (figures(reading), told(reading)) == ([], [("E_COLUMN_MISSING", "C2,D2"), ("E_COLUMN_MISSING", "E2,F2")])


def test_a_row_of_words_under_months_is_a_row_where_it_has_a_name():
    rows = [("Ref", "Indicator", "Apr-24", "May-24"), ("1", "Visits", "Not available", "TBC", "Not written yet")]
    assert len(read(rows).observations) == 2


def test_a_column_of_numerators_goes_with_one_column_of_figures_and_is_told_beside_several():
    one = read([("Indicator", "Numerator", "Denominator", "Apr-24"), ("Visits", 15, 30, 50)])
    assert [(o.numerator, o.denominator) for o in one.observations] == [(15, 30)]
    several = read([("Indicator", "Numerator", "Apr-24", "May-24"), ("Visits", 15, 50, 51)])
    assert told(several) == [("W_COLUMN_IGNORED", "B1")]


@pytest.mark.parametrize("area", ["England", "South West average", "Statistical neighbours"])
def test_a_year_under_another_area_is_no_figure_of_ours(area):
    rows = [
        (None, None, None, None, area),
        ("Ref", "Indicator", "Apr-24", "May-24", "2022/23"),
        ("1", "Visits", 5, 6, 9),
    ]
    reading = read(rows)
    assert [label for label, *_ in figures(reading)] == ["2024-04", "2024-05"]
    assert told(reading) == [("W_COLUMN_IGNORED", "E1")]


@pytest.mark.parametrize("years", [(2023, 2024), ("2023", "2024"), ("2022/23", "2023/24")])
def test_each_month_may_stand_over_its_own_year(years):
    reading = read([("Ref", "Indicator", "Mar", "Mar"), (None, None, *years), ("1", "Visits", 50, 51)])
    assert [(label, value) for label, value, _ in figures(reading)] == [("2023-03", 50), ("2024-03", 51)]
    assert told(reading) == []


@pytest.mark.parametrize("headings", [("Ref", "Indicator"), (None, None)])
def test_figures_that_look_like_years_are_figures(headings):
    catalogue = a_catalogue(a_count("C1", ref="1", name="Visits"))
    rows = [("2024/25",), (*headings, "Apr", "May"), ("1", "Visits", 2019, 2023)]
    reading = read_workbook(a_workbook(rows), "figures.xlsx", catalogue)
    assert [(o.period.label, o.value) for o in reading.observations] == [("2024-04", 2019), ("2024-05", 2023)]
