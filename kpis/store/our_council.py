"""Which council is ours in this store: a setting of the site, each with its reason, the newest counting."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa

from kpis.model.comparisons import Council, CouncilSetting
from kpis.store.site_settings import save_setting
from kpis.store.tables import site_settings
from kpis.store.uploads import as_utc

NAME = "our_council"


def save_council(connection: sa.Connection, setting: CouncilSetting) -> None:
    """Adds a setting, which counts from now on; those before it stay."""
    council = setting.council
    value = {"authority": council.authority, "region": council.region, "model": council.model}
    save_setting(connection, NAME, json.dumps({**value, "reason": setting.reason}), setting.by, setting.at)


def list_councils(connection: sa.Connection, until: datetime | None = None) -> list[CouncilSetting]:
    """Every council that was set, the newest first; those alone that were set by a moment, where one is named."""
    query = sa.select(site_settings).where(site_settings.c.name == NAME).order_by(site_settings.c.id.desc())
    if until is not None:
        query = query.where(site_settings.c.saved_at <= as_utc(until))
    return [_setting(json.loads(row.value), row.saved_by, as_utc(row.saved_at)) for row in connection.execute(query)]


def _setting(value: dict[str, str], by: str, at: datetime) -> CouncilSetting:
    council = Council(value["authority"], value["region"], int(value["model"]))
    return CouncilSetting(council, value["reason"], by, at)
