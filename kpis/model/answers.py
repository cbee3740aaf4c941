"""Questions that a workbook raises, and what a person answered: asked once, and kept with the figure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kpis.model.local_time import local_day
from kpis.model.problems import Problem, Severity

LONGEST_ANSWER = 500
CONFIRMED_AT_ONCE = "Confirmed on the command line"


@dataclass(frozen=True)
class Answer:
    """One question, where it arose, and the words it was answered with."""

    code: str
    indicator: str
    period: str
    question: str
    words: str
    sheet: str = ""
    cell: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the answer is remembered by: the same figure raises the same question, wherever it stands."""
        return (self.code, self.indicator, self.period, self.question)


@dataclass(frozen=True)
class KeptAnswer:
    """An answer in the store: who gave it, when, and the upload it came with."""

    answer: Answer
    upload: int
    file: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Reply:
    """What a person filled in: which boxes are ticked, and the reasons.

    Each by a question's id, or by the code of a check for all of its questions. A reason without a tick answers
    nothing; a question's own reason goes before that of its check.
    """

    ticked: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def answer_to(self, question: Problem) -> str | None:
        """The answer to a question in words; None where it has none."""
        key = question_id(question)
        if key not in self.ticked and question.code not in self.ticked:
            return None
        return yes(self.reasons.get(key, "").strip() or self.reasons.get(question.code, ""))


def questions(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that a person must answer, each once."""
    asked = {question_id(p): p for p in problems if p.severity is Severity.CONFIRM}
    return tuple(asked.values())


def question_id(question: Problem) -> str:
    """A short name for a question that stays the same for as long as the workbook asks it."""
    told = "\n".join((question.code, question.indicator, question.period, question.message))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def yes(reason: str) -> str:
    """The answer in words: that it is right and, where somebody says so, why."""
    because = " ".join("".join(c if c.isprintable() else " " for c in reason).split())[:LONGEST_ANSWER].rstrip(". ")
    return f"It is right, because {because}." if because else "It is right."


def answer(question: Problem, words: str) -> Answer:
    """A question with the words that it was answered with."""
    asked = (question.code, question.indicator, question.period, question.statement)
    return Answer(*asked, words, question.sheet, question.cell)


def without_answered(problems: Iterable[Problem], kept: Iterable[KeptAnswer]) -> tuple[Problem, ...]:
    """The problems, with each question that was answered before for the same figure turned into a note of it.

    A question about a whole file or sheet names no figure, so it is asked of every workbook.
    """
    known = {one.answer.key: one for one in kept if one.answer.indicator}

    def settled(problem: Problem) -> Problem:
        given = known.get((problem.code, problem.indicator, problem.period, problem.statement))
        if problem.severity is not Severity.CONFIRM or given is None:
            return problem
        on = f"{local_day(given.at):%d %B %Y}".lstrip("0")
        message = f"{problem.message} Answered by {given.by} on {on}: {given.answer.words}"
        return replace(problem, severity=Severity.WARN, message=message, what_to_do="Nothing: it is not asked again.")

    return tuple(settled(p) for p in problems)
