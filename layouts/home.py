"""What needs attention: the page that a member opens first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.model.meetings import Publication
from kpis.model.people import Audience
from kpis.model.verdicts import Rag
from kpis.scorecard.attention import Attention
from kpis.scorecard.wording import day_words
from layouts import routes
from layouts.page import Page
from layouts.parts.attention import attention_section
from layouts.parts.empty_state import empty_state
from layouts.parts.last_seen import revised_since_then, since_words
from layouts.parts.published_tree import published_tree


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
    for attention in ordered:
        content.append(attention_section(attention, _since(attention)))
    return Page("What needs attention", content, routes.HOME)


def members_page(found: Sequence[tuple[Publication, Attention]]) -> Page:
    """What members were given last, one part for each scorecard; every address in it leads into its publication."""
    content = [
        html.H1("What needs attention"),
        html.P("In what was published last for each scorecard, the most pressing first.", className="lead"),
    ]
    if not found:
        content.append(empty_state("Nothing has been published yet.", ["Come back before the next meeting."]))
    for publication, attention in found:
        part = attention_section(attention, [_given_for(publication), *_since(attention)])
        content.append(published_tree(publication.number, part))
    return Page("What needs attention", content, routes.HOME)


def _given_for(publication: Publication) -> html.P:
    meeting = publication.meeting
    link = html.A(
        ["What members were given", html.Span(f": {publication.title}", className="unseen")],
        href=routes.publication(publication.number),
    )
    return html.P([link, f" for {meeting.committee}, {day_words(meeting.held_on)}."])


def _since(attention: Attention) -> list[Any]:
    last = attention.last_seen
    about = attention.scorecard.title
    return [] if last is None else [since_words(last), *revised_since_then(last, about, is_within=True)]
