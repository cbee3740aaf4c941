"""Re-baselines: a day from which a series is judged afresh, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Rebaseline:
    """An inspection, a new system: from `day` on, the mean and the limits of an indicator are worked out anew."""

    code: str
    day: date
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("A re-baseline needs a reason. Say what happened, such as an inspection or a new system.")


class NotPlaced(StrEnum):
    """Why a re-baseline has no effect on a series."""

    BEFORE_THE_SERIES = "before_the_series"
    AFTER_THE_SERIES = "after_the_series"


@dataclass(frozen=True)
class PlacedRebaseline:
    """A re-baseline and the position of the first period judged afresh, or the reason why there is none."""

    rebaseline: Rebaseline
    position: int | None
    reason: NotPlaced | None = None
