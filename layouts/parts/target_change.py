"""What another target would change: old and new beside each other, each colour, and the packs that keep theirs."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.scorecard.meeting_words import publication_words
from kpis.scorecard.target_change import Recoloured, TargetChange
from kpis.scorecard.target_wording import amber_words, colours_words
from kpis.scorecard.wording import period_words, target_shown
from layouts import ids, routes
from layouts.native import Element, element
from layouts.parts.data_table import data_table
from layouts.parts.rag_tag import rag_tag


def old_and_new(change: TargetChange) -> html.Div:
    """The target and its amber limit, and what they would be."""
    both = (change.before, change.after)
    rows = [
        ["Target", *(target_shown(t, change.indicator) for t in both)],
        ["Amber", *(amber_words(t, change.indicator) for t in both)],
        ["Whose it is", *(t.source if t and t.source else "Not said" for t in both)],
        ["Reason", *(t.reason if t and t.reason else "Not said" for t in both)],
    ]
    return html.Div(data_table("Old and new", ("What", "Now", "Would be"), rows, is_titled=False), className="changes")


def colours_that_change(change: TargetChange) -> list[Any]:
    """Each period that would be coloured otherwise, and what members keep; a sentence where there is none."""
    if not change.recoloured:
        return [html.P(colours_words(change))]
    rows = [[period_words(one.period), one.shown, _colour(one)] for one in change.recoloured]
    return [
        html.H2(colours_words(change)),
        html.Div(
            data_table("The newest first", ("Period", "Figure", "Against target"), rows, (1,)), className="changes"
        ),
        *_published(change),
    ]


def agreement(change: TargetChange) -> html.Div | None:
    """The box that says that the changed colours were seen; only where there are some."""
    if not change.recoloured:
        return None
    box = element("input", type="checkbox", id=ids.Targets.AGREED, name="agreed", value="yes", required=True)
    words = " I have seen which colours change"
    return html.Div(html.Label([box, words], htmlFor=ids.Targets.AGREED, className="tick"), className="field")


def hidden(**sent: str) -> list[Element]:
    """What was typed or shown, sent again with the button."""
    return [element("input", type="hidden", name=name, value=value) for name, value in sent.items()]


def keep_or_go_back(words: str) -> list[Any]:
    """The button that keeps what was shown, and the one that leads back to the form with all that was typed."""
    kept = {"type": "submit", "value": "yes"}
    return [
        element("button", words, name="keep", class_="button", **kept),
        " ",
        element("button", "Change it", name="back", class_="button button-quiet", formnovalidate=True, **kept),
    ]


def _colour(one: Recoloured) -> html.Span:
    return html.Span([rag_tag(one.before), " becomes ", rag_tag(one.after)], className="becomes")


def _published(change: TargetChange) -> list[Any]:
    if not change.published:
        return [html.P("None of them has been published for a meeting.")]
    links = [
        html.Li(html.A(f"{words[:1].upper()}{words[1:]}", href=routes.publication(publication.number)))
        for publication in change.published
        for words in [publication_words(publication)]
    ]
    return [html.P("These were published, and keep the colours that members were given:"), html.Ul(links)]
