"""Populations from a sheet of area, year, number and source: what rates are made with."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.ingest.area_trouble import AreaTrouble
from kpis.ingest.area_values import number_in
from kpis.ingest.comparator_layouts import Heads
from kpis.ingest.comparator_rows import Row, tidy
from kpis.ingest.known_areas import AreaFinder
from kpis.ingest.trouble import reject, warn
from kpis.model.comparisons import KnownAreas
from kpis.model.populations import Population

FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_population_rows(
    heads: Heads, rows: Iterable[Row], known: KnownAreas, trouble: AreaTrouble
) -> tuple[Population, ...]:
    """One for each row of our own authority; others are left out. What is no number, or two for a year, refuse it."""
    areas = AreaFinder(known.areas)
    found: dict[tuple[str, int], Population] = {}
    for row in rows:
        texts = {name: tidy(text) for name, text in zip(heads.names, row.texts, strict=False)}
        year, number = (number_in(texts.get(name, "")) for name in ("year", "number"))
        is_whole = year is not None and number is not None and year == int(year) and number == int(number)
        if not is_whole or year is None or number is None or not FIRST_YEAR <= year <= LAST_YEAR or number <= 0:
            trouble.report(
                reject(
                    "E_POPULATION",
                    f'"{texts.get("number", "")[:20]}" in year "{texts.get("year", "")[:20]}" is no population.',
                    "Write the year and a whole number of children.",
                ),
                row,
            )
            continue
        area = areas.find(texts.get("area", ""), texts.get("area", ""))
        if area is None or known.council is None or area.code != known.council.authority:
            trouble.report(
                warn(
                    "W_POPULATION_ELSEWHERE",
                    "{count} rows are of other areas, and our rates are not made with them: left out.",
                    "Nothing.",
                ),
                row,
            )
            continue
        one = Population(area.name, int(year), int(number), texts.get("source", ""))
        if found.setdefault((one.area, one.year), one) != one:
            trouble.report(
                reject("E_POPULATION_TWICE", f"{one.area} has two populations for {one.year}.", "Keep one."), row
            )
    return tuple(found.values())
