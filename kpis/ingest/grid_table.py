"""Tables with a row for each indicator and a column for each period: the monthly table and the year table.

Around the periods stand ref, name, comparators, direction, target and link, in any order; titles above, notes below.
A heading row may come again, with other periods, and its name column may hold the section's title.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.headings import COMPARATOR_FIELDS, Field, field_of, is_month, period_of
from kpis.ingest.matching import RowLabel
from kpis.ingest.trouble import reject, warn
from kpis.model.periods import Period

FEWEST_PERIODS = 2


@dataclass
class _Heading:
    """A row of headings: which column holds what."""

    row: int
    periods: dict[int, Period] = field(default_factory=dict)
    fields: dict[Field, int] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    name_column: int = 0
    section: str = ""

    @property
    def first_figure(self) -> int:
        columns = [*self.periods, *(c for f, c in self.fields.items() if f in COMPARATOR_FIELDS)]
        return min(columns)


def find_grid_tables(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The monthly or year tables on a sheet as one, or None where no row of headings names two periods."""
    headings = [h for row, cells in sheet if (h := _heading(row, cells)) is not None]
    if not headings:
        return None
    table = FoundTable("monthly table" if _mostly_months(headings) else "year table", sheet.name)
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        last = following.row - 1 if following else max(sheet.rows)
        _find_name_column(sheet, heading, last, knows_name)
        _check_headings(sheet, heading, last, table)
        _read_rows(sheet, heading, last, table)
    return table


def _heading(row: int, cells: list[Cell]) -> _Heading | None:
    heading = _Heading(row)
    for cell in cells:
        named, period = field_of(cell), period_of(cell)
        if named is not None:
            heading.fields.setdefault(named, cell.column)
        elif period is not None:
            heading.periods[cell.column] = period
        else:
            heading.others.append(cell)
    enough = FEWEST_PERIODS if Field.INDICATOR not in heading.fields else 1
    if len(heading.periods) < enough or Field.VALUE in heading.fields:
        return None
    return heading


def _mostly_months(headings: list[_Heading]) -> bool:
    periods = [p for h in headings for p in h.periods.values()]
    return sum(map(is_month, periods)) * 2 > len(periods)


def _find_name_column(sheet: Sheet, heading: _Heading, last: int, knows_name: Callable[[str], bool]) -> None:
    """By its heading, or else by content: the column before the figures with the most names of the catalogue."""
    named = heading.fields.get(Field.INDICATOR)
    if named is None:
        columns = range(1, heading.first_figure)
        rows = range(heading.row + 1, last + 1)
        known = {c: sum(knows_name(sheet.cell(r, c).text) for r in rows) for c in columns}
        words = {c: sum(len(sheet.cell(r, c).text) for r in rows) for c in columns}
        named = max(columns, key=lambda c: (known[c], words[c]), default=1)
        title = [c for c in heading.others if c.column == named]
        heading.section = title[0].text if title else ""
        heading.others = [c for c in heading.others if c.column != named]
    heading.name_column = named


def _check_headings(sheet: Sheet, heading: _Heading, last: int, table: FoundTable) -> None:
    """Two columns of one period are refused, unless they agree throughout: a year table prints the last full year
    both among the prior years and as the current period. The later one is then read.
    """
    rows = range(heading.row + 1, last + 1)
    seen: dict[Period, int] = {}
    for column, period in list(heading.periods.items()):
        earlier = seen.setdefault(period, column)
        if earlier == column:
            continue
        if all(sheet.cell(r, earlier).text == sheet.cell(r, column).text for r in rows):
            del heading.periods[earlier]
            seen[period] = column
        else:
            pair = f"{sheet.cell(heading.row, earlier).address},{sheet.cell(heading.row, column).address}"
            table.problems.append(
                reject(
                    "E_DUPLICATE_COLUMN",
                    f"two columns are for {period.label}.",
                    "Delete one, or put its heading right.",
                ).at(sheet.name, pair)
            )
    for cell in heading.others:
        below = [sheet.cell(r, cell.column) for r in rows]
        if any(isinstance(c.content, int | float) for c in below):
            table.problems.append(
                warn("W_COLUMN_IGNORED", f'the column "{cell.text}" is left out.', "Nothing, if it is not needed.").at(
                    sheet.name, cell.address
                )
            )


def _read_rows(sheet: Sheet, heading: _Heading, last: int, table: FoundTable) -> None:
    section = heading.section or _title_above(sheet, heading)
    for row in (r for r in sheet.rows if heading.row < r <= last):
        name = sheet.cell(row, heading.name_column)
        figures = [
            *(FoundFigure(sheet.cell(row, c), period=p) for c, p in heading.periods.items()),
            *(
                FoundFigure(sheet.cell(row, heading.fields[f]), comparator=f.value)
                for f in COMPARATOR_FIELDS
                if f in heading.fields
            ),
        ]
        filled = [f for f in figures if not f.cell.is_blank or f.cell.is_formula_without_value]
        if not filled:
            section = name.text or section
            continue
        ref = sheet.cell(row, heading.fields[Field.REF]) if Field.REF in heading.fields else None
        label = RowLabel("" if _is_one_merge(name, filled) else name.text, ref.text if ref else "", section)
        if not label.name and not label.ref:
            continue
        target = sheet.cell(row, heading.fields[Field.TARGET]) if Field.TARGET in heading.fields else None
        table.rows.append(FoundRow(label, name, tuple(filled), target))


def _is_one_merge(name: Cell, filled: list[FoundFigure]) -> bool:
    """A note merged across the whole table: its words stand in the name column and under every period."""
    return bool(name.text) and all(f.cell.text == name.text for f in filled)


def _title_above(sheet: Sheet, heading: _Heading) -> str:
    """The words nearest above the headings, in a row that holds nothing else."""
    for row in range(heading.row - 1, max(0, heading.row - 4), -1):
        cells = sheet.rows.get(row, [])
        if len({c.text for c in cells}) == 1:
            return cells[0].text
    return ""
