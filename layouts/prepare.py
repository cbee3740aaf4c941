"""Preparing a scorecard for a meeting: what is missing, the words, and the button that freezes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
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
from layouts.parts.choice_field import choice_field
from layouts.parts.error_summary import error_summary
from layouts.parts.field_error import Mistakes, field_error
from layouts.parts.last_seen import since_words
from layouts.parts.text_field import your_name
from layouts.parts.withheld_note import withheld_note


@dataclass(frozen=True)
class MissingPart:
    """One kind of thing that is missing: its heading, the sentences (each with where to put it right), and whether it
    stops the publication.
    """

    heading: str
    lines: tuple[tuple[str, str], ...]
    stops: bool = False


@dataclass(frozen=True)
class Instead:
    """What the public would have to go without as well, in words, and whether nothing else stands in the way."""

    words: tuple[str, ...] = ()
    is_all: bool = False


def page(
    meeting: Meeting,
    pack: Pack,
    attention: Attention,
    missing: Sequence[MissingPart],
    standing: Publication | None,
    instead: Instead = Instead(),
    signed_in_as: str = "",
    name: str = "",
    mistakes: Mistakes = (),
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Page:
    """What would be published and what is missing. `attention` is as members will read it, and `typed` are the reasons
    that somebody typed, by their fields."""
    who = your_name_box(signed_in_as, name, mistakes)
    scorecard, shown = pack.scorecard, attention.scorecard
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
            _periods(meeting, pack, mistakes),
            html.H2("What is missing"),
            *([_part(part) for part in missing] or [html.P("Nothing is missing.")]),
            *_revised(meeting, pack, who(ids.Meetings.NAME, "Kept as who said why."), typed, mistakes),
            html.H2("The words beside the figures"),
            html.P("For each section: what is working well, what are we worried about, what needs to happen."),
            html.Ul(
                [
                    html.Li(html.A(s.name, href=routes.commentary(scorecard.name, n, scorecard.period.label)))
                    for n, s in enumerate(scorecard.sections, start=1)
                ]
            ),
            html.H2("Freeze and publish", id=ids.Meetings.PUBLISH),
            *_publish(
                meeting,
                pack,
                standing,
                any(p.stops for p in missing),
                instead,
                who(ids.Meetings.PUBLISH_NAME, "Kept as who published it."),
            ),
            html.H2("What members will read first"),
            withheld_note(shown.withholding) if shown.has_withheld else None,
            since_words(attention.last_seen),
            attention_section(attention),
        ],
        routes.MEETINGS,
        status=422 if mistakes else 200,
    )


def nothing_page(sentence: str) -> Page:
    """For a meeting before every figure: nothing can be prepared for it."""
    title = "Nothing to prepare"
    return Page(
        title,
        [
            html.P(html.A("Meetings", href=routes.MEETINGS), className="crumb"),
            html.H1(title),
            html.P(sentence, className="lead"),
            html.P("Load figures of an earlier period, or prepare it for a later meeting."),
        ],
        routes.MEETINGS,
        status=422,
    )


def _periods(meeting: Meeting, pack: Pack, mistakes: Mistakes) -> html.Form | None:
    """The periods that can be prepared, where there is a choice, or where one was asked for that cannot be."""
    scorecard = pack.scorecard
    earlier = {p.label: period_words(p) for p in reversed(scorecard.periods) if p.first_day <= meeting.held_on}
    if len(earlier) < 2 and not any(field == ids.Meetings.PERIOD for _, field in mistakes):
        return None
    return html.Form(
        [
            choice_field("Period", ids.Meetings.PERIOD, "period", earlier, scorecard.period.label, mistakes),
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


def your_name_box(signed_in_as: str, name: str, mistakes: Mistakes) -> Callable[[str, str], html.Div]:
    """Asks for a name in each form of the page that keeps one."""
    return lambda identity, hint: your_name(identity, name, hint, signed_in_as, mistakes)


def _revised(meeting: Meeting, pack: Pack, who: html.Div, typed: Mapping[str, str], mistakes: Mistakes) -> list[Any]:
    """Each figure that members saw otherwise, in one form that says why."""
    last = pack.last_seen
    if last is None or not last.revised:
        return []
    hidden = (("meeting", str(meeting.number)), ("scorecard", pack.scorecard.name), ("at", pack.scorecard.period.label))
    return [
        html.H2(f"Revised since members saw them on {day_words(last.meeting)}", id=ids.Meetings.CAUSE),
        html.Form(
            [
                html.Ul(
                    [html.Li(_reason(r, n, typed, mistakes), className="question") for n, r in enumerate(last.revised)],
                    className="questions",
                ),
                *(element("input", type="hidden", name=name, value=value) for name, value in hidden),
                who,
                html.Button("Keep these reasons", type="submit", className="button button-quiet"),
            ],
            method="post",
            action=f"{routes.MEETINGS}/revised",
        ),
    ]


def _reason(revised: Revised, number: int, typed: Mapping[str, str], mistakes: Mistakes) -> list[Any]:
    cause_id, words_id = ids.Meetings.cause(number), ids.Meetings.words(number)
    cause_error, cause_marks = field_error(cause_id, mistakes)
    words_error, words_marks = field_error(words_id, mistakes)
    said = revised.cause.value if revised.cause else ""
    chosen, words = typed.get(f"cause-{number}", said), typed.get(f"words-{number}", revised.words)
    causes = [element("option", CAUSE_WORDS[c], value=c.value, selected=c.value == chosen) for c in RevisionCause]
    label = f"{revised.ref} {revised.name}, {period_words(revised.period)}: then {revised.then}, now {revised.now}"
    unseen = html.Span(f" {revised.name} was revised", className="unseen")
    return [
        html.P(label.strip(), className="question-text"),
        html.Div(
            [
                html.Div([
                    html.Label(["Why", unseen], htmlFor=cause_id),
                    cause_error,
                    element("select", [element("option", "Choose", value=""), *causes], id=cause_id,
                            name=f"cause-{number}", **cause_marks),
                ], className="field"),
                html.Div([
                    html.Label(["In words", html.Span(f" why {revised.name} was revised", className="unseen")],
                               htmlFor=words_id),
                    words_error,
                    element("input", type="text", id=words_id, name=f"words-{number}", maxlength="500",
                            value=words or None, **words_marks),
                ], className="field"),
                element("input", type="hidden", name=f"code-{number}", value=revised.code),
                element("input", type="hidden", name=f"period-{number}", value=revised.period.label),
            ],
            className="answer",
        ),
    ]  # fmt: skip


def _publish(
    meeting: Meeting, pack: Pack, standing: Publication | None, is_stopped: bool, instead: Instead, who: html.Div
) -> list[Any]:
    if standing is not None:
        link = html.A(f"publication {standing.number}", href=routes.publication(standing.number))
        return [html.P(["It is published for this meeting already, as ", link, ". To publish it anew, withdraw that."])]
    if is_stopped and not instead.is_all:
        return [html.P("It cannot be published before what stands in the way is put right.", className="inset")]
    return [
        html.P(
            "Members will read it exactly as it stands now. Nothing done later changes it; it can be withdrawn with a "
            "reason, never edited."
        ),
        html.Form(
            [
                element("input", type="hidden", name="period", value=pack.scorecard.period.label),
                *(_withhold_too(instead) if is_stopped else []),
                who,
                html.Button("Freeze and publish", type="submit", className="button"),
            ],
            method="post",
            action=routes.prepare(meeting.number, pack.scorecard.name),
        ),
    ]


def _withhold_too(instead: Instead) -> list[Any]:
    """What the public has to go without as well, and the box that says so."""
    identity = ids.Meetings.WITHHOLD
    return [
        html.P("Beside what was published before, it would give a small number away. It would not without these:"),
        html.Ul([html.Li(words) for words in instead.words]),
        html.Label(
            [
                element("input", type="checkbox", id=identity, name="withhold", value="yes", required=True),
                " Withhold these from the public as well",
            ],
            htmlFor=identity,
            className="tick",
        ),
    ]
