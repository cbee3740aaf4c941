"""The one guard in front of everything. It denies by default: an endpoint that is not in the table answers nobody.

It is on the Flask server before Dash is made, so Dash's own addresses and any added later are behind it. It decides
which addresses a role may ask at all. What of the data somebody may see is decided by the operations, from the Asker.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urlsplit

from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from callbacks.request_log import note_refusal
from callbacks.visit import Visits, host_asked, is_loopback
from kpis.model.people import Role
from layouts import routes, trouble
from layouts.page import Page

log = logging.getLogger("waymark")
LARGEST_FORM_BYTES = 1_000_000
HIGHEST_NUMBER = 2_147_483_647
"""The highest that a row of the store can have: an address with a higher one is none of ours."""
NUL = "\0"
CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
FOR_SCRIPTS = ("/api/", "/_dash", "/_reload-hash", "/assets/", routes.SESSION)
OPEN_ASSETS = frozenset({"waymark.css", "waymark.svg"})
LONGEST_PAGE = 2_000
"""More letters than the address of any page of ours has with all its filters."""
SIGN_IN_FIRST = "Sign in first: nothing was shown, and nothing was changed."
HAS_ENDED = "Your sign-in has ended, and nothing was changed. Sign in again."
WATCHMEN_ONLY = "These numbers are for this machine, and for whoever sends the token of the metrics."
NOT_FOR_YOU = "Your role here does not allow this. An administrator can change it."


class NumberOfARow(IntegerConverter):
    """A number in an address that a row of the store may have."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=HIGHEST_NUMBER)


@dataclass(frozen=True)
class Least:
    """Who may ask an endpoint: the least role, or with None anybody even while the public view is closed.

    `fresh` wants a password of the last ten minutes. `takes_files` allows a body as large as a workbook. `watchmen`
    alone may ask, wherever it is set: this machine itself, and whoever sends the token of the metrics.
    """

    role: Role | None
    fresh: bool = False
    takes_files: bool = False
    watchmen: bool = False


ANYBODY = Least(None)
READER = Least(Role.READER)
MEMBER = Least(Role.MEMBER)
ADVISOR = Least(Role.ADVISOR)
ADVISOR_AFRESH = Least(Role.ADVISOR, fresh=True)
ADMINISTRATOR = Least(Role.ADMINISTRATOR)
ADMINISTRATOR_AFRESH = Least(Role.ADMINISTRATOR, fresh=True)

