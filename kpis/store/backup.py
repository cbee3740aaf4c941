"""A backup: the whole store in one file of its own, made while the store is in use, and proved before it counts.

The file is an SQLite store of the same schema, whatever database it was made from, so that it can be restored to
either. People's sessions, attempts to sign in and workbooks that wait for an answer are not in it.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import sqlite3
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kpis.model.audit import Entry
from kpis.model.errors import NotFound, Refused, StoreUnavailable
from kpis.model.local_time import local
from kpis.store.audit import list_entries
from kpis.store.engine import LATEST_SCHEMA, Store, open_store
from kpis.store.tables import metadata

PASSING = frozenset({"held_workbooks", "sessions", "sign_in_attempts"})
"""Tables whose rows are not kept for good."""
ROWS_AT_ONCE = 2_000
OWNER_ONLY = 0o600
SET_ASIDE = re.compile(r"^before-restore-\d{8}T\d{6}(-\d+)?-")
"""What the name of a file begins with that a restore set aside."""


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds: counted when it was proved."""

    path: Path
    uploads: int
    figures: int
    publications: int
    bytes: int


@dataclass(frozen=True)
class Replaced:
    """What a restore takes the place of: where it was set aside, and the last row of its trail (None: it held none)."""

    aside: Path | None
    newest: Entry | None


NoteBackup = Callable[[Path], None]
NoteRestore = Callable[[sa.Connection, Replaced], None]


def back_up(store: Store, path: Path, note: NoteBackup | None = None) -> BackedUp:
    """Writes the store to a new file, whole or not at all, and proves it; raises Refused where the file exists.

    `note` is called once the file can be written, before anything is copied: what it adds to the trail is copied too.
    """
    if path.exists():
        raise Refused(f"There is a file called {path} already. Choose another name: a backup is never overwritten.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as failure:
        raise Refused(f"The backup cannot be written to {path.parent}: {failure.strerror}.") from None
    os.close(handle)
    unproved = Path(name)
    try:
        unproved.unlink()
        if note is not None:
            note(path)
        _write(store, unproved)
        proved = prove(unproved)
        unproved.chmod(OWNER_ONLY)
        _keep(unproved)
        os.link(unproved, path)  # fails where somebody made such a file meanwhile, as a rename would not
    except FileExistsError:
        raise Refused(f"There is a file called {path} already. Choose another name.") from None
    except OSError as failure:
        raise Refused(f"The backup cannot be written to {path}: {failure.strerror}.") from None
    finally:
        unproved.unlink(missing_ok=True)
    return BackedUp(path, proved.uploads, proved.figures, proved.publications, proved.bytes)


def prove(path: Path) -> BackedUp:
    """Reads a backup through: its pages, its references, each original file and publication by its digest.

    Raises NotFound where there is none and Refused, with the reason, where it is not a whole backup.
    """
    if not path.is_file():
        raise NotFound(f"There is no file called {path}.")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        try:
            return _proved(file, path)
        except sqlite3.DatabaseError as failure:
            raise Refused(f"{path} is no backup of Waymark, or it is damaged: {failure}.") from None


def restore(
    store: Store, path: Path, note_aside: NoteBackup | None = None, note: NoteRestore | None = None
) -> tuple[BackedUp, Path | None]:
    """Puts a proved backup in the place of all that the store holds, in one step or not at all.

    What the store held is backed up first, beside the backup, and where is said (None: it held nothing); `note_aside`
    is called before that. `note` is given the store as it will be: what it adds there is put in place in the same
    step. Raises Refused where the store changed meanwhile, so that nothing is lost that was not set aside.
    """
    proved = prove(path)
    aside, newest = None, None
    if not _is_empty(store):
        aside = _free_name(path)
        if note_aside is not None:
            note_aside(aside)
        newest = _newest(store)
        back_up(store, aside)
    with tempfile.TemporaryDirectory() as folder:
        upgraded = Path(folder) / "backup.db"
        _copy(path, upgraded)
        with closing(open_store(f"sqlite:///{upgraded}")) as copy:  # an older backup is brought up to date first
            if note is not None:
                with copy.writing() as connection:
                    note(connection, Replaced(aside, newest))
        if _newest(store) != newest:
            raise Refused("The store was changed while it was set aside. Stop the site, then restore again.")
        if store.is_sqlite:
            _into_sqlite(store, upgraded)
        else:
            _into_postgresql(store, upgraded)
    return proved, aside


def _newest(store: Store) -> Entry | None:
    """The last row of a store's trail, which every deed adds to."""
    with store.reading() as connection:
        return next(iter(list_entries(connection, 1)), None)


def _free_name(path: Path) -> Path:
    """Where what the store held is set aside: beside the backup, under a name that no file has yet.

    Several restores in one second each have their own, and going back and forth does not make the name longer.
    """
    stem = f"before-restore-{local(datetime.now(UTC)):%Y%m%dT%H%M%S}"
    name = SET_ASIDE.sub("", path.name)
    numbered = (f"{stem}-{name}" if number == 1 else f"{stem}-{number}-{name}" for number in itertools.count(1))
    return next(free for one in numbered if not (free := path.with_name(one)).exists())


def _write(store: Store, path: Path) -> None:
    if store.is_sqlite:
        with store.reading() as connection, closing(sqlite3.connect(path)) as file:
            _driver(connection).backup(file)
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            kept = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in sorted(PASSING & kept):
                file.execute(f"DELETE FROM {table}")  # noqa: S608 - the names are our own
        return
    copy = open_store(f"sqlite:///{path}")
    try:
        with store.reading() as source, copy.writing() as target:
            _copy_rows(source, target)
    finally:
        copy.close()


def _copy_rows(source: sa.Connection, target: sa.Connection) -> None:
    for table in metadata.sorted_tables:
        if table.name in PASSING:
            continue
        rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(sa.select(table).order_by(*table.primary_key))
        for part in rows.mappings().partitions(ROWS_AT_ONCE):
            target.execute(sa.insert(table), [_in_utc(dict(row)) for row in part])


def _in_utc(row: dict[str, Any]) -> dict[str, Any]:
    """SQLite keeps no zone, so every moment is written in UTC and read as such."""
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None
        else value.astimezone(UTC) if isinstance(value, datetime)
        else value
        for name, value in row.items()
    }  # fmt: skip


