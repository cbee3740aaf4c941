"""Headings such as Apr, May, Jun: months that name no year. One is proposed from the workbook, and a person is asked.

The year comes from a title above the headings, the name of the sheet or of the file, or else from the day on which the
workbook was last saved, which stands in it: the clock would give another answer on another day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.period_text import LATEST_YEAR, OLDEST_YEAR, month_named
from kpis.ingest.trouble import Trouble, confirm, reject
from kpis.model.problems import Problem

FEWEST_MONTHS = 2
TWO_YEARS = re.compile(r"(?<![0-9])([0-9]{4}) ?[-/–_] ?(?:[0-9]{2})?([0-9]{2})(?![0-9])")
ONE_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
APRIL = 4
WRITE_YEARS = "Write each month with its year, such as Apr-24."


def find_table_without_years(sheet: Sheet, file_name: str, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The monthly table on a sheet whose months name no year, with the year it takes if a person confirms."""
    cells = dict(sheet.cells)
    problems: list[Problem] = []
    for row, filled in sheet:
        months = [c for c in filled if isinstance(c.content, str) and month_named(c.text) is not None]
        if len(months) < FEWEST_MONTHS:
            continue
        written = [c for c in months if not _goes_on(c, filled)]  # one over two columns is one month
        if len(written) < FEWEST_MONTHS:
            continue
        numbers = [month_named(c.text) or 0 for c in written]
        years, trouble = _years(sheet, row, numbers, file_name)
        problems.append(trouble.at(sheet.name, months[0].address))
        if years is not None:
            year_of = dict(zip((c.column for c in written), years, strict=True))
            for cell in months:
                year = year_of[max(c for c in year_of if c <= cell.column)]
                cells[row, cell.column] = replace(cell, content=datetime(year, month_named(cell.text) or 0, 1))
    if not problems:
        return None
    table = find_grid_tables(replace(sheet, cells=cells), knows_name)
    if table is None:  # nothing proposes a year
        table = FoundTable("monthly table", sheet.name)
    table.problems[:0] = problems
    return table


def _goes_on(cell: Cell, row: list[Cell]) -> bool:
    """Whether a cell is one place of a month that stands in merged cells, and not the first."""
    before = next((c for c in row if c.column == cell.column - 1), None)
    return bool(cell.merged_over) and before is not None and before.text == cell.text


def _years(sheet: Sheet, row: int, months: list[int], file_name: str) -> tuple[list[int] | None, Trouble]:
    """The year of each month, and the question that says where it comes from."""
    for words, where in _words(sheet, row, file_name):
        years = _years_in(words, months)
        if years is not None:
            return years, _asked(months, years, f'{where} says "{words}"')
        if _names_a_year(words):
            return None, reject(
                "E_PERIOD", f'the months name no year, and those of "{words}" do not fit them.', WRITE_YEARS
            )
    if sheet.saved_on is not None:
        years = _years_before(sheet.saved_on, months)
        if years is not None:
            return years, _asked(months, years, f"the workbook was last saved on {sheet.saved_on:%d/%m/%Y}")
    return None, reject("E_PERIOD", "the months name no year.", WRITE_YEARS)


def _words(sheet: Sheet, row: int, file_name: str) -> list[tuple[str, str]]:
    above = [(c.text, "the title") for r, cells in sheet if r < row for c in cells]
    return [*reversed(above), (sheet.name, "the sheet's name"), (file_name, "the file's name")]


def _years_in(words: str, months: list[int]) -> list[int] | None:
    """The years that a text gives: those of a financial year, or one year for months that do not pass its end."""
    two = [(int(start), int(end)) for start, end in TWO_YEARS.findall(words)]
    two = [(start, end) for start, end in two if _is_year(start) and end == (start + 1) % 100]
    if len(two) == 1:
        years = [two[0][0] + (month < APRIL) for month in months]
        return years if _is_in_order(years, months) else None
    one = [int(year) for year in ONE_YEAR.findall(words) if _is_year(int(year))]
    if not two and len(one) == 1 and _wraps(months) == 0:
        return [one[0]] * len(months)
    return None


def _names_a_year(words: str) -> bool:
    return any(_is_year(int(year)) for year in ONE_YEAR.findall(words))


def _is_in_order(years: list[int], months: list[int]) -> bool:
    return all(earlier < later for earlier, later in pairwise(zip(years, months, strict=True)))


def _is_year(year: int) -> bool:
    return OLDEST_YEAR <= year <= LATEST_YEAR


def _wraps(months: list[int]) -> int:
    return sum(later <= earlier for earlier, later in pairwise(months))


def _years_before(day: date, months: list[int]) -> list[int] | None:
    """The latest such run of months that had begun by a day; None where they stand in no order."""
    if _wraps(months) > 1:
        return None
    year = day.year if months[-1] <= day.month else day.year - 1
    years = [year]
    for earlier, later in reversed(list(pairwise(months))):
        year -= later <= earlier
        years.insert(0, year)
    return years


def _asked(months: list[int], years: list[int], because: str) -> Trouble:
    first, last = (date(y, m, 1) for y, m in ((years[0], months[0]), (years[-1], months[-1])))
    return confirm(
        "C_PERIOD_NO_YEAR",
        f"the months name no year; {because}.",
        f"Confirm {first:%B %Y} to {last:%B %Y}, or write each month with its year.",
    )
