"""A database address to a Store: SQLite beside the program by default, PostgreSQL by address."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from kpis.model.errors import StoreUnavailable
from kpis.model.settings import DATABASE

ADDRESS_VARIABLE = DATABASE.name
DEFAULT_FILE = Path(__file__).parents[2] / "waymark.db"
MIGRATIONS = Path(__file__).with_name("migrations")
LATEST_SCHEMA = "0010"
SECONDS_TO_WAIT_FOR_A_LOCK = 15
NO_ADDRESS = (
    f"What {ADDRESS_VARIABLE} or --database names is no database address. Write sqlite:///FILE or "
    "postgresql://HOST/NAME; in a name or password write @ as %40 and / as %2F."
)
"""The address itself is not told: it may hold a password."""
HIDDEN = "(not shown)"
WRITES = "waymark_writes"
LOCK_OF_WRITERS = 87_121
"""The number of the lock that a writer holds in PostgreSQL, so that writes come one after the other as in SQLite."""

Connection = sa.Connection


def database_address(environment: Mapping[str, str]) -> str:
    """Where figures are kept unless a command says otherwise."""
    return environment.get(ADDRESS_VARIABLE) or f"sqlite:///{DEFAULT_FILE}"


def address_shown(address: str) -> str:
    """Where a store is, without who signs in to it: no name, no password, nor any setting that could hold one."""
    try:
        url = _database_at(address)
    except (sa.exc.ArgumentError, ValueError):
        return "no database address"
    if url.get_backend_name() == "sqlite":
        return f"{url.drivername}:///{url.database or ''}"
    port = f":{url.port}" if url.port else ""
    return f"{url.drivername.partition('+')[0]}://{url.host or ''}{port}/{url.database or ''}"


class Store:
    """An open store. Reading and writing each happen in one transaction, whole or not at all."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._signs_in_with = _signs_in_with(engine.url)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of what is kept."""
        with self._told_plainly(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: kept whole when the block ends, nothing of it kept when it raises. One writer at a time."""
        with self._told_plainly(), self._engine.connect().execution_options(**{WRITES: True}) as connection:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK_OF_WRITERS)))
                yield connection

    @property
    def address(self) -> str:
        """Where it is, as it may be shown."""
        return address_shown(self._engine.url.render_as_string(hide_password=False))

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is an SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def raw_sqlite(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection, for a restore; nobody else's is left open to pages that are replaced."""
        with self._told_plainly():
            borrowed = self._engine.raw_connection()
            try:
                driver = borrowed.driver_connection
                if not isinstance(driver, sqlite3.Connection):
                    raise StoreUnavailable("The store is no SQLite file.")
                yield driver
            finally:
                borrowed.close()

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """A failure of the database in one sentence, which names nobody that signs in to it. Nor does its traceback."""
        try:
            yield
        except sa.exc.OperationalError as failure:
            raise StoreUnavailable(f"The database does not answer: {self._first_line(failure.orig)}.") from None
        except sa.exc.DatabaseError as failure:
            raise StoreUnavailable(f"The database cannot be used: {self._first_line(failure.orig)}.") from None

    def _first_line(self, failure: BaseException | None) -> str:
        line = (str(failure).strip().splitlines() or ["no reason given"])[0].rstrip(".")
        return self._signs_in_with.sub(HIDDEN, line) if self._signs_in_with else line


def open_store(address: str) -> Store:
    """Opens the store at an address, bringing its schema up to date; raises StoreUnavailable with one sentence."""
    try:
        url = _database_at(address)
        engine = sa.create_engine(url, **_engine_options(url))
    except (sa.exc.ArgumentError, ImportError, ValueError):
        raise StoreUnavailable(NO_ADDRESS) from None
    if url.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    logging.getLogger("psycopg").setLevel(logging.ERROR)  # it warns of what it could not end; why is raised, and told
    store = Store(engine)
    try:
        _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _database_at(address: str) -> sa.URL:
    """An address taken apart; raises ValueError for one whose password has a sign that cuts it in two."""
    url = sa.make_url(address)
    if url.get_backend_name() != "sqlite" and "@" in f"{url.host}{url.database}":
        raise ValueError("a sign of the name or password stands where the host or the database should")
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _signs_in_with(url: sa.URL) -> re.Pattern[str] | None:
    """What finds the name and password of an address in a text, with any that its settings hold."""
    settings = (url.query.get(name, "") for name in ("user", "password", "sslpassword"))
    words = {str(word) for word in (url.username, url.password, *settings) if word}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first)) if words else None


def _engine_options(url: sa.URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True}
    options: dict[str, Any] = {"connect_args": {"timeout": SECONDS_TO_WAIT_FOR_A_LOCK, "check_same_thread": False}}
    if url.database in (None, "", ":memory:"):
        options["poolclass"] = sa.pool.StaticPool
    return options


def _prepare_sqlite(engine: sa.Engine) -> None:
    """Foreign keys on, and write locks taken at the start of a write.

    The journal stays a rollback journal: SQLite 3.40 to 3.51.2 can damage a write-ahead log, and one small server does
    not need one.
    """

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=FULL")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(store: Store) -> None:
    with store.reading() as connection:
        kept = sa.inspect(connection).has_table("alembic_version")
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if kept else None
    if version == LATEST_SCHEMA:
        return
    if version is not None and version > LATEST_SCHEMA:
        raise StoreUnavailable("This store was made by a newer Waymark. Update the program, then open it again.")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
