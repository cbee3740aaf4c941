"""A worked example of the methods page: the figures, the sums, the answer, and where it was published."""

from __future__ import annotations

from dash import html

from kpis.scorecard.worked_examples import WorkedExample
from layouts.parts.summary_list import summary_list


def worked_example(example: WorkedExample, *between: object) -> html.Div:
    """The example under a heading of the third level; what is put `between` stands before its answer."""
    return html.Div(
        [
            html.H3(f"Example: {example.title}"),
            summary_list(example.steps),
            *between,
            html.P(html.Strong(example.answer)),
            html.P(f"Source: {example.source}.", className="quiet"),
        ],
        className="inset",
    )
