"""Text files with a comma before the decimals."""

import pytest

from kpis.ingest.decimal_commas import with_point
from kpis.ingest.reading import read_workbook
from tests.builders import LONG_HEADINGS, a_catalogue, a_count, a_csv, a_target, an_indicator

CATALOGUE = a_catalogue(
    an_indicator("T1", ref="1,2", name="Visits"), a_count("C1", name="Contacts"), targets=[a_target(80)]
)
VISITS = {"Indicator": "Visits", "Period": "01.04.2024", "Numerator": 17, "Denominator": 30, "Value": "56,7"}
VISITS |= {"Ref": "1,2", "Target": "80,0"}
CONTACTS = {"Indicator": "Contacts", "Period": "Apr-24", "Value": "1512"}


def read(*rows, separator=";", **how):
    table = [LONG_HEADINGS, *([row.get(heading) for heading in LONG_HEADINGS] for row in rows)]
    return read_workbook(a_csv(table, separator=separator, **how), "figures.csv", CATALOGUE)


def told(reading):
    return [(p.code, p.cell) for p in reading.problems]


@pytest.mark.parametrize("how", [{}, {"separator": "\t"}, {"encoding": "utf-16"}, {"encoding": "cp1252"}])
def test_a_file_with_decimal_commas_throughout_is_asked_about_once(how):
    reading = read(VISITS, CONTACTS, **how)
    assert [(o.value, o.numerator) for o in reading.observations] == [(56.7, 17), (1512, None)]
    assert told(reading) == [("C_DECIMAL_COMMA", "G2")]
    assert reading.problems[0].message == (
        'Cell G2: the figures have a comma before the decimals: "56,7" here is read as 56.7.'
    )
    assert reading.problems[0].what_to_do == "Confirm that, or save the file again with a point before the decimals."


def test_a_monthly_table_may_have_them_too():
    content = a_csv([("Indicator", "Apr-24", "May-24"), ("Visits", "56,7", "60,1%")], separator=";")
    reading = read_workbook(content, "figures.csv", CATALOGUE)
    assert ([o.value for o in reading.observations], told(reading)) == ([56.7, 60.1], [("C_DECIMAL_COMMA", "B2")])


@pytest.mark.parametrize("point", ["60.1", "60.1%", "0.5"])
def test_where_some_have_a_point_each_is_refused_by_itself(point):
    reading = read(VISITS, VISITS | {"Period": "May-24", "Value": point, "Numerator": None, "Denominator": None})
    assert ("E_NUMBER", "G2") in told(reading)
    assert "C_DECIMAL_COMMA" not in [code for code, _ in told(reading)]


def test_a_comma_that_may_part_thousands_says_nothing_of_the_file():
    assert told(read(CONTACTS | {"Value": "1,512"})) == []


def test_a_count_that_its_comma_makes_no_whole_number_is_refused():
    assert ("E_NOT_WHOLE", "G3") in told(read(VISITS, CONTACTS | {"Value": "1,512"}))


def test_with_commas_between_the_fields_each_is_refused_with_what_to_write():
    refused = next(p for p in read(VISITS, separator=",").problems if p.code == "E_NUMBER")
    assert refused.what_to_do.startswith("Write 56.7, with a point")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("56,7", "56.7"), ("-1.234,5", "-1234.5"), ("0,567", "0.567"), ("56,7 %", "56.7 %"), ("04,2024", "04,2024"),
     ("a, b", "a, b"), ("1.512", "1.512")],
)  # fmt: skip
def test_only_figures_are_written_anew(written, read_as):
    assert with_point(written) == read_as
