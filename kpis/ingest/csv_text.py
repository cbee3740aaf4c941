"""Text files as spreadsheets and case systems write them: their encoding, their separator, and their rows.

Read are UTF-8 and UTF-16 with their mark, UTF-8 without, and Windows-1252; commas, semicolons, tabs and upright
strokes; a first line such as "sep=;"; and line ends of any system.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.headings import field_of, period_of
from kpis.ingest.refusal import SAVE_AGAIN, SAVE_AS_UTF8, refusal
from kpis.ingest.trouble import reject
from kpis.model.errors import UnreadableFile

SEPARATORS = ",;\t|"
LINES_LOOKED_AT = 20
FEWEST_HEADINGS = 3
"""A line with fewer filled fields may be a title, and says nothing of how wide the table is."""
LINE_END = re.compile(r"\r\n|\r|\n")
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
MOST_ROWS_NAMED = 5
QUOTES = "a double quote is opened and not closed, or has text after it"


def read_csv(content: bytes) -> Sheet:
    """The rows of a text file as one sheet without a name."""
    text = _decoded(content)
    lines = LINE_END.split(text, LINES_LOOKED_AT)
    named = SEPARATOR_LINE.fullmatch(lines[0].strip(" ")) if lines else None
    offset = 1
    if named:
        text, offset = text[LINE_END.search(text).end() :] if len(lines) > 1 else "", 2  # type: ignore[union-attr]
    separator = named[1] if named else _separator(lines[:LINES_LOOKED_AT])
    sheet = Sheet("")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for row, fields in enumerate(_as_wide_as_headed(rows, offset), offset):
            for column, value in enumerate(fields, 1):
                if value.strip():
                    sheet.cells[row, column] = Cell("", row, column, value, from_text_file=True)
    except csv.Error as damage:
        why = (
            QUOTES
            if any(words in str(damage) for words in ("end of data", "expected after", "field limit"))
            else str(damage)
        )
        raise refusal("E_CSV", f"cannot be read as csv: {why}", SAVE_AGAIN) from damage
    return sheet


def _separator(lines: list[str]) -> str:
    """The one that parts some line into the most headings, or else the most fields; of those alike the more usual."""

    def fields(separator: str) -> tuple[int, int]:
        parted = [[part.strip(' "') for part in line.split(separator)] for line in lines]
        headed = max((sum(map(_is_heading, parts)) for parts in parted), default=0)
        return (headed if headed > 1 else 0, max(map(len, parted), default=0))

    return max(SEPARATORS, key=fields)


def _is_heading(text: str) -> bool:
    cell = Cell("", 1, 1, text)
    return field_of(cell) is not None or period_of(cell) is not None


def _as_wide_as_headed(rows: Iterator[list[str]], offset: int) -> Iterator[list[str]]:
    """The rows, once none is found to have more fields than the headings: an unquoted comma moves every figure."""
    width = 0
    too_long: list[tuple[int, int]] = []
    for row, fields in enumerate(rows, offset):
        filled = sum(1 for f in fields if f.strip())
        if not width and filled >= FEWEST_HEADINGS:
            width = len(fields)
        if width and any(f.strip() for f in fields[width:]):
            too_long.append((row, len(fields)))
        yield fields
    if too_long:
        raise _row_length(too_long, width)


def _row_length(too_long: list[tuple[int, int]], width: int) -> UnreadableFile:
    row, fields = too_long[0]
    others = ", ".join(str(r) for r, _ in too_long[1:MOST_ROWS_NAMED])
    more = f" and {len(too_long) - MOST_ROWS_NAMED} more" if len(too_long) > MOST_ROWS_NAMED else ""
    too = f"; rows {others}{more} have too many too" if others else ""
    trouble = reject(
        "E_ROW_LENGTH",
        f"the row has {fields} fields and there are {width} headings{too}.",
        "Put text that holds commas in double quotes, or save it as an Excel workbook.",
    )
    return UnreadableFile(trouble.at("", f"{row}:{row}"))


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
            raise refusal(
                "E_CONTROL_CHARACTER", "holds bytes that no text has, as a file does that was cut short", SAVE_AGAIN
            )
        return text
    raise refusal("E_ENCODING", "is written in letters that cannot be read", SAVE_AS_UTF8)
