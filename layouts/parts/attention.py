"""What needs attention in one scorecard: its counts, and its rows by concern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.model.verdicts import Rag
from kpis.scorecard.attention import CONCERN_WORDS, Attention, Concern, nothing_words
from kpis.scorecard.palette import RAG_LOOKS
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import RAG_WORDS, count_of_periods, period_words
from layouts import routes
from layouts.parts.data_table import data_table
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.rag_tag import rag_tag
from layouts.parts.what_to_ask import questions_folded

URGENT = (Concern.NEWLY_RED, Concern.RED_AND_WORSE, Concern.STILL_RED, Concern.AMBER_AND_WORSE)
SHORT_LIST = 6
"""Groups that are not urgent fold away when they are longer than this."""


def attention_section(
    attention: Attention, under: Sequence[Any] = (), after: Sequence[Any] = (), title: str = ""
) -> html.Section:
    """The part of a page that tells it. `under` stands below its counts, and `after` below its rows.

    Its heading is the scorecard's, or a `title` where the page is about that scorecard alone.
    """
    scorecard = attention.scorecard
    heading = f"attention-{scorecard.name}"
    groups = [_group(attention, concern) for concern in attention.groups]
    return html.Section(
        [
            html.H2(title or html.A(scorecard.title, href=routes.scorecard(scorecard.name)), id=heading),
            html.P([period_words(scorecard.period), ". ", _counts(attention)], className="counts"),
            *under,
            *(groups or [html.P(nothing_words(scorecard))]),
            *after,
            html.P(
                html.A(
                    ["See the whole scorecard", html.Span(f": {scorecard.title}", className="unseen")],
                    href=routes.scorecard(scorecard.name),
                )
            ),
        ],
        className="attention",
        **{"aria-labelledby": heading},
    )


def _counts(attention: Attention) -> html.Span:
    shown = [
        html.A(
            [
                html.Span(RAG_LOOKS[rag].shape, **{"aria-hidden": "true"}),
                f" {attention.counts[rag]} {RAG_WORDS[rag].lower()}",
            ],
            href=routes.scorecard(attention.scorecard.name, rag=rag.value),
            className=f"count count-{rag.value}",
        )
        for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED)
        if attention.counts[rag]
    ]
    return html.Span(shown, className="count-list")


def _group(attention: Attention, concern: Concern) -> html.Div | html.Details:
    rows = attention.groups[concern]
    title = f"{CONCERN_WORDS[concern]} ({len(rows)})"
    table = data_table(
        f"{title}: {attention.scorecard.title}",
        ("Indicator", "Now", "Target", "Direction", "Against target"),
        (_row(row) for row in rows),
        numeric=(1, 2),
    )
    if concern not in URGENT and len(rows) > SHORT_LIST:
        return html.Details([html.Summary(title), table], className="group")
    return html.Div([html.H3(title), table, questions_folded(rows, attention.questions)], className="group")


def _row(row: ScorecardRow) -> tuple[html.Span, str, str, html.Span, html.Span]:
    indicator = row.indicator
    name = html.Span(
        [f"{indicator.ref} " if indicator.ref else "", html.A(indicator.name, href=routes.indicator(indicator.code))]
    )
    since = f" for {count_of_periods(row.periods_red, row.period.kind)}" if row.periods_red > 1 else ""
    return name, row.shown, row.target_shown, direction_arrow(row.direction), html.Span([rag_tag(row.rag), since])
