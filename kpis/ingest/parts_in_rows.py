"""Actual, Target, Numerator and Denominator in rows of their own, one under the other, and a column that says which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpis.ingest.cells import Sheet
from kpis.ingest.headings import Field, part_of
from kpis.ingest.two_row_headings import is_no_figure


@dataclass(frozen=True)
class RowParts:
    """The rows of one indicator: where its label stands, and by what they hold the others."""

    label_row: int
    rows: dict[Field, int]


def part_column(sheet: Sheet, rows: range, before: int) -> int:
    """The column that says of each row which part it holds: of some the figure, of others what belongs to it; or 0."""
    parts: dict[int, set[Field | None]] = {}
    others = set()
    for cell in (c for row in sheet.rows if row in rows for c in sheet.rows[row] if c.column < before):
        if cell.column in others:
            continue
        named = part_of(cell)
        if named is None and not is_no_figure(cell):
            others.add(cell.column)
        parts.setdefault(cell.column, set()).add(named)
    found = [column for column in sorted(parts) if column not in others and Field.VALUE in parts[column]]
    return next((column for column in found if len(parts[column]) > 1), 0)


def parts_by_row(sheet: Sheet, rows: Iterable[int], column: int, labels: tuple[int, ...]) -> dict[int, RowParts]:
    """For each row that holds the figures the rows that belong to them. `labels` are the columns of name and ref."""
    found: dict[int, RowParts] = {}
    label: tuple[str, ...] = ()
    block = RowParts(0, {})
    for row in rows:
        named = part_of(sheet.cell(row, column))
        own = tuple(sheet.cell(row, c).text for c in labels)
        is_new = any(own) and own != label
        if is_new or named in block.rows:
            label = own if any(own) else label
            block = RowParts(row if any(own) else block.label_row, {})
        if named is not None:
            block.rows[named] = row
        if named is Field.VALUE:
            found[row] = block
    return found
