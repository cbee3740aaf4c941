"""The questions that a workbook raises, each with its own answer, and one answer for all questions of a check."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dash import html

from kpis.model.answers import LONGEST_ANSWER, Reply, question_id
from kpis.model.problems import Problem
from kpis.scorecard.wording import label_words
from layouts import ids
from layouts.native import Element, element

MOST_ASKED = 100
"""So many questions of one check are listed; the rest can be answered together alone."""


def question_groups(asked: Sequence[Problem], typed: Reply, unanswered: Sequence[Problem] = ()) -> list[Element]:
    """One group for each check. Those that were left `unanswered` say so."""
    by_check = sorted(asked, key=lambda q: q.code)
    missing = {question_id(q) for q in unanswered}
    return [_group(code, list(found), typed, missing) for code, found in groupby(by_check, lambda q: q.code)]


def unanswered_mistakes(unanswered: Sequence[Problem]) -> list[tuple[str, str]]:
    """What the error summary says of each question that has no answer, with the box that answers it."""
    by_check = sorted(unanswered, key=lambda q: q.code)
    mistakes = []
    for code, found in groupby(by_check, lambda q: q.code):
        listed = list(found)
        for question in listed[:MOST_ASKED]:
            mistakes.append((f"Answer: {question.message}", ids.Upload.question(question_id(question))))
        if len(listed) > MOST_ASKED:
            more = f"Answer the {len(listed) - MOST_ASKED} more questions of {code} together"
            mistakes.append((more, ids.Upload.question(code)))
    return mistakes


def _group(code: str, asked: Sequence[Problem], typed: Reply, missing: set[str]) -> Element:
    how_many = "1 question" if len(asked) == 1 else f"{len(asked)} questions"
    together = None
    if len(asked) > 1:
        together = html.Div(
            [html.P("Or answer all of these together", className="question-text"), _answer(code, typed, True)],
            className="question together",
        )
    left = len(asked) - MOST_ASKED
    return element(
        "fieldset",
        [
            element("legend", [asked[0].what_to_do, html.Span(f"{how_many}, {code}", className="small")]),
            html.Ul([_question(q, typed, missing) for q in asked[:MOST_ASKED]], className="questions"),
            html.P(f"{left} more are not listed here, and can be answered together.") if left > 0 else None,
            together,
        ],
        class_="question-group",
    )


def _question(question: Problem, typed: Reply, missing: set[str]) -> html.Li:
    key = question_id(question)
    told = f"{ids.Upload.question(key)}-text"
    about = _about(question)
    return html.Li(
        [
            html.P(
                [
                    html.Span("Not answered yet. ", className="error") if key in missing else None,
                    html.Span(f"{question.where}. ", className="quiet"),
                    html.Strong(f"{about}: ") if about else None,
                    question.statement,
                ],
                id=told,
                className="question-text",
            ),
            _answer(key, typed, False, told),
        ],
        className="question question-missing" if key in missing else "question",
    )


def _about(question: Problem) -> str:
    """Which figure is meant: N12, March 2023. A statement that says the period names its row too, and needs neither."""
    period = label_words(question.period)
    if period and period in question.statement:
        return ""
    return ", ".join(part for part in (question.indicator, period) if part)


def _answer(key: str, typed: Reply, is_for_all: bool, told: str | None = None) -> html.Div:
    box = ids.Upload.question(key)
    words = f"{box}-why"
    label = "Yes, all of these are right" if is_for_all else "Yes, it is right"
    described: dict[str, Any] = {"aria_describedby": told}
    return html.Div(
        [
            html.Span(
                [
                    element(
                        "input",
                        type="checkbox",
                        id=box,
                        name="yes",
                        value=key,
                        checked=key in typed.ticked,
                        **described,
                    ),
                    html.Label(label, htmlFor=box),
                ],
                className="tick",
            ),
            html.Span(
                [
                    html.Label("because", htmlFor=words),
                    element(
                        "input",
                        type="text",
                        id=words,
                        name=f"because-{key}",
                        value=typed.reasons.get(key) or None,
                        maxlength=LONGEST_ANSWER,
                        **described,
                    ),
                ],
                className="because",
            ),
        ],
        className="answer",
    )
