"""How this site is set up, for administrators to read."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response

from callbacks.visit import Visits
from callbacks.wiring import Wiring
from kpis.operations.settings import settings_served
from layouts import routes, settings
from layouts.page import Page


def register(server: Flask, wiring: Wiring, visits: Visits, environment: Mapping[str, str]) -> None:
    """Answers the address of the settings."""

    @server.get(routes.SETTINGS, endpoint="settings")
    def _page() -> Response:
        return wiring.draw(show_settings(wiring, visits, environment))


def show_settings(wiring: Wiring, visits: Visits, environment: Mapping[str, str]) -> Page:
    """Every setting with its value and where it came from."""
    found = settings_served(wiring.store, wiring.asker(), environment, visits.settings.seen_as)
    return settings.page(found.shown, found.faults)
