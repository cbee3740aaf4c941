"""What was published, exactly as it was, and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring, csv_file, json_file, sent_file
from kpis.model.errors import BadWithdrawal, NotFound, Refused
from kpis.model.people import Audience
from kpis.operations.export import FileKind, ScorecardFile
from kpis.operations.history import history_csv, history_json
from kpis.operations.publications import history_in, pack_of, published_file, read_publication
from kpis.operations.withdrawing import NAME, REASON, withdraw
from kpis.scorecard.filters import Filters
from layouts import ids, publication, routes, scorecard
from layouts.page import Page

WITHDRAWAL_FIELDS = {NAME: ids.Meetings.NAME, REASON: ids.Meetings.REASON}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of publications."""
    place = f"{routes.PUBLICATIONS}/<int:number>"

    @server.get(place, endpoint="publication")
    def _front(number: int) -> Response:
        return wiring.draw(show_publication(wiring, number))

    @server.get(f"{place}/scorecard", endpoint="published-scorecard")
    def _scorecard(number: int) -> Response:
        return wiring.draw(show_published_scorecard(wiring, number))

    @server.get(f"{place}/scorecard.<ending>", endpoint="published-file")
    def _file(number: int, ending: str) -> Response:
        return download_published(wiring, number, ending, request.args)

    @server.get(f"{place}/indicators/<path:file>", endpoint="published-history-file")
    def _history(number: int, file: str) -> Response:
        return download_published_history(wiring, number, file)

    @server.post(f"{place}/withdraw", endpoint="withdraw")
    def _withdraw(number: int) -> Response:
        sent = request.form
        again = take_back(wiring, number, sent.get("reason", ""), sent.get("name", ""))
        return wiring.draw(again) if again else redirect(routes.publication(number), 303)  # type: ignore[return-value]


def show_publication(
    wiring: Wiring, number: int, mistakes: list[tuple[str, str]] | None = None, typed: tuple[str, str] = ("", "")
) -> Page:
    """The front page of a publication, with what has been revised since."""
    asker = wiring.asker()
    found = read_publication(wiring.store, asker, number)
    return publication.page(
        found.publication,
        found.pack,
        found.attention,
        found.revised,
        found.is_known_since,
        asker.audience is Audience.OFFICERS,
        wiring.signed_in_as,
        mistakes or [],
        found.told,
        typed,
    )


def show_published_scorecard(wiring: Wiring, number: int) -> Page:
    """The frozen scorecard, with the filters in the address."""
    found, pack = pack_of(wiring.store, wiring.asker(), number)
    frozen = replace(pack.scorecard, periods=(pack.scorecard.period,))
    return publication.inside(found, scorecard.page(frozen, Filters.of(request.args)))


def download_published(wiring: Wiring, number: int, ending: str, query: Mapping[str, str]) -> Response:
    """The frozen scorecard as a file, with the filters in the address; an officer may ask for what members have."""
    if ending not in list(FileKind):
        raise NotFound("A publication's file ends in .pdf, .xlsx, .csv or .json.")
    kind = FileKind(ending)

    def make() -> ScorecardFile:
        asker = wiring.asker()
        if query.get("audience") == Audience.PUBLIC:
            asker = replace(asker, audience=Audience.PUBLIC)
        return published_file(wiring.store, asker, number, kind, Filters.of(query))

    match kind:
        case FileKind.PDF | FileKind.XLSX:
            return wiring.send_remembered(make)
        case FileKind.CSV:
            return sent_file(make())
        case FileKind.JSON:
            return Response(make().content, mimetype="application/json")


def download_published_history(wiring: Wiring, number: int, file: str) -> Response:
    """CODE.json or CODE.csv as published."""
    code, _, ending = file.rpartition(".")
    if ending not in ("json", "csv") or not code:
        raise NotFound("An indicator's file ends in .json or .csv.")
    history = history_in(wiring.store, wiring.asker(), number, code)
    return json_file(history_json(history)) if ending == "json" else csv_file(history_csv(history), code)


def take_back(wiring: Wiring, number: int, reason: str, name: str) -> Page | None:
    """Withdraws a publication; or its page again with what stands in the way."""
    try:
        withdraw(wiring.store, wiring.asker_named(name), number, reason)
    except BadWithdrawal as refusal:
        mistakes = [(words, WITHDRAWAL_FIELDS[part]) for part, words in refusal.mistakes]
        return show_publication(wiring, number, mistakes, (reason, name))
    except Refused as refusal:  # somebody else was quicker
        return show_publication(wiring, number, [(str(refusal), ids.Shell.MAIN)])
    return None
