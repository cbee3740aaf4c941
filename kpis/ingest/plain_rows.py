"""The rows of a long list in a text file, parted into plain ones and odd ones, so that many can be read soon.

A plain row has as many fields as there are headings, a period that needs no question, and words that mean nothing but
what they say. Of such rows only what is read is kept, in columns, and each different text is looked at once. All other
rows, and everything down to the first plain one, are odd: they are kept as they are, and read cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import compress, islice
from typing import Any, TypeVar

from kpis.ingest.cells import Cell, clean_text
from kpis.ingest.csv_text import TextFile, Widths, too_many_cells
from kpis.ingest.headings import ROWS_OF_NO_FIGURE, Field, field_of
from kpis.ingest.long_table import FEWEST_COLUMNS, columns_of, is_long, parts_of
from kpis.ingest.odd_sheets import MOST_COLUMNS, PERSONAL_HEADINGS, is_odd_text, may_head_people
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT, MOST_ROWS_OF_TEXT
from kpis.ingest.period_cells import period_in_cell
from kpis.ingest.rows_left_out import is_total
from kpis.model.periods import Period

KIND_FIELDS = (Field.SECTION, Field.REF, Field.INDICATOR, Field.UNIT, Field.TARGET)
MOST_KINDS = 20_000
MOST_WORDS_KNOWN = 20_000
ROWS_AT_ONCE = 256
SHORT = 60
"""A longer text in one line without double blanks is no heading."""
Row = tuple[int, list[str]]
Columns = list[Any]
"""Of some rows their numbers, kinds, periods, values, numerators and denominators: a list of each."""
NO_ROWS: Columns = [[], [], [], [], [], []]
Key = TypeVar("Key")
Found = TypeVar("Found")


@dataclass
class PartedRows:
    """The rows of a text file. The lists from `rows` on have one entry for each plain row, in order.

    A kind is what a row says in the columns of KIND_FIELDS. Of its kind and its period a row has the place in `kinds`
    and in `named`, where each different one stands once.
    """

    odd: dict[int, list[str]] = field(default_factory=dict)
    header_row: int = 0
    columns: dict[Field, int] = field(default_factory=dict)
    kinds: list[dict[Field, str]] = field(default_factory=list)
    named: list[Period] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    periods: list[int] = field(default_factory=list)
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


class _Known(dict[Key, Found]):
    """What was found of each text so far. What finds it says whether it is kept."""

    def __init__(self, find: Callable[[Key], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Found:
        return self._find(key)


@dataclass(frozen=True)
class _Places:
    """Where in a row stands what is read. A column that there is not has its place after the last."""

    named: tuple[Field, ...] = ()
    kind: tuple[int, ...] = ()
    period: int = 0
    figures: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    @classmethod
    def of(cls, columns: dict[Field, int], width: int) -> _Places:
        named = tuple(f for f in KIND_FIELDS if f in columns)
        kind = tuple(columns[f] - 1 for f in named)
        period = columns[Field.PERIOD] - 1
        figures = tuple(columns.get(f, width + 1) - 1 for f in (Field.VALUE, Field.NUMERATOR, Field.DENOMINATOR))
        read = {period, *kind, *figures}
        return cls(named, kind, period, figures, tuple(place for place in range(width) if place not in read))


class _Parting:
    def __init__(self) -> None:
        self.parted = PartedRows()
        self.widths = Widths()
        self._cells = self._width = 0
        self._unheaded: list[int] = []
        self._is_headed = False
        self._at = _Places()
        self._periods = _Known[str, int](self._period)
        self._named: dict[Period, int] = {}
        self._kinds = _Known[tuple[str, ...], int](self._kind)
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
        self._at = _Places.of(columns, len(fields))
        self._unheaded = [place for place, text in enumerate(fields) if not text.strip()]
        return True

    def go_on(self, rows: Iterator[Row]) -> None:
        """Parts all rows under the headings, many at once."""
        parted = self.parted
        columns: Columns = [
            parted.rows, parted.kind, parted.periods, parted.values, parted.numerators, parted.denominators
        ]  # fmt: skip
        at_once = 1
        while some := list(islice(rows, at_once)):
            plain = self._plain_of(some)
            if at_once == 1:  # the first plain row is looked at as the odd ones are, and so are all before it
                at_once, plain = (ROWS_AT_ONCE if plain[0] else 1), NO_ROWS
            if len(plain[0]) < len(some):
                is_plain = set(plain[0])
                for row, fields in some:
                    if row not in is_plain:
                        self.keep(row, fields)
            for column, more in zip(columns, plain, strict=True):
                column.extend(more)
            if len(parted.rows) > MOST_ROWS_OF_TEXT:
                raise too_many_cells(f"{MOST_ROWS_OF_TEXT:,} rows of figures")

    def _plain_of(self, some: list[Row]) -> Columns:
        """What is read of those rows that are plain, by columns: each column is looked at as a whole first."""
        width, words = self._width, self._words
        rows, lists = [row for row, _ in some], [fields for _, fields in some]
        if set(map(len, lists)) != {width}:
            rows = [row for row, fields in some if len(fields) <= width]
            lists = [[*fields, *[""] * (width - len(fields))] for fields in lists if len(fields) <= width]
        if not rows:
            return NO_ROWS
        columns = [*zip(*lists, strict=True), ("",) * len(rows)]
        periods = list(map(self._periods.__getitem__, columns[self._at.period]))
        figures = [columns[place] for place in self._at.figures]
        kinds = list(zip(*[columns[place] for place in self._at.kind], strict=True))
        is_plain: list[list[bool]] = []
        if min(periods) < 0:
            is_plain.append([period >= 0 for period in periods])
        if is_odd_text("".join(map("".join, figures))):
            is_plain.append([not any(map(is_odd_text, texts)) for texts in zip(*figures, strict=True)])
        for column in [columns[place] for place in self._unheaded]:
            if any(column):
                is_plain.append([not text for text in column])
        for column in [columns[place] for place in self._at.others]:
            if not words.issuperset(column):
                is_plain.append([text in words or self._is_plain(text) for text in column])
        rows, kinds, *read = _only([rows, kinds, periods, *figures], is_plain)
        numbers = list(map(self._kinds.__getitem__, kinds))  # no kind is made of a row that is odd
        is_known = [] if min(numbers, default=0) >= 0 else [[number >= 0 for number in numbers]]
        return _only([rows, numbers, *read], is_known)

    def _period(self, text: str) -> int:
        """The place of the period that a text plainly names; -1 for one that must be looked at."""
        period, trouble = period_in_cell(Cell("", 1, 1, text, from_text_file=True))
        place = -1
        if period is not None and trouble is None and not is_odd_text(text):
            place = self._named.setdefault(period, len(self._named))
            if place == len(self.parted.named):
                self.parted.named.append(period)
        if len(self._periods) < MOST_WORDS_KNOWN:
            self._periods[text] = place
        return place

    def _kind(self, key: tuple[str, ...]) -> int:
        """The number of a new kind of rows; -1 for one that must be looked at."""
        texts = dict(zip(self._at.named, key, strict=True))
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
        is_plain = _is_plain_words(text) and ROWS_OF_NO_FIGURE.fullmatch(clean_text(text)) is None
        if is_plain and len(text) <= SHORT and len(self._words) < MOST_WORDS_KNOWN:
            self._words.add(text)
        return is_plain


def _only(columns: Columns, is_kept: list[list[bool]]) -> Columns:
    """The columns of those rows for which every list says so."""
    kept = list(map(all, zip(*is_kept, strict=True)))
    return [list(compress(column, kept)) for column in columns] if not all(kept) else columns


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
    return len(texts) > 1 and any(len(text) <= SHORT and may_head_people(text) for text in texts)
