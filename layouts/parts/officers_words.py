"""The officers' words, with who wrote them and when; for an action who does it and by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.model.commentary import Question
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.scorecard.told import Told, action_words
from kpis.scorecard.wording import day_words
from layouts.parts.prose import prose


def officers_words(told: Told, under: int = 2, is_for_members: bool = False) -> html.Div:
    """Words as they are read, below a heading of a level, with what has changed since they were written.

    Members are not told who wrote them, nor which figures have changed since.
    """
    action = action_words(told.words)
    by = "" if is_for_members else told.words.by
    return html.Div(
        [
            *prose(told.prose.blocks, under),
            html.P(html.Strong(action)) if action else None,
            html.P(told.stale) if told.stale and not is_for_members else None,
            html.P(f"{by + ', ' if by else ''}{day_words(told.words.at)}.", className="quiet"),
        ],
        className="inset",
    )


def words_on(told: Told | None, section: str = "", answers: Sequence[Told] = ()) -> list[Any]:
    """What officers say of one indicator and, where they are handed on, of the section that it is in."""
    if told is None and not answers:
        return []
    found = [html.H2("What officers say"), *([officers_words(told)] if told else [])]
    in_order = sorted(answers, key=lambda t: list(Question).index(t.words.subject.question or Question.WORKING_WELL))
    found += [html.H3(section)] if in_order else []
    for answer in in_order:
        question = answer.words.subject.question
        found += [html.P(html.Strong(QUESTION_WORDS[question])) if question else None, officers_words(answer, under=3)]
    return found
