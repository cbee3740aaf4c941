"""The methods page."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.wiring import Wiring
from layouts import about, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the methods page's address."""

    @server.get(routes.METHODS, endpoint="methods")
    def _() -> Response:
        return wiring.draw(show_methods())


def show_methods() -> Page:
    """How we judge, with the tolerance that the methods really use."""
    return about.page()
