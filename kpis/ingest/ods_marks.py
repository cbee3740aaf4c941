"""What an OpenDocument file says of its cells and that the reader of their contents does not pass on.

Percentages (0.567 shown as 56.7%), errors of formulas, notes, hidden rows and columns, hidden sheets and merged cells.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from itertools import product
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kpis.ingest.container import SAVE_AGAIN, refusal
from kpis.ingest.raised_text import Standing, as_seen
from kpis.ingest.unseen_text import BLACK, SMALLEST_LETTERS, WHITE, cannot_be_told_apart, colour_of

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
HIDDEN = ("collapse", "filter")
NUMBERS = ("float", "percentage", "currency")
FARTHEST = 100_000
"""Beyond this a repeated row or column is the empty rest of the sheet."""


@dataclass
class Marks:
    """One sheet's percentages, errors with their words, texts with raised parts, notes, what is hidden, merges."""

    percentages: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    raised: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    """For numbers that are shown as words or as money, a format of Excel's that shows them so."""
    without_value: set[tuple[int, int]] = field(default_factory=set)
    notes: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    unseen: list[tuple[int, int]] = field(default_factory=list)
    is_hidden: bool = False


def read_ods_marks(content: bytes) -> list[Marks]:
    """The marks of every sheet, in their order."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as stream:
            return _Walk().read(stream)
    except (ParseError, DefusedXmlException):
        raise refusal("E_XML_DAMAGED", "is damaged and cannot be read (content.xml)", SAVE_AGAIN) from None


class _Walk:
    """One pass over the sheets, row by row."""

    def __init__(self) -> None:
        self._sheets: list[Marks] = []
        self._hiding_styles: set[str] = set()
        self._standing: dict[str, Standing] = {}
        self._unseen_styles: set[str] = set()
        self._styles_of_columns: list[tuple[int, str]] = []
        self._row = self._column = self._depth = 0

    def read(self, stream: IO[bytes]) -> list[Marks]:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if element.tag == f"{TABLE}table":
                self._depth += 1 if event == "start" else -1
                if event == "start" and self._depth == 1:
                    self._begin_sheet(element)
            elif event == "end":
                self._end(element)
        return self._sheets

    def _begin_sheet(self, element: Element) -> None:
        self._row = self._column = 0
        self._styles_of_columns = []
        self._sheets.append(Marks(is_hidden=element.get(f"{TABLE}style-name", "") in self._hiding_styles))

    def _end(self, element: Element) -> None:
        if element.tag == f"{STYLE}style" and any(p.get(f"{TABLE}display") == "false" for p in element):
            self._hiding_styles.add(element.get(f"{STYLE}name", ""))
        elif element.tag == f"{STYLE}style":
            standing = _standing(element)
            if standing is not Standing.PLAIN:
                self._standing[element.get(f"{STYLE}name", "")] = standing
            if _hides_text(element):
                self._unseen_styles.add(element.get(f"{STYLE}name", ""))
        elif element.tag == f"{TABLE}table-column" and self._depth == 1:
            first, self._column = self._column + 1, self._column + _times(element, "number-columns-repeated")
            self._styles_of_columns.append((self._column, element.get(f"{TABLE}default-cell-style-name", "")))
            if element.get(f"{TABLE}visibility") in HIDDEN and self._column < FARTHEST:
                self._sheets[-1].hidden_columns.extend(range(first, self._column + 1))
        elif element.tag == f"{TABLE}table-row" and self._depth == 1:
            self._read_row(element)
            element.clear()

    def _read_row(self, row: Element) -> None:
        first, self._row = self._row + 1, self._row + _times(row, "number-rows-repeated")
        rows = range(first, min(self._row, FARTHEST) + 1)
        if row.get(f"{TABLE}visibility") in HIDDEN:
            self._sheets[-1].hidden_rows.extend(rows)
        column = 0
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                start, column = column + 1, column + _times(cell, "number-columns-repeated")
                if cell.attrib or len(cell):
                    self._read_cell(cell, rows, range(start, min(column, FARTHEST) + 1))

    def _read_cell(self, cell: Element, rows: range, columns: range) -> None:
        marks = self._sheets[-1]
        words = " ".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p"))
        kind = cell.get(f"{OFFICE}value-type")
        is_error = cell.get(f"{CALC}value-type") == "error" or (
            cell.get(f"{TABLE}formula") is not None and words.startswith(("#", "Err:"))
        )
        is_empty_formula = cell.get(f"{TABLE}formula") is not None and kind is None and not words
        if not (kind == "percentage" or is_error or is_empty_formula):
            places: list[tuple[int, int]] = []
        else:
            places = list(product(rows, columns))
        if is_error:
            marks.errors |= dict.fromkeys(places, words or "#VALUE!")
        elif is_empty_formula:
            marks.without_value.update(places)
        else:
            marks.percentages.update(places)
        shown = _format_of(kind, words)
        if shown:
            marks.formats |= dict.fromkeys(product(rows, columns), shown)
        if self._standing and kind == "string":
            seen = "\n".join(self._as_seen(p) for p in cell.findall(f"{TEXT}p"))
            if seen != "\n".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p")):
                marks.raised |= dict.fromkeys(product(rows, columns), seen)
        if self._unseen_styles and words:
            styles = {c: cell.get(f"{TABLE}style-name") or self._style_of_column(c) for c in columns}
            marks.unseen += [(r, c) for r in rows for c in columns if styles[c] in self._unseen_styles]
        if cell.find(f"{OFFICE}annotation") is not None:
            marks.notes.append((rows[0], columns[0]))
        down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if (down > 1 or across > 1) and down * across < FARTHEST:
            marks.merged.append(((rows[0], columns[0]), (rows[0] + down - 1, columns[0] + across - 1)))

    def _style_of_column(self, column: int) -> str:
        return next((style for last, style in self._styles_of_columns if column <= last), "")

    def _as_seen(self, part: Element, standing: Standing = Standing.PLAIN) -> str:
        """The text of a paragraph, or of a piece of it, with what stands raised or struck out."""
        own = self._standing.get(part.get(f"{TEXT}style-name", ""), standing)
        inside = "".join(self._as_seen(child, own) + as_seen(child.tail or "", own) for child in part)
        return as_seen(part.text or "", own) + inside


def _format_of(kind: str | None, words: str) -> str:
    if kind in NUMBERS and words.strip() and '"' not in words and not any(map(str.isdigit, words)):
        return f'"{words.strip()}"'
    return "£0" if kind == "currency" else ""


def _standing(style: Element) -> Standing:
    for properties in style.findall(f"{STYLE}text-properties"):
        if properties.get(f"{STYLE}text-line-through-style", "none") != "none":
            return Standing.STRUCK_OUT
        if properties.get(f"{STYLE}text-position", "").startswith(("super", "sub")):
            return Standing.RAISED
    return Standing.PLAIN


def _hides_text(style: Element) -> bool:
    """Whether text in a style cannot be seen. Where a named style may give it a background that is not known."""
    if style.get(f"{STYLE}family") != "table-cell":
        return False
    said = {name.rpartition("}")[2]: value for part in style for name, value in part.attrib.items()}
    size = re.fullmatch(r"([0-9.]+)pt", said.get("font-size", ""))
    if size and float(size[1]) <= SMALLEST_LETTERS:
        return True
    if "background-color" not in said and style.get(f"{STYLE}parent-style-name", "Default") != "Default":
        return False
    text, background = colour_of(said.get("color", "")) or BLACK, colour_of(said.get("background-color", "")) or WHITE
    return cannot_be_told_apart(text, background)


def _times(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1
