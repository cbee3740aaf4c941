"""The page where officers say what a scorecard withholds from the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring, number_in
from kpis.model.errors import BadRule, BadTable
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.small_numbers import FEWER_THAN, NAME, REASON, SYMBOL, rules_in_force, set_rule
from layouts import ids, routes, small_numbers
from layouts.page import Page

FIELDS = ("fewer_than", "zero_is_shown", "symbol", "joint_counts_are_small_numbers", "rest_is_a_small_number")
FEWEST = 2


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the address of the settings."""

    @server.get(routes.SMALL_NUMBERS, endpoint="small-numbers")
    def _page() -> Response:
        return wiring.draw(show_rules(wiring))

    @server.post(routes.SMALL_NUMBERS, endpoint="set-small-numbers")
    def _set() -> Response:
        again = set_small_numbers(wiring, request.form)
        return wiring.draw(again) if again else redirect(routes.SMALL_NUMBERS, 303)  # type: ignore[return-value]


def show_rules(wiring: Wiring, typed: small_numbers.Typed | None = None) -> Page:
    """The rule of every scorecard."""
    found = rules_in_force(wiring.store, wiring.asker())
    shown = [small_numbers.RuleShown(**{f.name: getattr(rule, f.name) for f in fields(rule)}) for rule in found]
    return small_numbers.page(shown, typed or small_numbers.Typed(signed_in_as=wiring.signed_in_as))


def set_small_numbers(wiring: Wiring, sent: Mapping[str, str]) -> Page | None:
    """Keeps what was sent; or the page again with what is wrong with it."""
    scorecard = sent.get("scorecard", "")

    def wrong(*mistakes: tuple[str, str]) -> Page:
        typed = {key: sent.get(key, "") for key in (*FIELDS, NAME, REASON)}
        at_fields = [(words, ids.SmallNumbers.of(scorecard, part)) for part, words in mistakes]
        return show_rules(wiring, small_numbers.Typed(scorecard, typed, at_fields, wiring.signed_in_as))

    fewer_than = number_in(sent.get("fewer_than", "").strip())
    if fewer_than is None or fewer_than < FEWEST:
        words = f"Give the smallest count that is shown as a whole number from {FEWEST}, such as 5."
        return wrong((FEWER_THAN, words))
    try:
        rule = SmallNumbersRule(
            largest=fewer_than - 1,
            zero_is_shown=sent.get("zero_is_shown") != "no",
            symbol=sent.get("symbol", "").strip(),
            joint_counts_are_small_numbers=sent.get("joint_counts_are_small_numbers") == "yes",
            rest_is_a_small_number=sent.get("rest_is_a_small_number") == "yes",
        )
    except BadTable as refusal:  # the number is one, so it is the sign that makes no sense
        return wrong((SYMBOL, str(refusal)))
    try:
        set_rule(wiring.store, wiring.asker_named(sent.get(NAME, "")), scorecard, rule, sent.get(REASON, ""))
    except BadRule as refusal:
        return wrong(*refusal.mistakes)
    return None
