"""The populations that rates are made with: each is added with its reason, and none is ever changed.

Another one for the same area and year revises it. Rates stay as they were published; each that rests on what was
revised is marked on its page with what the same count gives now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import BadPopulation
from kpis.model.local_time import today
from kpis.model.people import Asker
from kpis.model.populations import KeptPopulation, Population
from kpis.operations.assembly import name_of
from kpis.operations.elsewhere import areas_of_ours, with_our_populations
from kpis.operations.keeping import (
    Mistakes,
    fingerprint,
    mistakes_of_name,
    must_keep_settings,
    one_line,
    reason_typed,
)
from kpis.scorecard.population_change import PopulationChange, codes_of_rates, rates_again
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.observations import list_current
from kpis.store.populations import list_populations, revised_populations, save_population, standing_populations

EARLIEST_YEAR = 1981
LARGEST_POPULATION = 20_000_000
LONGEST_AREA, LONGEST_SOURCE, LONGEST_NUMBER = 60, 200, 9
AREA, YEAR, NUMBER, SOURCE, REASON, NAME = "area", "year", "number", "source", "reason", "name"
"""The parts of a population that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class TypedPopulation:
    """A population as somebody typed it."""

    area: str = ""
    year: str = ""
    number: str = ""
    source: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PopulationDone:
    """What became of it: kept, or not, with what others did since it was looked at."""

    change: PopulationChange
    overtaken: str = ""


def populations_kept(store: Store, asker: Asker) -> tuple[KeptPopulation, ...]:
    """Every population that was ever added, the newest year first and of each year the newest first."""
    must_keep_settings(asker)
    with store.reading() as connection:
        newest_first = list_populations(connection)[::-1]
    return tuple(sorted(newest_first, key=lambda k: (-k.population.year, k.population.area)))


def preview_population(store: Store, asker: Asker, typed: TypedPopulation) -> PopulationChange:
    """What a population would change; raises BadPopulation with all that is wrong with it."""
    must_keep_settings(asker)
    with store.reading() as connection:
        return _adding(connection, asker, typed)


def add_population(store: Store, asker: Asker, typed: TypedPopulation, seen: str | None = None) -> PopulationDone:
    """Keeps a population beside those before it, unless what was shown as `seen` has changed; raises BadPopulation."""
    must_keep_settings(asker)
    with store.writing() as connection:
        change = _adding(connection, asker, typed)
        if seen not in (None, change.seen):
            told = "The populations or the rates have changed since you looked, so nothing was kept. Check it again."
            return PopulationDone(change, told)
        by, now = name_of(asker, "adding it"), datetime.now(UTC)
        save_population(connection, change.population, change.reason, by, now)
        record(connection, by, Deed.ADDED_POPULATION, _told(change), now)
        return PopulationDone(change)


def _adding(connection: Connection, asker: Asker, typed: TypedPopulation) -> PopulationChange:
    kept = list_populations(connection)
    known = standing_populations(kept)
    population, mistakes = _typed(typed, known, areas_of_ours(connection, known))
    reason = reason_typed(typed.reason, REASON, "it is added", mistakes)
    mistakes += mistakes_of_name(asker, NAME)
    if population is None or mistakes:
        raise BadPopulation(tuple(mistakes))
    revises = _of_year(population, known)
    now = list_catalogue(connection)
    added = [*kept, KeptPopulation(population, "", datetime.now(UTC))]
    then = replace(now, populations=standing_populations(added), revised_populations=revised_populations(added))
    now, then = with_our_populations(connection, now), with_our_populations(connection, then)
    rates = tuple(rates_again(list_current(connection, codes_of_rates(now)), now, then, population))
    return PopulationChange(population, reason, revises, rates, fingerprint(population, revises, rates, len(kept)))


def _typed(
    typed: TypedPopulation, known: Sequence[Population], areas: Sequence[str]
) -> tuple[Population | None, Mistakes]:
    area, source = one_line(typed.area), one_line(typed.source)
    year, number = _whole(typed.year), _whole(typed.number)
    mistakes: Mistakes = []
    latest = today().year
    if not 0 < len(area) <= LONGEST_AREA:
        mistakes.append((AREA, "Give the area whose children they are."))
    elif areas and area not in areas:
        mistakes.append((AREA, f"The rates here are of {' and '.join(areas)}. Give that area, spelt so."))
    if year is None or not EARLIEST_YEAR <= year <= latest:
        mistakes.append((YEAR, f"Give the year as a whole number from {EARLIEST_YEAR} to {latest}, such as 2024."))
    if number is None or not 0 < number <= LARGEST_POPULATION:
        mistakes.append((NUMBER, "Give how many children aged 0 to 17 there are as a whole number, such as 53,291."))
    if not 0 < len(source) <= LONGEST_SOURCE:
        mistakes.append((SOURCE, f"Say who counted them, in 1 to {LONGEST_SOURCE} letters."))
    if mistakes or year is None or number is None:
        return None, mistakes
    population = Population(area, year, number, source)
    if population in known:
        mistakes.append((NUMBER, f"It is here already: {area}, {year}, {number:,}, {source}."))
    return population, mistakes


def _whole(text: str) -> int | None:
    text = text.strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def _of_year(population: Population, known: Iterable[Population]) -> Population | None:
    return next((p for p in known if (p.area, p.year) == (population.area, population.year)), None)


def _told(change: PopulationChange) -> str:
    added, was = change.population, change.revises
    revised = f", in place of {was.number:,}" if was is not None else ""
    return f"{added.area}, {added.year}: {added.number:,} ({added.source}){revised}. {change.reason}"
