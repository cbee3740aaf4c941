"""The figures of plain rows: read as the careful reader reads them, column by column and each different text once.

What the careful reader would say anything about is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import getitem, itemgetter
from typing import Any, NamedTuple

from kpis.ingest.cells import Cell, clean_text, column_letters
from kpis.ingest.headings import Field
from kpis.ingest.percent_fraction import check_fraction
from kpis.ingest.period_text import for_academic_year
from kpis.ingest.plain_rows import PartedRows
from kpis.ingest.reader import Reader
from kpis.ingest.value_text import parse_value
from kpis.model.by_columns import ByColumns
from kpis.model.catalogue import Sign
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import CellValue, Marker, Observation
from kpis.model.periods import Period

PLAIN_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
"""A number that every unit reads alike, but for a count that is not whole."""
ODD = -1.0
"""In place of a count that is to be read with care: no count is below nought."""


@dataclass(frozen=True)
class PlainFigures:
    """The observations of plain rows and the row of each; and the places, among the plain rows, of figures to be read
    with care.
    """

    rows: list[int]
    observations: ByColumns[Observation]
    odd: list[int]


def read_plain_figures(parted: PartedRows, indicators: Sequence[Indicator | None], reader: Reader) -> PlainFigures:
    """`indicators` has that of each kind of rows, None for a kind that is not read.

    Only where there may be more to a figure than a plain number is it looked at by itself.
    """
    places, rows, kinds, periods, texts, aboves, belows = _rows_read(parted, indicators)
    units = {unit: _Values(unit, reader.signs) for unit in {i.unit for i in indicators if i}}
    bases = {basis: _periods(parted.named, i, reader) for basis, i in {i.basis: i for i in indicators if i}.items()}
    counts = _Counts(reader.signs)
    figures = list(map(getitem, _of_each(kinds, [units[i.unit] if i else None for i in indicators]), texts))
    periods = list(map(getitem, _of_each(kinds, [bases[i.basis] if i else None for i in indicators]), periods))
    aboves, belows = (list(map(counts.__getitem__, column)) for column in (aboves, belows))
    values, markers, of_above, of_below, notes, written, is_plain = (
        list(map(itemgetter(n), figures)) for n in range(len(UNREAD))
    )
    numerators = [own if count is None else count for count, own in zip(aboves, of_above, strict=True)]
    denominators = [own if count is None else count for count, own in zip(belows, of_below, strict=True)]
    have_counts = ([a is None or a >= 0 for a in aboves], [b is None or b > 0 for b in belows])
    odd = set()
    for n in _not_all(is_plain, periods, *have_counts):
        said = CellValue(values[n], markers[n], numerators[n], denominators[n])
        is_unread = figures[n] is UNREAD or periods[n] is None or ODD in (aboves[n], belows[n])
        if is_unread or _is_odd(texts[n], said, indicators[kinds[n]]):
            odd.add(n)
        elif said.marker is Marker.SUPPRESSED:
            denominators[n] = None
    codes = list(_of_each(kinds, [i.code if i else "" for i in indicators]))
    letters = column_letters(parted.columns[Field.VALUE])
    cells = [f"{letters}{row}" for row in rows]
    sheets = [""] * len(rows)
    read = [rows, codes, periods, values, markers, numerators, denominators, notes, written, sheets, cells]
    if odd:
        is_read = [n not in odd for n in range(len(rows))]
        read = [list(compress(column, is_read)) for column in read]
    rows, *fields_read = read
    return PlainFigures(rows, ByColumns(Observation, fields_read), [places[n] for n in sorted(odd)])


def _rows_read(parted: PartedRows, indicators: Sequence[Indicator | None]) -> list[Any]:
    """The places, the rows, and what stands in them, of those rows that are read."""
    columns = [
        range(len(parted.rows)), parted.rows, parted.kind, parted.periods, parted.values, parted.numerators,
        parted.denominators,
    ]  # fmt: skip
    if None not in indicators:
        return columns
    is_read = [indicators[kind] is not None for kind in parted.kind]
    return [list(compress(column, is_read)) for column in columns]


def _of_each(kinds: Iterable[int], of_kinds: Sequence[Any]) -> Iterable[Any]:
    return map(of_kinds.__getitem__, kinds)


def _not_all(*columns: Sequence[object]) -> Iterable[int]:
    """The places in which some column has nothing, or no."""
    doubted = [column for column in columns if not all(column)]
    return sorted({place for column in doubted for place, is_so in enumerate(column) if not is_so})


class _Figure(NamedTuple):
    """What a text says in one unit. `is_plain` is a number that needs no rule of its own."""

    value: float | None = None
    marker: Marker | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    as_written: str = ""
    is_plain: bool = False


UNREAD = _Figure()
"""In place of a figure that is to be read with care."""


class _Values(dict[str, _Figure]):
    """Each text to the figure that it plainly is in one unit; UNREAD for one to be read with care."""

    def __init__(self, unit: Unit, signs: Mapping[str, Sign]) -> None:
        super().__init__()
        self._unit, self._signs = unit, dict(signs)

    def __missing__(self, text: str) -> _Figure:
        figure = self[text] = self._figure(text)
        return figure

    def _figure(self, text: str) -> _Figure:
        if PLAIN_NUMBER.fullmatch(text) and text not in self._signs:
            number = float(text)
            is_whole = self._unit is not Unit.COUNT or number.is_integer()
            is_plain = number == 0 or number > 1
            return _Figure(number, as_written=text, is_plain=is_plain) if is_whole else UNREAD
        said, trouble = parse_value(_cell(text), self._unit, self._signs)
        is_fraction = said is not None and said.denominator is not None and self._unit is Unit.COUNT
        if said is None or trouble is not None or is_fraction:
            return UNREAD
        return _Figure(said.value, said.marker, said.numerator, said.denominator, said.note, clean_text(text))


class _Counts(dict[str, "float | None"]):
    """Each text to the number of children that it plainly is, None for a blank; ODD for one to be read with care."""

    def __init__(self, signs: Mapping[str, Sign]) -> None:
        super().__init__()
        self._signs = dict(signs)

    def __missing__(self, text: str) -> float | None:
        said, trouble = parse_value(_cell(text), Unit.COUNT, self._signs)
        is_sign = said is not None and said.value is None
        count = self[text] = ODD if trouble is not None or is_sign else None if said is None else said.value
        return count


def _cell(text: str) -> Cell:
    return Cell("", 1, 1, text, from_text_file=True)


def _periods(named: Sequence[Period], indicator: Indicator, reader: Reader) -> list[Period | None]:
    """For each period the one that it is for indicators of one basis; None where that cannot be."""
    is_academic = indicator.basis is Basis.ACADEMIC_YEAR
    meant = [for_academic_year(period) if is_academic else period for period in named]
    return [None if reader.wrong_period(indicator, period, True) else period for period in meant]


def _is_odd(text: str, said: CellValue, indicator: Indicator | None) -> bool:
    """Whether a figure has no cases, may be meant as a fraction of 1, or is withheld and given away."""
    if said.marker is not None:
        return said.marker is Marker.SUPPRESSED and said.numerator is not None
    if indicator is not None and said.value is not None and 0 < said.value <= 1:
        return said.denominator == 0 or check_fraction(said, _cell(text), indicator)[1] is not None
    return said.denominator == 0
