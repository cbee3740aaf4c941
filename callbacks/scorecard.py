"""A scorecard's page and files."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, request

from callbacks.wiring import Wiring, json_file, sent_file
from kpis.model.errors import NotFound
from kpis.operations.export import FileKind, ScorecardFile, export_scorecard
from kpis.operations.scorecard import scorecard_for, scorecards_as_json
from kpis.scorecard.filters import Filters
from layouts import routes, scorecard
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of scorecards."""

    @server.get(f"{routes.SCORECARD}<path:name>", endpoint="scorecard")
    def _page(name: str) -> Response:
        return wiring.draw_remembered(lambda: show_scorecard(wiring, name, request.args))

    @server.get("/api/v1/scorecards.json", endpoint="scorecards-json")
    def _list() -> Response:
        return json_file(scorecards_as_json(wiring.store, wiring.asker()))

    @server.get("/api/v1/scorecards/<path:file>", endpoint="scorecard-file")
    def _file(file: str) -> Response:
        return download_scorecard(wiring, file, request.args)


def show_scorecard(wiring: Wiring, name: str, query: Mapping[str, str]) -> Page:
    """The scorecard of the address, with the filters in its query."""
    found = scorecard_for(wiring.store, wiring.asker(), name, query.get("period") or None)
    return scorecard.page(found, Filters.of(query))


def download_scorecard(wiring: Wiring, file: str, query: Mapping[str, str]) -> Response:
    """NAME.pdf, .xlsx, .csv or .json: what the page shows, with its period and filters."""
    name, _, ending = file.rpartition(".")
    if ending not in list(FileKind) or not name:
        raise NotFound("A scorecard's file ends in .pdf, .xlsx, .csv or .json.")
    kind = FileKind(ending)

    def make() -> ScorecardFile:
        period = query.get("period") or None
        return export_scorecard(wiring.store, wiring.asker(), name, kind, period, Filters.of(query))

    match kind:
        case FileKind.PDF | FileKind.XLSX:
            return wiring.send_remembered(make)
        case FileKind.CSV:
            return sent_file(make())
        case FileKind.JSON:
            made = make()
            return Response(made.content, mimetype=made.media_type)
