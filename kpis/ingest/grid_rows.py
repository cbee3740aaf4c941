"""The rows under the headings of a monthly or a year table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.grid_heading import GridHeading
from kpis.ingest.heading_checks import NUMBER
from kpis.ingest.headings import Field, field_of
from kpis.ingest.matching import RowLabel
from kpis.ingest.parts_in_rows import RowParts, parts_by_row
from kpis.ingest.rows_left_out import RowLeftOut, describes_columns, is_total, tell
from kpis.model.periods import Period


class GridRows:
    """Reads the rows of one table, down to `last`, with all their figures."""

    def __init__(self, sheet: Sheet, heading: GridHeading, last: int, knows_name: Callable[[str], bool]) -> None:
        self._sheet, self._heading, self._knows_name = sheet, heading, knows_name
        self._rows = [row for row in sheet.rows if heading.row < row <= last]
        self._section = heading.section or self._title_above()
        self._columns = {part: column for column, part in heading.beside.items()}
        self._left_out: list[RowLeftOut] = []

    def read(self, table: FoundTable) -> None:
        """Adds to a table its rows, and what there is to tell of those that are none."""
        heading = self._heading
        covered = range(1, max(heading.periods, default=0) + 1)
        rows = self._rows
        if rows and describes_columns(c for c in self._sheet.rows[rows[0]] if c.column in covered):
            first = self._sheet.rows[rows[0]][0].column
            self._left_out.append(RowLeftOut(rows[0], first, max(covered), "holds no figure"))
            rows = rows[1:]
        labels = (heading.name_column, heading.fields.get(Field.REF, heading.name_column))
        parted = parts_by_row(self._sheet, rows, heading.part_column, labels) if heading.part_column else {}
        for row in rows:
            parts = parted.get(row)
            if parts is None and heading.part_column and not self._sheet.cell(row, heading.part_column).is_blank:
                continue  # it belongs to the figures of another row
            found = self._row(row, (parts and parts.label_row) or row, parts)
            if found is not None:
                table.rows.append(found)
        table.problems.extend(tell(self._sheet.name, self._left_out))

    def _row(self, row: int, label_row: int, parts: RowParts | None = None) -> FoundRow | None:
        """A row with its figures; None for a title, a note, a total or headings again."""
        name, ref = self._sheet.cell(label_row, self._heading.name_column), self._in(label_row, Field.REF)
        filled = [f for f in self._figures(row, parts) if _is_given(f)]
        if not filled:
            self._section = name.text or self._section
            return None
        is_one_merge = _is_one_merge(name, filled)
        if is_one_merge and all(f.cell.merged_over for f in filled):
            self._section = name.text
            return None
        is_the_ref = ref is not None and ref.column == name.column
        label = RowLabel("" if is_one_merge or is_the_ref else name.text, ref.text if ref else "", self._section)
        if field_of(name) in (Field.INDICATOR, Field.REF):
            self._left_out.append(RowLeftOut(row, name.column, name.column, "holds no figure"))
            return None
        if is_total(label.name, label.ref) and not self._knows_name(label.name):
            self._left_out.append(RowLeftOut(row, name.column, name.column, "holds a total"))
            return None
        if not label.name and not label.ref and not any(NUMBER.fullmatch(f.cell.text) for f in filled):
            return None  # words under the table; a number is somebody's figure, and is told
        unit = self._in(row, Field.UNIT)
        if unit is not None:
            filled[0] = replace(filled[0], unit=unit)  # of one row, and so told once
        target = self._in(row, Field.TARGET)
        return FoundRow(label, name, tuple(filled), target, ref, period_targets=tuple(self._targets(row, parts)))

    def _in(self, row: int, named: Field) -> Cell | None:
        fields = self._heading.fields
        return self._sheet.cell(row, fields[named]) if named in fields else None

    def _figures(self, row: int, parts: RowParts | None) -> Iterator[FoundFigure]:
        for column, period in self._heading.periods.items():
            above, below = (self._beside(row, column, f, parts) for f in (Field.NUMERATOR, Field.DENOMINATOR))
            at = self._heading.cells.get(column)
            figure = self._sheet.cell(row, column)
            yield FoundFigure(figure, period, numerator=above, denominator=below, period_at=at)
        for name, column in self._heading.comparators.items():
            yield FoundFigure(self._sheet.cell(row, column), comparator=name)

    def _beside(self, row: int, column: int, named: Field, parts: RowParts | None) -> Cell | None:
        """What belongs to the figure of a column: in a row of its own, or in another column of its period."""
        if parts is not None and named in parts.rows:
            return self._sheet.cell(parts.rows[named], column)
        own = self._columns.get((self._heading.periods[column], named))
        return self._sheet.cell(row, own) if own is not None else None

    def _targets(self, row: int, parts: RowParts | None) -> Iterator[tuple[Cell, Period]]:
        for (period, named), column in self._columns.items():
            if named is Field.TARGET:
                yield self._sheet.cell(row, column), period
        if parts is not None and Field.TARGET in parts.rows:
            for column, period in self._heading.periods.items():
                yield self._sheet.cell(parts.rows[Field.TARGET], column), period

    def _title_above(self) -> str:
        """The words nearest above the headings, in a row that holds nothing else."""
        top = self._heading.top
        for row in range(top - 1, max(0, top - 4), -1):
            cells = self._sheet.rows.get(row, [])
            if len({c.text for c in cells}) == 1:
                return cells[0].text
        return ""


def _is_given(figure: FoundFigure) -> bool:
    """Whether there is anything of a figure, be it only what it is made from."""
    cells = [c for c in (figure.cell, figure.numerator, figure.denominator) if c is not None]
    return any(not c.is_blank or c.is_formula_without_value for c in cells)


def _is_one_merge(name: Cell, filled: list[FoundFigure]) -> bool:
    """A section or a note merged across the whole table: its words stand in the name column and under every period."""
    return bool(name.text) and all(f.cell.text == name.text for f in filled)
