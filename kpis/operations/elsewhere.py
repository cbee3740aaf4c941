"""Other areas as several operations need them: what Waymark ships, what is kept, and the comparators made of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from kpis.ingest.comparison_sheets import read_areas, read_council, read_shipped_links
from kpis.model.comparisons import Area, Council, KnownAreas, MeasureLink, Neighbour
from kpis.model.observations import KeptComparator
from kpis.scorecard.elsewhere import ENGLAND, build_elsewhere, neighbour_codes
from kpis.store.area_figures import list_area_figures
from kpis.store.edition import Edition, edition_elsewhere
from kpis.store.engine import Connection
from kpis.store.neighbours import list_links, list_neighbours
from kpis.store.observations import list_comparators

SHIPPED = Path(__file__).parents[2] / "data" / "comparisons"
MOST_REMEMBERED = 64
_Key = tuple[Edition, tuple[str, ...], int | None]
_remembered: WeakKeyDictionary[object, dict[_Key, tuple[KeptComparator, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Shipped:
    """What data/comparisons says: which areas there are, which is ours, and which measure goes with what."""

    areas: tuple[Area, ...]
    council: Council
    links: tuple[MeasureLink, ...]


@cache
def shipped_comparisons(folder: Path = SHIPPED) -> Shipped:
    """The shipped sheets, read once; raises BadCatalogue for one that cannot be used."""
    areas = read_areas(folder / "areas.csv")
    sheet = folder / "measure_links.csv"
    codes = tuple(line.split(",")[0] for line in sheet.read_text(encoding="utf-8").splitlines()[1:])
    links = read_shipped_links(sheet, KnownAreas(areas, codes=codes))
    return Shipped(areas, read_council(folder / "council.csv", areas), links)


def links_of(connection: Connection) -> dict[str, MeasureLink]:
    """The link of each indicator: the one that an advisor loaded, or else the shipped one."""
    found = {link.indicator: link for link in shipped_comparisons().links} | list_links(connection)
    return {code: link for code, link in found.items() if link.measure}


def comparators_elsewhere(
    connection: Connection, codes: Sequence[str], model: int | None = None
) -> list[KeptComparator]:
    """England, the region and the neighbours of some indicators, in a model.

    Other areas' figures change a few times a year, so an answer is used again until any of them does.
    """
    key = (edition_elsewhere(connection), tuple(codes), model)
    found = _remembered.setdefault(connection.engine, {})
    if key not in found:
        if len(found) >= MOST_REMEMBERED:
            found.clear()
        found[key] = tuple(_read_elsewhere(connection, codes, model))
    return list(found[key])


def _read_elsewhere(connection: Connection, codes: Sequence[str], model: int | None) -> list[KeptComparator]:
    """The same from the store; only the areas and measures that are needed are read."""
    links = {code: link for code, link in links_of(connection).items() if code in codes}
    if not links:
        return []
    shipped = shipped_comparisons()
    council = shipped.council if model is None else replace(shipped.council, model=model)
    neighbours = list_neighbours(connection, council.authority)
    groups = [f"SN{council.model}-{average}" for average in ("mean", "median")]
    areas = [ENGLAND, council.region, *neighbour_codes(neighbours, council, council.model), *groups]
    kept = list_area_figures(connection, sorted({link.measure for link in links.values()}), areas)
    return build_elsewhere(links, kept, shipped.areas, council, neighbours)


def comparators_of(connection: Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """Other areas' figures: those published, and after them those that workbooks print, which stand for their year."""
    return [*comparators_elsewhere(connection, codes), *list_comparators(connection, codes)]


def known_neighbours(connection: Connection) -> list[Neighbour]:
    """The neighbours of our own authority in every model that was loaded."""
    return list_neighbours(connection, shipped_comparisons().council.authority)
