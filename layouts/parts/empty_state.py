"""Nothing here, and why, and what to do next."""

from __future__ import annotations

from typing import Any

from dash import html


def empty_state(words: str, what_next: Any = None) -> html.Div:
    """A sentence in an inset, with the next step under it."""
    return html.Div([html.P(words), html.P(what_next) if what_next else None], className="inset")
