"""A population of a year that has one already takes its place, and both stay."""

from datetime import UTC, datetime

from kpis.model.catalogue import Catalogue
from kpis.model.populations import Population
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.edition import edition
from kpis.store.populations import list_populations, save_population
from tests.builders import MARCH

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
FIRST = Population("Plymouth", 2021, 53_291, "ONS")
REVISED = Population("Plymouth", 2021, 52_912, "ONS, rebased")
NEXT = Population("Plymouth", 2022, 53_900, "ONS")


def save(store, population, reason=""):
    with store.writing() as connection:
        before = edition(connection)
        save_population(connection, population, reason, "An administrator", A_DAY)
        assert edition(connection) != before


def test_the_last_one_of_a_year_counts_and_those_before_it_are_known(store):
    for population in (FIRST, NEXT, REVISED):
        save(store, population)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
    assert catalogue.populations == (NEXT, REVISED)
    assert catalogue.revised_populations == (FIRST,)
    assert catalogue.populations_for(MARCH) == [NEXT, REVISED]
    assert catalogue.populations_known_for(MARCH) == [NEXT, REVISED, FIRST]


def test_each_comes_back_with_who_when_and_why(store):
    save(store, FIRST, "Published in November")
    with store.reading() as connection:
        (kept,) = list_populations(connection)
    assert (kept.population, kept.by, kept.at, kept.reason) == (
        FIRST,
        "An administrator",
        A_DAY,
        "Published in November",
    )


def test_one_that_comes_with_a_catalogue_gives_no_reason_and_is_kept_once(store):
    for _ in range(2):
        with store.writing() as connection:
            save_catalogue(connection, Catalogue(populations=(FIRST,)), "An advisor", A_DAY)
    with store.reading() as connection:
        (kept,) = list_populations(connection)
    assert (kept.population, kept.reason) == (FIRST, "")


def test_the_same_number_from_another_source_revises_nothing(store):
    save(store, FIRST)
    save(store, Population("Plymouth", 2021, 53_291, "The council"))
    with store.reading() as connection:
        assert list_catalogue(connection).revised_populations == ()
