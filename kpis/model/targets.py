"""Targets: what was agreed, by whom, since when, and how far on the wrong side is still amber."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpis.model.periods import Period


class TargetKind(StrEnum):
    """A number, a good range, deliberately none (monitor), or none agreed yet (to be confirmed)."""

    VALUE = "value"
    RANGE = "range"
    MONITOR = "monitor"
    TO_BE_CONFIRMED = "to_be_confirmed"


class ToleranceKind(StrEnum):
    """How an amber limit is derived: a share of the target, percentage points, or the limit itself."""

    RELATIVE = "relative"
    POINTS = "points"
    LIMIT = "limit"


@dataclass(frozen=True)
class Target:
    """A target of one indicator, in force from a day on (None: from the beginning).

    `low` and `high` are the same number for a single value. `amber_low` and `amber_high` are stored when the target
    is saved and shown to the reader; None on the side that has no amber limit.
    """

    code: str
    kind: TargetKind
    low: float | None = None
    high: float | None = None
    amber_low: float | None = None
    amber_high: float | None = None
    source: str = ""
    reason: str = ""
    tolerance: float | None = None
    tolerance_kind: ToleranceKind | None = None
    in_force_from: date | None = None

    @property
    def begins(self) -> date:
        """The first day on which it counts; the earliest there is where it does from the beginning."""
        return self.in_force_from or date.min


def target_in_force(targets: Iterable[Target], period: Period) -> Target | None:
    """The target that counts for a period: the latest one in force on its last day, or None."""
    begun = [t for t in targets if t.in_force_from is None or t.in_force_from <= period.last_day]
    return max(begun, key=lambda t: t.in_force_from or date.min, default=None)
