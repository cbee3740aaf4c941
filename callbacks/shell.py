"""Address bar to page: which page answers which address, and what is said when none does."""

from __future__ import annotations

from dash.exceptions import DependencyException
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from callbacks.request_log import log_failure, note_refusal
from callbacks.wiring import Wiring
from kpis.model.errors import Busy, NotFound, Refused, StoreUnavailable, WaymarkError
from kpis.model.people import Role
from layouts import trouble
from layouts.page import Page

STATUS_OF = {NotFound: 404, Refused: 403, Busy: 429, StoreUnavailable: 503}
UNREACHABLE = (
    "Waymark's store does not answer: nothing can be shown, and nothing was changed. Try again in a minute; if it goes "
    "on, tell your IT service."
)
TITLE_OF = {404: "Page not found", 403: "Not allowed", 429: "Waymark is busy", 503: "Waymark cannot reach its figures"}


def register(server: Flask, wiring: Wiring) -> None:
    """Every mistake that reaches the server becomes a page with one sentence."""

    @server.errorhandler(WaymarkError)
    def _refusal(refusal: WaymarkError) -> Response:
        note_refusal(refusal)
        return wiring.draw(trouble_page(refusal, may_see_why(wiring, refusal)))

    @server.errorhandler(HTTPException)
    def _http(failure: HTTPException) -> Response:
        return wiring.draw(http_page(failure.code or 500))

    @server.errorhandler(DependencyException)
    def _no_such_script(_failure: DependencyException) -> Response:
        """Dash takes a script that it does not have for an error of ours."""
        return wiring.draw(http_page(404))

    @server.errorhandler(Exception)
    def _unforeseen(failure: Exception) -> Response:
        log_failure(failure)
        return wiring.draw(http_page(500))


def may_see_why(wiring: Wiring, refusal: WaymarkError) -> bool:
    """Whether whoever asks is told in the store's own words why it fails: they may name machines and accounts.

    While the store is away nobody is known to be an officer: the reason is then in the log alone.
    """
    if not isinstance(refusal, StoreUnavailable):
        return True
    try:
        return wiring.asker().role.may_act_as(Role.ADVISOR)
    except WaymarkError:
        return False


def trouble_page(refusal: WaymarkError, is_told_why: bool) -> Page:
    """The page for something that is not there, is refused, or cannot be reached."""
    status = next((s for kind, s in STATUS_OF.items() if isinstance(refusal, kind)), 400)
    return trouble.page(
        TITLE_OF.get(status, "This cannot be done"), str(refusal) if is_told_why else UNREACHABLE, status
    )


def http_page(status: int) -> Page:
    """The page for what the web server itself refuses."""
    match status:
        case 404:
            return trouble.page("Page not found", "There is no page at this address. Check it, or start again.", 404)
        case 405:
            return trouble.page("This cannot be done", "This address does not take what was sent to it.", 405)
        case 413:
            return trouble.page(
                "The file is too large", "Send only the sheets that hold the figures: 20 MB at most.", 413
            )
        case 411:
            return trouble.page(
                "This cannot be done", "What was sent does not say how long it is. Send it from a browser.", 411
            )
        case 403:
            return trouble.page("Not allowed", "This was sent from another site, and was not carried out.", 403)
        case 400:
            return trouble.page(
                "This cannot be done", "What was sent could not be understood. Go back and try again.", 400
            )
        case _:
            return trouble.page(
                "Something went wrong",
                "Nothing was changed. Try again; if it happens again, tell an administrator.",
                500,
            )
