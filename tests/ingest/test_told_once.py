"""One thing wrong in many rows is one problem."""

import pytest

from kpis.ingest import told_once
from kpis.ingest.reading import read_workbook
from kpis.ingest.told_once import ToldOnce
from kpis.ingest.trouble import reject
from tests.builders import a_catalogue, a_csv, a_workbook, long_rows


def a_problem(cell, message="it is wrong.", sheet="S"):
    return reject("E_X", message, "Mend it.").at(sheet, cell)


def told(*problems):
    found = []
    once = ToldOnce(found)
    for problem in problems:
        once.tell(problem)
    once.finish()
    return [p.message for p in found]


def test_what_was_told_before_is_only_counted():
    assert told(a_problem("A1"), a_problem("A2", "so is this."), a_problem("A3"), a_problem("A4")) == [
        'Sheet "S", cell A1: it is wrong. The same is so of 2 more rows below.',
        'Sheet "S", cell A2: so is this.',
    ]


def test_another_sheet_is_told_of_again():
    assert len(told(a_problem("A1"), a_problem("A1", sheet="T"))) == 2


@pytest.mark.parametrize("more, words", [(1, "One more row like these is"), (3, "3 more rows like these are")])
def test_of_very_many_the_last_says_how_many_are_not_listed(monkeypatch, more, words):
    monkeypatch.setattr(told_once, "MOST_TOLD", 2)
    messages = told(*(a_problem(f"A{n}", f"{n} is wrong.") for n in range(2 + more)))
    assert messages == ['Sheet "S", cell A0: 0 is wrong.', f'Sheet "S", cell A1: 1 is wrong. {words} not listed.']


@pytest.mark.parametrize("as_file, name", [(a_workbook, "a.xlsx"), (a_csv, "a.csv")])
def test_an_indicator_that_nobody_knows_is_one_problem_for_all_its_months(as_file, name):
    months = [f"2023-{n:02}" for n in range(4, 13)]
    rows = long_rows(("Indicator T1", "2023-03", 5), *(("No such thing", month, 5) for month in months))
    (problem,) = read_workbook(as_file(rows), name, a_catalogue()).problems
    assert (problem.code, problem.cell) == ("E_INDICATOR_UNKNOWN", "C3")
    assert problem.message.endswith("The same is so of 8 more rows below.")
