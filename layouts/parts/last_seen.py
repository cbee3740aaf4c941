"""What members had before: the line that says since when things are new, and the figures that were revised since."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.scorecard.pack import LastSeen
from kpis.scorecard.wording import day_words, period_words
from layouts import routes
from layouts.parts.revised_table import revised_table

FIRST = "This is the first publication of this scorecard. Newly means since the period before."
REVISED = "Revised since members last saw them"


def since_words(last: LastSeen | None) -> html.P:
    """Since when what is newly red or green is so."""
    if last is None:
        return html.P(FIRST)
    return html.P(
        [
            "Newly means since members last saw this scorecard, ",
            html.A(f"for the meeting on {day_words(last.meeting)}", href=routes.publication(last.publication)),
            f" with the figures for {period_words(last.period)}.",
        ]
    )


def revised_since_then(last: LastSeen | None, about: str = "", is_within: bool = False) -> list[Any]:
    """The figures that members saw otherwise, with why; nothing where there are none. `about` tells tables apart."""
    if last is None or not last.revised:
        return []
    heading = html.H3 if is_within else html.H2
    return [heading(REVISED), revised_table(f"{REVISED}: {about}" if about else REVISED, last.revised)]
