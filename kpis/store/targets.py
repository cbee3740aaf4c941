"""Every target that was ever set, and the withdrawing of one: only ever added."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.model.events import Withdrawal
from kpis.model.target_list import KeptTarget
from kpis.model.targets import Target, TargetKind, ToleranceKind
from kpis.store.tables import target_withdrawals, targets
from kpis.store.uploads import as_utc


def save_target(connection: sa.Connection, target: Target, by: str, at: datetime) -> int:
    """Keeps a target beside those before it; returns its number."""
    stamp = {"saved_by": by, "saved_at": as_utc(at), "is_set_alone": True}
    added = connection.execute(sa.insert(targets).values(**target_columns(target), **stamp))
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("The database did not say which number the target has.")
    return int(key[0])


def save_target_withdrawal(connection: sa.Connection, number: int, reason: str, by: str, at: datetime) -> None:
    """Keeps that a target was withdrawn, by whom and why; the target itself stays as it was."""
    connection.execute(
        sa.insert(target_withdrawals).values(target_id=number, reason=reason, withdrawn_by=by, withdrawn_at=as_utc(at))
    )


def list_kept_targets(connection: sa.Connection, code: str) -> list[KeptTarget]:
    """Every target that an indicator was ever given, in the order they were set, withdrawn ones among them."""
    return [_kept(row) for row in connection.execute(_query().where(targets.c.code == code).order_by(targets.c.id))]


def list_targets_of_catalogues(connection: sa.Connection) -> list[Target]:
    """What catalogues said last of each indicator and day, whatever was set by itself or withdrawn since."""
    newest = sa.select(sa.func.max(targets.c.id)).where(~targets.c.is_set_alone)
    said = newest.group_by(targets.c.code, targets.c.in_force_from)
    rows = connection.execute(sa.select(targets).where(targets.c.id.in_(said)).order_by(targets.c.id))
    return [target_in(row) for row in rows]


def get_kept_target(connection: sa.Connection, number: int) -> KeptTarget:
    """One target; raises NotFound."""
    row = connection.execute(_query().where(targets.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no target {number}.")
    return _kept(row)


def target_columns(target: Target) -> dict[str, Any]:
    """A target as its row has it."""
    return {f.name: getattr(target, f.name) for f in fields(Target)}


def target_in(row: Any) -> Target:
    """The target that a row holds."""
    columns = {f.name: getattr(row, f.name) for f in fields(Target)}
    columns |= {
        "kind": TargetKind(row.kind),
        "tolerance_kind": ToleranceKind(row.tolerance_kind) if row.tolerance_kind else None,
    }
    return Target(**columns)


def _query() -> sa.Select[Any]:
    why = target_withdrawals.c.reason.label("withdrawn_because")
    columns = (why, target_withdrawals.c.withdrawn_by, target_withdrawals.c.withdrawn_at)
    return sa.select(targets, *columns).join_from(targets, target_withdrawals, isouter=True)


def _kept(row: Any) -> KeptTarget:
    withdrawal = None
    if row.withdrawn_by is not None:
        withdrawal = Withdrawal(row.withdrawn_by, as_utc(row.withdrawn_at), row.withdrawn_because)
    return KeptTarget(row.id, target_in(row), row.saved_by, as_utc(row.saved_at), withdrawal)
