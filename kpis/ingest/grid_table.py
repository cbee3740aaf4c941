"""Tables with a row for each indicator and a column for each period: the monthly table and the year table.

Around the periods stand ref, name, comparators, direction, target and link, in any order; titles above, notes below.
A heading row may come again, with other periods, and its name column may hold the section's title.
"""

from __future__ import annotations

from collections.abc import Callable

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_heading import GridHeading, find_headings
from kpis.ingest.grid_rows import GridRows
from kpis.ingest.heading_checks import NUMBER, check_left_out, check_unheaded, many_tables
from kpis.ingest.headings import Field, is_month
from kpis.ingest.parts_in_rows import part_column
from kpis.ingest.period_cells import period_in_cell
from kpis.ingest.period_text import HOW_TO_WRITE, looks_like_a_month, parse_period
from kpis.ingest.trouble import reject
from kpis.model.periods import Period
from kpis.scorecard.wording import period_words


def find_grid_tables(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The monthly or year tables on a sheet as one, or None where no row of headings names two periods."""
    headings, problems = find_headings(sheet)
    if not headings and not problems:
        return None
    table = FoundTable("monthly table" if _mostly_months(headings) else "year table", sheet.name)
    table.problems.extend(problems)
    tops = [h.top for h in headings]
    for heading in headings:
        last = min((r - 1 for r in tops if r > heading.row), default=max(sheet.rows))
        _find_name_column(sheet, heading, last, knows_name)
        _check_headings(sheet, heading, last, table)
        GridRows(sheet, heading, last, knows_name).read(table)
    return table


def _mostly_months(headings: list[GridHeading]) -> bool:
    periods = [p for h in headings for p in h.periods.values()]
    return sum(map(is_month, periods)) * 2 > len(periods)


def _find_name_column(sheet: Sheet, heading: GridHeading, last: int, knows_name: Callable[[str], bool]) -> None:
    """By its heading, or else by content: the column before the figures with the most names of the catalogue."""
    named = heading.fields.get(Field.INDICATOR)
    columns = range(1, heading.first_figure)
    rows = range(heading.row + 1, last + 1)
    heading.part_column = part_column(sheet, rows, heading.first_figure)
    if named is None or named == heading.part_column:
        columns = range(1, heading.part_column or heading.first_figure)
        known = {c: sum(knows_name(sheet.cell(r, c).text) for r in rows) for c in columns}
        words = {c: sum(len(sheet.cell(r, c).text) for r in rows) for c in columns}
        named = max(columns, key=lambda c: (known[c], words[c]), default=1)
        title = [c for c in heading.others if c.column == named]
        heading.section = title[0].text if title else ""
        heading.others = [c for c in heading.others if c.column != named]
    heading.name_column = named


def _check_headings(sheet: Sheet, heading: GridHeading, last: int, table: FoundTable) -> None:
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
        has_numbers = any(isinstance(c.content, int | float) or NUMBER.fullmatch(c.text) for c in below)
        if has_numbers and looks_like_a_month(cell.text):
            wrong = parse_period(cell.text)[1] or reject("E_PERIOD", f'"{cell.text}" is not a period.', HOW_TO_WRITE)
            table.problems.append(wrong.at(sheet.name, cell.address))
        elif has_numbers or any((r, cell.column) in sheet.coloured for r in rows):
            left_out.append(cell)
    table.problems.extend(check_left_out(sheet, left_out, rows))
    headed = {cell.column for row in {heading.top, heading.row} for cell in sheet.rows[row]}
    named = [r for r in rows if not sheet.cell(r, heading.name_column).is_blank]
    beyond = {cell.column for r in named for cell in sheet.rows.get(r, ()) if cell.column > heading.first_figure}
    if not heading.is_beside:
        table.problems.extend(check_unheaded(sheet, sorted(beyond - headed), named))


def _first(sheet: Sheet, heading: GridHeading) -> Cell:
    """The leftmost heading of a table."""
    return sheet.cell(heading.top, heading.first)


def _check_periods(sheet: Sheet, heading: GridHeading, table: FoundTable) -> None:
    """What is odd about a period among the headings: a date that may be either of two, or in mid-month."""
    for column in heading.periods:
        cell = heading.cells[column]
        trouble = heading.asked.get(column) or period_in_cell(cell)[1]
        if trouble is not None and trouble.code != "E_PERIOD":
            table.problems.append(trouble.at(sheet.name, cell.address))
