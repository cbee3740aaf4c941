"""Bytes to raw cells that remember sheet and address; refuses what is no spreadsheet.

openpyxl reads xlsx because it alone keeps number formats, merges and error cells; calamine reads ods.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import python_calamine
from openpyxl.cell.cell import MergedCell

from kpis.ingest.cells import Cell, CellContent, Sheet
from kpis.ingest.container import SAVE_AGAIN, FileKind, check_container, refusal
from kpis.ingest.ods_size import check_ods_size

SEPARATORS = ",;\t|"


def read_sheets(content: bytes, file_name: str) -> list[Sheet]:
    """The sheets of an xlsx, ods or csv file; raises UnreadableFile with one sentence for anything else."""
    match check_container(content, file_name):
        case FileKind.XLSX:
            return _read_xlsx(content)
        case FileKind.ODS:
            return _read_ods(content)
        case FileKind.CSV:
            return [_read_csv(content)]


def _read_xlsx(content: bytes) -> list[Sheet]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        formulas = _with_formulas(content)
    except MemoryError:
        raise
    except Exception as damage:  # openpyxl raises whatever its XML reader does
        raise refusal("E_XML_DAMAGED", "is damaged and cannot be read", SAVE_AGAIN) from damage
    return [_xlsx_sheet(sheet, formulas[sheet.title] if formulas else None) for sheet in book.worksheets]


def _with_formulas(content: bytes) -> Any:
    """The workbook with its formulas in place of their values; None, unread, where no sheet has a formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<f" in archive.read(name) for name in sheets):
            return None
    return openpyxl.load_workbook(io.BytesIO(content), keep_links=False)


def _xlsx_sheet(source: Any, formulas: Any) -> Sheet:
    hidden = tuple(sorted(row for row, dimension in source.row_dimensions.items() if dimension.hidden))
    sheet = Sheet(source.title, visibility=source.sheet_state, hidden_rows=hidden)
    commented = []
    for cell in _kept_cells(source):
        if cell.comment is not None:
            commented.append(cell.coordinate)
        if cell.value is not None:
            sheet.cells[cell.row, cell.column] = Cell(
                source.title, cell.row, cell.column, _content(cell.value), cell.number_format
            )
    sheet.commented = tuple(commented)
    for cell in _kept_cells(formulas) if formulas is not None else ():
        if cell.data_type == "f" and (cell.row, cell.column) not in sheet.cells:
            sheet.cells[cell.row, cell.column] = Cell(
                source.title, cell.row, cell.column, None, is_formula_without_value=True
            )
    for merged in source.merged_cells.ranges:
        first = sheet.cells.get((merged.min_row, merged.min_col))
        if first is None:
            continue
        for row, column in ((r, c) for r, c in merged.cells if (r, c) not in sheet.cells):
            sheet.cells[row, column] = Cell(source.title, row, column, first.content, first.number_format)
    return sheet


def _kept_cells(source: Any) -> list[Any]:
    """The cells that a sheet really has. openpyxl's own iteration walks the whole rectangle, which for one cell in
    XFD1048576 never ends.
    """
    return [cell for _, cell in sorted(source._cells.items()) if not isinstance(cell, MergedCell)]


def _content(value: object) -> CellContent:
    """The content as one of the plain types; a duration or rich text becomes the text a person reads."""
    if isinstance(value, timedelta) or not isinstance(value, CellContent):
        return str(value)
    return value


def _read_ods(content: bytes) -> list[Sheet]:
    check_ods_size(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = []
        for name in book.sheet_names:
            source = book.get_sheet_by_name(name)
            top, left = source.start or (0, 0)
            sheet = Sheet(name)
            for row, values in enumerate(source.to_python(skip_empty_area=True), top + 1):
                for column, value in enumerate(values, left + 1):
                    if value != "":
                        sheet.cells[row, column] = Cell(name, row, column, _content(value))
            sheets.append(sheet)
    except python_calamine.CalamineError as damage:
        raise refusal("E_XML_DAMAGED", "is damaged and cannot be read", SAVE_AGAIN) from damage
    return sheets


def _read_csv(content: bytes) -> Sheet:
    text = _decoded(content)
    first_line, _, rest = text.partition("\n")
    separator = None
    if first_line.strip().casefold().startswith("sep="):
        separator, text = first_line.strip()[4:5] or ",", rest
        first_line = rest.partition("\n")[0]
    separator = separator or max(SEPARATORS, key=first_line.count)
    sheet = Sheet("")
    offset = 2 if rest == text else 1
    width = 0
    try:
        for row, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), offset):
            width = width or (len(fields) if any(f.strip() for f in fields) else 0)
            if any(f.strip() for f in fields[width:]):
                raise refusal(
                    "E_ROW_LENGTH",
                    f"has {len(fields)} fields in row {row} and {width} headings",
                    "Put text that holds commas in double quotes, or save it as an Excel workbook.",
                )
            for column, value in enumerate(fields, 1):
                if value.strip():
                    sheet.cells[row, column] = Cell("", row, column, value, from_text_file=True)
    except csv.Error as damage:
        raise refusal("E_CSV", f"cannot be read as csv: {damage}", SAVE_AGAIN) from damage
    return sheet


def _decoded(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text[:400].count("\x00") * 4 > len(text[:400]):
            break  # two bytes a letter, without the mark that says in which order
        if "\x00" in text:
            raise refusal("E_CONTROL_CHARACTER", "holds characters that no text has", SAVE_AGAIN)
        return text
    raise refusal("E_ENCODING", "is written in letters that cannot be read", 'Save it as "CSV UTF-8".')
