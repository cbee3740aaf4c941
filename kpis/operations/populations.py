"""The populations that rates are made with: each is added, and none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadPopulation
from kpis.model.people import Asker
from kpis.model.populations import Population
from kpis.operations.assembly import must_be_an_officer
from kpis.operations.door import must_be_an_administrator
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.engine import Store

EARLIEST_YEAR, LATEST_YEAR = 1981, 2100
LARGEST_POPULATION = 20_000_000
LONGEST_AREA, LONGEST_SOURCE = 60, 200
AREA, YEAR, NUMBER, SOURCE = "area", "year", "number", "source"
"""The parts of a population that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class TypedPopulation:
    """A population as somebody typed it."""

    area: str = ""
    year: str = ""
    number: str = ""
    source: str = ""


def populations_known(store: Store, asker: Asker) -> tuple[Population, ...]:
    """Every population that is kept, the newest year first."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return _by_year(list_catalogue(connection))


def add_population(store: Store, asker: Asker, typed: TypedPopulation) -> Population:
    """Keeps a population of a year that there was none for; raises BadPopulation with all that is wrong."""
    must_be_an_administrator(asker)
    now = datetime.now(UTC)
    with store.writing() as connection:
        known = _by_year(list_catalogue(connection))
        population = _population(typed, known)
        save_catalogue(connection, Catalogue(populations=(population,)), asker.name, now)
        told = f"{population.area}, {population.year}: {population.number:,}"
        record(connection, asker.name, Deed.ADDED_POPULATION, told, now)
    return population


def _by_year(catalogue: Catalogue) -> tuple[Population, ...]:
    return tuple(sorted(catalogue.populations, key=lambda p: (-p.year, p.area)))


def _population(typed: TypedPopulation, known: tuple[Population, ...]) -> Population:
    area, source = " ".join(typed.area.split()), " ".join(typed.source.split())
    year, number = _whole(typed.year), _whole(typed.number)
    mistakes = []
    areas = sorted({p.area for p in known})
    if not 0 < len(area) <= LONGEST_AREA or not area.isprintable():
        mistakes.append((AREA, "Give the area whose children they are."))
    elif areas and area not in areas:
        mistakes.append((AREA, f"Rates here are made for {', '.join(areas)}. Give that area, spelt so."))
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        mistakes.append((YEAR, f"Give the year as a whole number from {EARLIEST_YEAR}, such as 2024."))
    if number is None or not 0 < number <= LARGEST_POPULATION:
        mistakes.append((NUMBER, "Give how many children aged 0 to 17 as a whole number, such as 53,291."))
    if not 0 < len(source) <= LONGEST_SOURCE or not source.isprintable():
        mistakes.append((SOURCE, f"Say who counted them, in 1 to {LONGEST_SOURCE} letters."))
    same = next((p for p in known if (p.area, p.year) == (area, year)), None)
    if same is not None:
        words = f"There is one for {same.area} in {same.year} already: {same.number:,}. What is kept is never changed."
        mistakes.append((YEAR, words))
    if mistakes or year is None or number is None:
        raise BadPopulation(tuple(mistakes))
    return Population(area, year, number, source)


def _whole(text: str) -> int | None:
    text = text.strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(10**9)) else None
