from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kpis.model.catalogue import Catalogue, Sign
from kpis.model.errors import NotFound, StoreUnavailable
from kpis.model.indicators import Basis, Indicator, Polarity, ScorecardTitle, Unit
from kpis.model.observations import Comparator, Marker, Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.targets import Target, TargetKind, ToleranceKind, target_in_force
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.edition import edition
from kpis.store.engine import database_address, open_store
from kpis.store.observations import (
    list_all_of,
    list_comparators,
    list_current,
    save_comparators,
    save_observations,
)
from kpis.store.tables import metadata
from kpis.store.uploads import HeldWorkbook, drop_held, drop_held_before, get_held, hold_workbook, save_upload

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
APRIL = Period.month(2024, 4)
INDICATOR = Indicator(
    "C1", "card", "Care", "Visits – on time", Unit.PERCENTAGE, 1, Basis.IN_MONTH, Polarity.HIGH_IS_GOOD,
    aliases=("Visits", "On time"), counts_children=True, link="MTFP5", flag="NEW",
)  # fmt: skip
TARGET = Target("C1", TargetKind.VALUE, 90.0, 90.0, 76.5, None, "Local", "", 15.0, ToleranceKind.RELATIVE)
CATALOGUE = Catalogue(
    (INDICATOR, replace(INDICATOR, code="C2")),
    (TARGET,),
    (ScorecardTitle("card", "A card"),),
    (Sign("card", "x", Marker.SUPPRESSED, "Below five"),),
)


def save(store, catalogue, at=NOW):
    with store.writing() as connection:
        save_catalogue(connection, catalogue, "somebody", at)


def kept(store):
    with store.reading() as connection:
        return list_catalogue(connection)


def add(store, *observations, comparators=()):
    with store.writing() as connection:
        upload = save_upload(connection, "a.xlsx", b"bytes", "card", "somebody", NOW)
        save_observations(connection, upload, observations)
        save_comparators(connection, upload, comparators)
    return upload


def test_a_catalogue_reads_back_equal(store):
    save(store, CATALOGUE)
    assert kept(store) == CATALOGUE


def test_saving_the_same_catalogue_again_adds_nothing(store):
    save(store, CATALOGUE)
    with store.reading() as connection:
        before = edition(connection)
    save(store, CATALOGUE)
    with store.reading() as connection:
        assert edition(connection) == before


def test_a_changed_definition_counts_and_keeps_its_place(store):
    save(store, CATALOGUE)
    save(store, Catalogue((replace(INDICATOR, definition="Better words"),)))
    assert [i.definition for i in kept(store).indicators] == ["Better words", ""]


def test_a_target_that_changes_without_a_date_never_recolours_the_past(store):
    save(store, CATALOGUE)
    save(store, replace(CATALOGUE, targets=(replace(TARGET, low=95.0, high=95.0, amber_low=80.75),)))
    targets = kept(store).targets_of("C1")
    assert target_in_force(targets, APRIL).low == 90.0
    assert target_in_force(targets, Period.month(2026, 11)).low == 95.0
    assert [t.in_force_from for t in targets] == [None, date(2026, 11, 23)]


def test_a_target_with_a_date_counts_from_that_day(store):
    save(store, CATALOGUE)
    later = replace(TARGET, low=95.0, high=95.0, in_force_from=date(2024, 4, 1))
    save(store, replace(CATALOGUE, targets=(later,)))
    targets = kept(store).targets_of("C1")
    assert target_in_force(targets, APRIL).low == 95.0
    assert target_in_force(targets, Period.month(2024, 3)).low == 90.0


def test_an_observation_reads_back_equal_with_its_source(store):
    observation = Observation("C1", APRIL, 56.66666666666667, None, 17.0, 30.0, "LAIT", "56.7%", "Sheet 1", "G5")
    upload = add(store, observation)
    with store.reading() as connection:
        (found,) = list_current(connection, ["C1"])
    assert found.observation == observation
    assert (found.source.upload, found.source.file, found.source.sheet, found.source.cell) == (
        upload, "a.xlsx", "Sheet 1", "G5",
    )  # fmt: skip
    assert found.source.at == NOW


