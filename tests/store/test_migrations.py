"""A store that an earlier version made is brought up to date with all that it holds."""

import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from kpis.store.engine import LATEST_SCHEMA, MIGRATIONS, Store, _prepare_sqlite, open_store
from kpis.store.observations import list_comparators, list_current
from kpis.store.tables import metadata
from kpis.store.upload_list import list_uploads
from tests.builders import MARCH, an_observation
from tests.store.dying_upgrade import __file__ as DYING
from tests.store.dying_upgrade import after_changes
from tests.store.released import RELEASED, make_store, what_is_kept

KINDS = ["sqlite", "postgresql"]
ROOT = Path(DYING).parents[2]

UPLOAD = (
    "INSERT INTO uploads (file_name, digest, content, scorecard, uploaded_by, uploaded_at) "
    "VALUES ('march.csv', 'abc', 'content', 'tests', 'An advisor', '2023-04-12 09:30:00')"
)
FIGURE = (
    "INSERT INTO observations "
    "(upload_id, code, period_kind, period_year, period_number, value, note, as_written, sheet, cell) "
    "SELECT max(id), 'T1', 'month', 2023, 3, 56.6, '', '56.6', 'Sheet', 'G2' FROM uploads"
)
ELSEWHERE = (
    "INSERT INTO comparators (upload_id, code, name, value, as_written, sheet, cell) "
    "SELECT max(id), 'T1', 'England', 60.0, '60', 'Sheet', 'H2' FROM uploads"
)


@pytest.fixture
def first_schema(request, tmp_path):
    """The address of a store of the first schema, with one upload."""

    def made(kind):
        if kind == "sqlite":
            address = url = f"sqlite:///{tmp_path / 'first.db'}"
            engine = sa.create_engine(url)
            _prepare_sqlite(engine)
        else:
            server = request.getfixturevalue("postgresql")
            driver = server.replace("postgresql:", "postgresql+psycopg:")
            maker = sa.create_engine(driver, isolation_level="AUTOCOMMIT")
            with maker.connect() as connection:
                connection.exec_driver_sql("CREATE DATABASE first")
            maker.dispose()
            address, url = (text.replace("/postgres?", "/first?") for text in (server, driver))
            engine = sa.create_engine(url)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with Store(engine).writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            for statement in (UPLOAD, FIGURE, ELSEWHERE):
                connection.exec_driver_sql(statement)
        engine.dispose()
        return address

    return made


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_store_of_the_first_schema_keeps_its_figures_and_gains_undo(first_schema, kind):
    store = open_store(first_schema(kind))
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        (kept,) = list_current(connection, ["T1"])
        (other,) = list_comparators(connection, ["T1"])
        (upload,) = list_uploads(connection, 10)
    store.close()
    assert kept.observation == an_observation(56.6, as_written="56.6", sheet="Sheet", cell="G2")
    assert (kept.observation.period, kept.undo, kept.is_withdrawn) == (MARCH, None, False)
    assert other.comparator.value == 60.0
    assert (upload.new, upload.unchanged, upload.undoes, upload.reason) == (1, None, None, "")


@pytest.fixture
def fresh(request, tmp_path):
    """Makes the address of a database with nothing in it at all."""

    def made(kind):
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'fresh.db'}"
        server, name = request.getfixturevalue("postgresql"), f"fresh_{uuid.uuid4().hex}"
        maker = sa.create_engine(
            server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
        )
        with maker.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return server.replace("/postgres?", f"/{name}?")

    return made


def is_of_today_with_all_that_was_kept(address, before):
    store = open_store(address)
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert MigrationContext.configure(connection).get_current_revision() == LATEST_SCHEMA
    store.close()
    now = what_is_kept(address)
    for name in before.keys() - {"alembic_version", "indexes and triggers"}:
        (columns, rows), (columns_now, rows_now) = before[name], now[name]
        assert len(rows) == 1, name
        known = [columns_now.index(column) for column in columns]
        assert [tuple(row[place] for place in known) for row in rows_now] == rows, name
    assert set(before["indexes and triggers"]) <= set(now["indexes and triggers"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("schema", RELEASED)
def test_a_store_of_every_released_schema_is_brought_up_to_date_with_its_rows(fresh, kind, schema):
    address = fresh(kind)
    before = make_store(address, schema)
    assert len(before) > 5
    is_of_today_with_all_that_was_kept(address, before)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("schema", ["0001", "0006", "0008"])
def test_an_upgrade_that_fails_halfway_changes_nothing_and_the_next_start_finishes_it(fresh, kind, schema):
    address = fresh(kind)
    before = make_store(address, schema)
    for count in (1, 2, 5):
        stop = after_changes(count, fail)
        with pytest.raises(ZeroDivisionError):
            open_store(address)
        stop()
        assert what_is_kept(address) == before
    is_of_today_with_all_that_was_kept(address, before)


def fail():
    raise ZeroDivisionError


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 40])
def test_an_upgrade_that_is_killed_halfway_changes_nothing_and_the_next_start_finishes_it(fresh, kind, count):
    address = fresh(kind)
    before = make_store(address, "0001")
    dying = [sys.executable, DYING, address, str(count)]
    killed = subprocess.run(dying, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert what_is_kept(address) == before
    is_of_today_with_all_that_was_kept(address, before)


def test_two_servers_that_start_at_once_bring_a_store_up_to_date_once(fresh):
    address = fresh("sqlite")
    before = make_store(address, "0001")
    starting = [sys.executable, DYING, address, "9999"]
    servers = [subprocess.Popen(starting, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}) for _ in range(2)]
    assert [server.wait(60) for server in servers] == [0, 0]
    is_of_today_with_all_that_was_kept(address, before)
