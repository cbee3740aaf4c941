"""Whether the change of an indicator is real, on its own page: in words, with its usual range and what is unusual."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.people import Audience
from kpis.model.process import NoProcess
from kpis.model.verdicts import Rag
from kpis.scorecard.change_wording import assurance_words, change_words, range_sentences, special_cause_sentences
from kpis.scorecard.event_wording import event_letters, event_words
from kpis.scorecard.fragility import fragility_sentences
from kpis.scorecard.rows import History, ScorecardRow
from kpis.scorecard.wording import day_words
from layouts import routes
from layouts.parts.data_table import data_table

SAID_BY_ITS_WORDS = (NoProcess.NOT_MONTHLY, NoProcess.NO_VALUES)
"""Reasons that a further sentence would only repeat."""


def real_change(row: ScorecardRow) -> list[Any]:
    """Variation, assurance, the usual range of each stretch and each special cause with its rule; or the reason."""
    verdicts = [f"{words}." for words in (change_words(row), assurance_words(row)) if words]
    ranges = [] if row.change.reason in SAID_BY_ITS_WORDS else range_sentences(row)
    unusual = special_cause_sentences(row)
    return [
        html.H2("Is the change real?"),
        html.P([html.Strong(" ".join(verdicts)), " ", html.A("How we tell", href=routes.METHODS_OF_CHANGE)]),
        _list(ranges),
        html.H3("What is unusual") if unusual else None,
        _list([f"{sentence}." for sentence in unusual]),
    ]


def _list(sentences: list[str]) -> html.Ul | html.P | None:
    if len(sentences) < 2:
        return html.P(sentences[0]) if sentences else None
    return html.Ul([html.Li(sentence) for sentence in sentences])


def events_of(history: History) -> list[Any]:
    """The events about an indicator, each with what it does to the series; for officers the way to record another."""
    row, is_officer = history.row, history.audience is Audience.OFFICERS
    record = html.A("Record an event", href=routes.events(f"indicator:{row.indicator.code}"))
    every = html.A("all events", href=routes.EVENTS)
    more = html.P([record, ", or see ", every, "."]) if is_officer else None
    if not row.change.events and not is_officer:
        return []
    if not row.change.events:
        return [html.H2("Events"), html.P("No event has been recorded for this indicator."), more]
    letters = event_letters(row.change.events)
    rows = (
        [
            placed.kept.event.title,
            day_words(placed.kept.event.day),
            letters.get(placed, "Not on it"),
            event_words(placed, row.change.first is not None),
            f"{placed.kept.by}, {day_words(placed.kept.at)}",
        ]
        for placed in row.change.events
    )
    heads = ("What happened", "When", "On the chart", "What it does here", "Recorded by")
    return [
        html.H2("Events"),
        html.Div(data_table("Events about this indicator", heads, rows, is_titled=False), className="changes"),
        more,
    ]


def fragility_of(history: History) -> list[Any]:
    """How many children would change the colour, or why that is not said; nothing where there is no colour."""
    if history.row.rag.rag is Rag.NOT_RATED:
        return []
    return [
        html.H2("How easily would the colour change?"),
        html.P(" ".join(fragility_sentences(history.fragility, history.row))),
    ]
