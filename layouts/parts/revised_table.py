"""Figures that were revised since members last saw them: then, now and why."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.scorecard.meeting_words import why_words
from kpis.scorecard.pack import Revised
from kpis.scorecard.wording import period_words
from layouts import routes
from layouts.parts.data_table import data_table


def revised_table(caption: str, revised: Sequence[Revised]) -> html.Div:
    """One row a figure, under a heading that says the same as its caption."""
    rows = (
        [
            html.Span([f"{r.ref} " if r.ref else "", html.A(r.name, href=routes.indicator(r.code))]),
            period_words(r.period),
            r.then,
            r.now,
            why_words(r),
        ]
        for r in revised
    )
    heads = ("Indicator", "Period", "Then", "Now", "Why")
    return html.Div(data_table(caption, heads, rows, (2, 3), is_titled=False), className="changes")
