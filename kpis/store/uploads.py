"""Workbooks taken in, with the original file, and workbooks that wait for a person's answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.store.tables import held_workbooks, uploads


@dataclass(frozen=True)
class HeldWorkbook:
    """A workbook that was shown to a person and not yet taken in."""

    token: str
    file_name: str
    content: bytes
    held_by: str
    held_at: datetime


def as_utc(moment: datetime) -> datetime:
    """SQLite forgets the zone; every moment in the store is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def save_upload(
    connection: sa.Connection, file_name: str, content: bytes, scorecard: str, by: str, at: datetime
) -> int:
    """Keeps the original file and who brought it; returns the upload's number."""
    added = connection.execute(
        sa.insert(uploads).values(
            file_name=file_name,
            digest=hashlib.sha256(content).hexdigest(),
            content=content,
            scorecard=scorecard,
            uploaded_by=by,
            uploaded_at=as_utc(at),
        )
    )
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("The database did not say which number the upload has.")
    return int(key[0])


def count_uploads(connection: sa.Connection) -> int:
    """How many workbooks were ever taken in."""
    return connection.execute(sa.select(sa.func.count()).select_from(uploads)).scalar_one()


def hold_workbook(connection: sa.Connection, held: HeldWorkbook) -> None:
    """Keeps a workbook until its person has answered."""
    connection.execute(
        sa.insert(held_workbooks).values(
            token=held.token,
            file_name=held.file_name,
            content=held.content,
            held_by=held.held_by,
            held_at=as_utc(held.held_at),
        )
    )


def get_held(connection: sa.Connection, token: str) -> HeldWorkbook:
    """The workbook that waits under a token; raises NotFound when it was answered or dropped."""
    row = connection.execute(sa.select(held_workbooks).where(held_workbooks.c.token == token)).first()
    if row is None:
        raise NotFound("This workbook is no longer waiting: it was taken in, or dropped. Upload it again.")
    return HeldWorkbook(row.token, row.file_name, row.content, row.held_by, as_utc(row.held_at))


def drop_held(connection: sa.Connection, token: str) -> None:
    """Forgets a workbook that was taken in or given up."""
    connection.execute(sa.delete(held_workbooks).where(held_workbooks.c.token == token))


def drop_held_before(connection: sa.Connection, moment: datetime) -> None:
    """Forgets workbooks that nobody came back to."""
    connection.execute(sa.delete(held_workbooks).where(held_workbooks.c.held_at < moment))
