"""Every error in the published workbooks that arithmetic alone proves is found, with its sum. The list was worked out
from the printed tables, not with this code: docs/published_errors.md.
"""

import csv
from pathlib import Path

import pytest

from kpis.ingest.checks import AsRead, check_figures
from kpis.ingest.reading import read_workbook
from kpis.model.problems import Severity
from kpis.operations.catalogue import shipped_catalogue, shipped_workbooks

LIST = Path(__file__).parents[1] / "golden" / "published_errors.csv"
NOT_OF_THE_FIGURES = ("text", "arrow")
FEWEST_RIGHT_FOR_A_FALSE_ALARM = 100


def listed():
    with LIST.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["workbook"] and row["kind"] not in NOT_OF_THE_FIGURES]


@pytest.fixture(scope="module")
def found():
    """The problems of each workbook, as (period, codes of the rows whose cells it names, problem)."""
    catalogue, problems = shipped_catalogue(), {}
    for path in shipped_workbooks():
        reading = read_workbook(path.read_bytes(), path.name, catalogue)
        rows = {(o.sheet, o.cell): o.code for o in reading.observations}
        problems[path.name] = [
            (p.period, {p.indicator, *(rows.get((p.sheet, cell), "") for cell in p.cell.split(","))}, p)
            for p in check_figures(AsRead(reading.observations, catalogue)).problems
        ]
    return problems


PROVED = [row for row in listed() if row["certainty"] == "proved"]


@pytest.mark.parametrize("row", PROVED, ids=lambda row: f"{row['code']}-{row['period']}-{row['kind']}")
def test_an_error_in_print_that_arithmetic_proves_is_found_at_its_cell(row, found):
    wanted = {row["code"], *row["other_codes"].split()}
    problems = [p for period, codes, p in found[row["workbook"]] if period == row["period"] and codes & wanted]
    assert problems
    assert all(p.cell and p.what_to_do for p in problems)


def test_every_month_whose_children_do_not_add_up_is_told_and_none_is_a_question(found):
    wanted = [(row["workbook"], row["period"]) for row in listed() if row["kind"] == "stock_and_flow"]
    told = [(w, p.period, p.severity) for w, all_ in found.items() for _, _, p in all_ if p.code == "W_STOCK_FLOW"]
    assert len(wanted) == 5
    assert told == [(workbook, period, Severity.WARN) for workbook, period in wanted]


def test_the_list_is_long_enough_to_mean_something():
    assert len(PROVED) >= 15


def test_fewer_than_one_in_a_hundred_right_figures_draws_a_question(found):
    doubted = {(r["workbook"], r["period"], code) for r in listed() for code in (r["code"], *r["other_codes"].split())}
    catalogue = shipped_catalogue()
    figures = {
        (path.name, o.period.label, o.code)
        for path in shipped_workbooks()
        for o in read_workbook(path.read_bytes(), path.name, catalogue).observations
    }
    asked = {
        (name, period, p.indicator)
        for name, problems in found.items()
        for period, _, p in problems
        if p.severity is not Severity.WARN
    }
    right = figures - doubted
    assert len(right) > FEWEST_RIGHT_FOR_A_FALSE_ALARM
    assert len(asked & right) * 100 < len(right)
