from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpis.ingest.catalogue_sheet import read_catalogue
from kpis.methods.rag import rag
from kpis.model.catalogue import Catalogue, Sign
from kpis.model.indicators import Basis, Polarity, ScorecardTitle, Unit
from kpis.model.observations import Marker
from kpis.model.targets import Target, TargetKind, ToleranceKind, target_in_force
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.edition import edition
from tests.builders import a_catalogue, a_count, a_target, an_indicator, month

SHIPPED = Path(__file__).parents[2] / "data" / "catalogue.csv"
JANUARY, MAY = datetime(2023, 1, 10, 9, tzinfo=UTC), datetime(2023, 5, 15, 23, 30, tzinfo=UTC)
MAY_16 = date(2023, 5, 16)
"""The day of that moment on a British clock, which is half an hour past midnight."""
FULL = Catalogue(
    (
        an_indicator(
            "T1", ref="1a", counts_children=True, whole="C1", numerator="visits", denominator="children", count_of="C1",
            proxy=True, aliases=("Calls", "Seen"), definition="What it is.", link="MTFP5", flag="NEW",
        ),
        a_count("C1", basis=Basis.ACADEMIC_YEAR, polarity=Polarity.NO_JUDGEMENT, name="Children’s – visits"),
        an_indicator("A1", unit=Unit.RATE_PER_10000, decimals=2),
    ),
    (
        a_target(90.0, source="Local", reason="Agreed", tolerance=15, kind=ToleranceKind.RELATIVE),
        a_target(95.0, in_force_from=date(2023, 4, 1)),
        a_target(70.0, 80.0, code="A1"),
        Target("C1", TargetKind.MONITOR),
    ),
    (ScorecardTitle("tests", "Tests", "All of them."), ScorecardTitle("other", "Other")),
    (Sign("tests", "x", Marker.SUPPRESSED, "Below five"), Sign("", "–", Marker.NOT_AVAILABLE)),
)  # fmt: skip


@pytest.fixture
def save(store):
    def saved(catalogue, at=JANUARY):
        with store.writing() as connection:
            save_catalogue(connection, catalogue, "An advisor", at)

    return saved


@pytest.fixture
def kept(store):
    def listed():
        with store.reading() as connection:
            return list_catalogue(connection)

    return listed


@pytest.fixture
def now(store):
    """The store's edition: it changes with everything that is added."""

    def told():
        with store.reading() as connection:
            return edition(connection)

    return told


def with_target(*targets):
    return a_catalogue(targets=targets)


def test_an_empty_store_has_an_empty_catalogue(kept):
    assert kept() == Catalogue()


def test_a_catalogue_comes_back_equal(save, kept):
    save(FULL)
    assert kept() == FULL


def test_the_shipped_catalogue_comes_back_equal(save, kept):
    shipped = read_catalogue(SHIPPED)
    save(shipped)
    assert kept() == shipped


def test_saving_twice_adds_nothing(save, kept, now):
    save(FULL)
    before = now()
    save(FULL, MAY)
    save(kept(), MAY)
    assert now() == before
    assert kept() == FULL


def test_saving_nothing_adds_nothing(save, kept, now):
    save(FULL)
    before = now()
    save(Catalogue(), MAY)
    assert (now(), kept()) == (before, FULL)


def test_a_changed_definition_counts_and_keeps_its_place(save, kept):
    first, second, third = FULL.indicators
    save(FULL)
    save(replace(FULL, indicators=(first, replace(second, definition="Another."), third)))
    assert kept().indicators == (first, replace(second, definition="Another."), third)


def test_a_new_indicator_comes_after_those_that_are_there(save, kept):
    save(a_catalogue(an_indicator("B1"), an_indicator("A1")))
    save(a_catalogue(an_indicator("A0"), an_indicator("A1")))
    assert [i.code for i in kept().indicators] == ["B1", "A1", "A0"]


def test_a_changed_title_counts_and_keeps_its_place(save, kept):
    save(FULL)
    save(replace(FULL, scorecards=(ScorecardTitle("tests", "Trials"),)))
    assert [t.title for t in kept().scorecards] == ["Trials", "Other"]


def test_a_changed_target_without_a_date_begins_on_the_day_it_is_saved(save, kept):
    save(with_target(a_target(80.0)))
    save(with_target(a_target(90.0)), MAY)
    assert kept().targets == (a_target(80.0), a_target(90.0, in_force_from=MAY_16))


@pytest.mark.parametrize(
    ("label", "colour"), [("2022-10", "green"), ("2023-04", "green"), ("2023-05", "amber"), ("2023-06", "amber")]
)
def test_a_changed_target_never_recolours_the_past(save, kept, label, colour):
    save(with_target(a_target(80.0)))
    save(with_target(a_target(90.0)), MAY)
    target = target_in_force(kept().targets_of("T1"), month(label))
    assert rag(85.0, None, 1, Polarity.HIGH_IS_GOOD, target).rag == colour


def test_a_changed_tolerance_begins_on_the_day_it_is_saved_too(save, kept):
    save(with_target(a_target(80.0)))
    wider = a_target(80.0, tolerance=30, kind=ToleranceKind.RELATIVE)
    save(with_target(wider), MAY)
    assert kept().targets == (a_target(80.0), replace(wider, in_force_from=MAY_16))


def test_monitor_in_place_of_a_target_begins_on_the_day_it_is_saved(save, kept):
    save(with_target(a_target(80.0)))
    save(with_target(Target("T1", TargetKind.MONITOR)), MAY)
    assert target_in_force(kept().targets_of("T1"), month("2023-04")) == a_target(80.0)
    assert target_in_force(kept().targets_of("T1"), month("2023-05")).kind is TargetKind.MONITOR


def test_a_first_target_without_a_date_counts_from_the_beginning(save, kept):
    save(a_catalogue())
    save(with_target(a_target(80.0)), MAY)
    assert kept().targets == (a_target(80.0),)


def test_a_target_with_a_date_begins_on_that_day(save, kept):
    save(with_target(a_target(80.0)))
    later = a_target(90.0, in_force_from=date(2023, 4, 1))
    save(with_target(later), MAY)
    assert kept().targets == (a_target(80.0), later)


def test_saving_the_changed_target_again_later_does_not_move_its_date(save, kept, now):
    save(with_target(a_target(80.0)))
    save(with_target(a_target(90.0)), MAY)
    before = now()
    save(with_target(a_target(90.0)), datetime(2023, 9, 1, tzinfo=UTC))
    assert now() == before
    assert kept().targets[-1].in_force_from == MAY_16


def test_a_target_put_right_on_the_same_day_replaces_it(save, kept):
    save(with_target(a_target(80.0)))
    save(with_target(a_target(90.0)), MAY)
    save(with_target(a_target(95.0)), MAY)
    assert kept().targets == (a_target(80.0), a_target(95.0, in_force_from=MAY_16))


def test_a_target_that_is_changed_back_is_a_change(store):
    def save(value, day):
        catalogue = a_catalogue(an_indicator(code="T1"), targets=[a_target(value, code="T1")])
        with store.writing() as connection:
            save_catalogue(connection, catalogue, "somebody", datetime(2026, 1, day, tzinfo=UTC))

    for value, day in ((80.0, 1), (90.0, 2), (80.0, 3)):
        save(value, day)
    with store.reading() as connection:
        targets = list_catalogue(connection).targets_of("T1")
    assert [(t.low, t.in_force_from and t.in_force_from.day) for t in targets] == [(80.0, None), (90.0, 2), (80.0, 3)]
