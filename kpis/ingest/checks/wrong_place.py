"""E_SECTION and E_UNIT: a row that names another section, or another unit, than its indicator has."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.ingest.found import FoundRow
from kpis.ingest.trouble import reject
from kpis.model.catalogue import plain_name
from kpis.model.indicators import Indicator, Unit
from kpis.model.problems import Problem

UNIT_WORDS = {
    "%": Unit.PERCENTAGE,
    "%age": Unit.PERCENTAGE,
    "pct": Unit.PERCENTAGE,
    "percent": Unit.PERCENTAGE,
    "per cent": Unit.PERCENTAGE,
    "percentage": Unit.PERCENTAGE,
    "count": Unit.COUNT,
    "number": Unit.COUNT,
    "no.": Unit.COUNT,
    "no": Unit.COUNT,
    "n": Unit.COUNT,
    "#": Unit.COUNT,
    "volume": Unit.COUNT,
    "rate": Unit.RATE_PER_10000,
    "rate per 10,000": Unit.RATE_PER_10000,
    "rate per 10000": Unit.RATE_PER_10000,
    "per 10,000": Unit.RATE_PER_10000,
    "per 10000": Unit.RATE_PER_10000,
    "per 10k": Unit.RATE_PER_10000,
    "rate_per_10000": Unit.RATE_PER_10000,
    "ratio": Unit.RATIO,
    "points": Unit.POINTS,
    "days": Unit.DAYS,
    "pounds": Unit.POUNDS,
    "gbp": Unit.POUNDS,
    "£": Unit.POUNDS,
}


def check_row(row: FoundRow, indicator: Indicator, sections: frozenset[str]) -> Iterator[Problem]:
    """Refuses a section or a unit that plainly is another's. Words that name none say nothing."""
    section = row.section
    if section is not None and plain_name(section.text) in sections - {plain_name(indicator.section)}:
        message = f'{indicator.code} belongs to "{indicator.section}" and not to "{section.text}".'
        yield reject("E_SECTION", message, "Put the section or the ref right.").at(
            section.sheet, section.address, indicator.code
        )
    for figure in row.figures:
        named = UNIT_WORDS.get(figure.unit.text.casefold()) if figure.unit else None
        if figure.unit is not None and named not in (None, indicator.unit):
            words = indicator.unit.value.replace("_", " ")
            message = f'the unit is "{figure.unit.text}", and {indicator.code} is kept as {words}.'
            yield reject("E_UNIT", message, "Check the figure and its unit.").at(
                figure.unit.sheet, figure.unit.address, indicator.code
            )
