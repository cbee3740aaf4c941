"""Puts Waymark together: settings, store, pages. Nothing imports this file but tests.

python app.py [--host HOST] [--port PORT] [--database URL] [--demo] [--audience public|officers]
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import importlib
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import waitress
from dash import Dash
from flask import Flask, Response, abort, request
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from callbacks import (
    about,
    accessibility,
    admin,
    audit,
    commentary,
    comparators,
    compare,
    dash_requests,
    events,
    guard,
    health,
    home,
    indicator,
    meetings,
    metrics,
    our_council,
    people,
    populations,
    prepare,
    publication,
    request_log,
    scorecard,
    shell,
    small_numbers,
    targets,
    upload,
    uploads,
)
from callbacks import settings as settings_shown
from callbacks import sign_in as signing_in
from callbacks.metrics import Metrics
from callbacks.request_log import log_to_standard_error, reference
from callbacks.visit import OFFICER_HERE, Visits, is_loopback
from callbacks.wiring import Wiring
from kpis.model.errors import Refused, StoreUnavailable, WaymarkError
from kpis.model.people import Asker, Audience
from kpis.operations.access_settings import (
    ADDRESS,
    OPENID,
    SECRET,
    AccessSettings,
    audience_in,
    kept_secret,
    log_level_in,
    settings_in,
)
from kpis.operations.catalogue import shipped_catalogue, shipped_workbooks
from kpis.operations.comparators import load_shipped_comparators
from kpis.operations.door import Door
from kpis.operations.meetings import add_shipped_meetings
from kpis.operations.passwords import Passwords
from kpis.operations.signing_in import first_link, needs_sign_in
from kpis.operations.upload import Workbook, has_no_figures, load_workbook
from kpis.store.engine import DEFAULT_FILE, Store, database_address, open_store
from layouts import routes
from layouts.indicator import chart_shell
from layouts.page import Page
from layouts.shell import LiveParts, Visitor, document

ASSETS = Path(__file__).parent / "layouts" / "assets"
LARGEST_BODY_BYTES = 21_000_000
HOST, PORT, HIGHEST_PORT = "127.0.0.1", 8050, 65_535
YEAR_IN_SECONDS = 31_536_000
FIRST_LINK = "Nobody needs to sign in yet. To add the first administrator, open this within an hour, once:"
NO_SIGN_IN_YET = (
    "On this machine nobody needs to sign in, and no other machine is answered, until the first person is added."
)


class Waymark(Dash):  # type: ignore[misc]
    """Dash, for the parts of a page that live. All else of a page is rendered before Dash is needed."""

    def live_parts(self) -> LiveParts:
        """The settings and scripts that Dash would have put in a page of its own."""
        return LiveParts(self._generate_config_html(), self._generate_scripts_html(), self._generate_renderer())

    @cached_property
    def _script_hash(self) -> str:
        """The digest of the one script that Dash writes into a page, worked out from what it writes."""
        script = self._generate_renderer().partition(">")[2].rpartition("</script>")[0]
        return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    def content_policy(self) -> str:
        """What a browser may load and run: our own files, and Dash's one line. Its charts set styles of their own."""
        return (
            f"default-src 'none'; script-src 'self' 'sha256-{self._script_hash}'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )

    def warm_up(self) -> None:
        """Makes Dash ready before the first request: it answers 500 to the first requests of cold threads.

        pandas too: plotly takes it for loaded while another request, for a workbook, is half way through loading it.
        """
        importlib.import_module("pandas")
        self._setup_server()
        with self.server.test_request_context("/"):
            self.serve_layout()
            self.dependencies()

    def _config(self) -> dict[str, object]:
        """Dash's settings without the version of Python, which is nobody's business."""
        return {**super()._config(), "python_version": ""}

    def index(self, *_args: object, **_kwargs: object) -> Response:
        """Any address that no page answers."""
        return abort(404)


def create_app(
    store: Store,
    settings: AccessSettings | None = None,
    passwords: Passwords | None = None,
    environment: Mapping[str, str] | None = None,
) -> Waymark:
    """The application on a store; guards and pages come before Dash, which adds its own routes.

    Without settings it is for this machine alone, under a secret that ends with the process. The environment is where
    the settings came from, for the page that shows them.
    """
    settings = settings or AccessSettings()
    server = Flask(__name__, static_folder=None)
    server.secret_key = settings.secret
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    if settings.proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, settings.proxies, settings.proxies, 0)  # type: ignore[method-assign]
    door = Door(store, settings.secret, passwords or Passwords(), settings.provider is not None)
    visits = Visits(door, settings)
    assets = {path.name: f"/assets/{path.name}?v={_digest(path)}" for path in ASSETS.iterdir()}

    app: Waymark

    def as_document(page: Page) -> tuple[str, int]:
        live = app.live_parts() if page.is_live else None
        return document(page, assets, live, _visitor(server, visits)), page.status

    wiring, counted = Wiring(store, visits.asker, as_document), Metrics()
    request_log.register(server, counted.count)
    guard.register(server, visits, wiring.draw, LARGEST_BODY_BYTES)
    server.after_request(lambda answer: add_headers(answer, app.content_policy()))
    Compress(server)
    shell.register(server, wiring)
    readers_own = (home, scorecard, indicator, compare, meetings, publication, about, accessibility)
    officers_own = (comparators, our_council, upload, uploads, events, small_numbers, prepare, commentary)
    for part in (*readers_own, *officers_own, health, audit, targets, populations):
        part.register(server, wiring)
    metrics.register(server, wiring, counted)
    for kept in (signing_in, admin, people):
        kept.register(server, wiring, visits)
    settings_shown.register(server, wiring, visits, environment or {})
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
    dash_requests.register(server, app)
    return app


