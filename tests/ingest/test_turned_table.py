import pytest

from kpis.ingest.reading import read_workbook
from kpis.ingest.turned_table import find_turned_table
from tests.builders import a_catalogue, a_sheet, a_workbook, an_indicator

NAMES = ("Visits", "Contacts")


def table(rows):
    return find_turned_table(a_sheet(rows), lambda text: text in NAMES)


def test_months_down_the_side_are_read_and_asked_about():
    found = table([("Ref", "T1", "C1"), ("Indicator", "Visits", "Contacts"), ("Apr-24", 5, "x"), ("May-24", 6, 7)])
    assert [(p.code, p.cell) for p in found.problems] == [("C_LAYOUT_TRANSPOSED", "A1:C4")]
    figures = [(r.label.ref, f.period.label, f.cell.content, f.cell.address) for r in found.rows for f in r.figures]
    assert figures == [
        ("T1", "2024-04", 5, "B3"), ("T1", "2024-05", 6, "B4"),
        ("C1", "2024-04", "x", "C3"), ("C1", "2024-05", 7, "C4"),
    ]  # fmt: skip


def test_a_ref_alone_may_stand_at_the_head():
    found = table([("Ref", "T1", "C1"), ("Apr-24", 5, 6), ("May-24", 7, 8)])
    assert [(r.label.name, r.label.ref, r.at.address) for r in found.rows] == [("", "T1", "B1"), ("", "C1", "C1")]


def test_a_blank_cell_knows_where_it_really_is():
    assert a_sheet([("a", None, "c")]).turned().cell(2, 1).address == "B1"


def test_a_sheet_without_months_down_the_side_is_none():
    assert table([("Visits", 1), ("Contacts", 2)]) is None


@pytest.mark.parametrize("head", ["Month", None])
def test_refs_that_the_catalogue_knows_are_as_good_as_names(head):
    catalogue = a_catalogue(an_indicator("T1", ref="A1", name="Visits"), an_indicator("T2", ref="B2", name="Reviews"))
    rows = [(head, "A1", "b2"), ("Apr-24", 50, 60), ("May-24", 70, 80)]
    reading = read_workbook(a_workbook(rows), "figures.xlsx", catalogue)
    assert [(o.code, o.value) for o in reading.observations] == [("T1", 50), ("T1", 70), ("T2", 60), ("T2", 80)]
    assert [(p.code, p.cell) for p in reading.problems] == [("C_LAYOUT_TRANSPOSED", "A1:C3")]


def test_units_and_targets_may_stand_above_the_months():
    rows = [("Ref", "A1"), ("Indicator", "Visits"), ("Unit", "%"), ("Target", 80), ("Apr-24", 50), ("May-24", 70)]
    catalogue = a_catalogue(an_indicator("T1", ref="A1", name="Visits"))
    reading = read_workbook(a_workbook(rows), "figures.xlsx", catalogue)
    assert [o.value for o in reading.observations] == [50, 70]
    assert [(p.code, p.cell) for p in reading.problems] == [
        ("C_LAYOUT_TRANSPOSED", "A1:B6"),
        ("W_TARGET_DIFFERS", "B4"),
    ]


def test_a_year_may_stand_beside_each_month():
    rows = [("Year", "Month", "A1"), ("2024/25", "Apr", 50), ("2024/25", "May", 70)]
    catalogue = a_catalogue(an_indicator("T1", ref="A1", name="Visits"))
    reading = read_workbook(a_workbook(rows), "figures.xlsx", catalogue)
    assert [o.period.label for o in reading.observations] == ["2024-04", "2024-05"]
    assert [p.code for p in reading.problems] == ["C_LAYOUT_TRANSPOSED", "C_PERIOD_NO_YEAR"]
