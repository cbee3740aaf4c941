"""What needs attention: the page that a member opens first."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.model.people import Audience
from kpis.model.verdicts import Rag
from kpis.scorecard.attention import Attention
from layouts import routes
from layouts.page import Page
from layouts.parts.attention import attention_section
from layouts.parts.empty_state import empty_state


def page(found: Sequence[Attention], audience: Audience = Audience.OFFICERS) -> Page:
    """One part for each scorecard, those with something red first."""
    content = [
        html.H1("What needs attention"),
        html.P("The newest figures of each scorecard, the most pressing first.", className="lead"),
    ]
    if not found:
        begin = ["An officer can ", html.A("upload a workbook", href=routes.UPLOAD), " to begin."]
        content.append(
            empty_state(
                "No figures have been loaded yet.", begin if audience is Audience.OFFICERS else ["Come back soon."]
            )
        )
    ordered = sorted(found, key=lambda a: (a.counts[Rag.RED] == 0, -a.scorecard.period.last_day.toordinal()))
    content += [attention_section(attention) for attention in ordered]
    return Page("What needs attention", content, routes.HOME)
