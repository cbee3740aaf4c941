"""Lists of one period that only a title or a name says."""

import pytest

from kpis.ingest.reading import read_workbook
from tests.builders import a_catalogue, a_csv, a_workbook, an_indicator

CATALOGUE = a_catalogue(an_indicator("T1", ref="1a", name="Visits"))
HEADINGS, ROW = ("Ref", "Indicator", "Actual"), ("1a", "Visits", 50)


def read(*rows, name="figures.xlsx"):
    write = a_csv if name.endswith("csv") else a_workbook
    return read_workbook(write(rows), name, CATALOGUE)


def told(reading):
    return [(p.code, p.cell) for p in reading.problems]


@pytest.mark.parametrize("title", ["April 2024", "Performance report, Apr-24", "Figures as at 30 April 2024"])
def test_the_month_of_the_title_is_proposed_for_every_figure(title):
    reading = read((title,), (), HEADINGS, ROW)
    assert [(o.period.label, o.value, o.cell) for o in reading.observations] == [("2024-04", 50, "C4")]
    assert told(reading) == [("C_PERIOD_IN_TITLE", "C3")]
    assert reading.problems[0].message.endswith(f'no column says the period of the figures; the title says "{title}".')
    assert reading.problems[0].what_to_do == "Confirm April 2024 for all of them, or add a column headed Period."


@pytest.mark.parametrize("name", ["Scorecard_April_2024.xlsx", "Scorecard Apr-24.csv"])
def test_the_name_of_the_file_may_say_it(name):
    assert told(read(HEADINGS, ROW, name=name)) == [("C_PERIOD_IN_TITLE", "C1")]


def test_other_headings_counts_and_refs_alone_are_read_with_it():
    (figure,) = read(("Q1 2024/25",), ("KPI", "Num", "Denom", "Actual"), ("Visits", 15, 30, 50)).observations
    assert (figure.period.label, figure.numerator, figure.denominator) == ("Q1 2024/25", 15, 30)
    assert [o.code for o in read(("Apr-24",), ("Ref", "Actual"), ("1a", 50)).observations] == ["T1"]


@pytest.mark.parametrize("title", ["April 2024 to June 2024", "Published 3 July 2024", "The plan", "2024"])
def test_where_no_title_says_one_period_nothing_is_read(title):
    reading = read((title,), HEADINGS, ROW)
    assert (reading.observations, reading.outcome.value) == ((), "reject")
