"""The words of a meeting's papers: the three questions, and why a figure was revised."""

from __future__ import annotations

from kpis.model.commentary import Question
from kpis.model.meetings import RevisionCause

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
