"""A long list in a text file: its plain rows by columns, and all others as any table is read, with the same answer."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from operator import itemgetter

from kpis.ingest.cells import Cell, clean_text
from kpis.ingest.csv_text import TextFile, sheet_of, too_many_cells
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.headings import Field
from kpis.ingest.long_table import find_long_table
from kpis.ingest.matching import Matcher, RowLabel
from kpis.ingest.odd_sheets import TOO_MANY_COLUMNS, check_sheets
from kpis.ingest.part_text import MOST_CELLS_OF_TEXT
from kpis.ingest.plain_figures import read_plain_figures
from kpis.ingest.plain_rows import PartedRows, heads_anew, names_people
from kpis.ingest.reader import Reader, Reading
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.periods import Period

Step = tuple[int, int, Callable[[], object]]
"""The row, which of its steps it is, and what is done."""


def read_list(text: TextFile, parted: PartedRows, catalogue: Catalogue, today: date) -> Reading | None:
    """The reading of a text file that was parted; None where its plain rows cannot be read apart from the others.

    Raises UnreadableFile where too many figures must be read with care.
    """
    if not parted.rows or any(map(names_people, parted.odd.values())):
        return None
    if any(heads_anew(f, parted.columns) for row, f in parted.odd.items() if row > parted.header_row):
        return None
    sheet = sheet_of(parted.odd.items())
    odd = tuple(check_sheets([sheet]))
    table = find_long_table(sheet, Matcher(catalogue, {}).knows_name)
    if table is None or any(p.code == TOO_MANY_COLUMNS for p in odd):
        return None
    reading = _List(text, parted, table, catalogue, today).read()
    return replace(reading, problems=(*odd, *reading.problems))


class _List:
    """One list, read."""

    def __init__(
        self, text: TextFile, parted: PartedRows, table: FoundTable, catalogue: Catalogue, today: date
    ) -> None:
        self._text, self._parted, self._table = text, parted, table
        self._labels = [
            RowLabel(*(clean_text(kind.get(f, "")) for f in (Field.INDICATOR, Field.REF, Field.SECTION)))
            for kind in parted.kinds
        ]
        self._first = dict(zip(reversed(parted.kind), reversed(parted.rows), strict=True))
        self._rows_of = Counter(parted.kind)
        self._reader = Reader(catalogue, self._all_labels(), today)

    def _all_labels(self) -> Counter[RowLabel]:
        """The labels of all rows, plain and odd, in the order in which they first stand."""
        odd = [(found.at.row, found.label, 1) for found in self._table.rows]
        plain = [(row, self._labels[kind], self._rows_of[kind]) for kind, row in self._first.items()]
        labels: Counter[RowLabel] = Counter()
        for _, label, rows in sorted([*odd, *plain], key=itemgetter(0)):
            labels[label] += rows
        return labels

    def read(self) -> Reading:
        """Everything that the careful reader must see, in the order of the rows, beside the figures of plain rows."""
        reader, read = self._reader, self._reader.observations
        indicators = [reader.matcher.match(label)[0] for label in self._labels]
        plain = read_plain_figures(self._parted, indicators, reader)
        reader.begin(self._table)
        rows: list[int] = []
        for row, _, step in sorted(self._steps(indicators, plain.odd), key=itemgetter(0, 1)):
            step()
            rows += [row] * (len(read) - len(rows))
        places = [bisect_left(plain.rows, row) for row in rows]
        return reader.finish([self._table], plain.observations.with_others(places, read))

    def _steps(self, indicators: list[Indicator | None], odd: list[int]) -> Iterator[Step]:
        """The odd rows; the first row of each kind, for all of its kind; and the figures that are not plain."""
        reader, parted = self._reader, self._parted
        for found in self._table.rows:
            yield found.at.row, 0, partial(reader.read_row, "", found)
        for kind, row in self._first.items():
            found = self._row(row, parted.kinds[kind], self._labels[kind])
            yield row, 0, partial(reader.read_label, "", found, self._rows_of[kind])
        for place, texts in self._texts_of(odd):
            indicator, row, kind = indicators[parted.kind[place]], parted.rows[place], parted.kind[place]
            if indicator is not None:
                (figure,) = self._row(row, texts, self._labels[kind], parted.named[parted.periods[place]]).figures
                yield row, 1, partial(reader.read_figure, indicator, figure, True)

    def _texts_of(self, odd: list[int]) -> Iterator[tuple[int, dict[Field, str]]]:
        """What stands in the columns of some plain rows that turned out not to be."""
        parted = self._parted
        if len(odd) * len(parted.columns) > MOST_CELLS_OF_TEXT:
            raise too_many_cells(f"{MOST_CELLS_OF_TEXT // len(parted.columns):,} figures that are no plain numbers")
        for place in odd:
            texts = {Field.VALUE: parted.values[place]}
            counts = {Field.NUMERATOR: parted.numerators[place], Field.DENOMINATOR: parted.denominators[place]}
            yield place, texts | {f: text for f, text in counts.items() if f in parted.columns}

    def _row(self, row: int, texts: dict[Field, str], label: RowLabel, period: Period | None = None) -> FoundRow:
        """A row as the careful reader wants it, with what is known of it."""

        def cell(named: Field) -> Cell | None:
            return self._cell(row, named, texts[named]) if named in texts else None

        value = self._cell(row, Field.VALUE, texts.get(Field.VALUE, ""))
        counts = (cell(Field.NUMERATOR), cell(Field.DENOMINATOR))
        figure = FoundFigure(
            value, period, "", *counts, unit=cell(Field.UNIT), period_at=self._cell(row, Field.PERIOD, "")
        )
        at = cell(Field.INDICATOR) or cell(Field.REF) or value
        target, ref, section = (cell(f) for f in (Field.TARGET, Field.REF, Field.SECTION))
        return FoundRow(label, at, (figure,), target, ref, section, a_blank_is_missing=True)

    def _cell(self, row: int, named: Field, text: str) -> Cell:
        column = self._parted.columns[named]
        is_filled = bool(text.strip())
        return Cell("", row, column, text if is_filled else None, from_text_file=is_filled)
