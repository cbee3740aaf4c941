"""Tables with a row for each indicator and a column for each period: the monthly table and the year table.

Around the periods stand ref, name, comparators, direction, target and link, in any order; titles above, notes below.
A heading row may come again, with other periods, and its name column may hold the section's title.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kpis.ingest.american_dates import american_months
from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.heading_checks import check_left_out, check_unheaded, many_tables
from kpis.ingest.headings import Field, comparator_of, field_of, is_month, period_of, side_by_side
from kpis.ingest.matching import RowLabel
from kpis.ingest.period_cells import in_its_own_place, period_in_cell, serial_month
from kpis.ingest.period_text import HOW_TO_WRITE, looks_like_a_month, parse_period
from kpis.ingest.rows_left_out import RowLeftOut, describes_columns, is_total, tell
from kpis.ingest.trouble import Trouble, reject
from kpis.model.periods import Period
from kpis.scorecard.wording import period_words

FEWEST_PERIODS = 2


@dataclass
class _Heading:
    """A row of headings: which column holds what."""

    row: int
    periods: dict[int, Period] = field(default_factory=dict)
    fields: dict[Field, int] = field(default_factory=dict)
    comparators: dict[str, int] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    asked: dict[int, Trouble] = field(default_factory=dict)
    name_column: int = 0
    section: str = ""
    is_beside: bool = False

    @property
    def first_figure(self) -> int:
        return min([*self.periods, *self.comparators.values()])


def find_grid_tables(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The monthly or year tables on a sheet as one, or None where no row of headings names two periods."""
    headings = [h for row, cells in sheet for h in _headings(row, cells)]
    if not headings:
        return None
    table = FoundTable("monthly table" if _mostly_months(headings) else "year table", sheet.name)
    rows = [h.row for h in headings]
    for heading in headings:
        last = min((r - 1 for r in rows if r > heading.row), default=max(sheet.rows))
        _find_name_column(sheet, heading, last, knows_name)
        _check_headings(sheet, heading, last, table)
        _read_rows(sheet, heading, last, table)
    return table


def _headings(row: int, cells: list[Cell]) -> list[_Heading]:
    """The headings of a row: more than one where tables stand side by side, each with names of its own."""
    found = _heading(row, cells)
    if found is None:
        return []
    parts = side_by_side(cells, lambda part: (h := _heading(row, part)) is not None and Field.INDICATOR in h.fields)
    headings = [h for part in parts if (h := _heading(row, part)) is not None]
    for later in headings[1:]:
        later.is_beside = True
    return headings if len(parts) > 1 else [found]


def _heading(row: int, cells: list[Cell]) -> _Heading | None:
    heading = _Heading(row)
    fields = [field_of(cell) for cell in cells]
    names_rows = Field.INDICATOR in fields or Field.REF in fields
    for cell, named in zip(cells, fields, strict=True):
        period = period_of(cell) or (_number_as_month(cell) if names_rows else None)
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
        else:
            heading.others.append(cell)
    american = american_months(cell.text for cell in heading.cells.values() if isinstance(cell.content, str))
    for column, cell in heading.cells.items():
        if cell.text in american:
            heading.periods[column], heading.asked[column] = american[cell.text]
    enough = FEWEST_PERIODS if Field.INDICATOR not in heading.fields else 1
    if len(set(heading.periods.values())) < enough or Field.VALUE in heading.fields:
        return None
    return heading


def _number_as_month(cell: Cell) -> Period | None:
    """A number that names a month where others name theirs: a day as Excel counts them, or 202404."""
    return serial_month(cell) or (in_its_own_place(cell.content) if isinstance(cell.content, int) else None)


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
            pair = f"{heading.cells[earlier].address},{heading.cells[column].address}"
            del heading.periods[column]
            table.problems.append(
                reject(
                    "E_DUPLICATE_COLUMN",
                    f"two columns are for {period_words(period)}.",
                    "Delete one, or put its heading right.",
                ).at(sheet.name, pair)
            )
    if heading.is_beside:
        table.problems.append(
            many_tables(heading.cells[min(heading.cells)] if not heading.fields else _first(sheet, heading))
        )
    _check_periods(sheet, heading, table)
    left_out = []
    for cell in heading.others:
        below = [sheet.cell(r, cell.column) for r in rows]
        has_numbers = any(isinstance(c.content, int | float) for c in below)
        if has_numbers and looks_like_a_month(cell.text):
            wrong = parse_period(cell.text)[1] or reject("E_PERIOD", f'"{cell.text}" is not a period.', HOW_TO_WRITE)
            table.problems.append(wrong.at(sheet.name, cell.address))
        elif has_numbers or any((r, cell.column) in sheet.coloured for r in rows):
            left_out.append(cell)
    table.problems.extend(check_left_out(sheet, left_out, rows))
    headed = {cell.column for cell in sheet.rows[heading.row]}
    named = [r for r in rows if not sheet.cell(r, heading.name_column).is_blank]
    beyond = {cell.column for r in named for cell in sheet.rows.get(r, ()) if cell.column > heading.first_figure}
    if not heading.is_beside:
        table.problems.extend(check_unheaded(sheet, sorted(beyond - headed), named))


