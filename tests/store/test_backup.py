"""A backup is made while the store is in use, proved, and gives back every row."""

import sqlite3
import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from kpis.model.errors import NotFound, Refused, StoreUnavailable
from kpis.store.backup import PASSING, back_up, prove, restore
from kpis.store.engine import open_store
from kpis.store.observations import save_observations
from kpis.store.tables import metadata, observations
from kpis.store.uploads import HeldWorkbook, count_uploads, hold_workbook, save_upload
from tests.builders import an_observation, month

AT = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)


def add(store, value=56.6, period="2023-03", name="march.csv"):
    with store.writing() as connection:
        number = save_upload(connection, name, f"{value}".encode(), "tests", "An advisor", AT)
        save_observations(connection, number, [an_observation(value, period=month(period))])


def everything(store):
    """Every row of what is kept for good, by table."""
    with store.reading() as connection:
        return {
            t.name: connection.execute(sa.select(t).order_by(*t.primary_key)).all()
            for t in metadata.sorted_tables
            if t.name not in PASSING
        }


def test_a_backup_gives_back_every_row(store, tmp_path):
    add(store)
    add(store, 60.0, "2023-04", "april.csv")
    done = back_up(store, tmp_path / "backup.db")
    assert (done.uploads, done.figures, done.bytes) == (2, 2, (tmp_path / "backup.db").stat().st_size)
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    assert restore(other, tmp_path / "backup.db") == (prove(tmp_path / "backup.db"), None)
    values = [row.value for row in everything(other)["observations"]]
    assert values == [56.6, 60.0]
    assert [r.content for r in everything(other)["uploads"]] == [b"56.6", b"60.0"]
    other.close()


def test_a_restore_takes_the_store_back_and_sets_aside_what_it_held(store, tmp_path):
    add(store)
    before = everything(store)
    back_up(store, tmp_path / "backup.db")
    add(store, 99.9, "2023-05", "may.csv")
    _, aside = restore(store, tmp_path / "backup.db")
    assert everything(store) == before
    assert prove(aside).uploads == 2


def test_restores_that_follow_each_other_at_once_each_set_aside_what_the_store_held(store, tmp_path):
    add(store)
    back_up(store, tmp_path / "backup.db")
    asides = [restore(store, tmp_path / "backup.db")[1] for _ in range(4)]
    again = restore(store, asides[-1])[1]
    assert len({*asides, again}) == 5
    assert all(prove(path).uploads == 1 for path in (*asides, again))
    assert again.name.count("before-restore") == 1


def test_a_store_goes_on_counting_after_a_restore(store, tmp_path):
    add(store)
    back_up(store, tmp_path / "backup.db")
    restore(store, tmp_path / "backup.db")
    add(store, 60.0, "2023-04", "april.csv")
    first, second = [row.id for row in everything(store)["uploads"]]
    assert second > first


def test_what_was_restored_can_still_not_be_overwritten(store, tmp_path):
    add(store)
    back_up(store, tmp_path / "backup.db")
    restore(store, tmp_path / "backup.db")
    with pytest.raises(StoreUnavailable, match="Nothing is overwritten"), store.writing() as connection:
        connection.execute(sa.update(observations).values(value=1.0))


def test_a_backup_of_one_database_restores_to_another(store, tmp_path):
    add(store)
    back_up(store, tmp_path / "backup.db")
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, tmp_path / "backup.db")
    back_up(other, tmp_path / "again.db")
    restore(store, tmp_path / "again.db")
    assert [row.value for row in everything(store)["observations"]] == [56.6]
    other.close()


def test_workbooks_that_wait_are_not_backed_up(store, tmp_path):
    with store.writing() as connection:
        hold_workbook(connection, HeldWorkbook("token", "march.csv", b"figures", "An advisor", AT))
    back_up(store, tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db") as file:
        assert file.execute("SELECT count(*) FROM held_workbooks").fetchone() == (0,)


def test_a_backup_made_while_others_write_is_whole(store, tmp_path):
    add(store)
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set() and number < 200:
            number += 1
            add(store, float(number), f"{1990 + number // 12}-{number % 12 + 1:02d}", f"{number}.csv")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [back_up(store, tmp_path / f"backup-{n}.db") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    assert all(done.uploads == done.figures >= 1 for done in found)


def test_a_backup_is_never_overwritten(store, tmp_path):
    (tmp_path / "backup.db").write_text("yesterday's")
    with pytest.raises(Refused, match="already"):
        back_up(store, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "yesterday's"


def test_a_backup_that_cannot_be_written_is_refused_and_leaves_nothing(store, tmp_path):
    with pytest.raises(Refused, match="cannot be written"):
        back_up(store, tmp_path / "no such folder" / "backup.db")
    back_up(store, tmp_path / "backup.db")
    assert [p.name for p in tmp_path.iterdir() if "backup" in p.name] == ["backup.db"]


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_backup_is_refused_and_changes_nothing(store, tmp_path, content):
    add(store)
    (tmp_path / "wrong.db").write_bytes(content)
    with pytest.raises(Refused, match="no backup"):
        restore(store, tmp_path / "wrong.db")
    with store.reading() as connection:
        assert count_uploads(connection) == 1


def test_a_damaged_backup_is_refused(store, tmp_path):
    add(store)
    back_up(store, tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db") as file:
        file.execute("DROP TRIGGER uploads_stay_update")
        file.execute("UPDATE uploads SET content = x'00'")
    with pytest.raises(Refused, match="original file of upload"):
        restore(store, tmp_path / "backup.db")


def test_a_backup_of_a_newer_waymark_is_refused(store, tmp_path):
    back_up(store, tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match="newer Waymark"):
        restore(store, tmp_path / "backup.db")


def test_a_backup_that_is_not_there_is_not_found(store, tmp_path):
    with pytest.raises(NotFound, match="no file"):
        restore(store, tmp_path / "nowhere.db")
