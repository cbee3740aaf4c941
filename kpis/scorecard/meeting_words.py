"""The words of a meeting's papers: the three questions, and why a figure was revised."""

from __future__ import annotations

from kpis.model.commentary import Question
from kpis.model.meetings import Publication, RevisionCause
from kpis.scorecard.pack import Revised
from kpis.scorecard.wording import day_words, period_words

QUESTION_WORDS = {
    Question.WORKING_WELL: "What is working well?",
    Question.WORRIED_ABOUT: "What are we worried about?",
    Question.NEEDS_TO_HAPPEN: "What needs to happen?",
}
CAUSE_WORDS = {
    RevisionCause.LATE_RECORD: "Late record",
    RevisionCause.POPULATION: "New population",
    RevisionCause.DEFINITION: "Changed definition",
    RevisionCause.CORRECTION: "Correction",
}


def why_words(revised: Revised) -> str:
    """Why a figure is another than readers saw."""
    if revised.cause is None:
        return "Nobody has said why"
    return CAUSE_WORDS[revised.cause] + (f": {revised.words}" if revised.words else "")


def publication_words(publication: Publication) -> str:
    """A publication by its number, what it is, and for whom."""
    meeting = publication.meeting
    told = f"{publication.title}, {period_words(publication.period)}"
    return f"publication {publication.number}, {told}, for {meeting.committee} on {day_words(meeting.held_on)}"
