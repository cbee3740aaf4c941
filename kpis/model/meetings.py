"""Meetings of committees, and publications: the frozen scorecards that members were given for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpis.model.periods import Period

LONGEST_COMMITTEE = 200


@dataclass(frozen=True)
class Meeting:
    """A committee on a date."""

    number: int
    committee: str
    held_on: date
    added_by: str
    added_at: datetime


@dataclass(frozen=True)
class Withdrawal:
    """That a publication no longer counts, by whom, when and why. It can still be read as what members once had."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Publication:
    """One frozen scorecard. `digest` is the SHA-256 of all that it holds; nothing done later changes it."""

    number: int
    meeting: Meeting
    scorecard: str
    title: str
    period: Period
    by: str
    at: datetime
    digest: str
    withdrawn: Withdrawal | None = None

    @property
    def stands(self) -> bool:
        """Whether it is what members go by."""
        return self.withdrawn is None


class RevisionCause(StrEnum):
    """Why a figure that members have seen is another now."""

    LATE_RECORD = "late_record"
    POPULATION = "population"
    DEFINITION = "definition"
    CORRECTION = "correction"


@dataclass(frozen=True)
class RevisionReason:
    """What an advisor said of a figure that was revised: the cause and, where there is more to say, words."""

    code: str
    period: Period
    cause: RevisionCause
    words: str
    by: str
    at: datetime
