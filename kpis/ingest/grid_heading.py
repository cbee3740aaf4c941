"""Rows of headings that name periods, one row or two, and which column holds what."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from kpis.ingest.american_dates import american_months
from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.headings import (
    Field,
    comparator_of,
    field_of,
    number_as_month,
    period_and_part,
    period_of,
    side_by_side,
)
from kpis.ingest.period_text import month_named
from kpis.ingest.trouble import Trouble
from kpis.ingest.two_row_headings import TwoRows, two_rows
from kpis.model.periods import Period
from kpis.model.problems import Problem

FEWEST_PERIODS = 2
FARTHEST = 1 << 20


@dataclass
class GridHeading:
    """Which column of a table holds what. `row` is its last row of headings."""

    row: int
    periods: dict[int, Period] = field(default_factory=dict)
    fields: dict[Field, int] = field(default_factory=dict)
    comparators: dict[str, int] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    asked: dict[int, Trouble] = field(default_factory=dict)
    name_column: int = 0
    part_column: int = 0
    """Where parts of a figure stand in rows of their own, the column that says which; else 0."""
    section: str = ""
    is_beside: bool = False
    top: int = 0
    """The first of its rows, where there are two."""
    beside: dict[int, tuple[Period, Field]] = field(default_factory=dict)
    """Columns of a period that hold its target, numerator or denominator."""

    @property
    def first(self) -> int:
        """Its leftmost column."""
        return min([*self.periods, *self.fields.values(), *self.comparators.values()])

    @property
    def first_figure(self) -> int:
        return min([*self.periods, *self.beside, *self.comparators.values()])


def find_headings(sheet: Sheet) -> tuple[list[GridHeading], list[Problem]]:
    """The headings of a sheet from top to bottom, those in two rows as one, and what is wrong with such."""
    found: list[GridHeading] = []
    problems: list[Problem] = []
    read = 0
    rows = list(sheet.rows.values())
    names_periods = [any(map(_names_a_period, cells)) for cells in rows]
    for place, (cells, below) in enumerate(zip_longest(rows, rows[1:])):
        if cells[0].row <= read or not any(names_periods[place : place + 2]):
            continue
        both = _two_rows(cells, below) if below else None
        if both is None:
            found += _headings(cells[0].row, cells)
        else:
            read = both.row
            problems += both.problems
            found += _with_columns_beside(_headings(read, both.cells), both)
    return found, problems


def _names_a_period(cell: Cell) -> bool:
    """Whether a cell may be a heading of figures: asked once of every cell, because most are none."""
    return (
        period_of(cell) is not None
        or number_as_month(cell) is not None
        or period_and_part(cell) is not None
        or (isinstance(cell.content, str) and month_named(cell.text) is not None)
    )


def _two_rows(cells: list[Cell], below: list[Cell]) -> TwoRows | None:
    names_rows = any(field_of(cell) in (Field.INDICATOR, Field.REF) for cell in (*cells, *below))
    return two_rows(cells, below, lambda cell: _period_in(cell, names_rows) if field_of(cell) is None else None)


def _with_columns_beside(headings: list[GridHeading], rows: TwoRows) -> list[GridHeading]:
    """Headings with what stands beside their figures. Of tables side by side each has its own columns."""
    starts = [0, *(h.first for h in headings[1:]), FARTHEST]
    for heading, (start, end) in zip(headings, pairwise(starts), strict=False):
        heading.top = rows.top
        heading.beside |= {c: part for c, part in rows.beside.items() if start <= c < end}
        heading.others += [c for c in rows.left_out if start <= c.column < end]
    return headings


def _period_in(cell: Cell, names_rows: bool) -> Period | None:
    return period_of(cell) or (number_as_month(cell) if names_rows else None)


def _headings(row: int, cells: list[Cell]) -> list[GridHeading]:
    """The headings of a row: more than one where tables stand side by side, each with names of its own."""
    found = _heading(row, cells)
    if found is None:
        return []
    parts = side_by_side(cells, lambda part: (h := _heading(row, part)) is not None and Field.INDICATOR in h.fields)
    headings = [h for part in parts if (h := _heading(row, part)) is not None]
    for later in headings[1:]:
        later.is_beside = True
    return headings if len(parts) > 1 else [found]


def _heading(row: int, cells: list[Cell]) -> GridHeading | None:
    heading = GridHeading(row, top=row)
    fields = [field_of(cell) for cell in cells]
    names_rows = Field.INDICATOR in fields or Field.REF in fields
    for cell, named in zip(cells, fields, strict=True):
        period = _period_in(cell, names_rows)
        comparator = comparator_of(cell)
        if comparator and comparator not in heading.comparators:
            heading.comparators[comparator] = cell.column
        elif comparator:
            heading.others.append(cell)
        elif named is not None:
            heading.fields.setdefault(named, cell.column)
        elif period is not None:
            heading.periods[cell.column] = period
            heading.cells[cell.column] = cell
        elif (both := period_and_part(cell)) is not None:
            _add_part(heading, cell, *both)
        else:
            heading.others.append(cell)
    for cell, named in zip(cells, fields, strict=True):
        if named in (Field.NUMERATOR, Field.DENOMINATOR) and heading.fields.get(named) == cell.column:
            _add_count(heading, cell, named)
    american = american_months(cell.text for cell in heading.cells.values() if isinstance(cell.content, str))
    for column, cell in heading.cells.items():
        if cell.text in american:
            heading.periods[column], heading.asked[column] = american[cell.text]
    enough = FEWEST_PERIODS if Field.INDICATOR not in heading.fields else 1
    if len(set(heading.periods.values())) < enough or Field.VALUE in heading.fields:
        return None
    return heading


def _add_count(heading: GridHeading, cell: Cell, named: Field) -> None:
    """A column of numerators or denominators belongs to the figures if there is one column of figures alone."""
    if len(heading.periods) == 1:
        heading.beside[cell.column] = (next(iter(heading.periods.values())), named)
    else:
        heading.others.append(cell)


def _add_part(heading: GridHeading, cell: Cell, period: Period, named: Field) -> None:
    """A heading that names a period and what stands there of it: Actual, or what belongs to the actual figure."""
    if named is Field.VALUE:
        heading.periods[cell.column] = period
        heading.cells[cell.column] = cell
    else:
        heading.beside[cell.column] = (period, named)
