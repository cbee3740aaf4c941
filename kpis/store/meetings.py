"""Meetings of committees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound, Refused
from kpis.model.meetings import Meeting
from kpis.store.tables import meetings
from kpis.store.uploads import as_utc


def save_meeting(connection: sa.Connection, committee: str, held_on: date, by: str, at: datetime) -> int:
    """Keeps a meeting and returns its number; raises Refused where the committee has one on that day."""
    same = sa.select(meetings.c.id).where(meetings.c.committee == committee, meetings.c.held_on == held_on)
    if connection.execute(same).first() is not None:
        raise Refused("That committee has a meeting on that day already.")
    values = {"committee": committee, "held_on": held_on, "added_by": by, "added_at": as_utc(at)}
    added = connection.execute(sa.insert(meetings).values(values))
    return int(added.inserted_primary_key[0]) if added.inserted_primary_key else 0


def list_meetings(connection: sa.Connection) -> list[Meeting]:
    """Every meeting, the newest first."""
    query = sa.select(meetings).order_by(meetings.c.held_on.desc(), meetings.c.committee)
    return [meeting_in(row) for row in connection.execute(query)]


def get_meeting(connection: sa.Connection, number: int) -> Meeting:
    """One meeting; raises NotFound."""
    row = connection.execute(sa.select(meetings).where(meetings.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no meeting {number}.")
    return meeting_in(row)


def list_meetings_on(connection: sa.Connection, held_on: date) -> list[Meeting]:
    """The meetings of one day."""
    query = sa.select(meetings).where(meetings.c.held_on == held_on).order_by(meetings.c.id)
    return [meeting_in(row) for row in connection.execute(query)]


def meeting_in(row: Any) -> Meeting:
    """The meeting in a row that has its columns."""
    return Meeting(row.id, row.committee, row.held_on, row.added_by, as_utc(row.added_at))
