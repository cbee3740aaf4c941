"""An Excel workbook sheet by sheet: openpyxl's own reader, which reads all sheets at once, stopped after each.

Two hundred sheets then take no more memory than the largest of them does.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet.worksheet import Worksheet

FORMULA = b"<f"
RAISED_TEXT = (b"vertAlign", b"<strike", b":strike")
LONGEST_WORD = 16
TEXTS = re.compile(r"xl/(sharedstrings|worksheets/).*\.xml$")
CHUNK_BYTES = 1 << 16


class CellsOnce(dict[tuple[int, int], Any]):
    """The cells of a sheet. Where one stands twice programs differ in which they show, and Excel shows neither."""

    def __setitem__(self, place: tuple[int, int], cell: Any) -> None:
        if place in self and not isinstance(cell, MergedCell):
            raise ValueError("A cell stands twice.")
        super().__setitem__(place, cell)


class OneByOne(ExcelReader):
    """Reads a workbook once. What it raises for damage is whatever openpyxl and its XML reader raise."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), data_only=True, keep_links=False)

    def sheets(self) -> Iterator[tuple[Any, Any]]:
        """Each sheet with values, and, if any of its cells has a formula, again with formulas in their place.

        A sheet is emptied when the next is asked for.
        """
        self.rich_text = any(map(self._has_raised_text, self.archive.namelist()))
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        self.read_properties()
        self.read_custom()
        self.read_theme()
        apply_stylesheet(self.archive, self.wb)
        book: Any = self.wb
        create_sheet = book.create_sheet

        def sheet_of_cells_once(*named: Any) -> Any:
            sheet = create_sheet(*named)
            sheet._cells = CellsOnce()
            return sheet

        book.create_sheet = sheet_of_cells_once
        for place in list(self.parser.find_sheets()):
            with_values = self._read_sheet(place, data_only=True)
            if with_values is None:
                continue
            has_formulas = self._has_formulas(place[1].target)
            with_formulas = self._read_sheet(place, data_only=False) if has_formulas else None
            book._sheets[-1:] = [SimpleNamespace(title=with_values.title)]  # no other sheet may have its name
            yield with_values, with_formulas
            for sheet in filter(None, (with_values, with_formulas)):
                _empty(sheet)

    def _read_sheet(self, place: tuple[Any, Any], data_only: bool) -> Any:
        """One sheet; None for one of charts alone, or without a part."""
        book: Any = self.wb
        parser: Any = self.parser
        before = len(book._sheets)
        self.data_only = data_only
        parser.find_sheets = lambda: iter([place])
        self.read_worksheets()
        if len(book._sheets) == before or not isinstance(book._sheets[-1], Worksheet):
            return None
        return book._sheets[-1] if data_only else book._sheets.pop()

    def _has_formulas(self, part: str) -> bool:
        return self._holds(part, (FORMULA,))

    def _has_raised_text(self, part: str) -> bool:
        """Whether a part of texts says of some letters how they stand: only then are the texts read with that."""
        return TEXTS.match(part.casefold()) is not None and self._holds(part, RAISED_TEXT)

    def _holds(self, part: str, words: tuple[bytes, ...]) -> bool:
        before = b""
        with self.archive.open(part) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                text = before + chunk
                if any(word in text for word in words):
                    return True
                before = chunk[-LONGEST_WORD:]
        return False


def _empty(sheet: Any) -> None:
    """Cells and rows know their sheet and it knows them: they would stay until somebody looks for such circles."""
    for kept in (sheet._cells, sheet.row_dimensions, sheet.column_dimensions):
        kept.clear()
