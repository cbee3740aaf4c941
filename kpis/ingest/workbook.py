"""Bytes to raw cells that remember sheet and address; refuses what is no spreadsheet.

openpyxl reads xlsx because it alone keeps number formats, merges and error cells; calamine reads ods.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import python_calamine
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpis.ingest.cells import Cell, CellContent, Sheet, column_letters
from kpis.ingest.container import SAVE_AGAIN, FileKind, check_container, refusal
from kpis.ingest.csv_text import read_csv
from kpis.ingest.damaged_part import damaged_part
from kpis.ingest.ods_marks import Marks, read_ods_marks
from kpis.ingest.ods_size import check_ods_size
from kpis.ingest.raised_text import Standing, as_seen
from kpis.ingest.saved_on import read_saved_on
from kpis.ingest.traffic_lights import is_traffic_light
from kpis.ingest.unseen_text import UnseenText, decided_elsewhere, prints_no_text
from kpis.ingest.xlsx_one_by_one import OneByOne
from kpis.model.errors import UnreadableFile

PERCENT = "0.##########%"
MOST_COLUMNS = 16_384
NARROWEST, FLATTEST = 0.3, 2.0
"""In letters and in points: a column or a row that shows nothing of what it holds."""


def read_sheets(content: bytes, file_name: str) -> list[Sheet]:
    """The sheets of an xlsx, ods or csv file; raises UnreadableFile with one sentence for anything else."""
    return list(each_sheet(content, check_container(content, file_name)))


def each_sheet(content: bytes, kind: FileKind) -> Iterator[Sheet]:
    """The sheets of a file that was looked at already, and found to be of a kind: one by one, and none is kept."""
    match kind:
        case FileKind.XLSX:
            yield from _saved_on(_read_xlsx(content), content)
        case FileKind.ODS:
            yield from _saved_on(_read_ods(content), content)
        case FileKind.CSV:
            yield read_csv(content)


def _read_xlsx(content: bytes) -> Iterator[Sheet]:
    try:
        unseen = None
        for with_values, with_formulas in OneByOne(content).sheets():
            unseen = unseen or UnseenText(with_values.parent)
            yield _xlsx_sheet(with_values, with_formulas, unseen.hides)
    except (MemoryError, UnreadableFile):
        raise
    except Exception as damage:  # openpyxl raises whatever its XML reader does
        part = damaged_part(content, damage)
        raise refusal("E_XML_DAMAGED", f"is damaged and cannot be read{part}", SAVE_AGAIN) from damage


def _saved_on(sheets: Iterator[Sheet], content: bytes) -> Iterator[Sheet]:
    day = read_saved_on(content)
    for sheet in sheets:
        sheet.saved_on = day
        yield sheet


def _xlsx_sheet(source: Any, formulas: Any, hides: Callable[[int, int], bool]) -> Sheet:
    columns = [d for d in source.column_dimensions.values() if d.hidden or d.width <= NARROWEST]
    hidden_columns = {n for d in columns for n in range(d.min or 1, min(d.max or 1, MOST_COLUMNS) + 1)}
    sheet = Sheet(
        source.title,
        visibility=source.sheet_state,
        hidden_rows=tuple(sorted(_hidden_rows(source))),
        hidden_columns=tuple(sorted(hidden_columns)),
    )
    commented, coloured, struck, unseen = [], [], [], []
    is_1904 = source.parent.epoch == CALENDAR_MAC_1904
    struck_fonts = {number for number, font in enumerate(source.parent._fonts) if font.strike}
    for cell in _kept_cells(source):
        if cell.comment is not None:
            commented.append(cell.coordinate)
        if cell.value is not None:
            sheet.cells[cell.row, cell.column] = Cell(
                source.title, cell.row, cell.column, _content(cell.value), cell.number_format, from_1904=is_1904
            )
            style = cell._style
            if style is not None and style.fontId in struck_fonts:
                struck.append((cell.row, cell.column))
            hidden = style is not None and hides(style.fontId, style.fillId)
            if hidden or (isinstance(cell.value, str) and prints_no_text(cell.number_format)):
                unseen.append((cell.row, cell.column))
        elif cell.has_style and is_traffic_light(cell.fill):
            coloured.append((cell.row, cell.column))
    sheet.commented, sheet.coloured, sheet.struck_out = tuple(commented), frozenset(coloured), tuple(struck)
    sheet.unseen = _seen_by_nobody(source, unseen)
    for cell in _kept_cells(formulas) if formulas is not None else ():
        if cell.data_type == "f" and (cell.row, cell.column) not in sheet.cells:
            sheet.cells[cell.row, cell.column] = Cell(
                source.title, cell.row, cell.column, None, is_formula_without_value=True
            )
    for merged in source.merged_cells.ranges:
        _spread(sheet, (merged.min_row, merged.min_col), (merged.max_row, merged.max_col))
    return sheet


def _seen_by_nobody(source: Any, unseen: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those cells whose own format decides how they look."""
    if not unseen:
        return ()
    elsewhere = decided_elsewhere(source)
    return tuple(place for place in unseen if source._cells[place].coordinate not in elsewhere)


