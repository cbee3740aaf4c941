"""Events and their withdrawals: only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.model.events import Event, EventSubject, KeptEvent, Withdrawal
from kpis.store.tables import event_withdrawals, events
from kpis.store.uploads import as_utc


def save_event(connection: sa.Connection, event: Event, by: str, at: datetime) -> int:
    """Keeps an event with who recorded it; returns its number."""
    added = connection.execute(
        sa.insert(events).values(
            day=event.day,
            title=event.title,
            is_rebaseline=event.is_rebaseline,
            scorecard=event.subject.scorecard,
            section=event.subject.section,
            code=event.subject.code,
            recorded_by=by,
            recorded_at=as_utc(at),
        )
    )
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("The database did not say which number the event has.")
    return int(key[0])


def save_withdrawal(connection: sa.Connection, number: int, reason: str, by: str, at: datetime) -> None:
    """Keeps that an event was withdrawn, by whom and why; the event itself stays as it was."""
    connection.execute(
        sa.insert(event_withdrawals).values(event_id=number, reason=reason, withdrawn_by=by, withdrawn_at=as_utc(at))
    )


def list_events(connection: sa.Connection) -> list[KeptEvent]:
    """Every event that was ever recorded, by its day and the oldest first, withdrawn ones among them."""
    return [_kept(row) for row in connection.execute(_query().order_by(events.c.day, events.c.id))]


def list_standing_events(connection: sa.Connection) -> list[KeptEvent]:
    """The events that nobody withdrew, the oldest first."""
    return [one for one in list_events(connection) if one.withdrawal is None]


def get_event(connection: sa.Connection, number: int) -> KeptEvent:
    """One event; raises NotFound."""
    row = connection.execute(_query().where(events.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no event {number}.")
    return _kept(row)


def _query() -> sa.Select[Any]:
    columns = (event_withdrawals.c[name] for name in ("reason", "withdrawn_by", "withdrawn_at"))
    return sa.select(events, *columns).join_from(events, event_withdrawals, isouter=True)


def _kept(row: Any) -> KeptEvent:
    withdrawal = None
    if row.withdrawn_by is not None:
        withdrawal = Withdrawal(row.withdrawn_by, as_utc(row.withdrawn_at), row.reason)
    event = Event(row.day, row.title, row.is_rebaseline, EventSubject(row.scorecard, row.section, row.code))
    return KeptEvent(row.id, event, row.recorded_by, as_utc(row.recorded_at), withdrawal)
