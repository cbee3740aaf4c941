"""What a member could ask: the fact that each question rests on, then the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from kpis.scorecard.question import Question
from kpis.scorecard.rows import ScorecardRow
from layouts import ids, routes


def what_to_ask(questions: Sequence[Question]) -> list[Any]:
    """The part of an indicator's page that says it; nothing where there is nothing to ask."""
    return (
        [html.H2("What you could ask", id=ids.Indicator.ASK), html.Ul([_question(q) for q in questions])]
        if questions
        else []
    )


def questions_folded(rows: Sequence[ScorecardRow], questions: Mapping[str, Sequence[Question]]) -> html.Details | None:
    """The questions about some rows, folded away under how many there are; None where there are none."""
    asked = [(row, questions[row.indicator.code]) for row in rows if questions.get(row.indicator.code)]
    if not asked:
        return None
    count = sum(len(found) for _, found in asked)
    return html.Details([html.Summary(f"What you could ask ({count})"), html.Ul([_row(*one) for one in asked])])


def link_to_questions(row: ScorecardRow) -> html.A:
    """Leads from a red row, about which there is always something to ask, to the questions on its indicator's page."""
    about = html.Span(f" about {row.indicator.name}", className="unseen")
    return html.A(["What you could ask", about], href=routes.indicator(row.indicator.code) + f"#{ids.Indicator.ASK}")


def _row(row: ScorecardRow, questions: Sequence[Question]) -> html.Li:
    called = f"{row.indicator.ref} {row.indicator.name}".strip()
    said = [[html.Br(), f"{q.fact} ", html.Em(q.ask)] for q in questions]
    return html.Li(html.P([html.Strong(called), *(piece for pieces in said for piece in pieces)]))


def _question(question: Question) -> html.Li:
    return html.Li([f"{question.fact} ", html.Strong(question.ask)])