ENDPOINTS: Mapping[str, Least] = {
    # asked by watchmen and by whoever is not in yet
    "healthz": ANYBODY,
    "readyz": ANYBODY,
    "metrics": Least(None, watchmen=True),
    "sign-in": ANYBODY,
    "sign-in-sent": ANYBODY,
    "council-sign-in": ANYBODY,
    "council-sign-in-back": ANYBODY,
    "sign-out": ANYBODY,
    "signed-out": ANYBODY,
    "accessibility": ANYBODY,
    "link": ANYBODY,
    "link-sent": ANYBODY,
    # figures: what of them is shown follows the audience
    "home": READER,
    "scorecard": READER,
    "scorecards-json": READER,
    "scorecard-file": READER,
    "indicator": READER,
    "indicator-file": READER,
    "compare": READER,
    "compare-file": READER,
    "meetings": READER,
    "publication": READER,
    "published-scorecard": READER,
    "published-indicator": READER,
    "published-file": READER,
    "published-history-file": READER,
    "methods": READER,
    "session": READER,
    # Dash's own
    "_dash_assets.static": READER,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": READER,
    "/_dash-layout": READER,
    "/_dash-dependencies": READER,
    "/_dash-update-component": READER,
    "/_reload-hash": READER,
    "/_favicon.ico": READER,
    "/": READER,
    "/<path:path>": READER,
    # one's own account
    "account": MEMBER,
    "sign-in-again": MEMBER,
    "sign-in-again-sent": MEMBER,
    "own-password": Least(Role.MEMBER, fresh=True),
    # officers
    "upload": ADVISOR,
    "template": ADVISOR,
    "receive": Least(Role.ADVISOR, takes_files=True),
    "waiting": ADVISOR,
    "confirm": ADVISOR,
    "drop": ADVISOR,
    "uploads": ADVISOR,
    "upload-detail": ADVISOR,
    "original-file": ADVISOR,
    "undo-form": ADVISOR,
    "undo": ADVISOR,
    "events": ADVISOR,
    "record-event": ADVISOR,
    "withdrawal-form": ADVISOR,
    "withdraw-event": ADVISOR,
    "comparators": ADVISOR,
    "receive-comparators": Least(Role.ADVISOR, takes_files=True),
    "confirm-comparators": ADVISOR,
    "drop-comparators": ADVISOR,
    "our-council": ADVISOR,
    "set-our-council": ADVISOR,
    "add-meeting": ADVISOR,
    "prepare": ADVISOR,
    "publish": ADVISOR_AFRESH,
    "revised": ADVISOR,
    "withdraw": ADVISOR_AFRESH,
    "commentary": ADVISOR,
    "write-commentary": ADVISOR,
    # administrators
    "admin": ADMINISTRATOR,
    "small-numbers": ADMINISTRATOR,
    "set-small-numbers": ADMINISTRATOR_AFRESH,
    "targets": ADMINISTRATOR,
    "target-form": ADMINISTRATOR_AFRESH,
    "set-target": ADMINISTRATOR_AFRESH,
    "target-withdrawal-form": ADMINISTRATOR_AFRESH,
    "withdraw-target": ADMINISTRATOR_AFRESH,
    "populations": ADMINISTRATOR_AFRESH,
    "add-population": ADMINISTRATOR_AFRESH,
    "settings": ADMINISTRATOR,
    "people": ADMINISTRATOR,
    "person-form": ADMINISTRATOR_AFRESH,
    "add-person": ADMINISTRATOR_AFRESH,
    "person": ADMINISTRATOR_AFRESH,
    "change-role": ADMINISTRATOR_AFRESH,
    "remove-person": ADMINISTRATOR_AFRESH,
    "reset-password": ADMINISTRATOR_AFRESH,
    "public-view": ADMINISTRATOR,
    "set-public-view": ADMINISTRATOR_AFRESH,
    "audit": ADMINISTRATOR,
}
UNKNOWN_ADDRESS = READER


def register(server: Flask, visits: Visits, draw: Callable[[Page], Response], largest_file_bytes: int) -> None:
    """Puts the guard in front of every request. Called before anything else adds an address."""
    server.url_map.converters["int"] = NumberOfARow

    @server.before_request
    def _guard() -> Response | None:
        only_to_our_own_name(visits.settings.host)
        only_from_our_own_pages()
        least = _least()
        only_of_a_size(largest_file_bytes if least.takes_files else LARGEST_FORM_BYTES)
        stopped = _stopped(visits, draw, least)
        if stopped is None and NUL in request.path:
            abort(404)  # PostgreSQL keeps no such text, and would be said not to answer
        if stopped is None and least.role is not None and request.endpoint != "session":
            visits.keep_alive()  # whom anybody may ask needs no store: /healthz and the stylesheet answer without one
        return stopped


def may_ask(server: Flask, role: Role | None, path: str) -> bool:
    """Whether a role may ask the page at a path, for links that lead to where one may go."""
    try:
        endpoint, _ = server.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    least = ENDPOINTS.get(endpoint)
    return least is not None and (least.role is None or (role is not None and role.may_act_as(least.role)))


def only_to_our_own_name(ours: str) -> None:
    """Answers to this machine's own names, and to the address that people reach the site by."""
    if not is_loopback(host_asked()) and not (ours and request.host.casefold() == ours):
        abort(403)