def _visitor(server: Flask, visits: Visits) -> Visitor:
    """Whom the frame of a page is for. A page that says that the store does not answer is for nobody in particular."""
    try:
        visit = visits.current()
    except StoreUnavailable:
        return Visitor(links=(), reference=reference())
    role = visit.asker.role if visit.asker else None
    links = [link for link in routes.NAVIGATION if guard.may_ask(server, role, link[0])]
    name = visit.asker.name if visit.asker and visit.session else ""
    notice = NO_SIGN_IN_YET if visit.asker is OFFICER_HERE else ""
    return Visitor(name, links, notice, may_sign_in=visit.session is None and not notice, reference=reference())


def add_headers(response: Response, content_policy: str) -> Response:
    """Figures are never kept by a browser or a proxy; files with their digest in the address may be."""
    is_fixed = request.path.startswith(("/assets/", "/_dash-component-suites/")) and response.status_code == 200
    response.headers["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}" if is_fixed else "no-store"
    response.headers["Content-Security-Policy"] = content_policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_IN_SECONDS}"
    return response


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
    """The published figures, the few of other areas that stand beside them, and the meetings that they were for."""
    load_published(store)
    load_shipped_comparators(store, Asker("published figures"))
    add_shipped_meetings(store, Asker("published figures"))


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
        database = chosen.database or database_address(environment)
        with closing(open_store(database)) as store:
            settings = site_settings(environment, chosen.host, database, store)
            settings = replace(settings, seen_as=audience_in(environment, chosen.audience))
            if chosen.demo or (is_own_store(chosen.database, environment) and has_no_figures(store)):
                load_demonstration(store)
            link = first_link(Door(store, settings.secret)) if not settings.address else None
            serve(
                create_app(store, settings, environment=environment),
                chosen.host,
                chosen.port,
                link,
                log_level_in(environment),
            )
    except WaymarkError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


def site_settings(environment: Mapping[str, str], host: str, database: str, store: Store) -> AccessSettings:
    """The settings; raises Refused for what is not safe. On this machine alone a secret is made where none is given."""
    is_elsewhere = not is_loopback(host) or bool(environment.get(ADDRESS))
    own = None if is_elsewhere or environment.get(SECRET) else kept_secret(secret_file(database))
    if is_elsewhere and not environment.get(f"{OPENID['issuer']}") and not needs_sign_in(Door(store, b"")):
        raise Refused(f"Waymark answers on this machine alone until there is sign-in: {host} is refused.")
    settings = settings_in(environment, own)
    if not is_loopback(host) and not settings.address:
        raise Refused(f"Set {ADDRESS} to where people reach Waymark, such as https://scorecards.example.gov.uk.")
    return settings


def secret_file(database: str) -> Path:
    """Where this machine's own secret is kept: beside the database file, or beside the program."""
    path = database.removeprefix("sqlite:///")
    return Path(f"{path}.secret") if path not in (database, "", ":memory:") else DEFAULT_FILE.with_suffix(".secret")


def serve(app: Waymark, host: str, port: int, link: str | None = None, log_level: str = "info") -> None:
    """Warms the site up and serves it until it is stopped. `link` makes the first administrator, once."""
    app.warm_up()
    if not 0 <= port <= HIGHEST_PORT:
        raise Refused(f"There is no port {port}: choose one from 1 to {HIGHEST_PORT} with --port.")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        taken = socket.create_server((host, port), family=family)
    except OSError as failure:
        reason = f"Port {port} on {host} cannot be used: {failure.strerror}."
        raise Refused(f"{reason} Choose another with --port.") from None
    log_to_standard_error(log_level)
    server = listening(app.server, sockets=[taken])
    at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    print(f"Waymark is at {at}", flush=True)  # noqa: T201 - the one line an officer needs
    if link:
        print(f"{FIRST_LINK} {at}{routes.one_time_link(link)}", flush=True)  # noqa: T201 - said here and nowhere else
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def listening(site: Flask, **where: Any) -> Any:
    """Waitress on a site. It leaves in what says that a request was passed on: we look at it, and trust it nowhere."""
    return waitress.create_server(
        site,
        threads=8,
        ident=None,
        max_request_body_size=LARGEST_BODY_BYTES,
        clear_untrusted_proxy_headers=False,
        **where,
    )


if __name__ == "__main__":
    sys.exit(main())
