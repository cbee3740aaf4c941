"""Which tables a workbook holds: every sheet is tried for each layout, the plainest first."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.ingest.cells import Sheet
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.long_table import find_likely_long_table, find_long_table, find_template_without_a_column
from kpis.ingest.matching import Matcher
from kpis.ingest.months_without_year import find_table_without_years
from kpis.ingest.turned_table import find_turned_table
from kpis.model.catalogue import Catalogue
from kpis.model.problems import Severity


def find_tables(sheets: list[Sheet], catalogue: Catalogue, file_name: str = "") -> list[FoundTable]:
    """The tables on all sheets, recognised by their content: sheet names and positions do not count.

    Layouts that a person must be asked about are tried only where no sheet has a plain one, and taken only where they
    name an indicator of the catalogue: a cover sheet or a register of actions is no question.
    """
    matcher = Matcher(catalogue, {})
    found = _without_nones(find_long_table(s) or find_grid_tables(s, matcher.knows_name) for s in sheets)
    if found:
        return found
    return _without_nones(_likely(sheet, matcher, file_name) for sheet in sheets) or _without_nones(
        map(find_template_without_a_column, sheets)
    )


def _likely(sheet: Sheet, matcher: Matcher, file_name: str) -> FoundTable | None:
    for table in (
        find_likely_long_table(sheet),
        find_turned_table(sheet, matcher.knows_name),
        find_table_without_years(sheet, file_name, matcher.knows_name),
    ):
        if table is not None and (
            any(matcher.knows(row.label) for row in table.rows) or _is_refused_unread(table, sheet, matcher)
        ):
            return table
    return None


def _is_refused_unread(table: FoundTable, sheet: Sheet, matcher: Matcher) -> bool:
    """A table that cannot be read at all, on a sheet that names an indicator."""
    is_refused = any(p.severity is Severity.REJECT for p in table.problems)
    return is_refused and not table.rows and any(matcher.knows_name(cell.text) for cell in sheet.cells.values())


def _without_nones(tables: Iterable[FoundTable | None]) -> list[FoundTable]:
    return [table for table in tables if table is not None]
