"""The words of a section: shown, kept, and never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Flask, Response, request

from callbacks.guard import LARGEST_FORM_BYTES
from callbacks.wiring import Wiring, number_in
from kpis.model.commentary import Commentary, Question
from kpis.model.errors import NotFound
from kpis.operations.commentary import Box, Desk, Draft, Mistake, WordsRefused, desk_of, write_commentary
from layouts import commentary, ids, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses where words are written."""
    place = f"{routes.COMMENTARY}<int:section>/<path:name>"

    @server.get(place, endpoint="commentary")
    def _show(section: int, name: str) -> Response:
        return wiring.draw(show_desk(wiring, name, section, request.args.get("period") or None))

    @server.post(place, endpoint="write-commentary")
    def _write(section: int, name: str) -> Response:
        request.max_form_memory_size = LARGEST_FORM_BYTES  # what is far too long is read, and comes back in its box
        return wiring.draw(keep_words(wiring, name, section, request.args.get("period") or None, request.form))


def show_desk(wiring: Wiring, name: str, section: int, period: str | None) -> Page:
    """The boxes of one section."""
    desk = _desk(wiring, name, section, period)
    return _page(wiring, desk, section, commentary.Given({}, desk.seen))


def keep_words(wiring: Wiring, name: str, section: int, period: str | None, sent: Mapping[str, str]) -> Page:
    """Keeps what changed; where something is wrong nothing is kept, and what was typed stays in its boxes."""
    desk = _desk(wiring, name, section, period)
    asker = wiring.asker_named(sent.get("name", ""))
    drafts, seen = _drafts(desk, section, sent), number_in(sent.get("seen"))
    try:
        kept = write_commentary(wiring.store, asker, name, period, drafts, seen)
    except WordsRefused as refusal:
        mistakes = [(mistake.words, _field(mistake)) for mistake in refusal.mistakes]
        return _page(wiring, desk, section, commentary.Given({}, desk.seen, _typed(sent, refusal), mistakes))
    desk = _desk(wiring, name, section, period)
    given = commentary.Given({}, desk.seen, kept=len(kept), name=asker.name)
    return _page(wiring, desk, section, given)


def _page(wiring: Wiring, desk: Desk, section: int, given: commentary.Given) -> Page:
    words = _of_section(desk, section)
    reviews = {commentary.box_key(w.subject): desk.review(w) for w in words}
    given = replace(given, reviews=reviews, signed_in_as=wiring.signed_in_as)
    return commentary.page(desk.scorecard, section, given)


def _typed(sent: Mapping[str, str], refusal: WordsRefused) -> dict[str, str]:
    """What was typed, without the boxes that were left as they were: another may have written there since."""
    left = {f"{box}-{_key(draft)}" for draft in refusal.untouched for box in (Box.TEXT, Box.WHO, Box.BY_WHEN)}
    return {name: words for name, words in sent.items() if name not in left}


def _key(draft: Draft) -> str:
    return draft.question.value if draft.question else f"code-{draft.code}"


def _field(mistake: Mistake) -> str:
    """The box where a mistake is put right."""
    draft = mistake.draft
    if draft is None:
        return ids.Commentary.NAME
    match mistake.box:
        case Box.TEXT:
            return ids.Commentary.words(_key(draft))
        case Box.WHO | Box.BY_WHEN:
            return ids.Commentary.words(f"{_key(draft)}-{mistake.box}")
        case Box.NAME:
            return ids.Commentary.NAME


def _desk(wiring: Wiring, name: str, section: int, period: str | None) -> Desk:
    desk = desk_of(wiring.store, wiring.asker(), name, period)
    if not 1 <= section <= len(desk.scorecard.sections):
        raise NotFound(f"{desk.scorecard.title} has {len(desk.scorecard.sections)} sections; there is no {section}.")
    return desk


def _of_section(desk: Desk, number: int) -> list[Commentary]:
    section = desk.scorecard.sections[number - 1]
    codes = {row.indicator.code for row in section.rows}
    return [
        w for w in desk.words if w.subject.code in codes or (not w.subject.code and w.subject.section == section.name)
    ]


def _drafts(desk: Desk, number: int, sent: Mapping[str, str]) -> list[Draft]:
    """Every box that was sent; one that was not sent is left as it stands."""
    section = desk.scorecard.sections[number - 1]
    drafts = []
    for question in Question:
        key = question.value
        if f"text-{key}" in sent:
            who, day = sent.get(f"who-{key}", ""), sent.get(f"day-{key}", "")
            drafts.append(Draft(section.name, question, "", sent[f"text-{key}"], who, day))
    for row in section.rows:
        key = f"text-code-{row.indicator.code}"
        if key in sent:
            drafts.append(Draft(section.name, None, row.indicator.code, sent[key]))
    return drafts
