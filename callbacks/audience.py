"""What the public may ask for: one list. Whatever is not in it is refused, so that a new page is closed until named."""

from __future__ import annotations

from flask import Flask, request

from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.model.people import Audience
from kpis.operations.assembly import OFFICERS_ONLY

PUBLIC_ENDPOINTS = frozenset(
    (
        "home",
        "scorecard",
        "scorecards-json",
        "scorecard-file",
        "indicator",
        "indicator-file",
        "compare",
        "compare-file",
        "meetings",
        "publication",
        "published-scorecard",
        "published-indicator",
        "published-file",
        "published-history-file",
        "methods",
        "healthz",
        "readyz",
        "_dash_assets.static",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_dash-layout",
        "/_dash-dependencies",
        "/_dash-update-component",
        "/<path:path>",  # any address that no page answers: not found
    )
)
"""By the name that each route was registered under. All of them ask for figures through the asker of the wiring."""


def register(server: Flask, wiring: Wiring) -> None:
    """Stands before every page."""

    @server.before_request
    def _only_what_may_be_seen() -> None:
        refuse_what_is_not_public(wiring, request.endpoint)


def refuse_what_is_not_public(wiring: Wiring, endpoint: str | None) -> None:
    """Raises Refused where the public asks for what is not theirs; what no route answers is merely not found."""
    if wiring.asker().audience is Audience.PUBLIC and endpoint is not None and endpoint not in PUBLIC_ENDPOINTS:
        raise Refused(OFFICERS_ONLY)