def only_from_our_own_pages() -> None:
    """A form or a script of another site may not change anything here, nor one that does not say where it comes from.

    A browser says so with every form. Where nobody signs in yet there is no cookie that another site would lack, and
    this is all that keeps its forms out; so a script of our own says it too, in `Origin`.
    """
    if request.method in CHANGES_NOTHING:
        return
    fetched, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if fetched is not None and fetched not in ("same-origin", "none"):
        abort(403)
    if origin is not None and _parts(origin).netloc != request.host:
        abort(403)
    if origin is not None and request.is_secure and _parts(origin).scheme != "https":
        abort(403)
    if fetched is None and origin is None:
        abort(403)


def only_of_a_size(most: int) -> None:
    """Refuses a body that is too large, or does not say how large it is, before any of it is read."""
    request.max_content_length = most
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        abort(411)
    if request.content_length is not None and request.content_length > most:
        abort(413)


def safe_page(path: str) -> str:
    """A page of our own to go on to; the front page for anything that could lead elsewhere."""
    parts = _parts(path)
    is_plain = path.isprintable() and path.isascii() and "\\" not in path and len(path) <= LONGEST_PAGE
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith("//") or not is_plain:
        return routes.HOME
    return routes.HOME if parts.path.startswith((routes.SIGN_IN, routes.SIGN_OUT, "/link/", *FOR_SCRIPTS)) else path


def _parts(address: str) -> SplitResult:
    """The parts of an address that somebody sent; those of none at all where it is garbled."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("garbled", "", "", "", "")


def _least() -> Least:
    if request.endpoint is None:
        return UNKNOWN_ADDRESS  # no such page, or no such method: told only to those who may read
    least = ENDPOINTS.get(request.endpoint)
    if least is None:
        log.error("no rule says who may ask %s", request.endpoint)
        abort(403)
    if request.endpoint == "_dash_assets.static" and (request.view_args or {}).get("filename") in OPEN_ASSETS:
        return ANYBODY
    return least


def _stopped(visits: Visits, draw: Callable[[Page], Response], least: Least) -> Response | None:
    """The answer to somebody who may not; None for whoever may."""
    if least.watchmen and not visits.is_watchman():
        note_refusal("no_watchman")
        return _told(WATCHMEN_ONLY, 403)
    if least.role is None:
        return None
    visit = visits.current()
    if visit.asker is None or (visit.session is None and not visit.asker.role.may_act_as(least.role)):
        note_refusal("has_ended" if visit.has_ended else "sign_in_first")
        return _sign_in_first(draw, HAS_ENDED if visit.has_ended else SIGN_IN_FIRST)
    if not visit.asker.role.may_act_as(least.role):
        note_refusal("not_for_the_role")
        return _refused(draw)
    if least.fresh and not visits.is_fresh():
        note_refusal("sign_in_again")
        return _ask_again()
    return None


def _sign_in_first(draw: Callable[[Page], Response], sentence: str) -> Response:
    if request.path.startswith(FOR_SCRIPTS):
        return _told(sentence, 401)
    if request.method in CHANGES_NOTHING:
        leads_to = safe_page(request.full_path.rstrip("?"))
        return redirect(f"{routes.SIGN_IN}?{urlencode({'next': leads_to})}", 303)  # type: ignore[return-value]
    return draw(trouble.signed_out_page(sentence))


def _refused(draw: Callable[[Page], Response]) -> Response:
    if request.path.startswith(FOR_SCRIPTS):
        return _told(NOT_FOR_YOU, 403)
    return draw(trouble.page("Not allowed", NOT_FOR_YOU, 403))


def _ask_again() -> Response:
    """Asks for the password again, then goes back to the page that the form stands on."""
    page = request.full_path.rstrip("?")
    if request.method not in CHANGES_NOTHING:
        page = _parts(request.headers.get("Referer", "")).path or routes.ADMIN
    return redirect(f"{routes.SIGN_IN_AGAIN}?{urlencode({'next': safe_page(page)})}", 303)  # type: ignore[return-value]


def _told(sentence: str, status: int) -> Response:
    return Response(json.dumps({"error": sentence}), status, mimetype="application/json")
