"""Preparing a scorecard for a meeting: what is missing, the words, and the button that freezes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from kpis.model.meetings import Meeting, Publication, RevisionCause
from kpis.scorecard.attention import Attention
from kpis.scorecard.meeting_words import CAUSE_WORDS
from kpis.scorecard.pack import Pack, Revised
from kpis.scorecard.wording import day_words, period_words
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.attention import attention_section
from layouts.parts.error_summary import error_summary
from layouts.parts.text_field import text_field


@dataclass(frozen=True)
class MissingPart:
    """One kind of thing that is missing: its heading, the sentences (each with where to put it right), and whether it
    stops the publication.
    """

    heading: str
    lines: tuple[tuple[str, str], ...]
    stops: bool = False


def page(
    meeting: Meeting,
    pack: Pack,
    attention: Attention,
    missing: Sequence[MissingPart],
    standing: Publication | None,
    name: str,
    mistakes: Sequence[tuple[str, str]] = (),
) -> Page:
    """What would be published and what is missing."""
    scorecard = pack.scorecard
    title = f"Prepare {scorecard.title}"
    return Page(
        f"{'Error: ' if mistakes else ''}{title}",
        [
            html.P(html.A("Meetings", href=routes.MEETINGS), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.H1(title),
            html.P(
                f"For {meeting.committee}, {day_words(meeting.held_on)}. Figures for {period_words(scorecard.period)}.",
                className="lead",
            ),
            _periods(meeting, pack),
            html.H2("What is missing"),
            *([_part(part) for part in missing] or [html.P("Nothing is missing.")]),
            *_revised(meeting, pack, name),
            html.H2("The words beside the figures"),
            html.P("For each section: what is working well, what are we worried about, what needs to happen."),
            html.Ul(
                [
                    html.Li(html.A(s.name, href=routes.commentary(scorecard.name, n, scorecard.period.label)))
                    for n, s in enumerate(scorecard.sections, start=1)
                ]
            ),
            html.H2("Freeze and publish"),
            *_publish(meeting, pack, standing, any(p.stops for p in missing), name),
            html.H2("What members will read first"),
            attention_section(attention),
        ],
        routes.MEETINGS,
        status=422 if mistakes else 200,
    )


def _periods(meeting: Meeting, pack: Pack) -> html.Form | None:
    scorecard = pack.scorecard
    earlier = [p for p in reversed(scorecard.periods) if p.first_day <= meeting.held_on]
    if len(earlier) < 2:
        return None
    options = [
        element("option", period_words(p), value=p.label, selected=p.label == scorecard.period.label) for p in earlier
    ]
    return html.Form(
        [
            html.Div(
                [
                    html.Label("Period", htmlFor=ids.Meetings.PERIOD),
                    element("select", options, id=ids.Meetings.PERIOD, name="period"),
                ],
                className="field",
            ),
            html.Button("Show", type="submit", className="button button-quiet"),
        ],
        method="get",
        action=routes.prepare(meeting.number, scorecard.name),
        className="filters",
    )


def _part(part: MissingPart) -> html.Details:
    stop = " These must be put right first." if part.stops else ""
    lines = [html.Li(html.A(words, href=where) if where else words) for words, where in part.lines]
    return html.Details(
        [html.Summary(f"{part.heading} ({len(part.lines)}).{stop}"), html.Ul(lines)],
        open=part.stops or len(part.lines) <= 3,
    )


def _revised(meeting: Meeting, pack: Pack, name: str) -> list[Any]:
    """Each figure that members saw otherwise, with a form to say why."""
    revised = pack.last_seen.revised if pack.last_seen else ()
    if not revised or pack.last_seen is None:
        return []
    day = day_words(pack.last_seen.meeting)
    back = routes.prepare(meeting.number, pack.scorecard.name, pack.scorecard.period.label)
    return [
        html.H2(f"Revised since members saw them on {day}"),
        html.Ul([html.Li(_reason_form(r, n, back, name)) for n, r in enumerate(revised)], className="questions"),
    ]


def _reason_form(revised: Revised, number: int, back: str, name: str) -> html.Form:
    identity = f"{ids.Meetings.CAUSE}-{number}"
    causes = [element("option", CAUSE_WORDS[c], value=c.value, selected=c is revised.cause) for c in RevisionCause]
    label = f"{revised.ref} {revised.name}, {period_words(revised.period)}: then {revised.then}, now {revised.now}"
    return html.Form(
        [
            html.P(label.strip(), className="question-text"),
            html.Div(
                [
                    html.Label("Why", htmlFor=identity),
                    element("select", [element("option", "Choose", value=""), *causes], id=identity, name="cause"),
                    html.Label("In words", htmlFor=f"{identity}-words"),
                    element(
                        "input", type="text", id=f"{identity}-words", name="words", maxlength="500",
                        value=revised.words or None,
                    ),
                    element("input", type="hidden", name="code", value=revised.code),
                    element("input", type="hidden", name="period", value=revised.period.label),
                    element("input", type="hidden", name="back", value=back),
                    element("input", type="hidden", name="name", value=name),
                    html.Button(
                        ["Keep", html.Span(f" why {revised.name} was revised", className="unseen")],
                        type="submit",
                        className="button button-quiet",
                    ),
                ],
                className="answer",
            ),
        ],
        method="post",
        action=f"{routes.MEETINGS}/revised",
        className="question",
    )  # fmt: skip


def _publish(meeting: Meeting, pack: Pack, standing: Publication | None, is_stopped: bool, name: str) -> list[Any]:
    if standing is not None:
        link = html.A(f"publication {standing.number}", href=routes.publication(standing.number))
        return [html.P(["It is published for this meeting already, as ", link, ". To publish it anew, withdraw that."])]
    if is_stopped:
        return [html.P("It cannot be published before what stands in the way is put right.", className="inset")]
    return [
        html.P(
            "Members will read it exactly as it stands now. Nothing done later changes it; it can be withdrawn with a "
            "reason, never edited."
        ),
        html.Form(
            [
                element("input", type="hidden", name="period", value=pack.scorecard.period.label),
                text_field(
                    "Your name", ids.Meetings.PUBLISH_NAME, "name", name, "Kept as who published it.",
                    maxlength="120", autocomplete="name",
                ),
                html.Button("Freeze and publish", type="submit", className="button"),
            ],
            method="post",
            action=routes.prepare(meeting.number, pack.scorecard.name),
        ),
    ]  # fmt: skip
