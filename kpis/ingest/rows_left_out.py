"""Rows of a table that hold no figure of an indicator: notes, units under the headings, headings again, totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpis.ingest.cells import Cell, column_letters
from kpis.ingest.trouble import warn
from kpis.model.problems import Problem

TOTAL = re.compile(r"((grand|overall|sub|column|section) ?-?)?totals?|sum|average|mean", re.IGNORECASE)
TOTAL_OF_MONTHS = re.compile(r"(.* )?(totals?|cumulative|ytd|year to date|average|mean)", re.IGNORECASE)
DESCRIBES_A_COLUMN = re.compile(
    r"[(\[].*[)\]]|[nd%#£]|n/d|units?|codes?|month|date|(whole )?number|count|text|name|actual|value|per ?cent(age)?"
    r"|number (or|/) ?(%|per ?cent(age)?)|mmm[- ]?yy(yy)?|mm/yyyy|yyyy-mm|dd/mm/yy(yy)?",
    re.IGNORECASE,
)
TWO_CELLS = 2
NOTHING_BUT_A_SUM = "Nothing: the figures that it sums are read. Give it a period if it is a figure of its own."
WHAT_TO_DO = ("Nothing, if it is a note.", NOTHING_BUT_A_SUM)


@dataclass(frozen=True)
class RowLeftOut:
    """A row that is told of and not read, where it is and why."""

    row: int
    first_column: int
    last_column: int
    why: str


def describes_columns(cells: Iterable[Cell]) -> bool:
    """Whether a row under the headings only says what stands in each column: (code), (month), (n/d)."""
    cells = list(cells)
    return len(cells) >= TWO_CELLS and all(
        isinstance(c.content, str) and DESCRIBES_A_COLUMN.fullmatch(c.text) for c in cells
    )


def is_total(*labels: str) -> bool:
    """Whether the words that should name an indicator name a total instead."""
    given = [label for label in labels if label]
    return bool(given) and all(TOTAL.fullmatch(label) for label in given)


def is_total_of_months(period: Cell) -> bool:
    """Whether a period's words are those of a total: "Q1 total", "Year to date"."""
    return isinstance(period.content, str) and TOTAL_OF_MONTHS.fullmatch(period.text) is not None


def tell(sheet: str, left_out: list[RowLeftOut]) -> Iterator[Problem]:
    """A warning for each run of rows left out for one reason, one under the other."""
    run: list[RowLeftOut] = []
    for row in left_out:
        goes_on = run and (row.why, row.first_column, row.last_column, row.row - 1) == (
            run[-1].why, run[-1].first_column, run[-1].last_column, run[-1].row,
        )  # fmt: skip
        if run and not goes_on:
            yield _told(sheet, run)
            run = []
        run.append(row)
    if run:
        yield _told(sheet, run)


def _told(sheet: str, run: list[RowLeftOut]) -> Problem:
    first, last = run[0], run[-1]
    start = f"{column_letters(first.first_column)}{first.row}"
    end = f"{column_letters(last.last_column)}{last.row}"
    words = "the row" if len(run) == 1 else f"{len(run)} rows"
    verb = ("holds", "is") if len(run) == 1 else ("hold", "are")
    is_total = "total" in first.why
    why = first.why.replace("holds", verb[0], 1)
    return warn("W_ROW_SKIPPED", f"{words} {why} and {verb[1]} left out.", WHAT_TO_DO[is_total]).at(
        sheet, start if start == end else f"{start}:{end}"
    )
