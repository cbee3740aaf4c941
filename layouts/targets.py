"""Targets for administrators: the one that counts for each indicator, setting another, and withdrawing one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from kpis.model.indicators import Indicator
from kpis.model.target_list import IndicatorTargets, KeptTarget, TargetState
from kpis.model.targets import Target, ToleranceKind
from kpis.scorecard.target_change import TargetChange
from kpis.scorecard.target_wording import (
    HOW_JUDGED,
    STATE_WORDS,
    TOLERANCE_WORDS,
    amber_words,
    counts_words,
    since_words,
)
from kpis.scorecard.wording import POLARITY_WORDS, TOLERANCE_PERCENT, amber_shown, moment_words, target_shown
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.summary_list import summary_list
from layouts.parts.target_change import agreement, colours_that_change, hidden, keep_or_go_back, old_and_new
from layouts.parts.text_field import text_field, your_name

KEPT = "Nothing is overwritten: a target that is set or withdrawn stays in the list, with who, when and why."
Mistakes = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filled:
    """What stands in the form that sets a target, and what is wrong with it."""

    target: str = ""
    tolerance: str = ""
    tolerance_kind: str = ToleranceKind.RELATIVE
    source: str = ""
    reason: str = ""
    in_force_from: str = ""
    name: str = ""
    mistakes: Mistakes = ()

    @property
    def sent(self) -> dict[str, str]:
        """What was typed, by the names of the form's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "mistakes"}


NOTHING_TYPED = Filled()


def page(scorecards: Mapping[str, Iterable[tuple[Indicator, Target | None]]]) -> Page:
    """The target that counts today for each indicator, one table for each scorecard."""
    heads = ("Indicator", "Target", "Amber", "Whose it is", "Since", "Change")
    jumps = [html.Li(html.A(title, href=f"#{ids.Targets.of(n)}")) for n, title in enumerate(scorecards, 1)]
    tables = [
        html.Div(
            [
                html.H2(title, id=ids.Targets.of(n)),
                html.Div(data_table(title, heads, [_row(*one) for one in known], is_titled=False), className="changes"),
            ]
        )
        for n, (title, known) in enumerate(scorecards.items(), 1)
    ]
    return Page(
        "Targets and tolerances",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1("Targets and tolerances"),
            html.P(
                "The target that counts today for each indicator, and how far on its wrong side is still amber.",
                className="lead",
            ),
            html.P(HOW_JUDGED),
            html.Ul(jumps) if len(jumps) > 1 else None,
            *(tables or [html.P("There are no indicators yet. They come with a catalogue.")]),
        ],
        routes.ADMIN,
        is_wide=True,
    )


def indicator_page(known: IndicatorTargets, filled: Filled, signed_in_as: str) -> Page:
    """One indicator's targets, and the form for another."""
    indicator = known.indicator
    return Page(
        f"{'Error: ' if filled.mistakes else ''}Targets of {indicator.name}",
        [
            html.P(html.A("Targets and tolerances", href=routes.TARGETS), className="crumb"),
            error_summary(filled.mistakes) if filled.mistakes else None,
            html.H1(indicator_words(indicator)),
            summary_list(
                [
                    ("Scorecard", known.title),
                    ("Which way is good", POLARITY_WORDS[indicator.polarity]),
                    ("Target today", target_shown(known.in_force, indicator)),
                    ("Amber", amber_words(known.in_force, indicator)),
                ]
            ),
            html.H2("Set another target"),
            html.P(f"You see what it changes before it is kept. {HOW_JUDGED}"),
            _form(indicator, filled, signed_in_as),
            html.H2("Every target it was given"),
            html.P(KEPT),
            *_list(known),
        ],
        routes.ADMIN,
        status=422 if filled.mistakes else 200,
    )


