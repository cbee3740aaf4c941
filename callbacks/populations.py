"""Populations: the list, and adding one. What that would change is shown before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadPopulation
from kpis.operations import populations as operation
from kpis.operations.populations import TypedPopulation, add_population, populations_kept, preview_population
from layouts import ids, populations, routes
from layouts.page import Page

FIELDS = {
    operation.AREA: ids.Populations.AREA,
    operation.YEAR: ids.Populations.YEAR,
    operation.NUMBER: ids.Populations.NUMBER,
    operation.SOURCE: ids.Populations.SOURCE,
    operation.REASON: ids.Populations.REASON,
    operation.NAME: ids.Populations.NAME,
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the address of populations."""

    @server.get(routes.POPULATIONS, endpoint="populations")
    def _list() -> Response:
        return wiring.draw(show_populations(wiring))

    @server.post(routes.POPULATIONS, endpoint="add-population")
    def _add() -> Response:
        again = add_or_show(wiring, request.form)
        return wiring.draw(again) if again else redirect(routes.POPULATIONS, 303)  # type: ignore[return-value]


def show_populations(wiring: Wiring, filled: populations.Filled = populations.NOTHING_TYPED) -> Page:
    """Every population, with the form."""
    return populations.page(populations_kept(wiring.store, wiring.asker()), filled, wiring.signed_in_as)


def add_or_show(wiring: Wiring, sent: Mapping[str, str]) -> Page | None:
    """Shows what a population would change; once that is confirmed keeps it, and then returns nothing."""
    typed = TypedPopulation(**{f.name: sent.get(f.name, "") for f in fields(TypedPopulation)})
    name = sent.get("name", "")
    asker = wiring.asker_named(name)
    filled = populations.Filled(**asdict(typed), name=name)
    if sent.get("back") == "yes":
        return show_populations(wiring, filled)
    try:
        if sent.get("keep") != "yes":
            return populations.check_page(preview_population(wiring.store, asker, typed), filled)
        done = add_population(wiring.store, asker, typed, sent.get("seen", ""))
    except BadPopulation as refusal:
        mistakes = [(sentence, FIELDS[part]) for part, sentence in refusal.mistakes]
        return show_populations(wiring, populations.Filled(**asdict(typed), name=name, mistakes=mistakes))
    return populations.check_page(done.change, filled, done.overtaken) if done.overtaken else None
