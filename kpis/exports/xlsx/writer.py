"""Plain tables as an accessible workbook, by gptables. Text is never a formula, a link or a note."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import pandas as pd
from gptables import Cover, GPTable
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from kpis.exports.xlsx.tables import SHORTHAND_WORDS, Cell, Number, Table

LANGUAGE = "en-GB"
LONGEST_TEXT = 32_000
"""Excel holds 32,767 letters in a cell; a longer text would be left out without a word."""
TEXT_IS_TEXT = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}  # fmt: skip
LEGEND = [f"{sign} means {words}." for sign, words in SHORTHAND_WORDS]
INSTRUCTIONS = "This worksheet contains one table. Every cell is filled. The shorthand in it is explained below."


@dataclass(frozen=True)
class About:
    """What the cover and the file's own properties say."""

    title: str
    introduction: tuple[str, ...]
    about: tuple[str, ...]
    made: datetime


class _Sheet(GPWorksheet):  # type: ignore[misc]
    """A worksheet that reads no markup in text, and shows a number with its own decimals."""

    @staticmethod
    def _replace_url(text: str) -> str:
        return text

    @staticmethod
    def _replace_reference(text: str, _order: object) -> str:
        return text

    def _apply_column_alignments(self, *_table: object) -> None:
        """Left to each cell: a column may hold numbers and the shorthand for there being none."""

    def _smart_write(self, row: int, col: int, data: object, format_dict: dict[str, Any], *rest: object) -> None:
        if isinstance(data, Number):
            look = {**format_dict, "num_format": _number_format(data), "align": "right"}
            self.write_number(row, col, data.value, self._workbook.add_format(look))
        elif isinstance(data, str):
            self.write_string(row, col, data, self._workbook.add_format(format_dict))
        else:
            super()._smart_write(row, col, data, format_dict, *rest)


class _Workbook(GPWorkbook):  # type: ignore[misc]
    """A workbook of such sheets."""

    def add_worksheet(self, name: str | None = None, gridlines: str = "hide_all") -> _Sheet:
        sheet = cast(_Sheet, super(GPWorkbook, self).add_worksheet(name, _Sheet))
        sheet.theme = self.theme
        sheet._workbook = self
        sheet.hide_gridlines(2)
        return sheet


def write_tables(about: About, notes: Table, tables: Sequence[Table]) -> bytes:
    """Cover, contents, notes, then each table on a sheet of its own. The same tables are the same bytes."""
    out = io.BytesIO()
    book = _Workbook(out, TEXT_IS_TEXT)
    book.set_properties({"title": about.title, "author": "Waymark", "created": about.made})
    cover = Cover(_text(about.title), [_text(t) for t in about.introduction], [_text(t) for t in about.about])
    book.add_worksheet("Cover").write_cover(cover)
    sheets = {table.sheet: _gptable(table) for table in (notes, *tables)}
    contents = book.make_table_of_contents(sheets)
    _write(book, "Contents", contents, (24, 80))
    for table in (notes, *tables):
        _write(book, table.sheet, sheets[table.sheet], table.widths)
    book.close()
    return _with_language(out.getvalue())


def _write(book: _Workbook, name: str, table: GPTable, widths: Sequence[int]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, False, [])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(table.data_range[0])


def _gptable(table: Table) -> GPTable:
    frame = pd.DataFrame(
        [[_filled(cell) for cell in row] for row in table.rows], columns=list(table.headings), dtype=object
    )
    return GPTable(
        frame,
        table_name=f"{table.sheet.lower()}_table",
        title=_text(table.title),
        instructions=INSTRUCTIONS,
        legend=list(LEGEND),
        index_columns={2: 0},
    )


def _filled(cell: Cell) -> Cell:
    return cell if isinstance(cell, Number) else _text(cell)


def _text(text: str) -> str:
    """Text that a cell can hold whole: one of signs alone, which gptables refuses, has the word for what it is."""
    if len(text) > LONGEST_TEXT:
        text = f"{text[:LONGEST_TEXT]}… (cut here: it has {len(text):,} letters)"
    return text if re.search("[a-zA-Z0-9]", text) else f"{text} (as written)".strip()


def _number_format(number: Number) -> str:
    return "#,##0" + (f".{'0' * number.decimals}" if number.decimals else "")


def _with_language(content: bytes) -> bytes:
    """The workbook with its language among its properties, and the one date in its archive that Excel itself uses."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in made.namelist():
            inner = made.read(part)
            if part == "docProps/core.xml":
                inner = inner.replace(b"</dc:title>", f"</dc:title><dc:language>{LANGUAGE}</dc:language>".encode())
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, inner)
    return out.getvalue()
