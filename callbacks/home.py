"""The front page: what needs attention."""

from __future__ import annotations

from flask import Flask, Response

from callbacks.wiring import Wiring
from kpis.model.people import Reads
from kpis.operations.attention import what_needs_attention
from kpis.operations.publications import newest_for
from layouts import home, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the front page's address."""

    @server.get(routes.HOME, endpoint="home")
    def _() -> Response:
        return wiring.draw_remembered(lambda: show_attention(wiring))


def show_attention(wiring: Wiring) -> Page:
    """What needs attention now, in every scorecard; to members, what did in what they were given last."""
    asker = wiring.asker()
    if asker.reads is Reads.PUBLISHED:
        return home.members_page([(one.publication, one.attention) for one in newest_for(wiring.store, asker)])
    return home.page(what_needs_attention(wiring.store, asker), asker.audience)
