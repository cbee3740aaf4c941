"""The long layout, which Waymark hands out as its template: one row for each indicator and period."""

from __future__ import annotations

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.headings import Field, field_of
from kpis.ingest.matching import RowLabel
from kpis.ingest.period_text import parse_period
from kpis.ingest.trouble import reject, warn

NEEDED = (Field.PERIOD, Field.VALUE)
TEMPLATE_COLUMNS = "Section, Ref, Indicator, Period, Numerator, Denominator, Value, Unit, Target, Commentary"


def find_long_table(sheet: Sheet) -> FoundTable | None:
    """The long table on a sheet, or None where no row of headings names an indicator, a period and a value."""
    for row, cells in sheet:
        columns = _columns(cells)
        if _is_template_without_value(columns):
            return _refused(sheet, row)
        if all(f in columns for f in NEEDED) and (Field.INDICATOR in columns or Field.REF in columns):
            return _read(sheet, row, columns)
    return None


def _is_template_without_value(columns: dict[Field, int]) -> bool:
    return {Field.INDICATOR, Field.PERIOD, Field.NUMERATOR, Field.DENOMINATOR} <= columns.keys() and (
        Field.VALUE not in columns
    )


def _refused(sheet: Sheet, row: int) -> FoundTable:
    """The template's headings but for the figures themselves."""
    table = FoundTable("long", sheet.name)
    heads = ", ".join(cell.text for cell in sheet.rows[row])
    missing = reject("E_COLUMN_MISSING", f"there is no column called Value among {heads}.", "Name the figures Value.")
    table.problems.append(missing.at(sheet.name, f"{row}:{row}"))
    return table


def _columns(cells: list[Cell]) -> dict[Field, int]:
    columns: dict[Field, int] = {}
    for cell in cells:
        named = field_of(cell)
        if named is not None:
            columns.setdefault(named, cell.column)
    return columns


def _read(sheet: Sheet, header_row: int, columns: dict[Field, int]) -> FoundTable:
    table = FoundTable("long", sheet.name)
    _check_headings(sheet, header_row, columns, table)
    for row, cells in sheet:
        if row <= header_row:
            continue
        if _is_prose(cells, columns) or _columns(cells).keys() >= set(NEEDED):
            table.problems.append(
                warn("W_ROW_SKIPPED", "the row holds no figure and is left out.", "Nothing, if it is a note.").at(
                    sheet.name, cells[0].address
                )
            )
            continue
        _read_row(sheet, row, columns, table)
    return table


def _check_headings(sheet: Sheet, header_row: int, columns: dict[Field, int], table: FoundTable) -> None:
    seen: dict[Field, Cell] = {}
    for cell in sheet.rows[header_row]:
        named = field_of(cell)
        if named is None:
            table.problems.append(
                warn("W_COLUMN_IGNORED", f'the column "{cell.text}" is left out.', "Nothing, if it is not needed.").at(
                    sheet.name, cell.address
                )
            )
        elif named in seen:
            first = seen[named]
            table.problems.append(
                reject("E_DUPLICATE_COLUMN", f'two columns are called "{cell.text}".', "Delete one, or rename it.").at(
                    sheet.name, f"{first.address},{cell.address}"
                )
            )
        else:
            seen[named] = cell


def _is_prose(cells: list[Cell], columns: dict[Field, int]) -> bool:
    """A title, note or rule: a lone cell with words, or words where neither a period nor a figure stands."""
    figures = {columns.get(f) for f in (Field.PERIOD, Field.NUMERATOR, Field.DENOMINATOR, Field.VALUE)}
    return len(cells) == 1 and not any(c.column in figures for c in cells)


def _read_row(sheet: Sheet, row: int, columns: dict[Field, int], table: FoundTable) -> None:
    def cell(named: Field) -> Cell | None:
        return sheet.cell(row, columns[named]) if named in columns else None

    def text(named: Field) -> str:
        found = cell(named)
        return found.text if found else ""

    label = RowLabel(text(Field.INDICATOR), text(Field.REF), text(Field.SECTION))
    period_cell = sheet.cell(row, columns[Field.PERIOD])
    at = sheet.cell(row, columns.get(Field.INDICATOR, columns.get(Field.REF, 1)))
    if period_cell.is_blank:
        missing = reject("E_PERIOD_MISSING", "the period is missing.", "Write the month, such as Apr-24.")
        table.problems.append(missing.at(sheet.name, period_cell.address, label.ref))
        return
    period, trouble = parse_period(period_cell.content)
    if trouble is not None:
        table.problems.append(trouble.at(sheet.name, period_cell.address, label.ref))
    if period is None:
        return
    figure = FoundFigure(
        sheet.cell(row, columns[Field.VALUE]),
        period,
        numerator=cell(Field.NUMERATOR),
        denominator=cell(Field.DENOMINATOR),
        unit=cell(Field.UNIT),
    )
    table.rows.append(
        FoundRow(
            label, at, (figure,), cell(Field.TARGET), cell(Field.REF), cell(Field.SECTION), a_blank_is_missing=True
        )
    )
