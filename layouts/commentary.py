"""Writing the words of a section: its three questions, and a box for each of its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from kpis.model.commentary import LONGEST_COMMENTARY, Commentary, Question
from kpis.model.verdicts import Rag
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.scorecard.rows import Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import day_words, period_words
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.error_summary import error_summary
from layouts.parts.rag_tag import rag_tag
from layouts.parts.text_field import text_field

Words = Mapping[tuple[str, str], Commentary]
Typed = Mapping[str, str]


def page(
    scorecard: Scorecard,
    number: int,
    words: Sequence[Commentary],
    name: str,
    typed: Typed | None = None,
    mistakes: Sequence[tuple[str, str]] = (),
    kept: int | None = None,
    findings: Sequence[Any] = (),
) -> Page:
    """The boxes of one section with what stands in them, or with what was `typed` where that could not be kept."""
    section = scorecard.sections[number - 1]
    title = f"Words on {section.name}"
    standing = {(w.subject.code, w.subject.question.value if w.subject.question else ""): w for w in words}
    told = "Nothing had changed." if kept == 0 else f"Kept: {kept} changed."
    return Page(
        f"{'Error: ' if mistakes else ''}{title}",
        [
            html.P(html.A(scorecard.title, href=routes.scorecard(scorecard.name, period=scorecard.period.label)),
                   className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.P(told, className="inset", role="status", id=ids.Commentary.KEPT) if kept is not None else None,
            html.H1(title),
            html.P(
                f"{scorecard.title}, {period_words(scorecard.period)}. Write plainly. **Two stars** make bold, a line "
                "that begins with a dash makes a list, and {{code}} stands for an indicator’s current figure.",
                className="lead",
            ),
            *findings,
            html.Form(
                [
                    html.H2("The section"),
                    *(_question(section, q, standing.get(("", q.value)), typed) for q in Question),
                    html.H2("Each indicator"),
                    *_indicators(section, standing, typed),
                    text_field(
                        "Your name", ids.Commentary.NAME, "name", (typed or {}).get("name", name),
                        "Kept as who wrote what you change.", maxlength="120", autocomplete="name",
                    ),
                    html.Button("Keep these words", type="submit", className="button"),
                ],
                id=ids.Commentary.FORM,
                method="post",
                action=routes.commentary(scorecard.name, number, scorecard.period.label),
            ),
            html.P(_others(scorecard, number)),
        ],
        routes.MEETINGS,
        scripts=("commentary.js",),
        status=422 if mistakes else 200,
    )  # fmt: skip


def _question(section: Section, question: Question, stands: Commentary | None, typed: Typed | None) -> html.Div:
    key = question.value
    boxes = [_box(QUESTION_WORDS[question], key, stands, typed)]
    if question is Question.NEEDS_TO_HAPPEN:
        boxes.append(_action(key, stands, typed))
    return html.Div(boxes)


def _indicators(section: Section, standing: Words, typed: Typed | None) -> list[Any]:
    """Those that need words, or have some, first; the others folded away."""
    boxes: tuple[list[Any], list[Any]] = ([], [])
    for row in section.rows:
        stands = standing.get((row.indicator.code, ""))
        needs = (
            row.rag.rag is Rag.RED or stands is not None or bool((typed or {}).get(f"text-code-{row.indicator.code}"))
        )
        boxes[needs].append(_indicator(row, stands, typed))
    others, first = boxes
    if not first:
        return others
    return [*first, html.Details([html.Summary(f"The others ({len(others)})"), *others])] if others else first


def _indicator(row: ScorecardRow, stands: Commentary | None, typed: Typed | None) -> html.Div:
    indicator = row.indicator
    label = [
        f"{indicator.ref} {indicator.name}".strip(),
        " ",
        html.Span([row.shown or "No figure", " ", rag_tag(row.rag), " ", direction_arrow(row.direction)],
                  className="small"),
    ]  # fmt: skip
    return _box(label, f"code-{indicator.code}", stands, typed)


def _box(label: Any, key: str, stands: Commentary | None, typed: Typed | None) -> html.Div:
    identity = ids.Commentary.words(key)
    text = (typed or {}).get(f"text-{key}", stands.text if stands else "")
    signed = f"Written by {stands.by}, {day_words(stands.at)}." if stands else "Nothing is written yet."
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.P(signed, id=f"{identity}-hint", className="hint"),
            _textarea(identity, f"text-{key}", text),
        ],
        className="field",
    )


def _textarea(identity: str, name: str, text: str) -> Element:
    lines = min(14, max(3, len(text) // 80 + text.count("\n") + 1))
    return element(
        "textarea",
        "\n" + text,
        id=identity,
        name=name,
        rows=str(lines),
        maxlength=str(LONGEST_COMMENTARY),
        aria_describedby=f"{identity}-hint",
        spellcheck="true",
    )


def _action(key: str, stands: Commentary | None, typed: Typed | None) -> html.Div:
    given = typed or {}
    who = given.get(f"who-{key}", stands.who if stands else "")
    day = given.get(f"day-{key}", stands.by_when.isoformat() if stands and stands.by_when else "")
    return html.Div(
        [
            text_field("Who does it", ids.Commentary.words(f"{key}-who"), f"who-{key}", who, "A post, not a person.",
                       maxlength="120", required=False),
            text_field("By when", ids.Commentary.words(f"{key}-day"), f"day-{key}", day, "Leave it out if not set.",
                       type="date", required=False),
        ],
        className="answers",
    )  # fmt: skip


def _others(scorecard: Scorecard, number: int) -> list[Any]:
    links: list[Any] = []
    for other, section in enumerate(scorecard.sections, start=1):
        if other != number:
            address = routes.commentary(scorecard.name, other, scorecard.period.label)
            links += [" · " if links else "Other sections: ", html.A(section.name, href=address)]
    return links
