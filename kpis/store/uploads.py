"""Workbooks taken in, with the original file, and workbooks that wait for a person's answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.store.tables import held_workbooks, uploads


@dataclass(frozen=True)
class HeldWorkbook:
    """A workbook that was shown to a person and not yet taken in. `seen` is the newest upload that there was then."""

    token: str
    file_name: str
    content: bytes
    held_by: str
    held_at: datetime
    seen: int = 0


def as_utc(moment: datetime) -> datetime:
    """SQLite forgets the zone; every moment in the store is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def save_upload(
    connection: sa.Connection,
    file_name: str,
    content: bytes,
    scorecard: str,
    by: str,
    at: datetime,
    unchanged: int | None = None,
) -> int:
    """Keeps the original file and who brought it; returns the upload's number."""
    return _save(connection, file_name, content, scorecard, by, at, unchanged=unchanged)


def save_undo(connection: sa.Connection, undoes: int, reason: str, scorecard: str, by: str, at: datetime) -> int:
    """Keeps that an upload, or an earlier undo, was undone, by whom and why; returns the number of that act."""
    return _save(connection, "", b"", scorecard, by, at, undoes=undoes, reason=reason)


def _save(
    connection: sa.Connection, file_name: str, content: bytes, scorecard: str, by: str, at: datetime, **more: Any
) -> int:
    added = connection.execute(
        sa.insert(uploads).values(
            file_name=_without_nul(file_name),
            digest=hashlib.sha256(content).hexdigest(),
            content=content,
            scorecard=scorecard,
            uploaded_by=by,
            uploaded_at=as_utc(at),
            **more,
        )
    )
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("The database did not say which number the upload has.")
    return int(key[0])


def _without_nul(name: str) -> str:
    """PostgreSQL keeps no text with a NUL in it."""
    return name.replace("\0", "")


def count_uploads(connection: sa.Connection) -> int:
    """How many workbooks were ever taken in."""
    return connection.execute(sa.select(sa.func.count()).where(uploads.c.undoes.is_(None))).scalar_one()


def newest_upload(connection: sa.Connection) -> int:
    """The number of the newest act, 0 where there is none: whatever happens later has a greater one."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(uploads.c.id), 0))).scalar_one())


def list_undoes(connection: sa.Connection) -> dict[int, int | None]:
    """Every act by its number, with the act that it undoes, if it does."""
    return {row.id: row.undoes for row in connection.execute(sa.select(uploads.c.id, uploads.c.undoes))}


def get_original(connection: sa.Connection, number: int) -> tuple[str, bytes]:
    """The name and the very bytes of the file that was uploaded; raises NotFound. An undo has no file."""
    query = sa.select(uploads.c.file_name, uploads.c.content).where(uploads.c.id == number, uploads.c.undoes.is_(None))
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"There is no file of upload {number}.")
    return row.file_name, row.content


def hold_workbook(connection: sa.Connection, held: HeldWorkbook) -> None:
    """Keeps a workbook until its person has answered."""
    connection.execute(
        sa.insert(held_workbooks).values(
            token=held.token,
            file_name=_without_nul(held.file_name),
            content=held.content,
            held_by=held.held_by,
            held_at=as_utc(held.held_at),
            seen=held.seen,
        )
    )


def get_held(connection: sa.Connection, token: str) -> HeldWorkbook:
    """The workbook that waits under a token; raises NotFound when it was answered or dropped."""
    row = connection.execute(sa.select(held_workbooks).where(held_workbooks.c.token == token)).first()
    if row is None:
        raise NotFound("This workbook is no longer waiting: it was taken in, or dropped. Upload it again.")
    return HeldWorkbook(row.token, row.file_name, row.content, row.held_by, as_utc(row.held_at), row.seen)


def note_seen(connection: sa.Connection, token: str, seen: int) -> None:
    """Notes that a workbook that waits was shown again, with all that was taken in up to an upload."""
    connection.execute(sa.update(held_workbooks).where(held_workbooks.c.token == token).values(seen=seen))


def drop_held(connection: sa.Connection, token: str) -> None:
    """Forgets a workbook that was taken in or given up."""
    connection.execute(sa.delete(held_workbooks).where(held_workbooks.c.token == token))


def drop_held_before(connection: sa.Connection, moment: datetime) -> None:
    """Forgets workbooks that nobody came back to."""
    connection.execute(sa.delete(held_workbooks).where(held_workbooks.c.held_at < moment))
