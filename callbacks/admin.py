"""The index for administrators, and the switch of the public view."""

from __future__ import annotations

from flask import Flask, Response, redirect, request

from callbacks.visit import Visits
from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.operations.public_view import CLOSED, OPEN, is_public_view_open, set_public_view
from layouts import admin, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring, visits: Visits) -> None:
    """Answers /admin and the public view's address."""

    @server.get(routes.ADMIN, endpoint="admin")
    def _index() -> Response:
        return wiring.draw(admin.page())

    @server.get(routes.PUBLIC_VIEW, endpoint="public-view")
    def _view() -> Response:
        return wiring.draw(show_public_view(wiring, visits.settings.public_view))

    @server.post(routes.PUBLIC_VIEW, endpoint="set-public-view")
    def _set() -> Response:
        switch_public_view(wiring, request.form.get("view", ""), visits.settings.public_view)
        return redirect(routes.PUBLIC_VIEW, 303)  # type: ignore[return-value]


def show_public_view(wiring: Wiring, decided: bool | None) -> Page:
    """Whether it is open, and the button."""
    return admin.public_view_page(is_public_view_open(wiring.store, decided), decided is not None)


def switch_public_view(wiring: Wiring, view: str, decided: bool | None) -> None:
    """Opens or closes it, as the button that was pressed says."""
    if view not in (OPEN, CLOSED):
        raise Refused(f"The public view is {OPEN} or {CLOSED}.")
    set_public_view(wiring.store, wiring.asker(), view == OPEN, decided)
