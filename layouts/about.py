"""How we judge: the methods in plain words."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.verdicts import Judgement, Movement, Rag, RagReason
from kpis.scorecard.palette import ARROWS, RAG_LOOKS
from kpis.scorecard.wording import (
    MARKER_SENTENCES,
    MARKER_WORDS,
    RAG_REASON_WORDS,
    RAG_WORDS,
    TOLERANCE_PERCENT,
)
from layouts import routes
from layouts.page import Page
from layouts.parts.summary_list import summary_list


def page() -> Page:
    """The methods page; the numbers in it are the methods' own."""
    return Page(
        "How we judge",
        [
            html.H1("How we judge"),
            html.P("What the colours, arrows and words mean, and how they are worked out.", className="lead"),
            *_as_shown(),
            *_colours(TOLERANCE_PERCENT),
            *_arrows(),
            *_no_number(),
            *_figures(),
            *_not_yet(),
        ],
        routes.METHODS,
    )


def _as_shown() -> list[Any]:
    return [
        html.H2("We judge the figure that you see"),
        html.P(
            "A figure is rounded first and judged afterwards, so the colour always agrees with what is printed. Halves "
            "are rounded up: 89.95% is shown as 90.0%, and meets a target of 90%."
        ),
    ]


def _colours(tolerance_percent: int) -> list[Any]:
    near, far = 90 * (100 - tolerance_percent) / 100, 12 * (100 + tolerance_percent) / 100
    return [
        html.H2("Red, amber and green"),
        summary_list(
            [
                (_tag(Rag.GREEN), "On the target, or on its good side."),
                (_tag(Rag.AMBER), "On the wrong side, but no further than the amber limit."),
                (_tag(Rag.RED), "Beyond the amber limit."),
            ]
        ),
        html.P(
            f"Unless a target says otherwise, the amber limit is {tolerance_percent}% of the target away from it. "
            f"With a target of 90% where up is good, amber goes down to {near:g}%. With a target of 12% where down is "
            f"good, amber goes up to {far:g}%. A figure exactly on the limit is amber. Each indicator's page shows "
            f"its own limit."
        ),
        html.P(
            "A target of 0 has no band around it: 0 is green and anything else is red, unless a limit was set. The "
            "target that counts is the one in force on the last day of the period. A new target never recolours the "
            "past."
        ),
        html.H3("When there is no colour"),
        html.P("A figure without an agreed target is never green. It is not rated, and the scorecard says why:"),
        html.Ul(
            [
                html.Li([html.Strong(RAG_REASON_WORDS[reason]), f": {why}"])
                for reason, why in {
                    RagReason.MONITOR: "the committee watches it, deliberately without a target.",
                    RagReason.NO_TARGET_AGREED: "nobody has agreed a target yet, or none was in force.",
                    RagReason.NO_VALUE: "there is no figure for this period.",
                    RagReason.SUPPRESSED: "the number is too small to be shown.",
                    RagReason.NO_JUDGEMENT: "neither up nor down is good in itself.",
                }.items()
            ]
        ),
    ]


def _tag(rag: Rag) -> str:
    return f"{RAG_LOOKS[rag].shape} {RAG_WORDS[rag]}"


def _arrows() -> list[Any]:
    moves = {
        Movement.UP: "the figure is higher than before",
        Movement.DOWN: "the figure is lower than before",
        Movement.UNCHANGED: "the two figures are the same as shown",
    }
    return [
        html.H2("Direction of travel"),
        html.P(
            "The arrow says which way the figure moved, and the word beside it whether that is better or worse. Up "
            "is not always good: fewer repeat referrals is better, and is shown as down, better."
        ),
        html.Ul([html.Li(f"{ARROWS[movement]} {words}") for movement, words in moves.items()]),
        html.P(
            f"A move is {Judgement.BETTER.value} or {Judgement.WORSE.value}, never red: red is kept for a missed "
            f"target. Figures that nobody can call good or bad have an arrow without a judgement."
        ),
        html.P(
            "We compare with the month before. Figures that add up from April are compared with the month before in "
            "the same year, and in April with April of last year, because a new year is starting. Quarters are "
            "compared with the quarter before and years with the year before. If there is no figure for that period "
            "we say that we cannot compare, and do not look further back."
        ),
    ]


def _no_number() -> list[Any]:
    return [
        html.H2("When there is no number"),
        summary_list((MARKER_WORDS[marker], sentence) for marker, sentence in MARKER_SENTENCES.items()),
        html.P("A missing figure is never counted as nought. In a trend it is a gap."),
    ]


def _figures() -> list[Any]:
    return [
        html.H2("Where figures come from"),
        html.P(
            "Each figure is read from a workbook that an officer uploads, and keeps the file, sheet and cell it came "
            "from. A corrected figure takes the place of the earlier one; both are kept, and the indicator's page "
            "shows the change."
        ),
    ]


def _not_yet() -> list[Any]:
    return [
        html.H2("What is not judged yet"),
        html.P(
            "This version does not yet say whether a change is more than chance, and has no public view. Arrows from "
            "one month to the next often turn back: look at the trend before asking about one month."
        ),
    ]
