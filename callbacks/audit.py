"""The audit trail's page."""

from __future__ import annotations

from flask import Flask, Response, request

from callbacks.wiring import Wiring, number_in
from kpis.operations.audit import trail_on_page
from layouts import audit, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the trail's address."""

    @server.get(routes.AUDIT, endpoint="audit")
    def _() -> Response:
        return wiring.draw(show_trail(wiring, number_in(request.args.get("page")) or 1))


def show_trail(wiring: Wiring, page: int) -> Page:
    """A page of the trail."""
    found = trail_on_page(wiring.store, wiring.asker(), page)
    return audit.page(found.entries, found.page, found.pages)
