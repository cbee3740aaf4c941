"""A scorecard's page and files."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, request

from callbacks.wiring import Wiring, csv_file, json_file
from kpis.model.errors import NotFound
from kpis.operations.scorecard import scorecard_csv, scorecard_for, scorecard_json, scorecards_as_json
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
        return download_scorecard(wiring, file, request.args.get("period"))


def show_scorecard(wiring: Wiring, name: str, query: Mapping[str, str]) -> Page:
    """The scorecard of the address, with the filters in its query."""
    found = scorecard_for(wiring.store, wiring.asker(), name, query.get("period") or None)
    return scorecard.page(found, Filters.of(query))


def download_scorecard(wiring: Wiring, file: str, period: str | None) -> Response:
    """NAME.json or NAME.csv, with the same content as the page."""
    name, _, ending = file.rpartition(".")
    if ending not in ("json", "csv") or not name:
        raise NotFound("A scorecard's file ends in .json or .csv.")
    found = scorecard_for(wiring.store, wiring.asker(), name, period or None)
    if ending == "json":
        return json_file(scorecard_json(found))
    return csv_file(scorecard_csv(found), f"{found.name} {found.period.label}")
