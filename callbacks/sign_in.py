"""Signing in and out, giving the password again, links that are used once, and one's own account."""

from __future__ import annotations

from flask import Flask, Response, redirect, request

from callbacks.guard import safe_page
from callbacks.visit import Visits, give_cookie, needs_secure_cookies, sent_token, take_cookie_back
from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.operations.access_settings import RETURNS_TO
from kpis.operations.accounts import own_link
from kpis.operations.council_sign_in import LASTS, begin_council_sign_in, finish_council_sign_in
from kpis.operations.known_device import KNOWN_FOR, device_token, kept_under
from kpis.operations.signing_in import person_of_link, sign_in, sign_out, use_link
from layouts import routes
from layouts import sign_in as layout
from layouts.page import Page

BROWSER_COOKIE = "waymark-council"
DEVICE_COOKIE = "waymark-device-"
NOT_THE_SAME = "The two passwords are not the same. Type both again."


def register(server: Flask, wiring: Wiring, visits: Visits) -> None:
    """Answers the addresses of signing in."""

    @server.get(routes.SIGN_IN, endpoint="sign-in")
    def _form() -> Response:
        leads_to = safe_page(request.args.get("next", routes.HOME))
        visit = visits.current()
        if visit.session is not None:
            return _go(leads_to)
        return wiring.draw(layout.page(leads_to, visits.door.is_council, has_ended=visit.has_ended))

    @server.post(routes.SIGN_IN, endpoint="sign-in-sent")
    def _sent() -> Response:
        return let_in(wiring, visits)

    @server.get(routes.SIGN_IN_AGAIN, endpoint="sign-in-again")
    def _again() -> Response:
        return wiring.draw(ask_again(visits, request.args.get("next", "")))

    @server.post(routes.SIGN_IN_AGAIN, endpoint="sign-in-again-sent")
    def _again_sent() -> Response:
        return confirm(wiring, visits)

    @server.get(routes.COUNCIL_SIGN_IN, endpoint="council-sign-in")
    def _council() -> Response:
        return go_to_council(visits)

    @server.get(routes.COUNCIL_SIGN_IN_BACK, endpoint="council-sign-in-back")
    def _back() -> Response:
        return come_back(visits)

    @server.post(routes.SIGN_OUT, endpoint="sign-out")
    def _out() -> Response:
        sign_out(visits.door, sent_token())
        return take_cookie_back(_go(routes.SIGNED_OUT))

    @server.get(routes.SIGNED_OUT, endpoint="signed-out")
    def _signed_out() -> Response:
        return wiring.draw(layout.signed_out_page(visits.door.is_council))

    @server.get("/link/<token>", endpoint="link")
    def _link(token: str) -> Response:
        person = person_of_link(visits.door, token)
        return wiring.draw(layout.link_page(token, person.name if person else None))

    @server.post("/link/<token>", endpoint="link-sent")
    def _link_sent(token: str) -> Response:
        return choose_password(wiring, visits, token)

    @server.get(routes.SESSION, endpoint="session")
    def _session() -> Response:
        return Response(status=204)

    @server.get(routes.ACCOUNT, endpoint="account")
    def _account() -> Response:
        asker = visits.asker()
        return wiring.draw(layout.account_page(asker.name, asker.role, asker.is_signed_in, visits.door.is_council))

    @server.post(routes.OWN_PASSWORD, endpoint="own-password")
    def _own() -> Response:
        return _go(routes.one_time_link(own_link(visits.door, visits.asker())))


def let_in(wiring: Wiring, visits: Visits) -> Response:
    """Signs somebody in under a new session, or shows the form again; the password typed is never shown."""
    sent = request.form
    name, leads_to = sent.get("name", ""), safe_page(sent.get("next", routes.HOME))
    try:
        token = sign_in(visits.door, name, sent.get("password", ""), _address(), sent_token(), _device(visits, name))
    except Refused as refusal:
        return wiring.draw(layout.page(leads_to, visits.door.is_council, str(refusal), name))
    return _remember_device(give_cookie(_go(leads_to), token), visits, name)


def ask_again(visits: Visits, leads_to: str, mistake: str = "") -> Page:
    """The page that asks for the password once more."""
    return layout.again_page(visits.asker().name, safe_page(leads_to), visits.door.is_council, mistake)


def confirm(wiring: Wiring, visits: Visits) -> Response:
    """Signs the same person in anew: whose session it is decides, not the name that the form holds."""
    sent, name = request.form, visits.asker().name
    try:
        token = sign_in(visits.door, name, sent.get("password", ""), _address(), sent_token(), _device(visits, name))
    except Refused as refusal:
        return wiring.draw(ask_again(visits, sent.get("next", ""), str(refusal)))
    return _remember_device(give_cookie(_go(safe_page(sent.get("next", ""))), token), visits, name)


def go_to_council(visits: Visits) -> Response:
    """Sends a browser to the council's own sign-in, with a cookie that it must bring back."""
    provider = visits.settings.provider
    if provider is None:
        raise Refused("The council's own sign-in is not set up here.")
    session = visits.current().session if "again" in request.args else None
    leads_to = safe_page(request.args.get("next", routes.HOME))
    url, browser = begin_council_sign_in(visits.door, provider, leads_to, session.account if session else None)
    answer = _go(url)
    answer.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=int(LASTS.total_seconds()),
        path=RETURNS_TO,
        httponly=True,
        samesite="Lax",
        secure=needs_secure_cookies(),
    )
    return answer


def come_back(visits: Visits) -> Response:
    """Signs in whoever comes back from the council's sign-in with all that is asked of them."""
    provider = visits.settings.provider
    if provider is None:
        raise Refused("The council's own sign-in is not set up here.")
    browser = request.cookies.get(BROWSER_COOKIE)
    token, leads_to = finish_council_sign_in(visits.door, provider, request.args, browser, sent_token())
    answer = give_cookie(_go(leads_to), token)
    answer.delete_cookie(BROWSER_COOKIE, path=RETURNS_TO)
    return answer


def choose_password(wiring: Wiring, visits: Visits, token: str) -> Response:
    """Keeps the password that the holder of a link chose, and signs them in."""
    sent = request.form
    person = person_of_link(visits.door, token)
    name, password = sent.get("name", ""), sent.get("password", "")
    try:
        if password != sent.get("again", ""):
            raise Refused(NOT_THE_SAME)
        session = use_link(visits.door, token, name, password, sent_token())
    except Refused as refusal:
        return wiring.draw(layout.link_page(token, person.name if person else None, str(refusal), name))
    return _remember_device(give_cookie(_go(routes.HOME), session), visits, person.name if person else name)


def _device(visits: Visits, name: str) -> str | None:
    return request.cookies.get(DEVICE_COOKIE + kept_under(visits.door, name))


def _remember_device(answer: Response, visits: Visits, name: str) -> Response:
    """Hands a browser what tells it from a stranger's at the next sign-in with this name; it signs nobody in."""
    answer.set_cookie(
        DEVICE_COOKIE + kept_under(visits.door, name),
        device_token(visits.door, name),
        max_age=int(KNOWN_FOR.total_seconds()),
        path=routes.SIGN_IN,
        httponly=True,
        samesite="Strict",
        secure=needs_secure_cookies(),
    )
    return answer


def _address() -> str:
    return request.remote_addr or ""


def _go(path: str) -> Response:
    return redirect(path, 303)  # type: ignore[return-value]
