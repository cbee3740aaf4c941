"""Targets: the list, setting one and withdrawing one. What either would change is shown before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadTarget
from kpis.operations import targets as operation
from kpis.operations.targets import (
    TypedTarget,
    preview_target,
    preview_withdrawal,
    set_target,
    targets_by_scorecard,
    targets_of,
    withdraw_target,
)
from layouts import ids, routes, targets
from layouts.page import Page

FIELDS = {
    operation.TARGET: ids.Targets.TARGET,
    operation.TOLERANCE: ids.Targets.TOLERANCE,
    operation.SOURCE: ids.Targets.SOURCE,
    operation.REASON: ids.Targets.REASON,
    operation.IN_FORCE_FROM: ids.Targets.IN_FORCE_FROM,
    operation.NAME: ids.Targets.NAME,
    operation.AGREED: ids.Targets.AGREED,
}
Mistakes = tuple[tuple[str, str], ...]


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of targets."""

    @server.get(routes.TARGETS, endpoint="targets")
    def _list() -> Response:
        return wiring.draw(targets.page(targets_by_scorecard(wiring.store, wiring.asker())))

    @server.get(f"{routes.TARGETS}/<path:code>", endpoint="target-form")
    def _form(code: str) -> Response:
        return wiring.draw(show_indicator(wiring, code))

    @server.post(f"{routes.TARGETS}/<path:code>", endpoint="set-target")
    def _set(code: str) -> Response:
        return _done(wiring, set_or_show(wiring, code, request.form))

    @server.get(f"{routes.TARGETS}/<int:number>/withdraw", endpoint="target-withdrawal-form")
    def _withdrawal(number: int) -> Response:
        return wiring.draw(show_withdrawal(wiring, number))

    @server.post(f"{routes.TARGETS}/<int:number>/withdraw", endpoint="withdraw-target")
    def _withdraw(number: int) -> Response:
        return _done(wiring, withdraw(wiring, number, request.form))


def show_indicator(wiring: Wiring, code: str, filled: targets.Filled = targets.NOTHING_TYPED) -> Page:
    """One indicator's targets, with the form."""
    return targets.indicator_page(targets_of(wiring.store, wiring.asker(), code), filled, wiring.signed_in_as)


def set_or_show(wiring: Wiring, code: str, sent: Mapping[str, str]) -> Page | str:
    """Shows what a target would change; once that is confirmed keeps it, and says where it is listed."""
    typed = TypedTarget(**{f.name: sent.get(f.name, "") for f in fields(TypedTarget)})
    asker, name = wiring.asker_named(sent.get("name", "")), sent.get("name", "")
    filled = targets.Filled(**asdict(typed), name=name)
    if sent.get("back") == "yes":
        return show_indicator(wiring, code, filled)
    try:
        if sent.get("keep") != "yes":
            return targets.check_page(preview_target(wiring.store, asker, code, typed), filled)
        done = set_target(wiring.store, asker, code, typed, sent.get("seen", ""), sent.get("agreed") == "yes")
    except BadTarget as refusal:
        filled = targets.Filled(**asdict(typed), name=name, mistakes=_at_fields(refusal.mistakes))
        if {part for part, _ in refusal.mistakes} == {operation.AGREED}:
            return targets.check_page(preview_target(wiring.store, asker, code, typed), filled)
        return show_indicator(wiring, code, filled)
    return targets.check_page(done.change, filled, done.overtaken) if done.number is None else routes.target(code)


def show_withdrawal(
    wiring: Wiring, number: int, name: str = "", reason: str = "", mistakes: list[tuple[str, str]] | None = None
) -> Page:
    """One target, and what withdrawing it would change."""
    one, change = preview_withdrawal(wiring.store, wiring.asker(), number)
    return targets.withdraw_page(one, change, wiring.signed_in_as, name, reason, mistakes or ())


def withdraw(wiring: Wiring, number: int, sent: Mapping[str, str]) -> Page | str:
    """Withdraws a target and says where it is listed; or the form again with everything that is wrong."""
    name, reason = sent.get("name", ""), sent.get("reason", "")
    asker = wiring.asker_named(name)
    try:
        done = withdraw_target(wiring.store, asker, number, reason, sent.get("seen", ""), sent.get("agreed") == "yes")
    except BadTarget as refusal:
        return show_withdrawal(wiring, number, name, reason, _at_fields(refusal.mistakes))
    if done.number is None:
        return show_withdrawal(wiring, number, name, reason, [(done.overtaken, ids.Shell.MAIN)])
    return routes.target(done.change.indicator.code)


def _done(wiring: Wiring, shown: Page | str) -> Response:
    return wiring.draw(shown) if isinstance(shown, Page) else redirect(shown, 303)  # type: ignore[return-value]


def _at_fields(mistakes: Mistakes) -> list[tuple[str, str]]:
    """Each sentence with the id of the field where it is put right."""
    return [(sentence, FIELDS[part]) for part, sentence in mistakes]
