"""What is remembered is dropped with every change: the edition of the store misses no table that a page shows."""

from kpis.operations.history import history_of
from kpis.store.backup import back_up, restore
from kpis.store.edition import APPENDED, edition
from kpis.store.tables import metadata
from tests.operations.builders import GOOD, OFFICER, REVISED, TIMELINESS, a_workbook, load
from tests.store.test_nothing_is_overwritten import CHANGING

ADDED_WITH_AN_UPLOAD = {"measures", "area_publications"}
ON_NO_REMEMBERED_PAGE = {"audit", "site_settings"}
"""Who may read at all, and the trail, are looked up at every request."""


def now(store):
    with store.reading() as connection:
        return edition(connection)


def test_every_table_that_a_remembered_page_shows_is_part_of_the_edition():
    watched = {table.name for table in APPENDED}
    assert watched | CHANGING.keys() | ADDED_WITH_AN_UPLOAD | ON_NO_REMEMBERED_PAGE == set(metadata.tables)
    for name in ADDED_WITH_AN_UPLOAD:
        assert "upload_id" in metadata.tables[name].columns


def test_the_edition_stays_while_nothing_is_added(store):
    load(store, GOOD)
    assert now(store) == now(store)


def test_a_store_that_was_restored_and_added_to_is_another_edition_than_one_with_as_many_rows(store, tmp_path):
    load(store, GOOD)
    back_up(store, tmp_path / "backup.db")
    load(store, REVISED)
    before = now(store)
    restore(store, tmp_path / "backup.db")
    load(store, a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "70.0%"), name="april.csv"))
    assert [p.shown for p in history_of(store, OFFICER, "T1").points] == ["60.0%", "70.0%"]
    assert now(store) != before
