import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.reading import read_workbook
from kpis.ingest.rows_left_out import RowLeftOut, describes_columns, is_total, is_total_of_months, tell
from tests.builders import a_catalogue, a_count, a_csv, a_workbook, long_rows


def cells(*contents):
    return [Cell("Q1", 2, column, content) for column, content in enumerate(contents, 1)]


@pytest.mark.parametrize("row", [("(code)", "(month)", "(n)"), ("%", "[number]"), ("Month", "n/d")])
def test_a_row_that_says_what_columns_hold_is_none_of_figures(row):
    assert describes_columns(cells(*row))


@pytest.mark.parametrize("row", [("(code)",), ("(code)", 5), ("T1", "(month)"), ("Visits", "x"), ()])
def test_a_row_with_anything_else_may_hold_figures(row):
    assert not describes_columns(cells(*row))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Total", ""), True),
        (("Grand total", ""), True),
        (("Sub-total", "Total"), True),
        (("Total number of children", ""), False),
        (("Total", "T1"), False),
        (("", ""), False),
    ],
)
def test_a_total_is_known_by_its_words_alone(labels, expected):
    assert is_total(*labels) is expected


@pytest.mark.parametrize(("words", "expected"), [("Q1 total", True), ("YTD", True), ("Apr-24", False), (45383, False)])
def test_a_total_of_months_is_known_by_its_period(words, expected):
    assert is_total_of_months(Cell("Q1", 2, 4, words)) is expected


def test_rows_under_one_another_are_told_together():
    told = list(tell("Q1", [RowLeftOut(row, 1, 1, "holds no figure") for row in (13, 14, 16)]))
    assert [(p.cell, p.message) for p in told] == [
        ("A13:A14", 'Sheet "Q1", cells A13 to A14: 2 rows hold no figure and are left out.'),
        ("A16", 'Sheet "Q1", cell A16: the row holds no figure and is left out.'),
    ]


def test_a_total_is_told_as_one():
    (told,) = tell("Q1", [RowLeftOut(9, 3, 3, "holds a total")])
    assert told.message == 'Sheet "Q1", cell C9: the row holds a total and is left out.'
    assert told.what_to_do.startswith("Nothing: the figures that it sums are read.")


@pytest.mark.parametrize("aliases", [{"name": "Total"}, {"name": "All children", "aliases": ("TOTAL",)}])
@pytest.mark.parametrize("write", [a_workbook, a_csv])
def test_a_row_called_total_is_read_where_an_indicator_has_that_name(write, aliases):
    catalogue = a_catalogue(a_count("C1", name="Visits"), a_count("C2", **aliases))
    name = "figures.xlsx" if write is a_workbook else "figures.csv"
    for rows in (
        long_rows(("Visits", "Apr-24", 5), ("Total", "Apr-24", 9)),
        [("Indicator", "Apr-24"), ("Visits", 5), ("Total", 9)],
    ):
        reading = read_workbook(write(rows), name, catalogue)
        assert [(o.code, o.value) for o in reading.observations] == [("C1", 5), ("C2", 9)]
        assert reading.problems == ()


def test_a_total_that_only_another_scorecard_knows_is_left_out():
    catalogue = a_catalogue(a_count("C1", name="Visits"), a_count("C2", name="Total", scorecard="other"))
    rows = [("Indicator", "Apr-24"), ("Visits", 5), ("Total", 9)]
    reading = read_workbook(a_workbook(rows), "figures.xlsx", catalogue)
    assert [(p.code, p.cell) for p in reading.problems] == [("W_ROW_SKIPPED", "A3")]
    assert [o.code for o in reading.observations] == ["C1"]
