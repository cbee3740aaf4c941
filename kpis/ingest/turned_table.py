"""A table with the indicators across and the months down: read with rows and columns exchanged, and asked about."""

from __future__ import annotations

from collections.abc import Callable

from kpis.ingest.cells import Sheet, column_letters
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.trouble import confirm


def find_turned_table(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The table of a sheet whose months stand down the side, or None."""
    table = find_grid_tables(sheet.turned(), knows_name)
    if table is None:
        return None
    rows, columns = zip(*((c.row, c.column) for c in sheet.cells.values() if not c.is_blank), strict=True)
    corners = f"{column_letters(min(columns))}{min(rows)}:{column_letters(max(columns))}{max(rows)}"
    turned = confirm(
        "C_LAYOUT_TRANSPOSED",
        "the indicators stand across and the periods down.",
        "Confirm that the table is meant so, or exchange its rows and columns.",
    )
    table.problems.insert(0, turned.at(sheet.name, corners))
    return table
