"""How many cells an OpenDocument file really holds, before a reader makes room for all of them.

Rows and cells carry counters of how often they are repeated: 200 bytes can stand for 17 thousand million cells.
"""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kpis.ingest.cells import column_letters
from kpis.ingest.container import MOST_CELLS, SAVE_AGAIN, refusal
from kpis.ingest.refusal import TABLE_ALONE
from kpis.ingest.trouble import reject
from kpis.model.errors import UnreadableFile

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def check_ods_size(content: bytes) -> None:
    """Raises UnreadableFile, naming the cell, where filled cells reach too far or are repeated too often."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as stream:
            _Counter().read(stream)
    except (ParseError, DefusedXmlException):
        raise refusal("E_XML_DAMAGED", "is damaged and cannot be read (content.xml)", SAVE_AGAIN) from None


class _Counter:
    """Where the filled cells of each sheet reach to."""

    def __init__(self) -> None:
        self._sheet, self._row, self._right = "", 0, 0

    def read(self, stream: IO[bytes]) -> None:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{TABLE}table":
                self._sheet, self._row, self._right = element.get(f"{TABLE}name", ""), 0, 0
            elif event == "end" and element.tag == f"{TABLE}table-row":
                self._count(element)
                element.clear()

    def _count(self, row: Element) -> None:
        repeated = _times(row, "number-rows-repeated")
        column = 0
        for cell in row:
            if cell.tag in CELLS:
                first = column + 1
                column += _times(cell, "number-columns-repeated")
                if cell.get(f"{OFFICE}value-type") is not None or len(cell):
                    self._right = max(self._right, column)
                    if self._right * (self._row + repeated) > MOST_CELLS:
                        raise self._too_many(f"{column_letters(first)}{self._row + 1}")
        self._row += repeated

    def _too_many(self, address: str) -> UnreadableFile:
        message = f"the filled cells from here on are more than {MOST_CELLS:,}; no table of figures has as many."
        trouble = reject("E_TOO_MANY_CELLS", message, TABLE_ALONE)
        return UnreadableFile(trouble.at(self._sheet, address))


def _times(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return min(int(text), MOST_CELLS + 1) if text.isdecimal() and len(text) < 12 else MOST_CELLS + 1
