"""Sign-ins that go on, as rows on the server: a cookie is worth nothing once its row is gone.

What a browser holds is a random text; the store holds only its digest, so a copy of the store signs nobody in.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from kpis.model.people import Session
from kpis.store.accounts import account_of
from kpis.store.tables import accounts, sessions
from kpis.store.uploads import as_utc


def save_session(connection: sa.Connection, token_digest: str, account: int, at: datetime) -> None:
    """Begins a session."""
    moment = as_utc(at)
    connection.execute(
        sa.insert(sessions).values(
            token_digest=token_digest, account_id=account, started_at=moment, confirmed_at=moment, seen_at=moment
        )
    )


def find_session(connection: sa.Connection, token_digest: str) -> Session | None:
    """The session of a digest, with its person as they now are; None where it ended or its person was removed."""
    query = (
        sa.select(accounts, sessions.c.started_at, sessions.c.confirmed_at, sessions.c.seen_at)
        .join_from(sessions, accounts)
        .where(sessions.c.token_digest == token_digest, accounts.c.removed_at.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Session(account_of(row), as_utc(row.started_at), as_utc(row.confirmed_at), as_utc(row.seen_at))


def note_seen(connection: sa.Connection, token_digest: str, at: datetime) -> None:
    """Notes that the person is still there."""
    connection.execute(sa.update(sessions).where(sessions.c.token_digest == token_digest).values(seen_at=as_utc(at)))


def drop_session(connection: sa.Connection, token_digest: str) -> None:
    """Ends a session."""
    connection.execute(sa.delete(sessions).where(sessions.c.token_digest == token_digest))


def drop_sessions_of(connection: sa.Connection, account: int) -> None:
    """Ends every session of a person, on every device."""
    connection.execute(sa.delete(sessions).where(sessions.c.account_id == account))


def drop_sessions_before(connection: sa.Connection, seen: datetime, started: datetime) -> None:
    """Forgets sessions that were last seen, or were begun, too long ago."""
    too_old = sa.or_(sessions.c.seen_at < as_utc(seen), sessions.c.started_at < as_utc(started))
    connection.execute(sa.delete(sessions).where(too_old))
