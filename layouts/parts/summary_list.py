"""Names and what they stand for, one under the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html


def summary_list(entries: Iterable[tuple[str, Any]]) -> html.Dl:
    """Each name with its answer; an empty answer is left out."""
    rows = [html.Div([html.Dt(name), html.Dd(answer)]) for name, answer in entries if answer]
    return html.Dl(rows, className="summary")
