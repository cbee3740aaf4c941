"""The officers' words, with who wrote them and when; for an action who does it and by when."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.scorecard.told import Told, action_words
from kpis.scorecard.wording import day_words
from layouts.parts.prose import prose


def officers_words(told: Told, under: int = 2, is_for_members: bool = False) -> html.Div:
    """Words as they are read, below a heading of a level, with what has changed since they were written."""
    action = action_words(told.words)
    return html.Div(
        [
            *prose(told.prose.blocks, under),
            html.P(html.Strong(action)) if action else None,
            html.P(told.stale) if told.stale and not is_for_members else None,
            html.P(f"{told.words.by}, {day_words(told.words.at)}.", className="quiet"),
        ],
        className="inset",
    )


def words_on(told: Told | None) -> list[Any]:
    """What officers say of one indicator, where they do."""
    return [] if told is None else [html.H2("What officers say"), officers_words(told)]
