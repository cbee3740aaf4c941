"""The words of a section: shown, kept, and never lost."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, request

from callbacks.wiring import Wiring
from kpis.model.commentary import Commentary, Question
from kpis.model.errors import NotFound, Refused
from kpis.operations.commentary import Desk, Draft, desk_of, write_commentary
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
        return wiring.draw(keep_words(wiring, name, section, request.args.get("period") or None, request.form))


def show_desk(wiring: Wiring, name: str, section: int, period: str | None) -> Page:
    """The boxes of one section."""
    desk = desk_of(wiring.store, wiring.asker(), name, period)
    _must_have(desk, section)
    return commentary.page(desk.scorecard, section, _of_section(desk, section), "")


def keep_words(wiring: Wiring, name: str, section: int, period: str | None, sent: Mapping[str, str]) -> Page:
    """Keeps what changed; where something is wrong nothing is kept, and what was typed stays in its boxes."""
    desk = desk_of(wiring.store, wiring.asker(), name, period)
    _must_have(desk, section)
    asker = wiring.asker_named(sent.get("name", ""))
    try:
        kept = write_commentary(wiring.store, asker, name, period, _drafts(desk, section, sent))
    except Refused as refusal:
        mistakes = [(str(refusal), ids.Commentary.NAME)]
        return commentary.page(desk.scorecard, section, _of_section(desk, section), asker.name, dict(sent), mistakes)
    desk = desk_of(wiring.store, wiring.asker(), name, period)
    return commentary.page(desk.scorecard, section, _of_section(desk, section), asker.name, None, (), len(kept))


def _must_have(desk: Desk, section: int) -> None:
    if not 1 <= section <= len(desk.scorecard.sections):
        raise NotFound(f"{desk.scorecard.title} has {len(desk.scorecard.sections)} sections; there is no {section}.")


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
