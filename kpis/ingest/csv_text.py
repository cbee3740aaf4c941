"""Text files as spreadsheets and case systems write them: their encoding, their separator, and their rows.

Read are UTF-8 and UTF-16 with their mark, UTF-8 without, and Windows-1252; commas, semicolons, tabs and upright
strokes; a first line such as "sep=;"; and line ends of any system.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.headings import field_of, period_of
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT
from kpis.ingest.refusal import SAVE_AGAIN, SAVE_AS_UTF8, SEND_LESS, refusal
from kpis.ingest.trouble import reject
from kpis.model.errors import UnreadableFile

SEPARATORS = ",;\t|"
LINES_LOOKED_AT = 20
FEWEST_HEADINGS = 3
"""A line with fewer filled fields may be a title, and says nothing of how wide the table is."""
LONGEST_HEADING = 200
LONGEST_LINE = 50_000
"""Of a longer line only the beginning is looked at to find the separator."""
ONE_BYTE_LINE_ENDS = ("utf-8-sig", "cp1252")
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
MOST_FIELDS_OF_ROW = 16_384
"""As many columns as Excel has."""
MOST_ROWS_NAMED = 5
QUOTES_SAID = ("end of data", "expected after", "field limit")
QUOTES = "a double quote is opened and not closed, or has text after it"
CHUNK_BYTES = 1 << 20
CONSTANT_BEGINS = b'="'
CONSTANT = re.compile(r'="([^"=]*)"')
"""How exports keep Excel from turning a text into a number or a date: ="007"."""


@dataclass(frozen=True)
class TextFile:
    """A text file whose letters and separator are known. Its rows may be gone through again and again; none is kept."""

    content: bytes
    encoding: str
    separator: str
    first_row: int = 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """The number of each row and its fields; raises UnreadableFile where quotes cannot be relied on."""
        lines = _lines(self.content, self.encoding)
        for _ in range(1, self.first_row):
            next(lines, None)
        try:
            checked = self._checked(lines) if self._may_have_long_lines() else lines
            rows: Iterator[tuple[int, list[str]]] = enumerate(
                csv.reader(checked, delimiter=self.separator, strict=True), self.first_row
            )
            if CONSTANT_BEGINS in self.content:
                rows = ((row, list(map(without_formula, fields))) for row, fields in rows)
            yield from rows
        except csv.Error as damage:
            why = QUOTES if any(words in str(damage) for words in QUOTES_SAID) else str(damage)
            raise refusal("E_CSV", f"cannot be read as csv: {why}", SAVE_AGAIN) from damage

    def _may_have_long_lines(self) -> bool:
        """No where a line end is found in every stretch as long as the longest line; letters have at least a byte."""
        if self.encoding not in ONE_BYTE_LINE_ENDS:
            return True
        place = 0
        while place + LONGEST_LINE < len(self.content):
            end = self.content.rfind(b"\n", place, place + LONGEST_LINE)
            if end < 0:
                return True
            place = end + 1
        return False

    def _checked(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if len(line) > LONGEST_LINE and line.count(self.separator) > MOST_FIELDS_OF_ROW:
                raise too_many_cells(f"{MOST_FIELDS_OF_ROW:,} cells in one row")
            yield line


class Widths:
    """Tells rows that have more fields than there are headings: an unquoted comma moves every figure after it."""

    def __init__(self) -> None:
        self._width = 0
        self._too_long: list[tuple[int, int]] = []

    def is_too_long(self, row: int, fields: list[str], filled: int) -> bool:
        """Whether a row is; the first with enough filled fields is that of the headings. To be told of every row."""
        if not self._width and filled >= FEWEST_HEADINGS:
            self._width = len(fields)
        if not self._width or not any(f.strip() for f in fields[self._width :]):
            return False
        self._too_long.append((row, len(fields)))
        return True

    def allow(self, fields: int) -> bool:
        """Whether a row of so many fields cannot be too long."""
        return fields <= self._width

    def check(self) -> None:
        """Raises UnreadableFile, with the rows that are too long, if there are any."""
        if not self._too_long:
            return
        row, fields = self._too_long[0]
        others = ", ".join(str(r) for r, _ in self._too_long[1:MOST_ROWS_NAMED])
        more = f" and {len(self._too_long) - MOST_ROWS_NAMED} more" if len(self._too_long) > MOST_ROWS_NAMED else ""
        too = f"; rows {others}{more} have too many too" if others else ""
        trouble = reject(
            "E_ROW_LENGTH",
            f"the row has {fields} fields and there are {self._width} headings{too}.",
            "Put text that holds commas in double quotes, or save it as an Excel workbook.",
        )
        raise UnreadableFile(trouble.at("", f"{row}:{row}"))


def open_text(content: bytes) -> TextFile:
    """Finds out how a text file is written; raises UnreadableFile where its letters cannot be read."""
    encoding = _encoding(content)
    lines = [line.rstrip("\r\n") for line in islice(_lines(content, encoding), LINES_LOOKED_AT)]
    named = SEPARATOR_LINE.fullmatch(lines[0].strip(" ")) if lines else None
    if named:
        return TextFile(content, encoding, named[1], 2)
    return TextFile(content, encoding, _separator(lines))


def without_formula(text: str) -> str:
    """The text of a formula that is nothing but a text; any other as it is."""
    constant = CONSTANT.fullmatch(text) if text.startswith('="') else None
    return constant[1] if constant else text


def too_many_cells(most: str) -> UnreadableFile:
    """The refusal of a text file that holds more than it may."""
    return refusal("E_TOO_MANY_CELLS", f"holds more than {most}", SEND_LESS)


def sheet_of(rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """Rows of text as one sheet without a name."""
    sheet = Sheet("")
    for row, fields in rows:
        for column, value in enumerate(fields, 1):
            if value.strip():
                sheet.cells[row, column] = Cell("", row, column, value, from_text_file=True)
    return sheet


def read_csv(content: bytes) -> Sheet:
    """All rows of a text file as one sheet; raises UnreadableFile."""
    widths = Widths()

    def measured() -> Iterator[tuple[int, list[str]]]:
        cells = 0
        for row, fields in open_text(content):
            filled = sum(1 for f in fields if f.strip())
            widths.is_too_long(row, fields, filled)
            cells += filled
            if cells > MOST_CELLS_OF_TEXT:
                raise too_many_cells(f"{MOST_CELLS_OF_TEXT:,} cells")
            yield row, fields

    sheet = sheet_of(measured())
    widths.check()
    return sheet


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(content), encoding, newline="")


def _separator(lines: list[str]) -> str:
    """The one that parts some line into the most headings, or else the most fields; of those alike the more usual."""

    def fields(separator: str) -> tuple[int, int]:
        parted = [[part.strip(' "') for part in line[:LONGEST_LINE].split(separator)] for line in lines]
        headed = max((sum(map(_is_heading, parts)) for parts in parted), default=0)
        return (headed if headed > 1 else 0, max(map(len, parted), default=0))

    return max(SEPARATORS, key=fields)


def _is_heading(text: str) -> bool:
    if len(text) > LONGEST_HEADING:
        return False
    cell = Cell("", 1, 1, text)
    return field_of(cell) is not None or period_of(cell) is not None


def _encoding(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]:
        try:
            beginning, has_nul = _looked_through(content, encoding)
        except UnicodeDecodeError:
            continue
        if beginning.count("\x00") * 4 > len(beginning):
            break  # two bytes a letter, without the mark that says in which order
        if has_nul:
            raise refusal(
                "E_CONTROL_CHARACTER", "holds bytes that no text has, as a file does that was cut short", SAVE_AGAIN
            )
        return encoding
    raise refusal("E_ENCODING", "is written in letters that cannot be read", SAVE_AS_UTF8)


def _looked_through(content: bytes, encoding: str) -> tuple[str, bool]:
    """The first letters, and whether there is a NUL. Decoded in pieces, for the whole may be four times as long."""
    decoder = codecs.getincrementaldecoder(encoding)()
    beginning, has_nul = "", False
    for place in range(0, len(content), CHUNK_BYTES):
        text = decoder.decode(content[place : place + CHUNK_BYTES], place + CHUNK_BYTES >= len(content))
        beginning = beginning or text[:400]
        has_nul = has_nul or "\x00" in text
    return beginning, has_nul
