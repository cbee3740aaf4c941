"""The list of targets, and setting one: shown with its amber limit first, kept when that is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadTarget
from kpis.operations import targets as operation
from kpis.operations.targets import TypedTarget, set_target, target_typed, targets_by_scorecard, targets_of
from layouts import ids, routes, targets
from layouts.page import Page

FIELDS = {
    operation.TARGET: ids.Targets.TARGET,
    operation.TOLERANCE: ids.Targets.TOLERANCE,
    operation.SOURCE: ids.Targets.SOURCE,
    operation.REASON: ids.Targets.REASON,
    operation.IN_FORCE_FROM: ids.Targets.IN_FORCE_FROM,
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of targets."""

    @server.get(routes.TARGETS, endpoint="targets")
    def _list() -> Response:
        return wiring.draw(show_targets(wiring))

    @server.get(f"{routes.TARGETS}/<path:code>", endpoint="target-form")
    def _form(code: str) -> Response:
        return wiring.draw(show_target(wiring, code, targets.Filled()))

    @server.post(f"{routes.TARGETS}/<path:code>", endpoint="set-target")
    def _set(code: str) -> Response:
        shown = keep_target(wiring, code, request.form)
        return wiring.draw(shown) if shown else redirect(routes.target(code), 303)  # type: ignore[return-value]


def show_targets(wiring: Wiring) -> Page:
    """Every indicator with its target."""
    found = targets_by_scorecard(wiring.store, wiring.asker())
    return targets.page(
        {title: [targets.TargetRow(t.indicator, t.in_force) for t in known] for title, known in found.items()}
    )


def show_target(wiring: Wiring, code: str, filled: targets.Filled) -> Page:
    """One indicator's targets, with the form."""
    known = targets_of(wiring.store, wiring.asker(), code)
    return targets.form_page(known.indicator, known.title, known.in_force, known.all, filled)


def keep_target(wiring: Wiring, code: str, sent: Mapping[str, str]) -> Page | None:
    """Shows what was typed with its amber limit; keeps it once that is confirmed, and then returns nothing."""
    typed = TypedTarget(**{f.name: sent.get(f.name, "") for f in fields(TypedTarget)})
    try:
        if sent.get("keep") == "yes":
            set_target(wiring.store, wiring.asker(), code, typed)
            return None
        target = target_typed(wiring.store, wiring.asker(), code, typed)
    except BadTarget as refusal:
        mistakes = [(words, FIELDS[part]) for part, words in refusal.mistakes]
        return show_target(wiring, code, targets.Filled(**asdict(typed), mistakes=mistakes))
    known = targets_of(wiring.store, wiring.asker(), code)
    return targets.check_page(known.indicator, known.in_force, target, targets.Filled(**asdict(typed)))
