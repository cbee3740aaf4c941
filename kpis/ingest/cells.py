"""Raw cells that remember their sheet and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property

CellContent = str | int | float | bool | date | datetime | time | None


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


LITERALS = re.compile(r'"[^"]*"|\\.')
"""What a number format prints as it stands."""
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
ESCAPED = re.compile(r"_x00(?:0[0-9A-F]|1[0-9A-F]|7F)_", re.IGNORECASE)
"""How a workbook spells a character that no XML may hold: _x000D_ is the end of a line."""


def clean_text(text: str) -> str:
    """Text without what nobody sees: any spaces and line breaks become one space; marks without width are left out."""
    if "_x" in text:
        text = ESCAPED.sub(" ", text)
    if not text.isascii():
        text = UNSEEN.sub("", text)
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds, how it is formatted, and where it is."""

    sheet: str
    row: int
    column: int
    content: CellContent
    number_format: str = "General"
    from_text_file: bool = False
    is_formula_without_value: bool = False
    stands_at: str = ""
    merged_over: str = ""
    """The range of which it is one place but not the first: G5:G7."""
    from_1904: bool = False
    """Its days are counted from 1904, as old workbooks from Macintosh computers do."""
    _text: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def address(self) -> str:
        """Where the cell is on its sheet, even where its table is read with rows and columns exchanged."""
        return self.stands_at or f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What a person would read in the cell, roughly: used for names, headings and messages. Worked out once."""
        if self._text is None:
            object.__setattr__(self, "_text", self._as_text())
        return self._text or ""

    def _as_text(self) -> str:
        match self.content:
            case None:
                return ""
            case bool():
                return "TRUE" if self.content else "FALSE"
            case datetime() | date() | time():
                return self.content.isoformat()
            case int() | float():
                return f"{self.content:.15g}"
            case str():
                return clean_text(self.content)

    @property
    def is_blank(self) -> bool:
        return self.text == ""

    @property
    def is_percent(self) -> bool:
        """Whether Excel shows the number as a percentage: 0.567 as 56.7%."""
        scales = "%" in LITERALS.sub("", self.number_format)  # 0.0"%" only prints the sign
        return scales and not isinstance(self.content, (str, bool, datetime, date))


@dataclass
class Sheet:
    """One sheet's cells by row and column; merged cells all hold what their first cell holds."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    visibility: str = "visible"
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    commented: tuple[str, ...] = ()
    struck_out: tuple[tuple[int, int], ...] = ()
    unseen: tuple[tuple[int, int], ...] = ()
    """Cells whose text cannot be seen, whatever it says."""
    coloured: frozenset[tuple[int, int]] = frozenset()
    saved_on: date | None = None
    is_turned: bool = False

    def cell(self, row: int, column: int) -> Cell:
        found = self.cells.get((row, column))
        if found is not None:
            return found
        place = f"{column_letters(row)}{column}" if self.is_turned else ""
        return Cell(self.name, row, column, None, stands_at=place)

    def turned(self) -> Sheet:
        """The same cells with rows and columns exchanged; each still knows where it really stands."""
        cells = {
            (c.column, c.row): replace(c, row=c.column, column=c.row, stands_at=c.address) for c in self.cells.values()
        }
        return Sheet(self.name, cells, self.visibility, saved_on=self.saved_on, is_turned=True)

    @cached_property
    def rows(self) -> dict[int, list[Cell]]:
        """The rows that hold something, in order, each with its filled cells from left to right."""
        rows: dict[int, list[Cell]] = {}
        cells = self.cells
        for place in sorted(cells):
            if not cells[place].is_blank:
                rows.setdefault(place[0], []).append(cells[place])
        return rows

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        return iter(self.rows.items())
