"""Populations: another one for a year is a revision that is kept with its reason, and rates stay as published."""

from dataclasses import replace

import pytest

from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadPopulation, Refused
from kpis.model.indicators import Basis, Polarity, ScorecardTitle, Unit
from kpis.model.people import Asker, Audience, Role, Way
from kpis.model.populations import Population
from kpis.operations.audit import verify_trail
from kpis.operations.history import history_of
from kpis.operations.our_council import set_our_council
from kpis.operations.populations import (
    AREA,
    NAME,
    NUMBER,
    REASON,
    SOURCE,
    YEAR,
    TypedPopulation,
    add_population,
    populations_kept,
    preview_population,
)
from kpis.operations.scorecard import scorecard_csv, scorecard_for
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import open_store
from tests.access import COMMAND_LINE
from tests.builders import a_count, an_indicator
from tests.operations.builders import OFFICER, PUBLIC, a_workbook, load, rows_kept
from tests.operations.test_deeds import told

ADMINISTRATOR = Asker("An administrator", role=Role.ADMINISTRATOR, way=Way.SIGNED_IN)
PLANS, RATE = "Children on a plan", "Rate of children on a plan"
FIRST = Population("Plymouth", 2021, 53_291, "ONS mid-2021")
REBASED = TypedPopulation("Plymouth", "2021", "52,912", "ONS, rebased", "Rebased on the census")
NEXT_YEAR = TypedPopulation("Plymouth", "2022", "53900", "ONS mid-2022", "Published in November")


NO_COLOUR = {"basis": Basis.SNAPSHOT, "polarity": Polarity.NO_JUDGEMENT}
CATALOGUE = Catalogue(
    (
        a_count("C1", name=PLANS, counts_children=True, **NO_COLOUR),
        an_indicator("R1", name=RATE, unit=Unit.RATE_PER_10000, count_of="C1", **NO_COLOUR),
    ),
    scorecards=(ScorecardTitle("tests", "Tests"),),
    populations=(FIRST,),
)


def load_rate(store, rate, file):
    """233 children on a plan in March 2023, and their rate; what is kept of populations goes before the catalogue's."""
    with store.reading() as connection:
        catalogue = list_catalogue(connection).joined_with(CATALOGUE)
    workbook = a_workbook((PLANS, "2023-03", "233"), (RATE, "2023-03", rate), name=file)
    done = load(store, workbook, catalogue=catalogue, keep_catalogue=True)
    assert done.is_kept
    return done


@pytest.fixture
def rates(store):
    """43.7 per 10,000 of 53,291."""
    load_rate(store, "43.7", "march.csv")
    return store


@pytest.fixture(scope="module")
def unchanged():
    """The same, once for all the tests in which nothing may be kept."""
    store = open_store("sqlite://")
    load_rate(store, "43.7", "march.csv")
    yield store
    store.close()


def made_with(store):
    return history_of(store, OFFICER, "R1").population


def test_what_the_same_count_gives_is_shown_before_anything_is_kept(unchanged):
    before = rows_kept(unchanged)
    change = preview_population(unchanged, ADMINISTRATOR, REBASED)
    (rate,) = change.rates
    assert (change.revises, rate.count, rate.then, rate.shown, rate.again) == (FIRST, 233, FIRST, "43.7", "44.0")
    assert rows_kept(unchanged) == before


def test_another_number_for_a_year_revises_it_and_both_stay_with_their_reasons(rates):
    add_population(rates, ADMINISTRATOR, REBASED)
    newest, first = populations_kept(rates, ADMINISTRATOR)
    assert (newest.population.number, newest.by, newest.reason) == (52_912, "An administrator", "Rebased on the census")
    assert (first.population, first.by) == (FIRST, "An advisor")


def test_a_rate_stays_as_it_was_published_and_is_marked(rates):
    before = scorecard_csv(scorecard_for(rates, PUBLIC, "tests"))
    add_population(rates, ADMINISTRATOR, REBASED)
    assert scorecard_csv(scorecard_for(rates, PUBLIC, "tests")) == before
    assert made_with(rates) == (
        "233 children, on a population of 53,291 in 2021 (ONS mid-2021).",
        "The population of 2021 has been revised to 52,912: the same count gives 44.0, because of the population "
        "alone. The rate stays as it was published.",
    )


def test_a_later_year_marks_the_rates_that_would_be_made_with_it(rates):
    (rate,) = preview_population(rates, ADMINISTRATOR, NEXT_YEAR).rates
    assert (rate.then, rate.again) == (FIRST, "43.2")
    add_population(rates, ADMINISTRATOR, NEXT_YEAR)
    assert "With the population of 2022, 53,900, the same count gives 43.2" in made_with(rates)[1]


