"""The meetings of committees, and what was published for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from kpis.model.meetings import Meeting, Publication
from kpis.scorecard.wording import day_words, moment_words, period_words
from layouts import ids, routes
from layouts.page import Page
from layouts.parts.empty_state import empty_state
from layouts.parts.error_summary import error_summary
from layouts.parts.field_error import Mistakes
from layouts.parts.text_field import text_field, your_name

Papers = tuple[Meeting, Sequence[Publication]]
Typed = tuple[str, str, str]


def page(
    papers: Sequence[Papers],
    titles: Sequence[tuple[str, str, date]],
    is_officer: bool,
    signed_in_as: str,
    typed: Typed = ("", "", ""),
    mistakes: Mistakes = (),
) -> Page:
    """Every meeting with its publications, the newest first; officers prepare from here and add meetings."""
    none = "No meeting has been added yet." if is_officer else "Nothing has been published for a meeting yet."
    shown = [p for p in papers if is_officer or p[1]]
    return Page(
        f"{'Error: ' if mistakes else ''}Meetings",
        [
            error_summary(mistakes) if mistakes else None,
            html.H1("Meetings"),
            html.P("What the members of each committee were given, exactly as it stood on the day.", className="lead"),
            *([_meeting(m, p, titles, is_officer) for m, p in shown] or [empty_state(none)]),
            *(_form(signed_in_as, typed, mistakes) if is_officer else []),
        ],
        routes.MEETINGS,
        status=422 if mistakes else 200,
    )


def _meeting(
    meeting: Meeting, publications: Sequence[Publication], titles: Sequence[tuple[str, str, date]], is_officer: bool
) -> html.Section:
    published = {p.scorecard for p in publications if p.stands}
    waiting = [(name, title) for name, title, since in titles if name not in published and since <= meeting.held_on]
    return html.Section(
        [
            html.H2(f"{meeting.committee}, {day_words(meeting.held_on)}"),
            html.Ul([_publication(p) for p in publications]) if publications else html.P("Nothing is published yet."),
            html.Details(
                [
                    html.Summary("Prepare a scorecard for this meeting"),
                    html.Ul([html.Li(html.A(t, href=routes.prepare(meeting.number, n))) for n, t in waiting]),
                ]
            )
            if is_officer and waiting
            else None,
        ]
    )


def _publication(publication: Publication) -> html.Li:
    told = f": {period_words(publication.period)}. Published {moment_words(publication.at)}."
    gone = publication.withdrawn
    return html.Li(
        [
            html.A(publication.title, href=routes.publication(publication.number)),
            told,
            html.Span(f"Withdrawn on {day_words(gone.at)}: {gone.reason}", className="small") if gone else None,
        ]
    )


def _form(signed_in_as: str, typed: Typed, mistakes: Mistakes) -> list[Any]:
    committee, day, by = typed
    return [
        html.H2("Add a meeting"),
        html.Form(
            [
                text_field(
                    "Committee", ids.Meetings.COMMITTEE, "committee", committee, "As its papers name it.", mistakes,
                    maxlength="200",
                ),
                text_field("Day", ids.Meetings.DAY, "day", day, "For example 18 July 2023.", mistakes, maxlength="30"),
                your_name(ids.Meetings.NAME, by, "Kept as who added it.", signed_in_as, mistakes),
                html.Button("Add the meeting", type="submit", className="button"),
            ],
            method="post",
            action=routes.MEETINGS,
        ),
    ]  # fmt: skip
