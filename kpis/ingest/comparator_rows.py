"""The rows of a file of other areas, one after another: csv, csv packed with gzip, and workbooks.

The department's file has a quarter of a million rows, ten times what a council's workbook may have, so text has limits
of its own here. It is never held as cells: one row is looked at and let go, and memory grows with its figures alone.
"""

from __future__ import annotations

import codecs
import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.ingest.cells import clean_text
from kpis.ingest.container import SAVE_AGAIN, FileKind, measure_container, refusal
from kpis.ingest.refusal import SEND_LESS, SEND_ONE_OF
from kpis.ingest.workbook import read_sheets

LARGEST_TEXT_BYTES = 100_000_000
"""Twice the department's own file."""
MOST_ROWS = 1_000_000
LONGEST_FIELD = 2_000
GZIP = b"\x1f\x8b"
ENDINGS = (".csv", ".csv.gz", ".xlsx", ".ods")
SEPARATORS = ",;\t|"
SNIFFED_BYTES = 1 << 16
SNIFFED_LETTERS = 4_000


@dataclass(frozen=True)
class Row:
    """One row of texts, and where it stands: line 1 of a text file, or row 1 of a sheet."""

    sheet: str
    line: int
    texts: list[str]


def is_text(content: bytes, file_name: str) -> bool:
    """Whether the file is read as text, packed or not, and so has the larger limits."""
    return content.startswith(GZIP) or file_name.casefold().endswith(".csv")


def text_of(content: bytes) -> bytes:
    """The bytes of a text file, unpacked; raises UnreadableFile for a damaged one and for one that is too much."""
    if not content:
        raise refusal("E_EMPTY_FILE", "is empty: it holds 0 bytes", "Save the file again and upload that.")
    if not content.startswith(GZIP):
        if len(content) > LARGEST_TEXT_BYTES:
            raise _too_large()
        return content
    unpacked = _unpacked(content, LARGEST_TEXT_BYTES + 1)
    if len(unpacked) > LARGEST_TEXT_BYTES:
        raise _too_large()
    if not unpacked.strip():
        raise refusal("E_EMPTY_FILE", "is empty: nothing is packed in it", "Save the file again and upload that.")
    return unpacked


def beginning_of(content: bytes) -> bytes:
    """The first bytes of a text file, unpacked, to look at its headings; nothing where it cannot be."""
    if not content.startswith(GZIP):
        return content[:SNIFFED_BYTES]
    try:
        return zlib.decompressobj(31).decompress(content, SNIFFED_BYTES)
    except zlib.error:
        return b""


def count_rows(content: bytes) -> int:
    """About how many rows a text has, counted piece by piece; raises UnreadableFile for what cannot be unpacked."""
    if not content.startswith(GZIP):
        return content.count(b"\n") + 1
    packed, rest, count, size = zlib.decompressobj(31), content, 1, 0
    try:
        while rest and not packed.eof and size <= LARGEST_TEXT_BYTES:
            piece = packed.decompress(rest, SNIFFED_BYTES)
            rest = packed.unconsumed_tail
            count, size = count + piece.count(b"\n"), size + len(piece)
    except zlib.error:
        raise refusal("E_ZIP_DAMAGED", "is damaged and cannot be unpacked", "Download it again.") from None
    return count


def _unpacked(content: bytes, most: int) -> bytes:
    packed = zlib.decompressobj(31)
    try:
        unpacked = packed.decompress(content, most)
    except zlib.error:
        raise refusal("E_ZIP_DAMAGED", "is damaged and cannot be unpacked", "Download it again.") from None
    if len(unpacked) < most and not packed.eof:
        raise refusal("E_ZIP_DAMAGED", "ends before it should", "Download it again.")
    return unpacked


def _too_large() -> Exception:
    return refusal("E_TOO_LARGE", f"holds more than {LARGEST_TEXT_BYTES // 1_000_000} MB of text", SEND_LESS)


def rows_in(content: bytes, file_name: str) -> Iterator[Row]:
    """Every row that holds something; raises UnreadableFile once the file turns out to be none that can be read."""
    if is_text(content, file_name):
        yield from text_rows(text_of(content))
        return
    if measure_container(content, file_name).kind is FileKind.CSV:
        raise refusal("E_EXTENSION", "has a name that does not say what it is", SEND_ONE_OF)
    for sheet in read_sheets(content, file_name):
        for number, cells in sheet:
            texts = [""] * max(cell.column for cell in cells)
            for cell in cells:
                texts[cell.column - 1] = cell.text
            yield Row(sheet.name, number, texts)


def text_rows(content: bytes) -> Iterator[Row]:
    """The rows of a text: UTF-8 with its mark or without, or Windows-1252."""
    encoding = "utf-8-sig" if _is_utf8(content) else "cp1252"
    if b"\x00" in content[:SNIFFED_BYTES]:
        raise refusal("E_ENCODING", "is written in letters that cannot be read", 'Save it as "CSV UTF-8".')
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline="")
    first = lines.read(SNIFFED_LETTERS)
    separator = max(SEPARATORS, key=first.count)
    lines.seek(0)
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = csv.reader(lines, delimiter=separator, strict=True)
        for number, texts in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise refusal("E_TOO_MANY_CELLS", f"has more than {MOST_ROWS:,} rows", SEND_LESS)
            if any(texts):
                yield Row("", number, texts)
    except csv.Error as damage:
        raise refusal("E_CSV", f"cannot be read as csv: {damage}", SAVE_AGAIN) from damage
    finally:
        csv.field_size_limit(before)


def _is_utf8(content: bytes) -> bool:
    """Decoded piece by piece, so that no second copy of the whole is made."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces = memoryview(content)
    try:
        for start in range(0, len(content), SNIFFED_BYTES):
            decoder.decode(pieces[start : start + SNIFFED_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def tidy(text: str) -> str:
    """A text as it is compared: no spaces around it, and nothing in it that nobody sees."""
    return text.strip() if text.isascii() and text.isprintable() else clean_text(text)
