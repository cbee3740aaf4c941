"""Preparing a scorecard for a meeting, publishing it, and saying why figures were revised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring, number_in
from kpis.model.errors import BadPreparation, BadReasons, NotFound
from kpis.operations.publishing import NAME, PERIOD, PUBLISH, Gap, Missing, Readiness, attention_in, prepare, publish
from kpis.operations.revisions import CAUSE, WORDS, TypedReason, part_of, say_why_revised
from layouts import ids, routes
from layouts import prepare as layout
from layouts.page import Page

GAP_WORDS = {
    Gap.WOULD_REVEAL: "Would give a small number away",
    Gap.QUESTION_UNANSWERED: "Questions about figures that nobody has answered",
    Gap.WORDS_GIVE_AWAY: "Words that tell what is withheld from members",
    Gap.PLACEHOLDER_UNKNOWN: "Placeholders in the words that name nothing",
    Gap.RED_WITHOUT_WORDS: "Red, without a word of why",
    Gap.WORDS_DOUBTED: "Words that say what the figures do not",
    Gap.WORDS_STALE: "Words that were written when figures were others",
    Gap.REVISED_WITHOUT_REASON: "Revised since members saw them, without a reason",
    Gap.TARGET_WITHOUT_SOURCE: "Targets without a source",
    Gap.OUT_ALREADY: "Given away by an earlier publication",
}

FIELDS = {PERIOD: ids.Meetings.PERIOD, NAME: ids.Meetings.PUBLISH_NAME, PUBLISH: ids.Meetings.PUBLISH}
REASON_FIELDS = ("code", "period", "cause", "words")
STANDS_IN_THE_WAY = "It is not published. Put right what stands in the way: it is listed under What is missing."


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses where a scorecard is prepared."""
    place = f"{routes.MEETINGS}/<int:meeting>/prepare/<path:name>"

    @server.get(place, endpoint="prepare")
    def _show(meeting: int, name: str) -> Response:
        return wiring.draw(show_readiness(wiring, name, meeting, request.args.get("period") or None))

    @server.post(place, endpoint="publish")
    def _publish(meeting: int, name: str) -> Response:
        sent = request.form
        done = freeze(wiring, name, meeting, sent.get("period") or None, sent.get("name", ""), "withhold" in sent)
        return wiring.draw(done) if isinstance(done, Page) else redirect(done, 303)  # type: ignore[return-value]

    @server.post(f"{routes.MEETINGS}/revised", endpoint="revised")
    def _revised() -> Response:
        again = keep_reasons(wiring, request.form)
        return wiring.draw(again) if isinstance(again, Page) else redirect(again, 303)  # type: ignore[return-value]


def show_readiness(wiring: Wiring, name: str, meeting: int, period: str | None) -> Page:
    """What would be published, and what is missing; or that there is nothing to publish for the meeting."""
    try:
        return _page(wiring, *_ready(wiring, name, meeting, period))
    except BadPreparation as refusal:
        return layout.nothing_page(str(refusal))


def freeze(wiring: Wiring, name: str, meeting: int, period: str | None, by: str, is_more_withheld: bool) -> Page | str:
    """Publishes, and says where; or the page again with what stands in the way."""
    try:
        done = publish(wiring.store, wiring.asker_named(by), name, meeting, period, is_more_withheld)
    except BadPreparation as refusal:
        ready, mistakes = _ready(wiring, name, meeting, period)
        return _page(wiring, ready, mistakes or _at_fields(ready, refusal), name=by)
    return routes.publication(done.number)


def keep_reasons(wiring: Wiring, sent: Mapping[str, str]) -> Page | str:
    """Keeps why figures were revised and leads back; or the page again with what is wrong and what was typed."""
    numbers = [field.removeprefix("code-") for field in sent if field.startswith("code-")]
    typed = [TypedReason(*(sent.get(f"{part}-{n}", "") for part in REASON_FIELDS)) for n in numbers]
    name, period, by = sent.get("scorecard", ""), sent.get("at") or None, sent.get("name", "")
    meeting = number_in(sent.get("meeting")) or 0
    try:
        say_why_revised(wiring.store, wiring.asker_named(by), typed)
    except BadReasons as refusal:
        ready, _ = _ready(wiring, name, meeting, period)
        fields = {NAME: ids.Meetings.NAME}
        for place, number in enumerate(numbers):
            fields[part_of(CAUSE, place)] = ids.Meetings.cause(number)
            fields[part_of(WORDS, place)] = ids.Meetings.words(number)
        mistakes = [(words, fields.get(part, ids.Meetings.CAUSE)) for part, words in refusal.mistakes]
        return _page(wiring, ready, mistakes, by, sent)
    return routes.prepare(meeting, name, period or "")


def _ready(wiring: Wiring, name: str, meeting: int, period: str | None) -> tuple[Readiness, list[tuple[str, str]]]:
    """What would be published; for a period that cannot be, the newest one that can, and what is wrong with it."""
    try:
        return prepare(wiring.store, wiring.asker(), name, meeting, period), []
    except (BadPreparation, NotFound) as refusal:
        if period is None:
            raise
        return prepare(wiring.store, wiring.asker(), name, meeting), [(str(refusal), ids.Meetings.PERIOD)]


def _at_fields(ready: Readiness, refusal: BadPreparation) -> list[tuple[str, str]]:
    """Each sentence with the field where it is put right; the list of what stands in the way is on the page already."""
    stands = ready.stops and ready.standing is None
    return [
        (STANDS_IN_THE_WAY if part == PUBLISH and stands else words, FIELDS[part]) for part, words in refusal.mistakes
    ]


def _page(
    wiring: Wiring,
    ready: Readiness,
    mistakes: Sequence[tuple[str, str]] = (),
    name: str = "",
    typed: Mapping[str, str] = MappingProxyType({}),
) -> Page:
    parts = []
    for gap in Gap:
        found = [m for m in ready.missing if m.gap is gap]
        if found:
            lines = tuple((m.words, _where(ready, m)) for m in found)
            parts.append(layout.MissingPart(GAP_WORDS[gap], lines, any(m.stops for m in found)))
    instead = layout.Instead(ready.would_help, bool(ready.would_help) and _only_reveals(ready))
    return layout.page(
        ready.meeting,
        ready.pack,
        attention_in(ready),
        parts,
        ready.standing,
        instead,
        wiring.signed_in_as,
        name,
        mistakes,
        typed,
    )


def _only_reveals(ready: Readiness) -> bool:
    """Whether nothing stands in the way but a small number, which withholding more would keep."""
    return {m.gap for m in ready.stops} == {Gap.WOULD_REVEAL}


def _where(ready: Readiness, missing: Missing) -> str:
    """Where a thing that is missing is put right: the words of its section, the reasons, or where figures come in."""
    match missing.gap:
        case Gap.WOULD_REVEAL | Gap.OUT_ALREADY | Gap.TARGET_WITHOUT_SOURCE:
            return ""
        case Gap.QUESTION_UNANSWERED:
            return routes.UPLOAD
        case Gap.REVISED_WITHOUT_REASON:
            return f"#{ids.Meetings.CAUSE}"
        case _:
            return _words_of(ready, missing.code, missing.section)


def _words_of(ready: Readiness, code: str, section: str) -> str:
    """Where the words of a section are written."""
    scorecard = ready.pack.scorecard
    for number, one in enumerate(scorecard.sections, start=1):
        if one.name == section or any(row.indicator.code == code for row in one.rows):
            return routes.commentary(scorecard.name, number, scorecard.period.label)
    return ""
