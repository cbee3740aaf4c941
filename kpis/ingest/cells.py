"""Raw cells that remember their sheet and address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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


def clean_text(text: str) -> str:
    """Text without the blanks that nobody sees: no-break spaces, line breaks and runs of spaces become one space."""
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds, how it is formatted, and where it is."""

    sheet: str
    row: int
    column: int
    content: CellContent
    number_format: str = "General"
    from_text_file: bool = False
    is_formula_without_value: bool = False

    @property
    def address(self) -> str:
        return f"{column_letters(self.column)}{self.row}"

    @cached_property
    def text(self) -> str:
        """What a person would read in the cell, roughly: used for names, headings and messages."""
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
        return "%" in self.number_format and not isinstance(self.content, (str, bool, datetime, date))


@dataclass
class Sheet:
    """One sheet's cells by row and column; merged cells all hold what their first cell holds."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    visibility: str = "visible"
    hidden_rows: tuple[int, ...] = ()
    commented: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column)) or Cell(self.name, row, column, None)

    @cached_property
    def rows(self) -> dict[int, list[Cell]]:
        """The rows that hold something, in order, each with its filled cells from left to right."""
        rows: dict[int, list[Cell]] = {}
        for (row, _), cell in sorted(self.cells.items()):
            if not cell.is_blank:
                rows.setdefault(row, []).append(cell)
        return rows

    def __iter__(self) -> Iterator[tuple[int, list[Cell]]]:
        return iter(self.rows.items())
