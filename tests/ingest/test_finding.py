"""Layouts that a person must be asked about, and when they are not tried."""

from kpis.ingest.reading import read_workbook
from tests.builders import a_catalogue, a_count, a_workbook, an_indicator, long_rows

CATALOGUE = a_catalogue(an_indicator("T1", ref="1", name="Visits"), a_count("C1", ref="2", name="Contacts"))
OTHER_HEADINGS = [("KPI", "Month", "Num", "Denom", "Actual"), ("Visits", "Apr-24", 1, 2, "50%")]


def read(rows, *sheets):
    return read_workbook(a_workbook(rows, sheets=sheets), "figures.xlsx", CATALOGUE)


def told(reading):
    return [(p.code, p.sheet, p.cell) for p in reading.problems]


def test_other_headings_are_read_and_asked_about():
    reading = read(OTHER_HEADINGS)
    (figure,) = reading.observations
    assert (figure.value, figure.numerator, figure.denominator) == (50, 1, 2)
    assert told(reading) == [("C_COLUMN_MAPPING", "Sheet 1", "1:1")]
    assert '"KPI" is read as Indicator, "Month" as' not in reading.problems[0].message
    assert '"KPI" is read as Indicator, "Month" is read as Period' in reading.problems[0].message


def test_a_register_beside_a_plain_table_is_no_question():
    reading = read(long_rows(("Contacts", "Apr-24", 5)), [("Title", "Date", "Result"), ("Visits", "soon", "good")])
    assert reading.problems == ()


def test_a_table_that_names_no_indicator_is_none():
    assert told(read([("Title", "Date", "Result"), ("Do this", "soon", "good")])) == [("E_NO_TABLE", "", "")]


def test_the_template_without_one_heading_is_refused_by_name():
    rows = [("Section", "Ref", "Indicator", "Period", "Unit", "Target"), ("Care", "1", "Visits", "Apr-24", "%", 80)]
    reading = read(rows)
    assert told(reading) == [("E_COLUMN_MISSING", "Sheet 1", "1:1")]
    assert reading.problems[0].what_to_do == "Give that column the heading Value."


def test_tables_side_by_side_are_both_read():
    row = ("Ref", "Indicator", "Apr-24")
    reading = read([(*row, None, "Ref", "Indicator", "May-24"), ("1", "Visits", "50%", None, "2", "Contacts", 7)])
    assert [(o.code, o.period.label, o.value) for o in reading.observations] == [
        ("T1", "2024-04", 50),
        ("C1", "2024-05", 7),
    ]
    assert told(reading) == [("C_MANY_TABLES", "Sheet 1", "E1")]
