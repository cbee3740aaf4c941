"""Stores as earlier versions of Waymark left them: of any released schema, with a row in every table."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from kpis.store.engine import LATEST_SCHEMA, MIGRATIONS, Store, _prepare_sqlite

SCHEMAS = sorted(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())
RELEASED = [schema for schema in SCHEMAS if schema < LATEST_SCHEMA]
MOMENT, DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC), date(2023, 4, 12)


def engine_of(address):
    """A way into a store that brings nothing up to date."""
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def make_store(address, schema):
    """A store of a schema with a row in each of its tables; the columns and rows of every table."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = engine_of(address)
    with Store(engine).writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
        for table in tables_in(connection).sorted_tables:
            if table.name != "alembic_version":
                connection.execute(sa.insert(table).values({c.name: _value(c) for c in table.columns}))
    engine.dispose()
    return what_is_kept(address)


def what_is_kept(address):
    """The columns and the rows of every table, and its triggers: all that must not be lost."""
    engine = engine_of(address)
    with engine.connect() as connection:
        found = {
            table.name: (
                tuple(c.name for c in table.columns),
                [tuple(row) for row in connection.execute(table.select())],
            )
            for table in tables_in(connection).sorted_tables
        }
        if engine.dialect.name == "sqlite":
            found["indexes and triggers"] = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
            ).all()
        else:
            found["indexes and triggers"] = connection.exec_driver_sql(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
                "UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
            ).all()
    engine.dispose()
    return found


def tables_in(connection):
    """The tables as they stand in the database, whatever the program thinks of them."""
    found = sa.MetaData()
    found.reflect(connection)
    return found


def _value(column):
    if column.foreign_keys or (column.primary_key and isinstance(column.type, sa.Integer)):
        return 1
    match column.type.python_type.__name__:
        case "int" | "float":
            return 3
        case "bool":
            return True
        case "bytes":
            return b"content"
        case "datetime":
            return MOMENT
        case "date":
            return DAY
        case "str":
            return "word"
    raise AssertionError(f"no value for {column}")