def check_page(change: TargetChange, filled: Filled, overtaken: str = "") -> Page:
    """What setting a target would change, and the button that keeps it."""
    indicator = change.indicator
    mistakes = [(overtaken, ids.Shell.MAIN)] if overtaken else filled.mistakes
    sent = {**filled.sent, "seen": change.seen}
    return Page(
        f"{'Error: ' if mistakes else ''}Check the target of {indicator.name}",
        [
            html.P(html.A(indicator_words(indicator), href=routes.target(indicator.code)), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.H1("Check before it is kept"),
            summary_list([("Indicator", indicator_words(indicator)), ("Counts from", counts_words(change))]),
            old_and_new(change),
            *colours_that_change(change),
            html.Form(
                [
                    *hidden(**sent),
                    agreement(change),
                    *keep_or_go_back("Keep this target"),
                ],
                method="post",
                action=routes.target(indicator.code),
            ),
        ],
        routes.ADMIN,
        status=422 if mistakes else 200,
    )


def withdraw_page(
    one: KeptTarget,
    change: TargetChange,
    signed_in_as: str,
    name: str = "",
    reason: str = "",
    mistakes: Mistakes = (),
) -> Page:
    """One target, what withdrawing it would change, and the form that does."""
    indicator = change.indicator
    return Page(
        f"{'Error: ' if mistakes else ''}Withdraw a target of {indicator.name}",
        [
            html.P(html.A(indicator_words(indicator), href=routes.target(indicator.code)), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.H1(f"Withdraw the target {target_shown(one.target, indicator)}"),
            html.P(
                "For a target that was set by mistake: what stood before it counts again. To agree none from a day on, "
                "set the target tbc or monitor instead.",
                className="lead",
            ),
            summary_list([("Indicator", indicator_words(indicator)), ("Counts from", counts_words(change))]),
            old_and_new(change),
            *colours_that_change(change),
            html.Form(
                [
                    *hidden(seen=change.seen),
                    text_field("Why it is withdrawn", ids.Targets.REASON, "reason", reason,
                               "Kept, and shown with the target.", mistakes, maxlength="500"),
                    your_name(ids.Targets.NAME, name, "Kept as who withdrew it.", signed_in_as, mistakes),
                    agreement(change),
                    html.Button("Withdraw this target", type="submit", className="button"),
                ],
                method="post",
                action=routes.target_withdrawal(one.number),
            ),
        ],
        routes.ADMIN,
        status=422 if mistakes else 200,
    )  # fmt: skip


def indicator_words(indicator: Indicator) -> str:
    """Its ref, where it has one, and its name."""
    return f"{indicator.ref} {indicator.name}".strip()


def _row(indicator: Indicator, target: Target | None) -> list[Any]:
    link = html.A(
        ["Change", html.Span(f": {indicator_words(indicator)}", className="unseen")], href=routes.target(indicator.code)
    )
    return [
        indicator_words(indicator),
        target_shown(target, indicator),
        amber_shown(target, indicator),
        target.source if target else "",
        since_words(target.in_force_from) if target else "",
        link,
    ]


def _form(indicator: Indicator, filled: Filled, signed_in_as: str) -> html.Form:
    kinds = [
        element("option", words, value=kind.value, selected=kind == filled.tolerance_kind)
        for kind, words in TOLERANCE_WORDS.items()
    ]
    mistakes = filled.mistakes
    return html.Form(
        [
            text_field("Target", ids.Targets.TARGET, "target", filled.target,
                       "A number such as 90, a good range such as 70-80, monitor (deliberately none) or tbc (none "
                       "agreed yet).", mistakes, maxlength="40"),
            text_field("Tolerance", ids.Targets.TOLERANCE, "tolerance", filled.tolerance,
                       f"How far on the wrong side is still amber. Blank: {TOLERANCE_PERCENT}% of the target. A range "
                       "has two amber limits, such as 60-90.", mistakes, maxlength="40", required=False),
            html.Div(
                [
                    html.Label("What the tolerance is", htmlFor=ids.Targets.TOLERANCE_KIND),
                    element("select", kinds, id=ids.Targets.TOLERANCE_KIND, name="tolerance_kind"),
                ],
                className="field",
            ),
            text_field("Whose target it is", ids.Targets.SOURCE, "source", filled.source,
                       "Such as local, England, or Ofsted good or better. It may be blank.", mistakes, maxlength="120",
                       required=False),
            text_field("Reason", ids.Targets.REASON, "reason", filled.reason,
                       "Kept, and shown to members with the target.", mistakes, maxlength="500"),
            text_field("In force from", ids.Targets.IN_FORCE_FROM, "in_force_from", filled.in_force_from,
                       "The first day on which it counts, such as 1 April 2027. After the newest figure no colour "
                       "changes.", mistakes, maxlength="30"),
            your_name(ids.Targets.NAME, filled.name, "Kept as who set it.", signed_in_as, mistakes),
            html.Button("See what it changes", type="submit", className="button"),
        ],
        method="post",
        action=routes.target(indicator.code),
    )  # fmt: skip


def _list(known: IndicatorTargets) -> list[Any]:
    if not known.kept:
        return [html.P("It has had no target yet.", className="quiet")]
    heads = ("In force from", "Target", "Amber", "Whose it is", "Reason", "Set by", "Today")
    rows = [_kept(one, known) for one in known.kept]
    return [html.Div(data_table("The last one set first", heads, rows), className="changes")]


def _kept(one: KeptTarget, known: IndicatorTargets) -> list[Any]:
    target, indicator = one.target, known.indicator
    state, gone = known.states[one.number], one.withdrawal
    words = STATE_WORDS[state]
    if gone is not None:
        words = f"{words} by {gone.by}, {moment_words(gone.at)}: {gone.reason}"
    about = f": {target_shown(target, indicator)} from {since_words(target.in_force_from)}"
    link = html.A(
        ["Withdraw", html.Span(about, className="unseen")],
        href=routes.target_withdrawal(one.number),
    )
    has_link = state not in (TargetState.REPLACED, TargetState.WITHDRAWN)
    return [
        since_words(target.in_force_from),
        target_shown(target, indicator),
        amber_shown(target, indicator),
        target.source,
        target.reason,
        f"{one.by}, {moment_words(one.at)}",
        html.Span([f"{words}. ", link]) if has_link else words,
    ]
