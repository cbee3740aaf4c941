import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.rows_left_out import RowLeftOut, describes_columns, is_total, is_total_of_months, tell


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
