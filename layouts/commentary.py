"""Writing the words of a section: its three questions, and a box for each of its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html

from kpis.model.commentary import Question, Subject
from kpis.model.verdicts import Rag
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.scorecard.review import Review
from kpis.scorecard.rows import Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import day_words, period_words
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.error_summary import error_summary
from layouts.parts.rag_tag import rag_tag
from layouts.parts.text_field import text_field, your_name
from layouts.parts.words_review import words_review

Reviews = Mapping[str, Review]
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Given:
    """What the boxes hold: the words that stand, by box, each looked over; or what was `typed` and could not be kept.

    `seen` counts all that was ever written here, and goes back with the form. Mistakes are words and ids of boxes.
    """

    reviews: Reviews
    seen: int
    typed: Typed = field(default_factory=dict)
    mistakes: Sequence[tuple[str, str]] = ()
    kept: int | None = None
    name: str = ""
    signed_in_as: str = ""


def box_key(subject: Subject) -> str:
    """The name of the box for the words on a subject."""
    return subject.question.value if subject.question else f"code-{subject.code}"


def page(scorecard: Scorecard, number: int, given: Given) -> Page:
    """The boxes of one section, each with its words as members will read them under it."""
    section = scorecard.sections[number - 1]
    title = f"Words on {section.name}"
    return Page(
        f"{'Error: ' if given.mistakes else ''}{title}",
        [
            html.P(html.A(scorecard.title, href=routes.scorecard(scorecard.name, period=scorecard.period.label)),
                   className="crumb"),
            error_summary(given.mistakes) if given.mistakes else None,
            _kept(given),
            html.H1(title),
            html.P(f"{scorecard.title}, {period_words(scorecard.period)}.", className="lead"),
            _how_to_write(section),
            html.Form(
                [
                    element("input", type="hidden", name="seen", value=str(given.seen)),
                    html.H2("The section"),
                    *(_question(q, given) for q in Question),
                    html.H2("Each indicator"),
                    *_indicators(section, given),
                    your_name(
                        ids.Commentary.NAME, given.typed.get("name", given.name),
                        "Kept as who wrote what you change.", given.signed_in_as,
                        given.mistakes,
                    ),
                    html.Button("Keep these words", type="submit", className="button"),
                ],
                id=ids.Commentary.FORM,
                method="post",
                action=routes.commentary(scorecard.name, number, scorecard.period.label),
            ),
            html.P(_others(scorecard, number), className="files"),
        ],
        routes.MEETINGS,
        scripts=("commentary.js",),
        status=422 if given.mistakes else 200,
    )  # fmt: skip


def _kept(given: Given) -> html.Div | None:
    """What was kept, and what is to be looked at again, with where it is."""
    if given.kept is None:
        return None
    told = "Nothing had changed." if given.kept == 0 else f"Kept: {given.kept} changed."
    look = [key for key, r in given.reviews.items() if r.doubts or r.problems or r.told.stale]
    again = [html.Li(html.A(_called(key), href=f"#{ids.Commentary.words(key)}")) for key in look]
    return html.Div(
        [html.P(told), *([html.P("Look again at:"), html.Ul(again)] if again else [])],
        className="inset",
        role="status",
        id=ids.Commentary.KEPT,
    )


def _called(key: str) -> str:
    """What a box is called in a list."""
    return key.removeprefix("code-") if key.startswith("code-") else QUESTION_WORDS[Question(key)]


def _how_to_write(section: Section) -> html.Details:
    code = next((row.indicator.code for row in section.rows), "N10")
    ways = (
        ("**two stars**", "makes words bold"),
        ("- a dash and a space", "at the beginning of a line makes a list"),
        (f"{{{{{code}}}}}", "stands for the figure of that indicator, and is filled in as each reader may see it"),
        (f"{{{{{code}:target}}}}", "for its target; also :previous, :direction, :england and :neighbours"),
    )
    lines = [html.Li([html.Code(typed), f" {does}."]) for typed, does in ways]
    return html.Details([html.Summary("How to write here"), html.Ul(lines)])


def _question(question: Question, given: Given) -> html.Div:
    key = question.value
    action = _action(key, given) if question is Question.NEEDS_TO_HAPPEN else None
    return _box(QUESTION_WORDS[question], key, given, action)


def _indicators(section: Section, given: Given) -> list[Any]:
    """Those that need words, or have some, first; the others folded away."""
    boxes: tuple[list[Any], list[Any]] = ([], [])
    for row in section.rows:
        key = f"code-{row.indicator.code}"
        needs = row.rag.rag is Rag.RED or key in given.reviews or bool(given.typed.get(f"text-{key}"))
        boxes[needs].append(_indicator(row, key, given))
    others, first = boxes
    if not first:
        return others
    return [*first, html.Details([html.Summary(f"The others ({len(others)})"), *others])] if others else first


def _indicator(row: ScorecardRow, key: str, given: Given) -> html.Div:
    indicator = row.indicator
    named = f"{indicator.ref} {indicator.name}".strip()
    label = [
        named,
        " ",
        html.Span([f"{indicator.code}: {row.shown or 'no figure'} ", rag_tag(row.rag), " ",
                   direction_arrow(row.direction)], className="small"),
    ]  # fmt: skip
    return _box(label, key, given)


def _box(label: Any, key: str, given: Given, more: Any = None) -> html.Div:
    identity = ids.Commentary.words(key)
    review = given.reviews.get(key)
    stands = review.told.words if review else None
    text = given.typed.get(f"text-{key}", stands.text if stands else "")
    wrong = [words for words, field in given.mistakes if field == identity]
    is_in_box = stands is not None and "\n".join(text.splitlines()).strip() == stands.text
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.P("Nothing is written yet.", id=f"{identity}-hint", className="hint") if stands is None else None,
            *(html.P(words, className="error", id=f"{identity}-error") for words in wrong[:1]),
            _textarea(identity, f"text-{key}", text, bool(wrong), stands is None),
            more,
            *(words_review(review, is_in_box) if review else []),
        ],
        className="field",
    )


def _textarea(identity: str, name: str, text: str, is_wrong: bool, has_hint: bool) -> Element:
    """A box that cuts nothing off: what is too long is refused in words, with all of it still there."""
    lines = min(14, max(3, len(text) // 80 + text.count("\n") + 1))
    described = [f"{identity}-error"] * is_wrong + [f"{identity}-hint"] * has_hint
    return element(
        "textarea",
        "\n" + text,
        id=identity,
        name=name,
        rows=str(lines),
        aria_describedby=" ".join(described) or None,
        aria_invalid="true" if is_wrong else None,
        spellcheck="true",
    )


def _action(key: str, given: Given) -> html.Div:
    review = given.reviews.get(key)
    stands = review.told.words if review else None
    who = given.typed.get(f"who-{key}", stands.who if stands else "")
    day = given.typed.get(f"day-{key}", day_words(stands.by_when) if stands and stands.by_when else "")
    return html.Div(
        [
            text_field("Who does it", ids.Commentary.words(f"{key}-who"), f"who-{key}", who, "A post, not a person.",
                       given.mistakes, required=False),
            text_field("By when", ids.Commentary.words(f"{key}-day"), f"day-{key}", day,
                       "For example 30 September 2023. Leave it out if not set.", given.mistakes, required=False,
                       maxlength="30"),
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
