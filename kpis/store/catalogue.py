"""The catalogue as kept: every version of every definition and target, the newest counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.catalogue import Catalogue, Sign
from kpis.model.indicators import Basis, Indicator, Polarity, ScorecardTitle, Unit
from kpis.model.local_time import local_day
from kpis.model.observations import Marker
from kpis.model.populations import Population
from kpis.model.targets import Target
from kpis.store.populations import (
    list_populations,
    list_populations_of_catalogues,
    revised_populations,
    standing_populations,
)
from kpis.store.tables import indicators, populations, scorecards, signs, target_withdrawals, targets
from kpis.store.targets import list_targets_of_catalogues, target_columns, target_in

ALIAS_SEPARATOR = "|"


def list_catalogue(connection: sa.Connection) -> Catalogue:
    """The catalogue as it is now."""
    counted = list_populations(connection)
    return Catalogue(
        list_indicators(connection),
        tuple(_current_targets(connection)),
        tuple(_current_titles(connection)),
        tuple(_signs(connection)),
        standing_populations(counted),
        revised_populations(counted),
    )


def list_indicators(connection: sa.Connection) -> tuple[Indicator, ...]:
    """The indicators alone, as they are now."""
    return tuple(indicator for _, indicator in _current_indicators(connection))


def save_catalogue(connection: sa.Connection, catalogue: Catalogue, by: str, at: datetime) -> None:
    """Adds what is new or changed. A target that changes without a date is in force from the day it is saved.

    A target or a population that an earlier catalogue had is not new, whatever was set by itself since.
    """
    stamp = {"saved_by": by, "saved_at": at}
    known = {i.code: (position, i) for position, i in _current_indicators(connection)}
    after = max((position for position, _ in known.values()), default=-1) + 1
    rows = []
    for order, indicator in enumerate(catalogue.indicators):
        position, kept = known.get(indicator.code, (after + order, None))
        if kept != indicator:
            rows.append({**_indicator_columns(indicator), "position": position, **stamp})
    _insert(connection, indicators, rows)
    _save_targets(connection, catalogue, stamp)
    titled = {t.name: t for t in _current_titles(connection)}
    changed = [t for t in catalogue.scorecards if titled.get(t.name) != t]
    _insert(connection, scorecards, [{"name": t.name, "title": t.title, "description": t.description} for t in changed])
    signed = set(_signs(connection))
    _insert(
        connection,
        signs,
        [
            {"scorecard": s.scorecard, "sign": s.sign, "marker": s.marker, "words": s.words}
            for s in catalogue.signs
            if s not in signed
        ],
    )
    counted = standing_populations(list_populations_of_catalogues(connection))
    new = [p for p in catalogue.populations if p not in counted]
    _insert(connection, populations, [{f.name: getattr(p, f.name) for f in fields(Population)} | stamp for p in new])


def _save_targets(connection: sa.Connection, catalogue: Catalogue, stamp: dict[str, Any]) -> None:
    said = Catalogue(targets=tuple(list_targets_of_catalogues(connection)))
    has_had = {target.code for target in (*said.targets, *_current_targets(connection))}
    rows = []
    for target in catalogue.targets:
        before = said.targets_of(target.code)
        if _is_kept(target, before, is_only=len(catalogue.targets_of(target.code)) == 1):
            continue
        if target.code in has_had and target.in_force_from is None:
            target = replace(target, in_force_from=local_day(stamp["saved_at"]))
        rows.append({**target_columns(target), **stamp})
    _insert(connection, targets, rows)


def _is_kept(target: Target, before: Sequence[Target], is_only: bool) -> bool:
    """Whether a target needs no new row: it is the newest one. A target that is changed back is a change."""
    newest = max(before, key=lambda b: b.in_force_from or date.min, default=None)
    if newest is not None and target.in_force_from is None and is_only:
        return _same_but_for_date(target, newest)
    return target in before


def _same_but_for_date(one: Target, other: Target) -> bool:
    return replace(one, in_force_from=None) == replace(other, in_force_from=None)


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _newest(table: sa.Table, *key: sa.Column[Any]) -> sa.Select[Any]:
    newest = sa.select(sa.func.max(table.c.id)).group_by(*key)
    return sa.select(table).where(table.c.id.in_(newest)).order_by(table.c.id)


def _indicator_columns(indicator: Indicator) -> dict[str, Any]:
    columns = {f.name: getattr(indicator, f.name) for f in fields(Indicator)}
    return {**columns, "aliases": ALIAS_SEPARATOR.join(indicator.aliases)}


def _current_indicators(connection: sa.Connection) -> list[tuple[int, Indicator]]:
    found = []
    for row in connection.execute(_newest(indicators, indicators.c.code)):
        columns = {f.name: getattr(row, f.name) for f in fields(Indicator)}
        columns |= {
            "unit": Unit(row.unit),
            "basis": Basis(row.basis),
            "polarity": Polarity(row.polarity),
            "aliases": tuple(a for a in row.aliases.split(ALIAS_SEPARATOR) if a),
        }
        found.append((row.position, Indicator(**columns)))
    return sorted(found, key=lambda pair: pair[0])


def _current_targets(connection: sa.Connection) -> list[Target]:
    withdrawn = sa.select(target_withdrawals.c.target_id)
    stands = sa.select(sa.func.max(targets.c.id)).where(targets.c.id.not_in(withdrawn))
    newest = stands.group_by(targets.c.code, targets.c.in_force_from)
    rows = connection.execute(sa.select(targets).where(targets.c.id.in_(newest)).order_by(targets.c.id))
    return [target_in(row) for row in rows]


def _current_titles(connection: sa.Connection) -> list[ScorecardTitle]:
    """In the order in which scorecards were first titled."""
    rows = connection.execute(sa.select(scorecards).order_by(scorecards.c.id)).all()
    return list({row.name: ScorecardTitle(row.name, row.title, row.description) for row in rows}.values())


def _signs(connection: sa.Connection) -> list[Sign]:
    rows = connection.execute(sa.select(signs).order_by(signs.c.id))
    return [Sign(row.scorecard, row.sign, Marker(row.marker), row.words) for row in rows]
