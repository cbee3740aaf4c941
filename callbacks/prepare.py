"""Preparing a scorecard for a meeting, publishing it, and saying why figures were revised."""

from __future__ import annotations

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.operations.commentary import say_why_revised
from kpis.operations.publishing import Gap, Readiness, attention_in, prepare, publish
from kpis.operations.scorecard import period_named
from layouts import ids, routes
from layouts import prepare as layout
from layouts.page import Page

GAP_WORDS = {
    Gap.QUESTION_UNANSWERED: "Questions about figures that nobody has answered",
    Gap.WORDS_GIVE_AWAY: "Words that tell what is withheld from members",
    Gap.PLACEHOLDER_UNKNOWN: "Placeholders in the words that name nothing",
    Gap.RED_WITHOUT_WORDS: "Red, without a word of why",
    Gap.WORDS_DOUBTED: "Words that say what the figures do not",
    Gap.WORDS_STALE: "Words that were written when figures were others",
    Gap.REVISED_WITHOUT_REASON: "Revised since members saw them, without a reason",
    Gap.TARGET_WITHOUT_SOURCE: "Targets without a source",
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses where a scorecard is prepared."""
    place = f"{routes.MEETINGS}/<int:meeting>/prepare/<path:name>"

    @server.get(place, endpoint="prepare")
    def _show(meeting: int, name: str) -> Response:
        return wiring.draw(show_readiness(wiring, name, meeting, request.args.get("period") or None))

    @server.post(place, endpoint="publish")
    def _publish(meeting: int, name: str) -> Response:
        sent = request.form
        done = freeze(wiring, name, meeting, sent.get("period") or None, sent.get("name", ""))
        return wiring.draw(done) if isinstance(done, Page) else redirect(done, 303)  # type: ignore[return-value]

    @server.post(f"{routes.MEETINGS}/revised", endpoint="revised")
    def _revised() -> Response:
        sent = request.form
        asker = wiring.asker_named(sent.get("name", ""))
        period = period_named(sent.get("period", ""))
        say_why_revised(wiring.store, asker, sent.get("code", ""), period, sent.get("cause", ""), sent.get("words", ""))
        back = sent.get("back", "")
        return redirect(back if back.startswith(f"{routes.MEETINGS}/") else routes.MEETINGS, 303)  # type: ignore[return-value]


def show_readiness(wiring: Wiring, name: str, meeting: int, period: str | None) -> Page:
    """What would be published, and what is missing."""
    return _page(wiring, prepare(wiring.store, wiring.asker(), name, meeting, period))


def freeze(wiring: Wiring, name: str, meeting: int, period: str | None, by: str) -> Page | str:
    """Publishes, and says where; or the page again with what stands in the way."""
    try:
        done = publish(wiring.store, wiring.asker_named(by), name, meeting, period)
    except Refused as refusal:
        ready = prepare(wiring.store, wiring.asker(), name, meeting, period)
        return _page(wiring, ready, [(str(refusal), ids.Meetings.PUBLISH_NAME)])
    return routes.publication(done.number)


def _page(wiring: Wiring, ready: Readiness, mistakes: list[tuple[str, str]] | None = None) -> Page:
    parts = []
    for gap in Gap:
        found = [m for m in ready.missing if m.gap is gap]
        if found:
            lines = tuple((m.words, _where(ready, m.code, m.section)) for m in found)
            parts.append(layout.MissingPart(GAP_WORDS[gap], lines, any(m.stops for m in found)))
    attention = attention_in(ready)
    return layout.page(ready.meeting, ready.pack, attention, parts, ready.standing, "", mistakes or [])


def _where(ready: Readiness, code: str, section: str) -> str:
    """Where a thing that is missing is put right: the words of the section that it is in."""
    scorecard = ready.pack.scorecard
    for number, one in enumerate(scorecard.sections, start=1):
        if one.name == section or any(row.indicator.code == code for row in one.rows):
            return routes.commentary(scorecard.name, number, scorecard.period.label)
    return ""
