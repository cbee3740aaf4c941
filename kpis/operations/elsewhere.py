"""Other areas as several operations need them: what Waymark ships, what is kept, and the comparators made of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from kpis.ingest.catalogue_sheet import read_catalogue
from kpis.ingest.comparison_sheets import read_areas, read_council, read_shipped_links
from kpis.model.catalogue import Catalogue
from kpis.model.comparisons import Area, Council, KeptAreaFigure, KnownAreas, MeasureLink, Neighbour
from kpis.model.indicators import Indicator
from kpis.model.observations import KeptComparator
from kpis.model.populations import Population
from kpis.scorecard.area_words import model_words
from kpis.scorecard.elsewhere import ENGLAND, average_codes, build_elsewhere, neighbour_codes
from kpis.store.area_figures import list_area_figures
from kpis.store.catalogue import list_indicators
from kpis.store.edition import Edition, edition_elsewhere
from kpis.store.engine import Connection
from kpis.store.neighbours import list_links, list_models, list_neighbours
from kpis.store.observations import list_comparators
from kpis.store.our_council import list_councils

SHIPPED = Path(__file__).parents[2] / "data" / "comparisons"
MOST_REMEMBERED = 64
AVERAGES = "SN"
"""How the code of statistical neighbours together begins; an area's has digits alone."""
_Key = tuple[Edition, tuple[str, ...], int | None]
_remembered: WeakKeyDictionary[object, dict[_Key, tuple[KeptComparator, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Shipped:
    """What data/comparisons says: which areas there are, which is ours unless set, and which measure goes with what."""

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


@cache
def shipped_indicators() -> Catalogue:
    """The catalogue of the published scorecards, read once."""
    return read_catalogue(SHIPPED.parent / "catalogue.csv")


def is_a_councils_own(indicator: Indicator) -> bool:
    """Whether an indicator is none of those that Waymark ships, although it may have the code of one."""
    shipped = shipped_indicators().find(indicator.code)
    return shipped is None or (shipped.name != indicator.name and shipped.scorecard != indicator.scorecard)


def council_in_force(connection: Connection, until: datetime | None = None) -> Council:
    """Which council is ours: the one that was set last, by a moment if one is named, or else the shipped one."""
    newest = next(iter(list_councils(connection, until)), None)
    return newest.council if newest is not None else shipped_comparisons().council


def without_averages_of_another(
    connection: Connection, kept: Iterable[KeptAreaFigure], until: datetime | None = None
) -> list[KeptAreaFigure]:
    """Figures without the printed averages that came while another council was ours: those are of its neighbours."""
    settings, ours = list_councils(connection, until), council_in_force(connection, until).authority
    shipped = shipped_comparisons().council

    def came_for(moment: datetime) -> str:
        return next((s.council for s in settings if s.at <= moment), shipped).authority

    return [one for one in kept if not one.figure.area.startswith(AVERAGES) or came_for(one.source.at) == ours]


def region_name(council: Council) -> str:
    """The name of a council's region, as its published figures have it."""
    return next((area.name for area in shipped_comparisons().areas if area.code == council.region), council.region)


def links_of(connection: Connection, until: datetime | None = None) -> dict[str, MeasureLink]:
    """The link of each indicator: the one that an advisor loaded, or else the shipped one.

    A council may have given a shipped code to an indicator of its own: the shipped link is not that one's.
    """
    own = {i.code for i in list_indicators(connection) if is_a_councils_own(i)}
    shipped = {link.indicator: link for link in shipped_comparisons().links if link.indicator not in own}
    found = shipped | list_links(connection, until)
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
    council = council_in_force(connection)
    council = council if model is None else replace(council, model=model)
    neighbours = list_neighbours(connection, council.authority)
    neighbouring = neighbour_codes(neighbours, council, council.model)
    areas = [ENGLAND, council.region, *neighbouring, *average_codes(council.model)]
    kept = list_area_figures(connection, sorted({link.measure for link in links.values()}), areas)
    kept = without_averages_of_another(connection, kept)
    return build_elsewhere(links, kept, shipped_comparisons().areas, council, neighbours)


def comparators_of(connection: Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """Other areas' figures: those published, and after them those that workbooks print, which stand for their year."""
    return [*comparators_elsewhere(connection, codes), *list_comparators(connection, codes)]


def comparators_of_other_models(connection: Connection, codes: Sequence[str]) -> dict[int, list[KeptComparator]]:
    """The same under each model of neighbours that was loaded and is not in force."""
    models = {n.model for n in known_neighbours(connection)} - {council_in_force(connection).model}
    return {model: comparators_elsewhere(connection, codes, model) for model in sorted(models)}


def neighbours_missing(connection: Connection) -> tuple[str, ...]:
    """Why our council has no statistical neighbours under the model in force: not loaded, or it is not listed in it."""
    council = council_in_force(connection)
    if council.model not in list_models(connection):
        return (f"The {council.model} model of statistical neighbours has not been loaded, so there are none to show.",)
    areas = shipped_comparisons().areas
    name = next((area.name for area in areas if area.code == council.authority), council.authority)
    return model_words(name, council, known_neighbours(connection), council.model)


def with_our_populations(connection: Connection, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the populations that are not plainly of another area than ours.

    An area's name is whatever somebody wrote, so only known ones are left out; where that would leave none, nobody has
    said yet which council is ours, and all of them stay: what is withheld must not rest on less than a reader knows.
    """
    others = _names_of_others(connection)
    standing, revised = (
        tuple(p for p in populations if p.area.strip().casefold() not in others)
        for populations in (catalogue.populations, catalogue.revised_populations)
    )
    if not standing:
        return catalogue
    return replace(catalogue, populations=standing, revised_populations=revised)


def areas_of_ours(connection: Connection, populations: Iterable[Population]) -> list[str]:
    """As what our own area is written beside populations; where none is of ours, as what it may be."""
    others = _names_of_others(connection)
    written = {p.area for p in populations}
    ours = {area for area in written if area.strip().casefold() not in others}
    if not written or ours:
        return sorted(ours)
    council = council_in_force(connection).authority
    return sorted(written | {area.name for area in shipped_comparisons().areas if area.code == council})


def _names_of_others(connection: Connection) -> set[str]:
    ours = council_in_force(connection).authority
    return {name for area in shipped_comparisons().areas if area.code != ours for name in area.names}


def known_neighbours(connection: Connection, until: datetime | None = None) -> list[Neighbour]:
    """The neighbours of our own authority in every model that was loaded."""
    return list_neighbours(connection, council_in_force(connection, until).authority, until)