def _proved(file: sqlite3.Connection, path: Path) -> BackedUp:
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "uploads", "observations"} <= tables:
        raise Refused(f"{path} is no backup of Waymark.")
    (version,) = file.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if version > LATEST_SCHEMA:
        raise StoreUnavailable(f"{path} was made by a newer Waymark. Update the program, then restore it.")
    if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise Refused(f"{path} is damaged: its pages do not fit each other.")
    if file.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Refused(f"{path} is damaged: a figure in it has lost its upload.")
    for number, digest, content in file.execute("SELECT id, digest, content FROM uploads"):
        if hashlib.sha256(content).hexdigest() != digest:
            raise Refused(f"{path} is damaged: the original file of upload {number} is not what was uploaded.")
    published = 0
    if "publications" in tables:
        for number, digest, content in file.execute("SELECT id, digest, content FROM publications"):
            published += 1
            if hashlib.sha256(_unpacked(content)).hexdigest() != digest:
                raise Refused(f"{path} is damaged: publication {number} is not what was published.")
    (uploads,) = file.execute("SELECT count(*) FROM uploads").fetchone()
    (figures,) = file.execute("SELECT count(*) FROM observations").fetchone()
    return BackedUp(path, uploads, figures, published, path.stat().st_size)


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


def _is_empty(store: Store) -> bool:
    """Whether nothing was ever kept: neither a figure nor a definition nor a person."""
    with store.reading() as connection:
        kept = (t for t in metadata.sorted_tables if t.name not in PASSING)
        return all(connection.execute(sa.select(t.primary_key.columns[0]).limit(1)).first() is None for t in kept)


def _copy(path: Path, to: Path) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
        with closing(sqlite3.connect(to)) as target:
            source.backup(target)


def _into_sqlite(store: Store, path: Path) -> None:
    """SQLite's own way: the pages are replaced in one transaction, also under a server that has the store open."""
    with closing(sqlite3.connect(path)) as source, store.raw_sqlite() as target:
        source.backup(target)


def _into_postgresql(store: Store, path: Path) -> None:
    copy = open_store(f"sqlite:///{path}")
    try:
        with copy.reading() as source, store.writing() as target:
            tables = metadata.sorted_tables
            for table in reversed(tables):
                target.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
                target.execute(sa.delete(table))
            _copy_rows(source, target)
            for table in tables:
                target.exec_driver_sql(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")
                if table.autoincrement_column is not None:
                    _count_on(target, table)
    finally:
        copy.close()


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """The next row is numbered after the last one that was put back."""
    column = table.autoincrement_column
    if column is not None:
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        newest = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, newest, sa.false())))


def _driver(connection: sa.Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise StoreUnavailable("The store is no SQLite file.")
    return driver


def _keep(path: Path) -> None:
    """The bytes reach the disk before the name does."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
