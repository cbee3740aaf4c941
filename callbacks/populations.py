"""The list of populations, and adding one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadPopulation
from kpis.operations import populations as operation
from kpis.operations.populations import TypedPopulation, add_population, populations_known
from layouts import ids, populations, routes
from layouts.page import Page

FIELDS = {
    operation.AREA: ids.Populations.AREA,
    operation.YEAR: ids.Populations.YEAR,
    operation.NUMBER: ids.Populations.NUMBER,
    operation.SOURCE: ids.Populations.SOURCE,
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the address of populations."""

    @server.get(routes.POPULATIONS, endpoint="populations")
    def _list() -> Response:
        return wiring.draw(populations.page(populations_known(wiring.store, wiring.asker())))

    @server.post(routes.POPULATIONS, endpoint="add-population")
    def _add() -> Response:
        again = keep_population(wiring, request.form)
        return wiring.draw(again) if again else redirect(routes.POPULATIONS, 303)  # type: ignore[return-value]


def keep_population(wiring: Wiring, sent: Mapping[str, str]) -> Page | None:
    """Adds what was typed; or the page again with what is wrong with it."""
    typed = TypedPopulation(**{f.name: sent.get(f.name, "") for f in fields(TypedPopulation)})
    try:
        add_population(wiring.store, wiring.asker(), typed)
    except BadPopulation as refusal:
        mistakes = [(words, FIELDS[part]) for part, words in refusal.mistakes]
        known = populations_known(wiring.store, wiring.asker())
        return populations.page(known, populations.Filled(**asdict(typed), mistakes=mistakes))
    return None