def _hidden_rows(source: Any) -> set[int]:
    """Hidden by hand, by a filter, by a height of next to nothing, or because all rows are that nothing is said of."""
    said = source.row_dimensions
    hidden = {row for row, dimension in said.items() if dimension.hidden or _is_flat(dimension.height)}
    if source.sheet_format.zeroHeight:
        hidden |= {cell.row for cell in _kept_cells(source) if not (cell.row in said and said[cell.row].height)}
    return hidden


def _is_flat(height: float | None) -> bool:
    return height is not None and height <= FLATTEST


def _kept_cells(source: Any) -> list[Any]:
    """The cells that a sheet really has. openpyxl's own iteration walks the whole rectangle, which for one cell in
    XFD1048576 never ends.
    """
    return [cell for _, cell in sorted(source._cells.items()) if not isinstance(cell, MergedCell)]


def _content(value: object) -> CellContent:
    """The content as one of the plain types; a duration or rich text becomes the text a person reads."""
    if isinstance(value, CellRichText):
        return "".join(as_seen(*_run(run)) for run in value)
    if isinstance(value, timedelta) or not isinstance(value, CellContent):
        return str(value)
    return value


def _run(run: str | TextBlock) -> tuple[str, Standing]:
    if isinstance(run, str):
        return run, Standing.PLAIN
    font: Any = run.font
    if font.strike:
        return run.text, Standing.STRUCK_OUT
    return run.text, Standing.RAISED if font.vertAlign in ("superscript", "subscript") else Standing.PLAIN


def _read_ods(content: bytes) -> Iterator[Sheet]:
    check_ods_size(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        marks = read_ods_marks(content)
        for place, name in enumerate(book.sheet_names):
            yield _ods_sheet(book.get_sheet_by_name(name), name, marks[place] if place < len(marks) else Marks())
    except python_calamine.CalamineError as damage:
        raise refusal("E_XML_DAMAGED", "is damaged and cannot be read", SAVE_AGAIN) from damage


def _ods_sheet(source: Any, name: str, marks: Marks) -> Sheet:
    top, left = source.start or (0, 0)
    sheet = Sheet(
        name,
        visibility="hidden" if marks.is_hidden else "visible",
        hidden_rows=tuple(marks.hidden_rows),
        hidden_columns=tuple(marks.hidden_columns),
        commented=tuple(Cell(name, row, column, None).address for row, column in marks.notes),
        unseen=tuple(marks.unseen),
    )
    for row, values in enumerate(source.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "":
                usual = PERCENT if (row, column) in marks.percentages else "General"
                shown = marks.formats.get((row, column), usual)
                sheet.cells[row, column] = Cell(name, row, column, _content(value), shown)
    for (row, column), words in [*marks.raised.items(), *marks.errors.items()]:
        sheet.cells[row, column] = Cell(name, row, column, words)
    for row, column in marks.without_value:
        if (row, column) not in sheet.cells:
            sheet.cells[row, column] = Cell(name, row, column, None, is_formula_without_value=True)
    for first, last in marks.merged:
        _spread(sheet, first, last)
    return sheet


def _spread(sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Every cell of a merged range holds what its first cell holds."""
    kept = sheet.cells.get(first)
    if kept is None:
        return
    merged = f"{kept.address}:{column_letters(last[1])}{last[0]}"
    for row, column in product(range(first[0], last[0] + 1), range(first[1], last[1] + 1)):
        if (row, column) not in sheet.cells:
            sheet.cells[row, column] = replace(kept, row=row, column=column, merged_over=merged)
