"""A store that any earlier version made is brought up to date with all that it holds, or left exactly as it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from kpis.model.errors import StoreUnavailable
from kpis.store import engine as engines
from kpis.store.engine import LATEST_SCHEMA, MIGRATIONS, Store, _prepare_sqlite, open_store
from kpis.store.observations import list_comparators, list_current
from kpis.store.tables import metadata
from kpis.store.upload_list import list_uploads
from tests.builders import MARCH, an_observation

ROOT = Path(__file__).parents[2]
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
RELEASED = [f"{number:04d}" for number in range(1, int(LATEST_SCHEMA))]
KINDS = ["sqlite", "postgresql"]
UPGRADE = "import sys; from kpis.store.engine import open_store; open_store(sys.argv[1])"
DYING = (
    "import os, signal, sys; from alembic.operations import Operations as O;\n"
    "O.create_table = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n" + UPGRADE
)


@pytest.fixture
def made_by(request, tmp_path):
    """The address of a store as an earlier version left it, with one upload, its figure and one of England."""

    def made(kind, version):
        if kind == "sqlite":
            address = url = f"sqlite:///{tmp_path / f'{version}.db'}"
            engine = sa.create_engine(url)
            _prepare_sqlite(engine)
        else:
            server = request.getfixturevalue("postgresql")
            driver = server.replace("postgresql:", "postgresql+psycopg:")
            name = f"made_by_{version}_{abs(hash(request.node.name)) % 10**9}"
            maker = sa.create_engine(driver, isolation_level="AUTOCOMMIT")
            with maker.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            maker.dispose()
            address, url = (text.replace("/postgres?", f"/{name}?") for text in (server, driver))
            engine = sa.create_engine(url)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with Store(engine).writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)
            for statement in (UPLOAD, FIGURE, ELSEWHERE):
                connection.exec_driver_sql(statement)
        engine.dispose()
        return address

    return made


def all_that_is_there(address):
    """The schema, its version and the figures of a store, looked at without upgrading it."""
    url = sa.make_url(address)
    engine = sa.create_engine(url.set(drivername="postgresql+psycopg") if url.get_backend_name() != "sqlite" else url)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        columns = {t: [c["name"] for c in inspector.get_columns(t)] for t in sorted(inspector.get_table_names())}
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        figures = connection.execute(sa.text("SELECT code, value FROM observations")).all()
    engine.dispose()
    return columns, version, figures


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", RELEASED)
def test_a_store_of_every_earlier_schema_keeps_its_figures_and_has_all_that_is_new(made_by, kind, version):
    store = open_store(made_by(kind, version))
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        (kept,) = list_current(connection, ["T1"])
        (other,) = list_comparators(connection, ["T1"])
        (upload,) = list_uploads(connection, 10)
    with pytest.raises(StoreUnavailable, match="Nothing is overwritten"), store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM observations")
    store.close()
    assert kept.observation == an_observation(56.6, as_written="56.6", sheet="Sheet", cell="G2")
    assert (kept.observation.period, kept.undo, kept.is_withdrawn) == (MARCH, None, False)
    assert other.comparator.value == 60.0
    assert (upload.new, upload.unchanged, upload.undoes, upload.reason) == (1, None, None, "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", ["0001", "0004", "0006"])
def test_an_upgrade_that_fails_on_its_way_changes_nothing_and_works_when_tried_again(
    made_by, kind, version, monkeypatch
):
    address = made_by(kind, version)
    before = all_that_is_there(address)
    upgrade = engines.command.upgrade

    def fails(config, target):
        upgrade(config, "0008")
        raise RuntimeError("the machine runs out of memory")

    with monkeypatch.context() as patch:
        patch.setattr(engines.command, "upgrade", fails)
        with pytest.raises(RuntimeError):
            open_store(address)
    assert all_that_is_there(address) == before
    open_store(address).close()
    assert all_that_is_there(address)[1:] == (LATEST_SCHEMA, before[2])


@pytest.mark.parametrize("kind", KINDS)
def test_an_upgrade_that_is_killed_on_its_way_changes_nothing_and_works_when_tried_again(made_by, kind):
    address = made_by(kind, "0001")
    before = all_that_is_there(address)
    dying = [sys.executable, "-c", DYING, address]
    killed = subprocess.run(dying, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert all_that_is_there(address) == before
    open_store(address).close()
    assert all_that_is_there(address)[1:] == (LATEST_SCHEMA, before[2])


def test_two_processes_that_begin_at_once_upgrade_once(made_by):
    address = made_by("sqlite", "0001")
    begin = [sys.executable, "-c", UPGRADE, address]
    both = [
        subprocess.Popen(begin, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    complaints = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], complaints
    assert all_that_is_there(address)[1] == LATEST_SCHEMA


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_of_a_newer_schema_is_refused_in_a_sentence_and_left_alone(made_by, kind):
    address = made_by(kind, RELEASED[-1])
    store = open_store(address)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = all_that_is_there(address)
    with pytest.raises(StoreUnavailable, match=r"^This store was made by a newer Waymark\. Update the program"):
        open_store(address)
    assert all_that_is_there(address) == before
