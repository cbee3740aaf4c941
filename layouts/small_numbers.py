"""What each scorecard withholds from the public, for officers: the rule, a form to set it, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html

from kpis.model.small_number_settings import SmallNumbersSetting
from kpis.model.small_numbers import SmallNumbersRule
from kpis.scorecard.wording import NOT_PROVED, WITHHELD_ANCHOR, moment_words
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.text_field import text_field, your_name

YES_OR_NO = {True: "Yes", False: "No"}


@dataclass(frozen=True)
class RuleShown:
    """One scorecard's rule as the page shows it, with how many of its figures the public does not see."""

    scorecard: str
    title: str
    rule: SmallNumbersRule
    settings: Sequence[SmallNumbersSetting] = ()
    withheld: int = 0
    figures: int = 0
    is_proved: bool = True


@dataclass(frozen=True)
class Typed:
    """What was sent and could not be kept: for which scorecard, what was typed, what is wrong with it, and who by."""

    scorecard: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    mistakes: Sequence[tuple[str, str]] = ()
    signed_in_as: str = ""


def page(rules: Sequence[RuleShown], typed: Typed = Typed()) -> Page:
    """One part for each scorecard."""
    others = Typed(signed_in_as=typed.signed_in_as)
    return Page(
        f"{'Error: ' if typed.mistakes else ''}Small numbers",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            error_summary(typed.mistakes) if typed.mistakes else None,
            html.H1("Small numbers"),
            html.P(
                "A very small count can name a child. The public does not see it, nor any figure that would give it "
                "away. Officers see every figure.",
                className="lead",
            ),
            html.P(html.A("How small numbers are withheld", href=f"{routes.METHODS}#{WITHHELD_ANCHOR}")),
            *(_scorecard(shown, typed if typed.scorecard == shown.scorecard else others) for shown in rules),
            None if rules else html.P("There are no scorecards yet."),
        ],
        routes.ADMIN,
        status=422 if typed.mistakes else 200,
    )


def _scorecard(shown: RuleShown, typed: Typed) -> html.Section:
    heading = ids.SmallNumbers.of(shown.scorecard, "heading")
    return html.Section(
        [
            html.H2(shown.title, id=heading),
            html.P(_in_force(shown)),
            None if shown.is_proved else html.P(NOT_PROVED, className="inset"),
            _form(shown, typed),
            *_before(shown),
        ],
        **{"aria-labelledby": heading},
    )


def _in_force(shown: RuleShown) -> str:
    rule = shown.rule
    zero = "Zero is shown" if rule.zero_is_shown else "Zero is withheld too"
    return (
        f"A count of fewer than {rule.fewer_than} is withheld. {zero}. The sign is {rule.symbol}. "
        f"The public does not see {shown.withheld:,} of {shown.figures:,} figures."
    )


def _form(shown: RuleShown, typed: Typed) -> html.Details:
    rule = shown.rule

    def text(name: str, usual: str) -> str:
        return typed.fields.get(name, usual)

    def identity(name: str) -> str:
        return ids.SmallNumbers.of(shown.scorecard, name)

    form = html.Form(
        [
            element("input", type="hidden", name="scorecard", value=shown.scorecard),
            text_field(
                "Withhold a count of fewer than",
                identity("fewer_than"),
                "fewer_than",
                text("fewer_than", str(rule.fewer_than)),
                "A whole number from 2: 5 withholds 1 to 4, and 8 withholds 1 to 7.",
                typed.mistakes,
                inputmode="numeric",
            ),
            _choice("Show zero", identity("zero_is_shown"), "zero_is_shown", text("zero_is_shown", ""), rule),
            text_field(
                "Sign in place of a withheld figure",
                identity("symbol"),
                "symbol",
                text("symbol", rule.symbol),
                "Such as [c], x or *. It may not hold a digit.",
                typed.mistakes,
                maxlength="10",
            ),
            _choice(
                "Protect withheld parts that are few together",
                identity("joint_counts_are_small_numbers"),
                "joint_counts_are_small_numbers",
                text("joint_counts_are_small_numbers", ""),
                rule,
            ),
            _choice(
                "Protect the rest of a percentage (3 of 100 where 97 are shown)",
                identity("rest_is_a_small_number"),
                "rest_is_a_small_number",
                text("rest_is_a_small_number", ""),
                rule,
            ),
            your_name(identity("name"), text("name", ""), "Kept with the setting.", typed.signed_in_as, typed.mistakes),
            text_field(
                "Reason",
                identity("reason"),
                "reason",
                text("reason", ""),
                "Kept with the setting.",
                typed.mistakes,
                maxlength="500",
            ),
            html.Button("Set it", type="submit", className="button"),
        ],
        method="post",
        action=routes.SMALL_NUMBERS,
    )
    title = html.Summary(["Change it", html.Span(f": {shown.title}", className="unseen")])
    return html.Details([title, form], className="group", open=bool(typed.mistakes))


def _choice(label: str, identity: str, name: str, typed: str, rule: SmallNumbersRule) -> html.Div:
    chosen = typed == "yes" if typed else bool(getattr(rule, name))
    options = [
        element("option", words, value=words.lower(), selected=is_so is chosen) for is_so, words in YES_OR_NO.items()
    ]
    return html.Div(
        [html.Label(label, htmlFor=identity), element("select", options, id=identity, name=name)], className="field"
    )


def _before(shown: RuleShown) -> list[Any]:
    if not shown.settings:
        return [html.P("Nobody has changed it yet.", className="quiet")]
    heads = ("Set on", "By", "Fewer than", "Zero shown", "Sign", "Few together", "The rest", "Reason")
    rows = (
        [
            moment_words(s.at),
            s.by,
            str(s.rule.fewer_than),
            YES_OR_NO[s.rule.zero_is_shown],
            s.rule.symbol,
            YES_OR_NO[s.rule.joint_counts_are_small_numbers],
            YES_OR_NO[s.rule.rest_is_a_small_number],
            s.reason,
        ]
        for s in shown.settings
    )
    return [data_table(f"Settings of {shown.title}, the newest first", heads, rows, (2,))]
