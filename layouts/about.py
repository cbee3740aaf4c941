"""How we judge: the methods in plain words."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.verdicts import Judgement, Movement, Rag
from kpis.scorecard import method_sentences as said
from kpis.scorecard.explanation import Explanation
from kpis.scorecard.palette import ARROWS, RAG_LOOKS
from kpis.scorecard.wording import (
    MARKER_SENTENCES,
    MARKER_WORDS,
    RAG_REASON_WORDS,
    RAG_WORDS,
)
from layouts import routes
from layouts.page import Page
from layouts.parts.departures_table import departures_tables
from layouts.parts.explained_change import explained_change
from layouts.parts.explained_elsewhere import explained_elsewhere, explained_fragility, explained_small_numbers
from layouts.parts.summary_list import summary_list
from layouts.parts.worked_example import worked_example

SECTIONS = (
    ("rag", "Red, amber and green"),
    ("direction", "Direction of travel"),
    ("change", "Is the change real?"),
    ("elsewhere", "Is it worse than elsewhere?"),
    ("fragile", "How fragile is the colour?"),
    ("small-numbers", "Small numbers"),
    ("no-number", "When there is no number"),
    ("checks", "How figures are checked"),
    ("rounding", "Rounding"),
    ("sources", "Where figures come from"),
    ("differences", "Where we differ from the reference, and why"),
)
"""The anchors, which rows and notes link to, and the headings."""
TITLES = dict(SECTIONS)


def page(explanation: Explanation) -> Page:
    """The methods page; the numbers and the answers in it are the methods' own."""
    return Page(
        "How we judge",
        html.Div(
            [
                html.H1("How we judge"),
                html.P(
                    "What the colours, arrows and words mean, and how they are worked out, each with an example from "
                    "the published papers.",
                    className="lead",
                ),
                html.Nav(
                    html.Ul([html.Li(html.A(title, href=f"#{anchor}")) for anchor, title in SECTIONS]),
                    **{"aria-label": "On this page"},
                ),
                *_colours(explanation),
                *_arrows(explanation),
                *explained_change(explanation, _heading("change")),
                *explained_elsewhere(explanation, _heading("elsewhere")),
                *explained_fragility(explanation, _heading("fragile")),
                *explained_small_numbers(explanation, _heading("small-numbers")),
                *_no_number(),
                *_checks(explanation),
                *_rounding(explanation),
                *_figures(),
                *_differences(explanation),
            ],
            className="upright",
        ),
        routes.METHODS,
    )


def _heading(anchor: str) -> html.H2:
    return html.H2(TITLES[anchor], id=anchor)


def _rounding(explanation: Explanation) -> list[Any]:
    return [
        _heading("rounding"),
        html.P(f"{said.ROUNDED_FIRST} The usual range alone is worked out from the figures as they were loaded."),
        worked_example(explanation.rounding),
    ]


def _checks(explanation: Explanation) -> list[Any]:
    return [
        _heading("checks"),
        html.P(
            "Each workbook is checked when it is sent in, before anything of it is kept. A question must be answered "
            "by the officer, in words that are kept with the figure. We look at:"
        ),
        html.Ul([html.Li(name) for name in explanation.checks]),
        html.P("A check that cannot see what it needs says that it was not made. It never says that all is well."),
        worked_example(explanation.checked),
    ]


def _differences(explanation: Explanation) -> list[Any]:
    return [
        _heading("differences"),
        html.P(
            "The methods are published ones. Ours give the same answers on every series and figure that we tried, but "
            "for what is listed here, in the terms of those methods."
        ),
        *departures_tables(explanation.departures),
    ]


def _colours(explanation: Explanation) -> list[Any]:
    tolerance_percent = explanation.numbers.tolerance_percent
    near, far = 90 * (100 - tolerance_percent) / 100, 12 * (100 + tolerance_percent) / 100
    return [
        _heading("rag"),
        summary_list((_tag(rag), f"{words[:1].upper()}{words[1:]}.") for rag, words in said.COLOURS.items()),
        html.P(
            f"{said.AMBER_LIMIT} With a target of 90% where up is good, amber goes down to {near:g}%. With a target of "
            f"12% where down is good, amber goes up to {far:g}%. A figure exactly on the limit is amber. Each "
            "indicator's page shows its own limit."
        ),
        html.P(
            "A target of 0 has no band around it: 0 is green and anything else is red, unless a limit was set. "
            f"{said.TARGET_THAT_COUNTS} A new target never recolours the past."
        ),
        worked_example(explanation.rag),
        html.H3("When there is no colour"),
        html.P("A figure without an agreed target is never green. It is not rated, and the scorecard says why:"),
        html.Ul(
            [html.Li([html.Strong(RAG_REASON_WORDS[reason]), f": {why}."]) for reason, why in said.NO_COLOUR.items()]
        ),
    ]


def _tag(rag: Rag) -> str:
    return f"{RAG_LOOKS[rag].shape} {RAG_WORDS[rag]}"


def _arrows(explanation: Explanation) -> list[Any]:
    moves = {
        Movement.UP: "the figure is higher than before",
        Movement.DOWN: "the figure is lower than before",
        Movement.UNCHANGED: "the two figures are the same as shown",
    }
    return [
        _heading("direction"),
        html.P(
            f"{said.ARROWS_SAY} Up is not always good: fewer repeat referrals is better, and is shown as down, better."
        ),
        html.Ul([html.Li(f"{ARROWS[movement]} {words}") for movement, words in moves.items()]),
        html.P(
            f"A move is {Judgement.BETTER.value} or {Judgement.WORSE.value}, never red: red is kept for a missed "
            f"target. Figures that nobody can call good or bad have an arrow without a judgement."
        ),
        html.P(said.COMPARED_WITH_BEFORE),
        worked_example(explanation.direction),
    ]


def _no_number() -> list[Any]:
    return [
        _heading("no-number"),
        summary_list((MARKER_WORDS[marker], sentence) for marker, sentence in MARKER_SENTENCES.items()),
        html.P("A missing figure is never counted as nought. In a trend it is a gap."),
    ]


def _figures() -> list[Any]:
    return [
        _heading("sources"),
        html.P(
            "Each figure is read from a workbook that an officer uploads, and keeps the file, sheet and cell it came "
            "from. A corrected figure takes the place of the earlier one; both are kept, and the indicator's page "
            "shows the change."
        ),
    ]
