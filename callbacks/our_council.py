"""The form that says which council is ours."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadCouncil
from kpis.operations.our_council import AUTHORITY, MODEL, NAME, REASON, our_council, set_our_council
from kpis.scorecard.wording import moment_words
from layouts import ids, routes
from layouts import our_council as layout
from layouts.page import Page

FIELDS = {
    AUTHORITY: ids.OurCouncil.AUTHORITY,
    MODEL: ids.OurCouncil.MODEL,
    NAME: ids.OurCouncil.NAME,
    REASON: ids.OurCouncil.REASON,
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the address of the setting."""

    @server.get(routes.OUR_COUNCIL, endpoint="our-council")
    def _page() -> Response:
        return wiring.draw(show_council(wiring))

    @server.post(routes.OUR_COUNCIL, endpoint="set-our-council")
    def _set() -> Response:
        again = set_council(wiring, request.form)
        return wiring.draw(again) if again else redirect(routes.OUR_COUNCIL, 303)  # type: ignore[return-value]


def show_council(wiring: Wiring, typed: layout.Typed | None = None) -> Page:
    """What is set, the form, and what was set before."""
    found = our_council(wiring.store, wiring.asker())
    before = [
        [found.named(s.council.authority), str(s.council.model), s.by, moment_words(s.at), s.reason]
        for s in found.settings
    ]
    shown = layout.Shown(
        found.name,
        found.region,
        found.council.authority,
        found.council.model,
        {area.code: area.name for area in found.authorities},
        found.models,
        found.notes,
        before,
    )
    return layout.page(shown, typed or layout.Typed(), wiring.signed_in_as)


def set_council(wiring: Wiring, sent: Mapping[str, str]) -> Page | None:
    """Keeps what was sent; or the page again with what is wrong with it."""
    fields = {name: sent.get(name, "") for name in FIELDS}
    try:
        asker = wiring.asker_named(fields["name"])
        set_our_council(wiring.store, asker, fields["authority"], fields["model"], fields["reason"])
    except BadCouncil as refusal:
        return show_council(wiring, layout.Typed(fields, [(words, FIELDS[part]) for part, words in refusal.mistakes]))
    return None