def _first(sheet: Sheet, heading: _Heading) -> Cell:
    """The leftmost heading of a table."""
    return sheet.cell(heading.row, min([*heading.periods, *heading.fields.values(), *heading.comparators.values()]))


def _check_periods(sheet: Sheet, heading: _Heading, table: FoundTable) -> None:
    """What is odd about a period among the headings: a date that may be either of two, or in mid-month."""
    for column in heading.periods:
        cell = heading.cells[column]
        trouble = heading.asked.get(column) or period_in_cell(cell)[1]
        if trouble is not None and trouble.code != "E_PERIOD":
            table.problems.append(trouble.at(sheet.name, cell.address))


def _read_rows(sheet: Sheet, heading: _Heading, last: int, table: FoundTable) -> None:
    section = heading.section or _title_above(sheet, heading)
    left_out = []
    is_first = True
    covered = range(1, max(heading.periods, default=0) + 1)
    for row in (r for r in sheet.rows if heading.row < r <= last):
        if is_first and describes_columns(c for c in sheet.rows[row] if c.column in covered):
            left_out.append(RowLeftOut(row, sheet.rows[row][0].column, max(covered), "holds no figure"))
            continue
        is_first = False
        name = sheet.cell(row, heading.name_column)
        unit = sheet.cell(row, heading.fields[Field.UNIT]) if Field.UNIT in heading.fields else None
        figures = [
            *(
                FoundFigure(sheet.cell(row, c), period=p, period_at=heading.cells.get(c))
                for c, p in heading.periods.items()
            ),
            *(FoundFigure(sheet.cell(row, c), comparator=name) for name, c in heading.comparators.items()),
        ]
        filled = [f for f in figures if not f.cell.is_blank or f.cell.is_formula_without_value]
        if not filled:
            section = name.text or section
            continue
        if all(f.cell.merged_over for f in filled) and _is_one_merge(name, filled):
            section = name.text
            continue
        ref = sheet.cell(row, heading.fields[Field.REF]) if Field.REF in heading.fields else None
        is_the_ref = ref is not None and ref.column == name.column
        words = "" if _is_one_merge(name, filled) or is_the_ref else name.text
        label = RowLabel(words, ref.text if ref else "", section)
        if field_of(name) in (Field.INDICATOR, Field.REF):
            left_out.append(RowLeftOut(row, name.column, name.column, "holds no figure"))
            continue
        if is_total(label.name, label.ref):
            left_out.append(RowLeftOut(row, name.column, name.column, "holds a total"))
            continue
        if not label.name and not label.ref:
            continue
        target = sheet.cell(row, heading.fields[Field.TARGET]) if Field.TARGET in heading.fields else None
        if unit is not None:
            filled[0] = replace(filled[0], unit=unit)  # of one row, and so told once
        table.rows.append(FoundRow(label, name, tuple(filled), target, ref))
    table.problems.extend(tell(sheet.name, left_out))


def _is_one_merge(name: Cell, filled: list[FoundFigure]) -> bool:
    """A section or a note merged across the whole table: its words stand in the name column and under every period."""
    return bool(name.text) and all(f.cell.text == name.text for f in filled)


def _title_above(sheet: Sheet, heading: _Heading) -> str:
    """The words nearest above the headings, in a row that holds nothing else."""
    for row in range(heading.row - 1, max(0, heading.row - 4), -1):
        cells = sheet.rows.get(row, [])
        if len({c.text for c in cells}) == 1:
            return cells[0].text
    return ""