def test_a_later_figure_supersedes_an_earlier_one_and_both_stay(store):
    add(store, Observation("C1", APRIL, 50.0, None))
    add(store, Observation("C1", APRIL, None, Marker.SUPPRESSED))
    with store.reading() as connection:
        assert [k.observation.marker for k in list_current(connection, ["C1"])] == [Marker.SUPPRESSED]
        assert [k.observation.value for k in list_all_of(connection, "C1")] == [50.0, None]


def test_periods_of_one_label_and_different_kinds_are_kept_apart(store):
    years = [Period(kind, 2021) for kind in (PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR)]
    add(store, *(Observation("C1", year, 1.0, None) for year in years))
    with store.reading() as connection:
        assert {k.observation.period for k in list_current(connection, ["C1"])} == set(years)


def test_a_comparator_reads_back_equal_with_and_without_a_period(store):
    read = [
        Comparator("C1", "England", APRIL, 56.6, None, "56.6%", False, "S", "D5"),
        Comparator("C1", "South West", None, None, Marker.NOT_AVAILABLE, "-", None, "S", "E5"),
    ]
    add(store, comparators=read)
    with store.reading() as connection:
        assert [k.comparator for k in list_comparators(connection, ["C1"])] == read


def test_a_write_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError):
        with store.writing() as connection:
            save_upload(connection, "a.xlsx", b"", "card", "somebody", NOW)
            raise ZeroDivisionError
    with store.reading() as connection:
        assert set(edition(connection)) == {0}


def test_the_edition_changes_with_every_addition(store):
    with store.reading() as connection:
        before = edition(connection)
    add(store, Observation("C1", APRIL, 50.0, None))
    with store.reading() as connection:
        assert edition(connection) != before


def test_a_held_workbook_waits_until_it_is_dropped_or_a_day_has_passed(store):
    held = HeldWorkbook("token", "a.xlsx", b"bytes", "somebody", NOW)
    with store.writing() as connection:
        hold_workbook(connection, held)
        drop_held_before(connection, NOW - timedelta(hours=1))
        assert get_held(connection, "token") == held
        drop_held(connection, "token")
        with pytest.raises(NotFound, match="no longer waiting"):
            get_held(connection, "token")


def test_the_migrations_make_exactly_the_tables(store):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_opens_again_without_change(tmp_path):
    address = f"sqlite:///{tmp_path / 'a.db'}"
    first = open_store(address)
    save(first, CATALOGUE)
    first.close()
    second = open_store(address)
    assert kept(second) == CATALOGUE
    second.close()


def test_a_newer_schema_is_refused_in_a_sentence(tmp_path):
    address = f"sqlite:///{tmp_path / 'a.db'}"
    store = open_store(address)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreUnavailable, match="made by a newer Waymark"):
        open_store(address)


@pytest.mark.parametrize(
    "address, words",
    [
        ("nonsense", "is no database address"),
        ("oracle://x", "is no database address"),
        ("sqlite:////nowhere/at/all.db", "The database does not answer"),
        ("postgresql://127.0.0.1:1/x", "The database does not answer"),
    ],
)
def test_a_bad_address_is_one_sentence(address, words):
    with pytest.raises(StoreUnavailable, match=words) as refused:
        open_store(address)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_database_is_one_sentence(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"this is not a database, whatever its name says" * 50)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(f"sqlite:///{path}")


def test_the_journal_is_a_rollback_journal(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_the_address_comes_from_the_environment_or_lies_beside_the_program():
    assert database_address({"WAYMARK_DATABASE": "sqlite:///x.db"}) == "sqlite:///x.db"
    assert database_address({}).endswith("/waymark.db")
