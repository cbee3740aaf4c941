"""Who is asking: from the cookie of a request to a session in the store, and from that to an Asker. Nowhere else."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from flask import Response, g, request

from kpis.model.errors import Refused
from kpis.model.people import Asker, Audience, Reads, Role, Session, Way
from kpis.operations.access_settings import AccessSettings
from kpis.operations.door import LONGEST_SESSION, Door
from kpis.operations.public_view import is_public_view_open
from kpis.operations.signing_in import asker_of, find_signed_in, is_fresh, keep_alive, needs_sign_in

OFFICER_HERE = Asker("officer at this machine", Audience.OFFICERS, Role.ADMINISTRATOR, Way.THIS_MACHINE)
A_READER = Asker("a reader", Audience.PUBLIC, Role.READER, Way.NOT_SIGNED_IN, Reads.PUBLISHED)
PUBLIC_VIEW_HERE = replace(A_READER, reads=Reads.DRAFTS)
"""An officer's look at what the public would see, on a machine where nobody signs in yet."""
COOKIE, SECURE_COOKIE = "waymark", "__Host-waymark"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
LONGEST_TOKEN = 64


@dataclass(frozen=True)
class Visit:
    """One request's visitor: who asks, if anybody may, their session, and whether one that they had has ended."""

    asker: Asker | None = None
    session: Session | None = None
    has_ended: bool = False


@dataclass
class Visits:
    """Finds each request's visitor, once."""

    door: Door
    settings: AccessSettings
    _is_closed: bool = field(default=False, repr=False)

    def asker(self) -> Asker:
        """Who asks; raises Refused where nobody may."""
        asker = self.current().asker
        if asker is None:
            raise Refused("Sign in first.")
        return asker

    def current(self) -> Visit:
        """The visitor of the request that is being answered."""
        if "visit" not in g:
            g.visit = self._find()
        return g.visit  # type: ignore[no-any-return]

    def keep_alive(self) -> None:
        """Notes that a person who is signed in is still there."""
        session = self.current().session
        token = sent_token()
        if session is not None and token is not None:
            keep_alive(self.door, token, session)

    def is_fresh(self) -> bool:
        """Whether whoever is signed in gave their password a short while ago; nobody else has one to give."""
        session = self.current().session
        return session is None or is_fresh(self.door, session)

    def is_watchman(self) -> bool:
        """Whether a program asks that may read the metrics: on this machine itself, or with the token for it."""
        kind, _, sent = request.headers.get("Authorization", "").partition(" ")
        token = self.settings.metrics_token
        if token and kind == "Bearer" and hmac.compare_digest(sent.strip().encode(), token.encode()):
            return True
        return is_from_this_machine() and is_loopback(host_asked())

    def is_open_machine(self) -> bool:
        """Whether nobody was ever given access, so that whoever sits at this very machine needs no sign-in."""
        if not self._is_closed:
            self._is_closed = bool(self.settings.address) or needs_sign_in(self.door)  # it never opens again
        return not self._is_closed

    def _find(self) -> Visit:
        token = sent_token()
        session = find_signed_in(self.door, token)
        if session is not None:
            return Visit(asker_of(session), session)
        if self.is_open_machine() and is_from_this_machine():
            return Visit(OFFICER_HERE if self.settings.seen_as is Audience.OFFICERS else PUBLIC_VIEW_HERE)
        if is_public_view_open(self.door.store, self.settings.public_view):
            return Visit(A_READER, has_ended=token is not None)
        return Visit(has_ended=token is not None)


def sent_token() -> str | None:
    """The token in the request's cookie; None where there is none that could be one of ours."""
    token = request.cookies.get(cookie_name())
    return token if token and len(token) <= LONGEST_TOKEN else None


def give_cookie(response: Response, token: str) -> Response:
    """Hands a browser the token of its session: out of reach of scripts and of other sites."""
    seconds = int(LONGEST_SESSION.total_seconds())
    name, is_secure = cookie_name(), needs_secure_cookies()
    response.set_cookie(name, token, max_age=seconds, path="/", httponly=True, samesite="Lax", secure=is_secure)
    return response


def take_cookie_back(response: Response) -> Response:
    """Tells a browser to forget its token, and whatever it kept of our pages."""
    response.delete_cookie(cookie_name(), path="/", httponly=True, samesite="Lax", secure=needs_secure_cookies())
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def cookie_name() -> str:
    """The name of our cookie. A browser takes one that begins with __Host- over an encrypted line alone."""
    return SECURE_COOKIE if needs_secure_cookies() else COOKIE


def needs_secure_cookies() -> bool:
    """Everywhere but on one's own machine."""
    return request.is_secure or not is_loopback(host_asked())


def is_from_this_machine() -> bool:
    """Whether a request began on this very machine, and was not passed on by a server that stands in front."""
    return is_loopback(request.remote_addr or "") and not any(name in request.headers for name in FORWARDED)


def host_asked() -> str:
    """The name that a request asks for, without its port; empty where it is garbled."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
