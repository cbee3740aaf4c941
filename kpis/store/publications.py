"""Publications: added whole, withdrawn by a row of their own, never changed."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound, Refused, StoreUnavailable
from kpis.model.meetings import Meeting, Publication, Withdrawal
from kpis.model.periods import Period
from kpis.store.periods import period_columns, period_in
from kpis.store.tables import meetings, publications, withdrawals
from kpis.store.uploads import as_utc


def save_publication(
    connection: sa.Connection,
    meeting: Meeting,
    scorecard: str,
    title: str,
    period: Period,
    content: bytes,
    by: str,
    at: datetime,
) -> int:
    """Keeps what members are given, with the digest of its bytes; returns its number."""
    added = connection.execute(
        sa.insert(publications).values(
            meeting_id=meeting.number,
            scorecard=scorecard,
            title=title,
            content=zlib.compress(content, 9),
            digest=hashlib.sha256(content).hexdigest(),
            published_by=by,
            published_at=as_utc(at),
            **period_columns(period),
        )
    )
    return int(added.inserted_primary_key[0]) if added.inserted_primary_key else 0


def save_withdrawal(connection: sa.Connection, publication: Publication, reason: str, by: str, at: datetime) -> None:
    """Keeps that a publication was withdrawn; raises Refused where it was already."""
    if publication.withdrawn is not None:
        raise Refused("This publication was withdrawn already.")
    connection.execute(
        sa.insert(withdrawals).values(
            publication_id=publication.number, reason=reason, withdrawn_by=by, withdrawn_at=as_utc(at)
        )
    )


def list_publications(connection: sa.Connection, scorecard: str | None = None) -> list[Publication]:
    """The publications, of one scorecard or of all: those for the newest meeting first, and of those the newest."""
    query = _query().order_by(meetings.c.held_on.desc(), publications.c.id.desc())
    if scorecard is not None:
        query = query.where(publications.c.scorecard == scorecard)
    return [_publication(row) for row in connection.execute(query)]


def get_publication(connection: sa.Connection, number: int) -> Publication:
    """One publication; raises NotFound."""
    row = connection.execute(_query().where(publications.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no publication {number}.")
    return _publication(row)


def get_content(connection: sa.Connection, publication: Publication) -> bytes:
    """The frozen bytes; raises StoreUnavailable where they are no longer those that were published."""
    query = sa.select(publications.c.content).where(publications.c.id == publication.number)
    kept = connection.execute(query).scalar_one()
    try:
        content = zlib.decompress(kept)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != publication.digest:
        raise StoreUnavailable(
            f"Publication {publication.number} is damaged: it is not what was published. Restore it from a backup."
        )
    return content


def _query() -> sa.Select[Any]:
    return (
        sa.select(
            *(c for c in publications.c if c is not publications.c.content),
            meetings.c.committee,
            meetings.c.held_on,
            meetings.c.added_by,
            meetings.c.added_at,
            withdrawals.c.reason,
            withdrawals.c.withdrawn_by,
            withdrawals.c.withdrawn_at,
        )
        .join(meetings, meetings.c.id == publications.c.meeting_id)
        .join(withdrawals, withdrawals.c.publication_id == publications.c.id, isouter=True)
    )


def _publication(row: Any) -> Publication:
    gone = Withdrawal(row.withdrawn_by, as_utc(row.withdrawn_at), row.reason) if row.withdrawn_by else None
    period = period_in(row)
    assert period is not None, "a publication without a period cannot be kept"  # noqa: S101 - the column is not null
    meeting = Meeting(row.meeting_id, row.committee, row.held_on, row.added_by, as_utc(row.added_at))
    return Publication(
        row.id, meeting, row.scorecard, row.title, period, row.published_by, as_utc(row.published_at), row.digest, gone
    )
