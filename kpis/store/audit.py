"""The audit trail: who did what and when, each row holding the digest of the one before. Rows are only ever added.

The digest of a row is the SHA-256 of its number, moment, person, deed, subject and the digest of the row before. A row
that was changed, taken out or put in between breaks the chain at that row. What a chain cannot show by itself is that
its newest rows were cut off: for that, the newest digest is printed and can be kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from kpis.model.audit import Deed, Entry
from kpis.store.tables import audit
from kpis.store.uploads import as_utc

BEFORE_THE_FIRST = "0" * 64
ROWS_AT_A_TIME = 500


def record(connection: sa.Connection, by: str, deed: Deed, about: str, at: datetime | None = None) -> None:
    """Adds a deed to the trail, in the transaction of the deed itself: either both are kept or neither is."""
    newest = connection.execute(sa.select(audit.c.number, audit.c.digest).order_by(audit.c.number.desc())).first()
    number, previous = (newest.number + 1, newest.digest) if newest else (1, BEFORE_THE_FIRST)
    moment = as_utc(at or datetime.now(UTC))
    by, about = by.replace("\0", ""), about.replace("\0", "")
    digest = digest_of(number, moment, by, deed, about, previous)
    connection.execute(
        sa.insert(audit).values(
            number=number, done_at=moment, done_by=by, deed=deed, about=about, previous=previous, digest=digest
        )
    )


def digest_of(number: int, at: datetime, by: str, deed: str, about: str, previous: str) -> str:
    """The digest of one row, as a hexadecimal text of 64 characters."""
    told = json.dumps([number, at.isoformat(), by, deed, about, previous], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def list_entries(connection: sa.Connection, most: int, skip: int = 0) -> list[Entry]:
    """The newest rows first."""
    query = sa.select(audit).order_by(audit.c.number.desc()).limit(most).offset(skip)
    return [_entry(row) for row in connection.execute(query)]


def count_entries(connection: sa.Connection) -> int:
    """How many rows there are."""
    return connection.execute(sa.select(sa.func.count()).select_from(audit)).scalar_one()


def every_entry(connection: sa.Connection) -> Iterator[Entry]:
    """Every row, the oldest first, a few hundred in memory at a time."""
    last = None
    while True:
        query = sa.select(audit).order_by(audit.c.number).limit(ROWS_AT_A_TIME)
        rows = connection.execute(query if last is None else query.where(audit.c.number > last)).all()
        if not rows:
            return
        for row in rows:
            yield _entry(row)
        last = rows[-1].number


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    return Entry(row.number, as_utc(row.done_at), row.done_by, row.deed, row.about, row.previous, row.digest)
