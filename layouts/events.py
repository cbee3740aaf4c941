"""Events: what happened and when, recorded by an advisor, and withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

from kpis.model.catalogue import Catalogue
from kpis.model.events import EventScope, EventSubject, KeptEvent
from kpis.scorecard.event_wording import REBASELINE_HINT, subject_words
from kpis.scorecard.wording import day_words
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.empty_state import empty_state
from layouts.parts.error_summary import error_summary
from layouts.parts.field_error import Mistakes, field_error
from layouts.parts.summary_list import summary_list
from layouts.parts.text_field import text_field, your_name

KEPT = "Nothing is ever deleted: an event that should not count is withdrawn with a reason, and stays in the list."


def page(
    events: Sequence[KeptEvent],
    catalogue: Catalogue,
    subjects: Iterable[EventSubject],
    day: str = "",
    title: str = "",
    subject: str = "",
    is_rebaseline: bool = False,
    name: str = "",
    mistakes: Mistakes = (),
    signed_in_as: str = "",
) -> Page:
    """Every event, the newest day first, and the form that records one, with what was typed into it."""
    return Page(
        f"{'Error: ' if mistakes else ''}Events",
        [
            error_summary(mistakes) if mistakes else None,
            html.H1("Events"),
            html.P(
                "What happened that may explain a change: an inspection, a new system, a new definition. Each is drawn "
                f"on the charts of the indicators it is about. {KEPT}",
                className="lead",
            ),
            _standing(events, catalogue),
            *_withdrawn(events, catalogue),
            html.H2("Record an event"),
            html.Form(
                [
                    text_field(
                        "When it happened", ids.Events.DAY, "day", day, "For example 5 November 2018.", mistakes,
                        maxlength="30",
                    ),
                    text_field(
                        "What happened", ids.Events.TITLE, "title", title,
                        "In a few words that members know, for example: Ofsted visit.", mistakes, maxlength="120",
                    ),
                    _subject_field(catalogue, subjects, subject, mistakes),
                    _rebaseline_field(is_rebaseline),
                    your_name(ids.Events.NAME, name, "Kept as who recorded it.", signed_in_as, mistakes),
                    html.Button("Record this event", type="submit", className="button"),
                ],
                method="post",
                action=routes.EVENTS,
            ),
        ],
        routes.EVENTS,
        status=422 if mistakes else 200,
    )  # fmt: skip


def withdraw_page(
    kept: KeptEvent,
    catalogue: Catalogue,
    name: str = "",
    reason: str = "",
    mistakes: Mistakes = (),
    signed_in_as: str = "",
) -> Page:
    """One event, and the form that withdraws it."""
    event = kept.event
    return Page(
        f"{'Error: ' if mistakes else ''}Withdraw {event.title}",
        [
            html.P(html.A("Events", href=routes.EVENTS), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.H1(f"Withdraw: {event.title}"),
            summary_list(
                [
                    ("When", day_words(event.day)),
                    ("About", subject_words(event.subject, catalogue)),
                    ("Judged afresh", _afresh(kept)),
                    ("Recorded", f"{kept.by}, {day_words(kept.at)}"),
                ]
            ),
            html.P(
                f"It would no longer be drawn, and no usual range would begin at it. {KEPT}"
                if event.is_rebaseline
                else f"It would no longer be drawn. {KEPT}"
            ),
            _withdrawn_already(kept)
            if kept.withdrawal
            else html.Form(
                [
                    your_name(ids.Events.NAME, name, "Kept as who withdrew it.", signed_in_as, mistakes),
                    text_field("Why it is withdrawn", ids.Events.REASON, "reason", reason,
                               "Kept, and shown with the event.", mistakes, maxlength="500"),
                    html.Button("Withdraw this event", type="submit", className="button"),
                ],
                method="post",
                action=routes.withdrawal(kept.number),
            ),
        ],
        routes.EVENTS,
        status=422 if mistakes else 200,
    )  # fmt: skip


def _afresh(kept: KeptEvent) -> str:
    return "Yes, from then on" if kept.event.is_rebaseline else "No"


def _what(kept: KeptEvent, catalogue: Catalogue) -> list[Any]:
    """The cells that every list of events has in common."""
    subject = kept.event.subject
    words: Any = subject_words(subject, catalogue)
    if subject.scope is EventScope.INDICATOR and catalogue.find(subject.code):
        words = html.A(words, href=routes.indicator(subject.code))
    return [kept.event.title, day_words(kept.event.day), words]


def _standing(events: Sequence[KeptEvent], catalogue: Catalogue) -> html.Div:
    rows = [
        [
            *_what(kept, catalogue),
            _afresh(kept),
            f"{kept.by}, {day_words(kept.at)}",
            html.A(
                ["Withdraw", html.Span(f": {kept.event.title}", className="unseen")],
                href=routes.withdrawal(kept.number),
            ),
        ]
        for kept in events
        if kept.withdrawal is None
    ]
    if not rows:
        return empty_state("No event has been recorded yet.")
    heads = ("What happened", "When", "About", "Judged afresh", "Recorded by", "Withdraw")
    return html.Div(data_table("The newest first", heads, rows), className="changes")


def _withdrawn(events: Sequence[KeptEvent], catalogue: Catalogue) -> list[Any]:
    rows = [
        [*_what(kept, catalogue), f"{gone.by}, {day_words(gone.at)}", gone.reason]
        for kept in events
        if (gone := kept.withdrawal) is not None
    ]
    if not rows:
        return []
    heads = ("What happened", "When", "About", "Withdrawn by", "Why")
    return [
        html.H2("Withdrawn"),
        html.Div(data_table("These no longer count", heads, rows, is_titled=False), className="changes"),
    ]


def _withdrawn_already(kept: KeptEvent) -> html.P | None:
    gone = kept.withdrawal
    if gone is None:
        return None
    return html.P(f"{gone.by} withdrew it on {day_words(gone.at)}: {gone.reason}", className="inset")


def _subject_field(catalogue: Catalogue, subjects: Iterable[EventSubject], chosen: str, mistakes: Mistakes) -> html.Div:
    """One list of everything that an event can be about, a group for each scorecard."""
    error, marks = field_error(ids.Events.SUBJECT, mistakes)
    groups: dict[str, list[Element]] = {}
    for subject in subjects:
        option = element("option", subject_words(subject, catalogue), value=subject.key, selected=subject.key == chosen)
        groups.setdefault(subject.scorecard, []).append(option)
    options = [
        element("option", "Choose", value=""),
        *(element("optgroup", found, label=catalogue.title_of(name).title) for name, found in groups.items()),
    ]
    return html.Div(
        [
            html.Label("Which indicators it is about", htmlFor=ids.Events.SUBJECT),
            error,
            element("select", options, id=ids.Events.SUBJECT, name="subject", required=True, **marks),
        ],
        className="field",
    )


def _rebaseline_field(is_checked: bool) -> html.Div:
    hint = f"{ids.Events.REBASELINE}-hint"
    box = element(
        "input",
        type="checkbox",
        id=ids.Events.REBASELINE,
        name="rebaseline",
        value="yes",
        checked=is_checked,
        aria_describedby=hint,
    )
    return html.Div(
        [
            html.Label(
                [box, " Judge the figures afresh from then on"], htmlFor=ids.Events.REBASELINE, className="tick"
            ),
            html.P(
                REBASELINE_HINT,
                id=hint,
                className="hint",
            ),
        ],
        className="field",
    )
