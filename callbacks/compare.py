"""An indicator beside other areas: its page, chart and files."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote

from dash import html
from flask import Flask, Response, request

from callbacks.wiring import Wiring, csv_file, json_file
from kpis.model.errors import NotFound, WaymarkError
from kpis.operations.compare import comparison_csv, comparison_json, comparison_of
from layouts import compare, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of comparisons."""

    @server.get(f"{routes.COMPARE}<path:code>", endpoint="compare")
    def _page(code: str) -> Response:
        year, model = request.args.get("year"), request.args.get("model")
        return wiring.draw_remembered(lambda: show_comparison(wiring, code, year, model))

    @server.get("/api/v1/comparisons/<path:file>", endpoint="compare-file")
    def _file(file: str) -> Response:
        return download_comparison(wiring, file, request.args.get("year"), request.args.get("model"))


def show_comparison(wiring: Wiring, code: str, year: str | None, model: str | None) -> Page:
    """The page of the indicator, year and model in the address; an empty choice is none."""
    return compare.page(comparison_of(wiring.store, wiring.asker(), code, year or None, model or None))


def show_chart(wiring: Wiring, path: object, search: object) -> html.Figure | html.P | None:
    """The chart of the address, which is the client's word; nothing on a page that is no comparison."""
    if not isinstance(path, str) or not path.startswith(routes.COMPARE):
        return None
    asked = parse_qs(search.removeprefix("?")) if isinstance(search, str) else {}
    year, model = (asked.get(name, [None])[0] for name in ("year", "model"))
    try:
        code = unquote(path.removeprefix(routes.COMPARE))
        return compare.chart(comparison_of(wiring.store, wiring.asker(), code, year, model))
    except WaymarkError as refusal:
        return html.P(str(refusal), className="inset")


def download_comparison(wiring: Wiring, file: str, year: str | None, model: str | None) -> Response:
    """CODE.json or CODE.csv."""
    code, _, ending = file.rpartition(".")
    if ending not in ("json", "csv") or not code:
        raise NotFound("A comparison's file ends in .json or .csv.")
    found = comparison_of(wiring.store, wiring.asker(), code, year or None, model or None)
    if ending == "json":
        return json_file(comparison_json(found))
    return csv_file(comparison_csv(found), f"{found.row.indicator.code}-elsewhere-{found.period.label}")
