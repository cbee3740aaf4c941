"""Whether the process is up, and whether its store answers."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.wiring import Wiring
from kpis.model.errors import WaymarkError
from kpis.operations.scorecard import is_ready

DOES_NOT_ANSWER = "the store does not answer\n"


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the two addresses that a watchman asks."""

    @server.get("/healthz", endpoint="healthz")
    def _up() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @server.get("/readyz", endpoint="readyz")
    def _ready() -> Response:
        return readiness(wiring)


def readiness(wiring: Wiring) -> Response:
    """200 when the store answers, 503 when not; why is nobody's business who may ask this."""
    try:
        is_ready(wiring.store)
    except WaymarkError:
        return Response(DOES_NOT_ANSWER, status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
