"""The rows of a long list in a text file, parted into plain ones and odd ones, so that many can be read soon.

A plain row has as many fields as there are headings, a period that needs no question, and words that mean nothing but
what they say. Of such rows only what is read is kept, in columns, and each different text is looked at once. All other
rows, and everything down to the first plain one, are odd: they are kept as they are, and read cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from kpis.ingest.cells import Cell, clean_text
from kpis.ingest.csv_text import TextFile, Widths, too_many_cells
from kpis.ingest.headings import Field, field_of
from kpis.ingest.long_table import FEWEST_COLUMNS, columns_of, is_long, parts_of
from kpis.ingest.odd_sheets import MOST_COLUMNS, PERSONAL_HEADINGS, is_odd_text
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT, MOST_ROWS_OF_TEXT
from kpis.ingest.period_cells import period_in_cell
from kpis.ingest.rows_left_out import is_total
from kpis.model.periods import Period

KIND_FIELDS = (Field.SECTION, Field.REF, Field.INDICATOR, Field.UNIT, Field.TARGET)
MOST_KINDS = 20_000
MOST_WORDS_KNOWN = 20_000
SHORT = 60
"""A longer text in one line without double blanks is no heading."""


@dataclass
class PartedRows:
    """The rows of a text file. The lists from `rows` on have one entry for each plain row, in order.

    A kind is what a row says in the columns of KIND_FIELDS.
    """

    odd: dict[int, list[str]] = field(default_factory=dict)
    header_row: int = 0
    columns: dict[Field, int] = field(default_factory=dict)
    kinds: list[dict[Field, str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    numerators: list[str] = field(default_factory=list)
    denominators: list[str] = field(default_factory=list)


def part_rows(text: TextFile) -> PartedRows:
    """Raises UnreadableFile for rows that have more fields than headings, and for too many odd ones."""
    parting = _Parting()
    rows = iter(text)
    for row, fields in rows:
        if parting.keep(row, fields) and parting.begins_at(row, fields):
            parting.go_on(rows)
    parting.widths.check()
    return parting.parted


def all_rows(text: TextFile) -> Iterator[tuple[int, list[str]]]:
    """Every row as an odd one; raises UnreadableFile for too many."""
    parting = _Parting()
    for row, fields in text:
        if parting.keep(row, fields):
            yield row, fields


class _Parting:
    def __init__(self) -> None:
        self.parted = PartedRows()
        self.widths = Widths()
        self._cells = self._width = 0
        self._unheaded: list[int] = []
        self._is_headed = False
        self._periods: dict[str, Period | None] = {}
        self._kinds: dict[tuple[str, ...], int] = {}
        self._words = {""}

    def keep(self, row: int, fields: list[str]) -> bool:
        """Keeps a row as an odd one, unless it is blank or the file is refused for it; whether it was kept."""
        filled = sum(1 for f in fields if f.strip())
        if self.widths.is_too_long(row, fields, filled) or not filled:
            return False
        self._cells += filled
        if self._cells > MOST_CELLS_OF_TEXT:
            raise too_many_cells(f"{MOST_CELLS_OF_TEXT:,} cells that are no plain list of figures")
        self.parted.odd[row] = fields
        return True

    def begins_at(self, row: int, fields: list[str]) -> bool:
        """Whether a row holds the headings of a list that has plain rows."""
        if self._is_headed or len(fields) < FEWEST_COLUMNS:
            return False
        cells = [Cell("", row, column, text) for column, text in enumerate(fields, 1) if text.strip()]
        columns = columns_of(cells, field_of)
        if not is_long(columns):
            return False
        self._is_headed = True  # where these are no good the file has no plain rows: later headings only go on
        if len(fields) > MOST_COLUMNS or not self.widths.allow(len(fields)) or len(parts_of(cells)) > 1:
            return False
        self.parted.header_row, self.parted.columns, self._width = row, columns, len(fields)
        self._unheaded = [place for place, text in enumerate(fields) if not text.strip()]
        return True

    def go_on(self, rows: Iterator[tuple[int, list[str]]]) -> None:
        """Parts all rows under the headings."""
        parted, width, periods, kinds, words = self.parted, self._width, self._periods, self._kinds, self._words
        named = [f for f in KIND_FIELDS if f in parted.columns]
        kind_of = _picker([parted.columns[f] - 1 for f in named])
        period_at, value_at = (parted.columns[f] - 1 for f in (Field.PERIOD, Field.VALUE))
        counts = [parted.columns.get(f, width + 1) - 1 for f in (Field.NUMERATOR, Field.DENOMINATOR)]
        read = {period_at, value_at, *counts, *(parted.columns[f] - 1 for f in named)}
        other_of = _picker([place for place in range(width) if place not in read])
        above, below = counts
        is_first, lacks_a_column = True, width in counts
        note_row, note_kind, note_period = parted.rows.append, parted.kind.append, parted.periods.append
        note_value, note_above, note_below = (
            parted.values.append,
            parted.numerators.append,
            parted.denominators.append,
        )
        unheaded = self._unheaded
        for row, fields in rows:
            if len(fields) > width or (unheaded and any(fields[place] for place in unheaded if place < len(fields))):
                self.keep(row, fields)
                continue
            padded = fields
            if lacks_a_column or len(fields) < width:
                padded = [*fields, *[""] * (width + 1 - len(fields))]
            text = padded[period_at]
            period = periods[text] if text in periods else self._period(text)
            if period is None or is_odd_text(padded[value_at] + padded[above] + padded[below]):
                self.keep(row, fields)
                continue
            others = other_of(padded)
            if not words.issuperset(others) and not all(map(self._is_plain, others)):
                self.keep(row, fields)
                continue
            key = kind_of(padded)
            kind = kinds.get(key)
            if kind is None:
                kind = self._kind(key, named)
            if kind < 0 or is_first:
                is_first = is_first and kind < 0
                self.keep(row, fields)
                continue
            if len(parted.rows) == MOST_ROWS_OF_TEXT:
                raise too_many_cells(f"{MOST_ROWS_OF_TEXT:,} rows of figures")
            note_row(row)
            note_kind(kind)
            note_period(period)
            note_value(padded[value_at])
            note_above(padded[above])
            note_below(padded[below])

    def _period(self, text: str) -> Period | None:
        """The period that a text plainly names; None for one that must be looked at."""
        period, trouble = period_in_cell(Cell("", 1, 1, text, from_text_file=True))
        plain = None if trouble is not None or is_odd_text(text) else period
        if len(self._periods) < MOST_WORDS_KNOWN:
            self._periods[text] = plain
        return plain

    def _kind(self, key: tuple[str, ...], named: list[Field]) -> int:
        """The number of a new kind of rows; -1 for one that must be looked at."""
        texts = dict(zip(named, key, strict=True))
        names = [clean_text(texts.get(f, "")) for f in (Field.INDICATOR, Field.REF)]
        is_plain = any(names) and not is_total(*names) and all(map(_is_plain_words, key))
        if not is_plain or len(self._kinds) >= MOST_KINDS:
            return -1
        self._kinds[key] = len(self.parted.kinds)
        self.parted.kinds.append(texts)
        return self._kinds[key]

    def _is_plain(self, text: str) -> bool:
        """Whether a text that is not read, such as a comment, is no more than that."""
        if len(text) > SHORT and not is_odd_text(text) and text.isascii() and "  " not in text:
            return True
        is_plain = _is_plain_words(text)
        if is_plain and len(text) <= SHORT and len(self._words) < MOST_WORDS_KNOWN:
            self._words.add(text)
        return is_plain


def _picker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Picks some fields of a row."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda fields: tuple(fields[place] for place in places)


def _is_plain_words(text: str) -> bool:
    """Whether a text is neither odd nor a heading that would make its row anything but a row of figures."""
    if is_odd_text(text):
        return False
    cell = Cell("", 1, 1, text)
    return field_of(cell) is not Field.PERIOD and PERSONAL_HEADINGS.fullmatch(cell.text) is None


def heads_anew(fields: list[str], columns: dict[Field, int]) -> bool:
    """Whether a row under the headings names the columns in another order."""
    if all(f.isascii() and "period" not in f.casefold() for f in fields):
        return False
    again = columns_of([Cell("", 1, n, text) for n, text in enumerate(fields, 1) if text.strip()], field_of)
    return is_long(again) and again != columns


def names_people(fields: list[str]) -> bool:
    """Whether a row of text may be that of the headings of a list of people."""
    texts = [text for f in fields if (text := clean_text(f))]
    return any(len(text) <= SHORT and PERSONAL_HEADINGS.fullmatch(text) for text in texts) and len(texts) > 1
