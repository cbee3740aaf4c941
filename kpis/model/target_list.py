"""Every target that an indicator was given, and what each of them is today. None is ever taken out of the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpis.model.events import Withdrawal
from kpis.model.indicators import Indicator
from kpis.model.targets import Target


@dataclass(frozen=True)
class KeptTarget:
    """A target in the store, with who set it and when; `withdrawal` is set where it no longer counts."""

    number: int
    target: Target
    by: str
    at: datetime
    withdrawal: Withdrawal | None = None


class TargetState(StrEnum):
    """What a target that was once set is today."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    OVER = "over"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class IndicatorTargets:
    """An indicator, every target that it was ever given, the newest first, what each is today, and the one in force."""

    indicator: Indicator
    title: str
    kept: tuple[KeptTarget, ...]
    states: Mapping[int, TargetState]
    in_force: Target | None


def targets_that_stand(kept: Iterable[KeptTarget]) -> tuple[KeptTarget, ...]:
    """Those that count, the latest first: of each day from which one is in force the one set last, unless withdrawn."""
    newest = {k.target.in_force_from: k for k in sorted(kept, key=lambda k: k.number) if k.withdrawal is None}
    return tuple(sorted(newest.values(), key=lambda k: k.target.begins, reverse=True))


def target_states(kept: Iterable[KeptTarget], day: date) -> dict[int, TargetState]:
    """What each target is on a day, by its number."""
    known = tuple(kept)
    standing = targets_that_stand(known)
    found = {k.number: TargetState.WITHDRAWN if k.withdrawal else TargetState.REPLACED for k in known}
    begun = [k for k in standing if k.target.begins <= day]
    found |= {k.number: TargetState.TO_COME for k in standing if k not in begun}
    found |= {k.number: TargetState.OVER for k in begun[1:]}
    return found | {k.number: TargetState.IN_FORCE for k in begun[:1]}
