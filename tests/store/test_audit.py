"""The audit trail: only added to, each row holding the digest of the one before."""

import hashlib
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from kpis.model.audit import Deed
from kpis.model.errors import StoreUnavailable
from kpis.store.audit import BEFORE_THE_FIRST, count_entries, digest_of, every_entry, list_entries, record
from kpis.store.site_settings import find_setting, save_setting
from kpis.store.tables import audit, site_settings

AT = datetime(2026, 3, 29, 0, 59, 59, 250_000, UTC)


def write(store, *deeds):
    for about in deeds:
        with store.writing() as connection:
            record(connection, "An advisor", Deed.TOOK_IN, about, AT)


def test_each_row_holds_the_digest_of_the_one_before(store):
    write(store, "first", "second\0", "thírd")
    with store.reading() as connection:
        kept = list(every_entry(connection))
        assert [e.number for e in list_entries(connection, 2)] == [3, 2]
        assert count_entries(connection) == 3
    assert [e.previous for e in kept] == [BEFORE_THE_FIRST, kept[0].digest, kept[1].digest]
    assert [(e.number, e.about, e.at) for e in kept] == [(1, "first", AT), (2, "second", AT), (3, "thírd", AT)]
    for e in kept:
        assert e.digest == digest_of(e.number, e.at, e.by, e.deed, e.about, e.previous)


def test_the_digest_is_the_same_in_every_version(store):
    write(store, "first")
    with store.reading() as connection:
        (kept,) = list_entries(connection, 1)
    told = '[1,"2026-03-29T00:59:59.250000+00:00","An advisor","took_in_workbook","first","' + "0" * 64 + '"]'
    assert kept.digest == hashlib.sha256(told.encode("ascii")).hexdigest()


@pytest.mark.parametrize("table", [audit, site_settings])
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_change_or_take_out_a_row(store, table, deed):
    write(store, "first")
    with store.writing() as connection:
        save_setting(connection, "public_view", "open", "An administrator", AT)
    column = table.c.done_by if table is audit else table.c.saved_by
    statement = sa.delete(table) if deed == "delete" else sa.update(table).values({column: "Nobody"})
    with pytest.raises(StoreUnavailable, match="only ever added"):
        with store.writing() as connection:
            connection.execute(statement)
    with store.reading() as connection:
        assert [e.by for e in list_entries(connection, 9)] == ["An advisor"]
        assert find_setting(connection, "public_view") == "open"


def test_a_deed_that_fails_leaves_no_row(store):
    write(store, "first")
    with pytest.raises(ZeroDivisionError):
        with store.writing() as connection:
            record(connection, "An advisor", Deed.TOOK_IN, "second", AT)
            raise ZeroDivisionError
    write(store, "third")
    with store.reading() as connection:
        assert [(e.number, e.about) for e in every_entry(connection)] == [(1, "first"), (2, "third")]


def test_the_newest_row_of_a_setting_counts(store):
    with store.writing() as connection:
        assert find_setting(connection, "public_view") is None
        for value in ("open", "closed"):
            save_setting(connection, "public_view", value, "An administrator", AT)
        assert find_setting(connection, "public_view") == "closed"
