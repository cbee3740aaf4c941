"""What each scorecard withholds from the public, as it was set: added to, never changed."""

from __future__ import annotations

from dataclasses import fields

import sqlalchemy as sa

from kpis.model.catalogue import Catalogue
from kpis.model.small_number_settings import SmallNumbersSetting, usual_rule
from kpis.model.small_numbers import SmallNumbersRule
from kpis.store.tables import small_number_settings
from kpis.store.uploads import as_utc


def save_setting(connection: sa.Connection, setting: SmallNumbersSetting) -> None:
    """Adds a setting, which counts from now on; those before it stay."""
    rule = {f.name: getattr(setting.rule, f.name) for f in fields(SmallNumbersRule)}
    stamp = {"reason": setting.reason, "saved_by": setting.by, "saved_at": as_utc(setting.at)}
    connection.execute(sa.insert(small_number_settings).values(scorecard=setting.scorecard, **rule, **stamp))


def list_settings(connection: sa.Connection, scorecard: str) -> list[SmallNumbersSetting]:
    """Every setting that a scorecard has had, the newest first."""
    table = small_number_settings
    query = sa.select(table).where(table.c.scorecard == scorecard).order_by(table.c.id.desc())
    return [
        SmallNumbersSetting(
            row.scorecard,
            SmallNumbersRule(**{f.name: getattr(row, f.name) for f in fields(SmallNumbersRule)}),
            row.reason,
            row.saved_by,
            as_utc(row.saved_at),
        )
        for row in connection.execute(query)
    ]


def get_rule(connection: sa.Connection, catalogue: Catalogue, scorecard: str) -> SmallNumbersRule:
    """The rule that counts for a scorecard: the one that was set last, or the usual one."""
    newest = next(iter(list_settings(connection, scorecard)), None)
    return newest.rule if newest is not None else usual_rule(catalogue, scorecard)
