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
    for attention in sorted(found, key=_how_pressing):
        content.append(attention_section(attention, _since(attention), [*_revised(attention), _take_away(attention)]))
    return Page("What needs attention", content, routes.HOME)


def members_page(found: Sequence[tuple[Publication, Attention]]) -> Page:
    """What members were given last, those with something red first; every address leads into its publication."""
    content = [
        html.H1("What needs attention"),
        html.P("In what was published last for each scorecard, the most pressing first.", className="lead"),
    ]
    if not found:
        content.append(empty_state("Nothing has been published yet.", ["Come back before the next meeting."]))
    for publication, attention in sorted(found, key=lambda one: _how_pressing(one[1])):
        since = [_given_for(publication), *_since(attention)]
        part = attention_section(attention, since, [*_revised(attention), _take_away(attention)])
        content.append(published_tree(publication.number, part))
    return Page("What needs attention", content, routes.HOME)


def _how_pressing(attention: Attention) -> tuple[bool, int]:
    """Sorts those with something red before the rest, and the newest figures first among either."""
    return attention.counts[Rag.RED] == 0, -attention.scorecard.period.last_day.toordinal()


def _given_for(publication: Publication) -> html.P:
    meeting = publication.meeting
    link = html.A(
        ["What members were given", html.Span(f": {publication.title}", className="unseen")],
        href=routes.publication(publication.number),
    )
    return html.P([link, f" for {meeting.committee}, {day_words(meeting.held_on)}."])


def _since(attention: Attention) -> list[Any]:
    return [] if attention.last_seen is None else [since_words(attention.last_seen)]


def _revised(attention: Attention) -> list[Any]:
    return revised_since_then(attention.last_seen, attention.scorecard.title, is_within=True)


def _take_away(attention: Attention) -> html.P:
    scorecard, period = attention.scorecard, attention.scorecard.period.label
    unseen = html.Span(f": {scorecard.title}", className="unseen")
    pdf, excel = (
        html.A([words, unseen], href=routes.scorecard_file(scorecard.name, ending, period=period))
        for words, ending in (("PDF", "pdf"), ("Excel", "xlsx"))
    )
    return html.P(["Take this away: ", pdf, " ", excel], className="files")