def test_rates_that_are_loaded_with_the_new_population_are_no_longer_marked(rates):
    add_population(rates, ADMINISTRATOR, REBASED)
    load_rate(rates, "44.0", "rebased.csv")
    assert made_with(rates) == ("233 children, on a population of 52,912 in 2021 (ONS, rebased).",)
    assert preview_population(rates, ADMINISTRATOR, replace(REBASED, number="53291", source="Back")).rates[0].again == (
        "43.7"
    )


def test_a_population_of_long_ago_changes_no_rate(unchanged):
    assert preview_population(unchanged, ADMINISTRATOR, replace(NEXT_YEAR, year="2001")).rates == ()


def test_figures_loaded_again_with_the_population_before_are_not_questioned(rates):
    add_population(rates, ADMINISTRATOR, REBASED)
    done = load_rate(rates, "43.7", "again.csv")
    assert [p for p in done.preview.reading.problems if p.code.startswith("C_RATE")] == []


@pytest.mark.parametrize(
    "typed, part, words",
    [
        ({"area": ""}, AREA, "Give the area whose children they are."),
        ({"area": "Elsewhere"}, AREA, "The rates here are of Plymouth. Give that area, spelt so."),
        ({"year": "soon"}, YEAR, "Give the year as a whole number from 1981"),
        ({"year": "2999"}, YEAR, "Give the year as a whole number from 1981"),
        ({"number": "many"}, NUMBER, "as a whole number, such as 53,291."),
        ({"number": "0"}, NUMBER, "as a whole number, such as 53,291."),
        ({"number": "-5"}, NUMBER, "as a whole number, such as 53,291."),
        ({"number": "53,291", "source": "ONS mid-2021"}, NUMBER, "It is here already: Plymouth, 2021, 53,291"),
        ({"source": ""}, SOURCE, "Say who counted them"),
        ({"reason": " "}, REASON, "Say why it is added"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(unchanged, typed, part, words):
    before = rows_kept(unchanged)
    with pytest.raises(BadPopulation) as refused:
        add_population(unchanged, ADMINISTRATOR, replace(REBASED, **typed))
    ((wrong, sentence),) = refused.value.mistakes
    assert wrong == part
    assert words in sentence
    assert rows_kept(unchanged) == before


def test_all_that_is_wrong_is_told_at_once(unchanged):
    with pytest.raises(BadPopulation) as refused:
        add_population(unchanged, replace(ADMINISTRATOR, name=""), TypedPopulation())
    assert [part for part, _ in refused.value.mistakes] == [AREA, YEAR, NUMBER, SOURCE, REASON, NAME]


def test_what_changed_since_it_was_looked_at_is_not_kept(rates):
    seen = preview_population(rates, ADMINISTRATOR, REBASED).seen
    add_population(rates, replace(ADMINISTRATOR, name="Another administrator"), REBASED)
    other = replace(REBASED, number="52,900")
    assert "so nothing was kept" in add_population(rates, ADMINISTRATOR, other, seen).overtaken
    assert len(populations_kept(rates, ADMINISTRATOR)) == 2


def test_it_stands_in_the_trail(rates):
    add_population(rates, ADMINISTRATOR, REBASED)
    ((_, by, about),) = told(rates, Deed.ADDED_POPULATION)
    assert by == "An administrator"
    assert about == "Plymouth, 2021: 52,912 (ONS, rebased), in place of 53,291. Rebased on the census"
    assert verify_trail(rates, COMMAND_LINE).holds


@pytest.mark.parametrize("asker", [OFFICER, PUBLIC, Asker("A member", Audience.PUBLIC, Role.MEMBER)])
def test_only_administrators_see_and_add_populations(unchanged, asker):
    for deed in (
        lambda: populations_kept(unchanged, asker),
        lambda: preview_population(unchanged, asker, REBASED),
        lambda: add_population(unchanged, asker, REBASED),
    ):
        with pytest.raises(Refused):
            deed()
    assert len(populations_kept(unchanged, ADMINISTRATOR)) == 1


def test_a_catalogue_that_is_loaded_again_leaves_a_revision_alone(rates):
    add_population(rates, ADMINISTRATOR, REBASED)
    load(rates, a_workbook((PLANS, "2023-03", "233")), catalogue=CATALOGUE, keep_catalogue=True)
    assert [k.population.number for k in populations_kept(rates, ADMINISTRATOR)] == [52_912, 53_291]


def test_after_the_council_was_set_its_own_populations_may_be_added_and_then_no_others(store):
    load_rate(store, "43.7", "first.csv")
    set_our_council(store, OFFICER, "801", "2025", "Another council uses it")
    ours = replace(REBASED, area="Bristol, City of")
    assert add_population(store, ADMINISTRATOR, ours).overtaken == ""
    with pytest.raises(BadPopulation) as refused:
        preview_population(store, ADMINISTRATOR, NEXT_YEAR)
    assert refused.value.mistakes == (
        (AREA, "The rates here are of Bristol, City of. Give that area, spelt so."),
    )  # fmt: skip
