"""Actual and Target one under the other."""

import pytest

from kpis.ingest.reading import read_workbook
from tests.builders import a_catalogue, a_target, a_workbook, an_indicator

CATALOGUE = a_catalogue(
    an_indicator("T1", ref="1", name="Visits"), an_indicator("T2", ref="2", name="Reviews"), targets=[a_target(80)]
)
HEADINGS = ("Ref", "Indicator", "", "Apr-24", "May-24")


def read(rows, **how):
    return read_workbook(a_workbook(rows, **how), "figures.xlsx", CATALOGUE)


def figures(reading):
    return [(o.code, o.period.label, o.value, o.cell) for o in reading.observations]


def told(reading):
    return [(p.code, p.cell) for p in reading.problems]


@pytest.mark.parametrize("merged", [[], ["A2:A3", "B2:B3"]])
@pytest.mark.parametrize("order", [("Actual", "Target"), ("Target", "Actual")])
def test_a_row_of_targets_belongs_to_the_row_of_figures(order, merged):
    of = {"Actual": ("Actual", "56.7%", "60.1%"), "Target": ("Target", "80%", "85%")}
    reading = read([HEADINGS, ("1", "Visits", *of[order[0]]), (None, None, *of[order[1]])], merged=merged)
    row, other = (2 + order.index(part) for part in ("Actual", "Target"))
    assert figures(reading) == [("T1", "2024-04", 56.7, f"D{row}"), ("T1", "2024-05", 60.1, f"E{row}")]
    assert told(reading) == [("W_TARGET_DIFFERS", f"E{other}")]


def test_counts_may_have_rows_too_and_the_name_stand_in_each():
    rows = [("1", "Visits", part, value) for part, value in (("Numerator", 17), ("Denominator", 30), ("%", 56.7))]
    rows[2] = ("1", "Visits", "Actual", 56.7)
    (figure,) = read([HEADINGS[:4], *rows]).observations
    assert (figure.value, figure.numerator, figure.denominator, figure.cell) == (56.7, 17, 30, "D4")


def test_the_next_indicator_has_rows_of_its_own_and_titles_between_are_sections():
    rows = [("1", "Visits", "Actual", 50, 60), (None, None, "Target", 80, 80), (None, "Plans")]
    reading = read([HEADINGS, *rows, ("2", "Reviews", "Actual", 70, 71), (None, None, "RAG", "Red", "Red")])
    assert [code for code, *_ in figures(reading)] == ["T1", "T1", "T2", "T2"]
    assert told(reading) == []


def test_a_column_headed_measure_that_only_says_which_part_is_not_the_names():
    rows = [("1", "Visits", "Actual", 50, 60), (None, None, "Target", 80, 80)]
    assert len(read([("Ref", "KPI", "Measure", "Apr-24", "May-24"), *rows]).observations) == 2


def test_a_row_of_figures_that_nothing_names_is_refused_and_not_dropped():
    reading = read([("Ref", "Indicator", "Apr-24"), ("1", "Visits", "56.7%"), (None, None, "80%")])
    assert told(reading) == [("E_REF_MISSING", "A3")]


def test_words_that_nothing_names_are_a_note():
    reading = read([("Ref", "Indicator", "Apr-24"), ("1", "Visits", "56.7%"), (None, None, "provisional")])
    assert told(reading) == []
