"""The figures of plain rows: read as the careful reader reads them, each different text once.

What the careful reader would say anything about is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpis.ingest.cells import Cell, clean_text, column_letters
from kpis.ingest.headings import Field
from kpis.ingest.percent_fraction import check_fraction
from kpis.ingest.period_text import for_academic_year
from kpis.ingest.plain_rows import PartedRows
from kpis.ingest.reader import Reader
from kpis.ingest.value_text import parse_value
from kpis.model.catalogue import Sign
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import CellValue, Marker, Observation
from kpis.model.periods import Period

PLAIN_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
"""A number that every unit reads alike, but for a count that is not whole."""


@dataclass
class PlainFigures:
    """The observations of plain rows and the row of each; and the places, among the plain rows, of figures to be read
    with care.
    """

    rows: list[int] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)


def read_plain_figures(parted: PartedRows, indicators: Sequence[Indicator | None], reader: Reader) -> PlainFigures:
    """`indicators` has that of each kind of rows, None for a kind that is not read."""
    found = PlainFigures()
    add, note_row, is_odd = found.observations.append, found.rows.append, found.odd.append
    units = {unit: _Values(unit, reader.signs) for unit in {i.unit for i in indicators if i}}
    counts = _Counts(reader.signs)
    seen = set(parted.periods)
    bases = {basis: _periods(seen, i, reader) for basis, i in {i.basis: i for i in indicators if i}.items()}
    kinds = [None if i is None else (i.code, i, units[i.unit], bases[i.basis]) for i in indicators]
    letters = column_letters(parted.columns[Field.VALUE])
    columns = (parted.rows, parted.kind, parted.periods, parted.values, parted.numerators, parted.denominators)
    for place, (row, number, named, text, above, below) in enumerate(zip(*columns, strict=True)):
        kind = kinds[number]
        if kind is None:
            continue
        code, indicator, values, periods = kind
        period, figure = periods[named], values[text]
        numerator, denominator = counts[above], counts[below]
        if period is None or figure is None or ODD in (numerator, denominator):
            is_odd(place)
            continue
        value = figure.value
        numerator = figure.numerator if numerator is None else numerator
        denominator = figure.denominator if denominator is None else denominator
        if figure.marker is None:
            if denominator == 0 or (
                value is not None and 0 < value <= 1 and _is_asked(text, value, numerator, denominator, indicator)
            ):
                is_odd(place)
                continue
        elif figure.marker is Marker.SUPPRESSED:
            if numerator is not None:
                is_odd(place)
                continue
            denominator = None
        note_row(row)
        add(
            Observation(
                code,
                period,
                value,
                figure.marker,
                numerator,
                denominator,
                figure.note,
                figure.as_written,
                "",
                f"{letters}{row}",
            )
        )
    return found


ODD = -1.0
"""In place of a count that is to be read with care: no count is below nought."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a text says in one unit."""

    value: float | None
    marker: Marker | None
    numerator: float | None
    denominator: float | None
    note: str
    as_written: str


class _Values(dict[str, "_Figure | None"]):
    """Each text to the figure that it plainly is in one unit; None for one to be read with care."""

    def __init__(self, unit: Unit, signs: Mapping[str, Sign]) -> None:
        super().__init__()
        self._unit, self._signs = unit, dict(signs)

    def __missing__(self, text: str) -> _Figure | None:
        figure = self[text] = self._figure(text)
        return figure

    def _figure(self, text: str) -> _Figure | None:
        if PLAIN_NUMBER.fullmatch(text) and text not in self._signs:
            number = float(text)
            is_whole = self._unit is not Unit.COUNT or number.is_integer()
            return _Figure(number, None, None, None, "", text) if is_whole else None
        said, trouble = parse_value(_cell(text), self._unit, self._signs)
        is_fraction = said is not None and said.denominator is not None and self._unit is Unit.COUNT
        if said is None or trouble is not None or is_fraction:
            return None
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


def _periods(seen: set[Period], indicator: Indicator, reader: Reader) -> dict[Period, Period | None]:
    """Each period to the one that it is for indicators of one basis; None where that cannot be."""
    meant = {p: for_academic_year(p) if indicator.basis is Basis.ACADEMIC_YEAR else p for p in seen}
    return {p: None if reader.wrong_period(indicator, m, True) else m for p, m in meant.items()}


def _is_asked(
    text: str, value: float, numerator: float | None, denominator: float | None, indicator: Indicator
) -> bool:
    """Whether a small number may be meant as a fraction of 1."""
    said = CellValue(value, None, numerator, denominator)
    return check_fraction(said, _cell(text), indicator)[1] is not None
