"""What comes of holding something quoted against one row, before it has its place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.scorecard.quoted.given import Given
from kpis.scorecard.quoted.outcomes import DOUBTS, NotChecked, Outcome
from kpis.scorecard.rows import ScorecardRow


@dataclass(frozen=True)
class Verdict:
    """The outcome against one row, in words."""

    code: str
    outcome: Outcome
    says: str
    reason: NotChecked | None = None

    @property
    def is_doubt(self) -> bool:
        return self.outcome in DOUBTS


def agrees(row: ScorecardRow, given: Given) -> Verdict:
    """The data give it."""
    return Verdict(row.indicator.code, Outcome.AGREES, f"The data give {given.shown} {given.what}.")


def doubt(row: ScorecardRow, outcome: Outcome, sentence: str) -> Verdict:
    """The data give something else, and this is what."""
    return Verdict(row.indicator.code, outcome, sentence)


def not_checked(row: ScorecardRow, reason: NotChecked, sentence: str) -> Verdict:
    """The data cannot tell, and this is why."""
    return Verdict(row.indicator.code, Outcome.NOT_CHECKED, sentence, reason)
