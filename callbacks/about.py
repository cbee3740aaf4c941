"""The methods page."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.wiring import Wiring
from kpis.operations.explanation import explained_methods
from layouts import about, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the methods page's address."""

    @server.get(routes.METHODS, endpoint="methods")
    def _() -> Response:
        return wiring.draw(show_methods())


def show_methods() -> Page:
    """How we judge, with examples that the methods themselves work out."""
    return about.page(explained_methods())
