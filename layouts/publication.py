"""What members were given for a meeting: its front page, and the pages inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from kpis.model.commentary import Question
from kpis.model.meetings import Publication
from kpis.scorecard.attention import Attention
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.scorecard.pack import Pack, Revised
from kpis.scorecard.told import NOTHING_TOLD, AllTold
from kpis.scorecard.wording import day_words, moment_words, period_words
from layouts import ids, routes
from layouts.page import Page
from layouts.parts.attention import attention_section
from layouts.parts.error_summary import error_summary
from layouts.parts.field_error import Mistakes
from layouts.parts.last_seen import revised_since_then, since_words
from layouts.parts.officers_words import officers_words
from layouts.parts.published_tree import published_tree
from layouts.parts.revised_table import revised_table
from layouts.parts.summary_list import summary_list
from layouts.parts.text_field import text_field, your_name


def page(
    publication: Publication,
    pack: Pack,
    attention: Attention,
    revised: Sequence[Revised],
    is_known_since: bool,
    is_officer: bool,
    signed_in_as: str = "",
    mistakes: Mistakes = (),
    told: AllTold = NOTHING_TOLD,
    typed: tuple[str, str] = ("", ""),
) -> Page:
    """The front page of a publication: what needs attention, what changed, the words, and then and now."""
    number = publication.number
    content = [
        html.H1(publication.title),
        html.P(
            f"For {publication.meeting.committee}, {day_words(publication.meeting.held_on)}. "
            f"Figures for {period_words(publication.period)}.",
            className="lead",
        ),
        _withdrawn(publication),
        *_files(publication, is_officer),
        since_words(pack.last_seen),
        attention_section(attention, title="What needs attention"),
        *revised_since_then(pack.last_seen),
        *_words(pack, told),
        *_then_and_now(revised, is_known_since, is_officer),
        *_about(publication, is_officer),
    ]
    return Page(
        f"{'Error: ' if mistakes else ''}{publication.title}, {day_words(publication.meeting.held_on)}",
        [
            html.P(html.A("Meetings", href=routes.MEETINGS), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            published_tree(number, content),
            *(_withdraw(publication, signed_in_as, mistakes, typed) if is_officer and publication.stands else []),
        ],
        routes.MEETINGS,
        status=422 if mistakes else 200,
    )


def inside(publication: Publication, page: Page, words: Sequence[Any] = ()) -> Page:
    """A page of the frozen scorecard, under a line that says what it is."""
    told = (
        f"As published for {publication.meeting.committee}, {day_words(publication.meeting.held_on)}"
        f"{'; withdrawn since' if not publication.stands else ''}. "
    )
    link = html.A("See the whole publication", href=routes.publication(publication.number))
    line = html.Div(html.P([told, link, "."]), className="inset")
    title = f"{page.title}, as published for {day_words(publication.meeting.held_on)}"
    content = [line, published_tree(publication.number, page.content)]
    return replace(page, title=title, content=content, path=routes.MEETINGS)


def _withdrawn(publication: Publication) -> html.Div | None:
    gone = publication.withdrawn
    if gone is None:
        return None
    words = f"This was withdrawn on {moment_words(gone.at)}: {gone.reason}"
    return html.Div(html.P(html.Strong(words)), className="inset")


def _words(pack: Pack, told: AllTold) -> list[Any]:
    """Section by section, each question that was answered."""
    found: list[Any] = []
    for section in pack.scorecard.sections:
        answered = [(q, told.answer(section.name, q)) for q in Question]
        answers = [(QUESTION_WORDS[q], words) for q, words in answered if words is not None]
        if answers:
            found.append(html.H3(section.name))
            for question, words in answers:
                found += [html.P(html.Strong(question)), officers_words(words, under=3)]
    return [html.H2("What officers say"), *found] if found else []


def _then_and_now(revised: Sequence[Revised], is_known: bool, is_officer: bool) -> list[Any]:
    """What is another now: to officers in the figures as they stand, to members in what was published since."""
    title = "Then and now"
    if not is_known:
        why = "the scorecard is no longer kept" if is_officer else "nothing that stands has been published since"
        return [html.H2(title), html.P(f"What has been revised since is not known: {why}.")]
    if not revised:
        told = "has been revised since" if is_officer else "is different in what was published since"
        return [html.H2(title), html.P(f"No figure in this publication {told}.")]
    count = "One figure has" if len(revised) == 1 else f"{len(revised)} figures have"
    return [
        html.H2(title),
        html.P(f"{count} been revised since this was published. The pages here still show what members were given."),
        revised_table("Then and now", revised),
    ]


def _about(publication: Publication, is_officer: bool) -> list[Any]:
    return [
        html.H2("About this publication"),
        summary_list(
            [
                ("Published by", publication.by if is_officer else ""),
                ("Published", moment_words(publication.at)),
                ("Digest", html.Span(f"SHA-256 {publication.digest}", className="digest") if is_officer else ""),
            ]
        ),
    ]


def _files(publication: Publication, is_officer: bool) -> list[Any]:
    """Each kind of file, with a name that tells it from the others on the page."""
    inside_it = f"{routes.publication(publication.number)}/scorecard"
    if not is_officer:
        return [html.P(["Take it away: ", *_kinds(inside_it, "", "")], className="files")]
    public = "?audience=public"
    return [
        html.P(
            [
                "Take it away as members have it: ",
                *_kinds(inside_it, public, " as members have it"),
                ". As officers have it, with small numbers: ",
                *_kinds(inside_it, "", " as officers have it"),
                ".",
            ],
            className="files",
        )
    ]


def _kinds(inside_it: str, query: str, unseen: str) -> list[Any]:
    kinds = (("PDF", "pdf"), ("Excel", "xlsx"), ("csv", "csv"), ("JSON", "json"))
    links = [
        html.A([name, html.Span(unseen, className="unseen")] if unseen else name, href=f"{inside_it}.{ending}{query}")
        for name, ending in kinds
    ]
    return [part for link in links for part in (link, ", ")][:-1]


def _withdraw(publication: Publication, signed_in_as: str, mistakes: Mistakes, typed: tuple[str, str]) -> list[Any]:
    """The form, with the reason and the name that were typed into it; open where something is wrong with them."""
    reason, name = typed
    return [
        html.Details(
            [
                html.Summary("Withdraw this publication"),
                html.P("It stays here, marked as withdrawn, with the reason. It can then be published anew."),
                html.Form(
                    [
                        text_field(
                            "Why it is withdrawn", ids.Meetings.REASON, "reason", reason, "Shown to whoever opens it.",
                            mistakes, maxlength="500",
                        ),
                        your_name(ids.Meetings.NAME, name, "Kept as who withdrew it.", signed_in_as, mistakes),
                        html.Button("Withdraw it", type="submit", className="button button-quiet"),
                    ],
                    method="post",
                    action=f"{routes.publication(publication.number)}/withdraw",
                ),
            ],
            open=bool(mistakes),
        )
    ]  # fmt: skip
