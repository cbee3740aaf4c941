"""The accessibility statement."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.wiring import Wiring
from layouts import accessibility, routes


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the statement's address."""

    @server.get(routes.ACCESSIBILITY, endpoint="accessibility")
    def _() -> Response:
        return wiring.draw(accessibility.page())
