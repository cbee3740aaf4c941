"""Puts Waymark together: settings, store, pages. Nothing imports this file but tests.

python app.py [--host HOST] [--port PORT] [--database URL] [--demo] [--audience public|officers]
"""

from __future__ import annotations

import argparse
import hashlib
import ipaddress
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import waitress
from dash import Dash
from flask import Flask, Response, abort, request
from flask_compress import Compress

from callbacks import (
    about,
    audience,
    commentary,
    comparators,
    compare,
    events,
    health,
    home,
    indicator,
    meetings,
    prepare,
    publication,
    scorecard,
    shell,
    small_numbers,
    upload,
    uploads,
)
from callbacks.wiring import Wiring
from kpis.model.errors import Refused, WaymarkError
from kpis.model.people import Asker, Audience
from kpis.operations.catalogue import shipped_catalogue, shipped_workbooks
from kpis.operations.comparators import load_shipped_comparators
from kpis.operations.upload import Workbook, has_no_figures, load_workbook
from kpis.store.engine import Store, database_address, open_store
from layouts.indicator import chart_shell
from layouts.page import Page
from layouts.shell import LiveParts, document

ASSETS = Path(__file__).parent / "layouts" / "assets"
LARGEST_BODY_BYTES = 21_000_000
HOST, PORT, HIGHEST_PORT = "127.0.0.1", 8050, 65_535
OFFICER_HERE = Asker("officer at this machine", Audience.OFFICERS)
READER_HERE = Asker("reader at this machine", Audience.PUBLIC)
AUDIENCE_VARIABLE = "WAYMARK_AUDIENCE"
YEAR_IN_SECONDS = 31_536_000


class Waymark(Dash):  # type: ignore[misc]
    """Dash, for the parts of a page that live. All else of a page is rendered before Dash is needed."""

    def live_parts(self) -> LiveParts:
        """The settings and scripts that Dash would have put in a page of its own."""
        return LiveParts(self._generate_config_html(), self._generate_scripts_html(), self._generate_renderer())

    def _config(self) -> dict[str, object]:
        """Dash's settings without the version of Python, which is nobody's business."""
        return {**super()._config(), "python_version": ""}

    def index(self, *_args: object, **_kwargs: object) -> Response:
        """Any address that no page answers."""
        return abort(404)


def create_app(store: Store, seen_by: Audience = Audience.OFFICERS) -> Waymark:
    """The application on a store; guards and pages come before Dash, which adds its own routes.

    Until there is sign-in everybody who comes is of one audience.
    """
    server = Flask(__name__, static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.before_request(only_from_this_machine)
    server.before_request(only_from_our_own_pages)
    server.after_request(add_headers)
    Compress(server)
    assets = {path.name: f"/assets/{path.name}?v={_digest(path)}" for path in ASSETS.iterdir()}

    def as_document(page: Page) -> tuple[str, int]:
        live = app.live_parts() if page.is_live else None
        return document(page, assets, live, wiring.asker().audience), page.status

    asker = READER_HERE if seen_by is Audience.PUBLIC else OFFICER_HERE
    wiring = Wiring(store, lambda: asker, as_document)
    shell.register(server, wiring)
    audience.register(server, wiring)
    officers_own = (comparators, upload, uploads, events, small_numbers, prepare, commentary)
    for part in (home, scorecard, indicator, compare, meetings, publication, *officers_own, about, health):
        part.register(server, wiring)
    app = Waymark(
        __name__,
        server=server,
        assets_folder=str(ASSETS),
        assets_ignore=".*",
        enable_mcp=False,
        update_title=None,
        serve_locally=True,
    )
    app.layout = chart_shell()
    indicator.register_chart(app, wiring, compare.show_chart)
    return app


def only_from_this_machine() -> None:
    """Until there is sign-in the site answers to this machine's own names alone."""
    if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        abort(403)


def only_from_our_own_pages() -> None:
    """A form or a script of another site may not change anything here."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def add_headers(response: Response) -> Response:
    """Figures are never kept by a browser or a proxy; files with their digest in the address may be."""
    is_fixed = request.path.startswith(("/assets/", "/_dash-component-suites/")) and response.status_code == 200
    response.headers["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}" if is_fixed else "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def audience_in(chosen: str | None, environment: Mapping[str, str]) -> Audience:
    """Whose pages are served: as chosen, or as the setting says; officers' where neither does. Raises Refused."""
    named = chosen or environment.get(AUDIENCE_VARIABLE) or Audience.OFFICERS.value
    try:
        return Audience(named)
    except ValueError:
        raise Refused(f'{AUDIENCE_VARIABLE} is "{named}". Set it to public or officers.') from None


def is_own_store(database: str | None, environment: Mapping[str, str]) -> bool:
    """Whether the store is the file beside the program. A store that somebody named is never filled unasked."""
    return database is None and database_address(environment) == database_address({})


def load_published(store: Store) -> None:
    """Loads the published figures through the same road as any upload."""
    catalogue = shipped_catalogue()
    for path in shipped_workbooks():
        workbook = Workbook(path.name, path.read_bytes())
        load_workbook(store, Asker("published figures"), workbook, catalogue, is_confirmed=True, keep_catalogue=True)


def load_demonstration(store: Store) -> None:
    """The published figures, and the few of other areas that stand beside them."""
    load_published(store)
    load_shipped_comparators(store, Asker("published figures"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with an option in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:].rstrip('.')}. See app.py --help.\n")


def main(arguments: list[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Serves the site; returns 2 with one sentence when it cannot."""
    parser = _Parser(prog="app.py", description="Serves Waymark on this machine.")
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--database", metavar="URL", help="where figures are kept (default: a file beside the program)")
    parser.add_argument("--demo", action="store_true", help="load the published figures")
    parser.add_argument("--audience", choices=[a.value for a in Audience], help="whose pages to serve (officers)")
    chosen = parser.parse_args(arguments)
    try:
        if not is_loopback(chosen.host):
            raise Refused(f"Waymark answers on this machine alone until there is sign-in: {chosen.host} is refused.")
        with closing(open_store(chosen.database or database_address(environment))) as store:
            if chosen.demo or (is_own_store(chosen.database, environment) and has_no_figures(store)):
                load_demonstration(store)
            serve(create_app(store, audience_in(chosen.audience, environment)), chosen.host, chosen.port)
    except WaymarkError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


def serve(app: Waymark, host: str, port: int) -> None:
    """Warms the site up and serves it until it is stopped."""
    visitor = app.server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        visitor.get(path)  # Dash answers 500 to the first requests of cold threads
    if not 0 <= port <= HIGHEST_PORT:
        raise Refused(f"There is no port {port}: choose one from 1 to {HIGHEST_PORT} with --port.")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as failure:
        reason = f"Port {port} on {host} cannot be used: {failure.strerror}."
        raise Refused(f"{reason} Choose another with --port.") from None
    server = waitress.create_server(app.server, sockets=[listening], threads=8, ident=None)
    print(f"Waymark is at http://{host}:{port}", flush=True)  # noqa: T201 - the one line an officer needs
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
