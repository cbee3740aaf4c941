"""Commentary: the officers' words for a section, in three questions, and for one indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpis.model.periods import Period

LONGEST_COMMENTARY = 20_000
"""Characters. The longest section of a published paper has under 6,000."""
LONGEST_WHO = 120


class Question(StrEnum):
    """The three questions of the papers; members are in the order in which they are answered."""

    WORKING_WELL = "working_well"
    WORRIED_ABOUT = "worried_about"
    NEEDS_TO_HAPPEN = "needs_to_happen"


@dataclass(frozen=True)
class Subject:
    """What words are about: a section's question, or with a `code` one indicator, in a period of a scorecard."""

    scorecard: str
    period: Period
    section: str = ""
    question: Question | None = None
    code: str = ""


@dataclass(frozen=True)
class FigureThen:
    """A figure as its readers saw it when words were written about it."""

    code: str
    shown: str


@dataclass(frozen=True)
class Commentary:
    """Words, who wrote them and when; for an action who does it and by when. Newer words supersede older ones.

    `figures` are those that the words are about, as they stood then: where they have changed since, the words are
    stale. Empty `text` means that the words were taken back.
    """

    subject: Subject
    text: str
    by: str
    at: datetime
    who: str = ""
    by_when: date | None = None
    figures: tuple[FigureThen, ...] = ()
