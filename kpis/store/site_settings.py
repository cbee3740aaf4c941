"""What an administrator sets for the whole site. The newest row of a name counts; earlier ones stay."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from kpis.store.tables import site_settings
from kpis.store.uploads import as_utc


def find_setting(connection: sa.Connection, name: str) -> str | None:
    """The value of a setting; None where nobody set it."""
    query = sa.select(site_settings.c.value).where(site_settings.c.name == name).order_by(site_settings.c.id.desc())
    return connection.execute(query).scalars().first()


def save_setting(connection: sa.Connection, name: str, value: str, by: str, at: datetime) -> None:
    """Adds a setting's new value."""
    connection.execute(sa.insert(site_settings).values(name=name, value=value, saved_by=by, saved_at=as_utc(at)))
