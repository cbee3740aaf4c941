"""One indicator's page, chart and files."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from dash import Dash, Input, Output, html
from flask import Flask, Response

from callbacks.wiring import Wiring, csv_file, json_file
from kpis.model.errors import NotFound, WaymarkError
from kpis.operations.compare import comparable_codes
from kpis.operations.history import history_csv, history_json, history_of, indicator_now
from kpis.operations.publications import history_in, published_last_with, read_indicator
from kpis.scorecard.rows import History
from layouts import ids, indicator, publication, routes
from layouts.page import Page
from layouts.parts.officers_words import words_on
from layouts.parts.what_to_ask import what_to_ask

OtherChart = Callable[[Wiring, object, object], html.Figure | html.P | None]
PUBLISHED = re.compile(rf"{routes.PUBLICATIONS}/([0-9]{{1,9}})/indicator/(.+)")


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of indicators."""

    @server.get(f"{routes.INDICATOR}<path:code>", endpoint="indicator")
    def _page(code: str) -> Response:
        return wiring.draw_remembered(lambda: show_indicator(wiring, code))

    @server.get(f"{routes.PUBLICATIONS}/<int:number>/indicator/<path:code>", endpoint="published-indicator")
    def _published(number: int, code: str) -> Response:
        return wiring.draw(show_published_indicator(wiring, number, code))

    @server.get("/api/v1/indicators/<path:file>", endpoint="indicator-file")
    def _file(file: str) -> Response:
        return download_history(wiring, file)


def register_chart(app: Dash, wiring: Wiring, *others: OtherChart) -> None:
    """Draws the chart of the page that is open. `others` are pages with a chart of their own: None is not theirs."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output(ids.Chart.PLACE, "children"),
        Input(ids.Chart.ADDRESS, "pathname"),
        Input(ids.Chart.ADDRESS, "search"),
    )
    def _(path: str, search: str) -> html.Figure | html.P:
        drawn = (other(wiring, path, search) for other in others)
        return next((chart for chart in drawn if chart is not None), None) or show_chart(wiring, path)


def show_indicator(wiring: Wiring, code: str) -> Page:
    """The page of the indicator in the address; to members, that of what was published last."""
    published = published_last_with(wiring.store, wiring.asker(), code)
    if published is not None:
        return show_published_indicator(wiring, published.number, code)
    now = indicator_now(wiring.store, wiring.asker(), code)
    is_comparable = now.history.row.indicator.code in comparable_codes(wiring.store)
    return indicator.page(now.history, is_comparable, [*words_on(now.told), *what_to_ask(now.questions)])


def show_published_indicator(wiring: Wiring, number: int, code: str) -> Page:
    """One indicator as it was published, with what officers said of it and what a member could ask."""
    then = read_indicator(wiring.store, wiring.asker(), number, code)
    words = [*words_on(then.told, then.section, then.answers), *what_to_ask(then.questions)]
    return publication.inside(then.publication, indicator.page(then.history, words=words))


def show_chart(wiring: Wiring, path: object) -> html.Figure | html.P:
    """The chart of the indicator in the address; a sentence where there is none. The address is the client's word."""
    try:
        return indicator.chart(_history_at(wiring, path))
    except WaymarkError as refusal:
        return indicator.no_chart(str(refusal))


def _history_at(wiring: Wiring, path: object) -> History:
    """What the address shows: an indicator as it is now, or as it was published."""
    if isinstance(path, str) and path.startswith(routes.INDICATOR):
        return history_of(wiring.store, wiring.asker(), unquote(path.removeprefix(routes.INDICATOR)))
    published = PUBLISHED.fullmatch(path) if isinstance(path, str) else None
    if published is None:
        raise NotFound("There is no chart at this address.")
    return history_in(wiring.store, wiring.asker(), int(published[1]), unquote(published[2]))


def download_history(wiring: Wiring, file: str) -> Response:
    """CODE.json or CODE.csv."""
    code, _, ending = file.rpartition(".")
    if ending not in ("json", "csv") or not code:
        raise NotFound("An indicator's file ends in .json or .csv.")
    history = history_of(wiring.store, wiring.asker(), code)
    if ending == "json":
        return json_file(history_json(history))
    return csv_file(history_csv(history), history.row.indicator.code)
