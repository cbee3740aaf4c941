"""The officers' words, with who wrote them and when; for an action who does it and by when."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.commentary import Commentary
from kpis.scorecard.wording import day_words


def officers_words(words: Commentary) -> html.Div:
    """Words as they are read."""
    action = ", ".join(
        part for part in (f"who: {words.who}" if words.who else "", _by(words) if words.by_when else "") if part
    )
    signed = f"{words.by + ', ' if words.by else ''}{day_words(words.at)}."
    return html.Div(
        [
            *_paragraphs(words.text),
            html.P([f"{action[:1].upper()}{action[1:]}. " if action else "", signed], className="quiet"),
        ],
        className="inset",
    )


def _by(words: Commentary) -> str:
    return f"by {day_words(words.by_when)}" if words.by_when else ""


def _paragraphs(text: str) -> list[Any]:
    return [html.P(part.strip()) for part in text.split("\n\n") if part.strip()]
