"""A store that an earlier version made is brought up to date with all that it holds."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from kpis.store.engine import MIGRATIONS, Store, _prepare_sqlite, open_store
from kpis.store.observations import list_comparators, list_current
from kpis.store.tables import metadata
from kpis.store.upload_list import list_uploads
from tests.builders import MARCH, an_observation

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
