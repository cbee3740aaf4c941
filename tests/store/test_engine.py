import sqlite3
import traceback
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kpis.model.errors import StoreUnavailable
from kpis.store.engine import (
    ADDRESS_VARIABLE,
    DEFAULT_FILE,
    LATEST_SCHEMA,
    MIGRATIONS,
    NO_ADDRESS,
    address_shown,
    database_address,
    open_store,
)
from kpis.store.tables import metadata, scorecards

PLAN = {"name": "plan", "title": "The plan", "description": ""}


def titles(store):
    with store.reading() as connection:
        return list(connection.execute(sa.select(scorecards.c.title)).scalars())


def refusal(address):
    with pytest.raises(StoreUnavailable) as refused:
        open_store(address)
    return str(refused.value)


def test_the_migrations_produce_exactly_the_tables(store):
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_schema_that_the_program_knows(store):
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == LATEST_SCHEMA
    with store.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == LATEST_SCHEMA


def test_opening_a_store_again_keeps_what_it_holds(store, address):
    with store.writing() as connection:
        connection.execute(sa.insert(scorecards).values(PLAN))
    again = open_store(address)
    assert titles(again) == ["The plan"]
    again.close()


def test_a_newer_schema_is_refused_and_left_alone(tmp_path):
    address = f"sqlite:///{tmp_path / 'newer.db'}"
    store = open_store(address)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    assert refusal(address) == "This store was made by a newer Waymark. Update the program, then open it again."
    with store.reading() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "9999"
    store.close()


def test_sqlite_keeps_a_rollback_journal_and_holds_to_its_foreign_keys(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_a_write_that_fails_leaves_nothing_behind(store):
    with pytest.raises(ZeroDivisionError):
        with store.writing() as connection:
            connection.execute(sa.insert(scorecards).values(PLAN))
            raise ZeroDivisionError
    assert titles(store) == []


def test_a_refusal_by_the_database_is_one_sentence(store):
    with pytest.raises(StoreUnavailable, match=r"^The database cannot be used: .*\.$") as refused:
        with store.writing() as connection:
            connection.execute(sa.insert(scorecards).values(PLAN | {"title": None}))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["nonsense", "", " ", "mysql://host/name", "foo://host", "postgresql+asyncpg://h/n"]
)
def test_a_bad_address_is_refused_in_one_sentence(address):
    assert refusal(address) == NO_ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://bobby:s3cret@127.0.0.1:port/name",
        "postgresql://bobby:s3cret@x@127.0.0.1:1/name",
        "postgresql://bo/bby:s3cret@127.0.0.1:1/name",
        "mysql://bobby:s3cret@127.0.0.1:1/name",
        "bobby:s3cret@127.0.0.1",
        "postgresql://bobby:s3cret@127.0.0.1:1/name",
        "postgresql://127.0.0.1:1/name?user=bobby&password=s3cret",
    ],
)
def test_nobody_reads_in_a_refusal_who_signs_in_to_the_database_nor_how(address, caplog):
    with pytest.raises(StoreUnavailable) as refused:
        open_store(address)
    shown = "".join(traceback.format_exception(refused.value)) + caplog.text + address_shown(address)
    assert [word for word in ("s3cret", "bby") if word in shown] == []


def test_the_address_is_shown_without_its_name_password_and_settings():
    assert address_shown("postgresql://bobby:s3cret@db.example:5433/waymark?password=x") == (
        "postgresql://db.example:5433/waymark"
    )
    assert address_shown("sqlite:////srv/waymark.db") == "sqlite:////srv/waymark.db"
    assert address_shown("sqlite://") == "sqlite:///"
    assert address_shown("nonsense:s3cret") == "no database address"


def test_a_folder_that_is_not_there_is_told_in_one_sentence(tmp_path):
    address = f"sqlite:///{tmp_path / 'none' / 'waymark.db'}"
    assert refusal(address) == "The database does not answer: unable to open database file."


def test_a_file_that_is_no_database_is_told_in_one_sentence(tmp_path):
    (tmp_path / "waymark.db").write_text("Dear committee,\n" * 100)
    assert refusal(f"sqlite:///{tmp_path / 'waymark.db'}") == "The database cannot be used: file is not a database."


def test_a_server_that_does_not_answer_is_told_in_one_sentence():
    sentence = refusal("postgresql://127.0.0.1:1/waymark")
    assert sentence.startswith("The database does not answer: ")
    assert "\n" not in sentence


def test_a_store_in_memory_keeps_what_it_is_given():
    store = open_store("sqlite://")
    with store.writing() as connection:
        connection.execute(sa.insert(scorecards).values(PLAN))
    assert titles(store) == ["The plan"]
    store.close()


def test_the_address_comes_from_the_environment_or_lies_beside_the_program():
    assert database_address({ADDRESS_VARIABLE: "sqlite:///other.db"}) == "sqlite:///other.db"
    assert database_address({}) == f"sqlite:///{DEFAULT_FILE}"
    assert database_address({ADDRESS_VARIABLE: ""}) == f"sqlite:///{DEFAULT_FILE}"


def test_no_connection_to_sqlite_keeps_a_write_ahead_log(tmp_path):
    """SQLite 3.40 to 3.51.2 can damage one, and the SQLite that Python brings along may be one of them."""
    path = tmp_path / "waymark.db"
    with closing(sqlite3.connect(path)) as another:
        another.execute("PRAGMA journal_mode=WAL")
        another.execute("CREATE TABLE made_with_a_write_ahead_log (id INTEGER)")
    store = open_store(f"sqlite:///{path}")
    for block in (store.reading, store.writing):
        with block() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_a_server_that_does_not_know_the_name_is_told_without_it(postgresql):
    url = sa.make_url(postgresql).set(username="bobby", password="s3cret")
    told = refusal(url.render_as_string(hide_password=False))
    assert "(not shown)" in told
    assert [word for word in ("bobby", "s3cret") if word in told] == []
