"""Targets for administrators: the one in force for each indicator, and the form that sets another from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html

from kpis.model.indicators import Indicator
from kpis.model.targets import Target, ToleranceKind
from kpis.scorecard.wording import TOLERANCE_PERCENT, amber_shown, day_words, target_shown
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.summary_list import summary_list
from layouts.parts.text_field import text_field

TOLERANCE_WORDS = {
    ToleranceKind.RELATIVE: "Percent of the target",
    ToleranceKind.POINTS: "Points above or below the target",
    ToleranceKind.LIMIT: "The amber limit itself",
}
KEEPS_ITS_COLOURS = "Figures that are already here keep their colours."


@dataclass(frozen=True)
class TargetRow:
    """An indicator with the target in force, as the list shows it."""

    indicator: Indicator
    in_force: Target | None


@dataclass(frozen=True)
class Filled:
    """What stands in the form, and what is wrong with it."""

    target: str = ""
    tolerance: str = ""
    tolerance_kind: str = ToleranceKind.RELATIVE
    source: str = ""
    reason: str = ""
    in_force_from: str = ""
    mistakes: Sequence[tuple[str, str]] = ()


def page(scorecards: Mapping[str, Iterable[TargetRow]]) -> Page:
    """One table for each scorecard."""
    heads = ("Indicator", "Target", "Amber", "Whose", "Since", "Change")
    tables = [
        html.Div(data_table(title, heads, [_row(row) for row in rows]), className="changes")
        for title, rows in scorecards.items()
    ]
    return Page(
        "Targets",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1("Targets"),
            html.P(
                "The target that counts today for each indicator, and how far on its wrong side is still amber. "
                f"A target that is set counts from a day on. {KEEPS_ITS_COLOURS}",
                className="lead",
            ),
            *(tables or [html.P("There are no indicators yet.")]),
        ],
        routes.ADMIN,
        is_wide=True,
    )


def form_page(indicator: Indicator, title: str, in_force: Target | None, had: Sequence[Target], filled: Filled) -> Page:
    """One indicator's targets, and the form for another."""
    name = indicator_words(indicator)
    return Page(
        f"{'Error: ' if filled.mistakes else ''}Target of {indicator.name}",
        [
            html.P(html.A("Targets", href=routes.TARGETS), className="crumb"),
            error_summary(filled.mistakes) if filled.mistakes else None,
            html.H1(name),
            summary_list(
                [("Scorecard", title), ("Target", target_shown(in_force, indicator)), *_amber(in_force, indicator)]
            ),
            html.H2("Set another target"),
            html.P(f"You see its amber limit before it is kept. {KEEPS_ITS_COLOURS}"),
            _form(indicator, filled),
            *_before(indicator, had),
        ],
        routes.ADMIN,
        status=422 if filled.mistakes else 200,
    )


def check_page(indicator: Indicator, before: Target | None, target: Target, filled: Filled) -> Page:
    """What would be kept, with its amber limit worked out, and the button that keeps it."""
    sent = {name: getattr(filled, name) for name in Filled.__dataclass_fields__ if name != "mistakes"}
    begins = day_words(target.in_force_from) if target.in_force_from else ""
    return Page(
        f"Check the target of {indicator.name}",
        [
            html.P(html.A("Change it", href=routes.target(indicator.code)), className="crumb"),
            html.H1("Check before it is kept"),
            summary_list(
                [
                    ("Indicator", indicator_words(indicator)),
                    ("Now", target_shown(before, indicator)),
                    ("Target", target_shown(target, indicator)),
                    *(_amber(target, indicator) or [("Amber", "None: beyond the target is red")]),
                    ("In force from", begins),
                    ("Whose", target.source),
                    ("Reason", target.reason),
                ]
            ),
            html.P(KEEPS_ITS_COLOURS),
            html.Form(
                [
                    *(element("input", type="hidden", name=name, value=value) for name, value in sent.items()),
                    html.Button("Keep this target", type="submit", name="keep", value="yes", className="button"),
                ],
                method="post",
                action=routes.target(indicator.code),
            ),
        ],
        routes.ADMIN,
    )


def indicator_words(indicator: Indicator) -> str:
    """Its ref, where it has one, and its name."""
    return f"{indicator.ref} {indicator.name}".strip()


def _row(row: TargetRow) -> list[object]:
    indicator, target = row.indicator, row.in_force
    link = html.A(
        ["Change", html.Span(f": {indicator_words(indicator)}", className="unseen")], href=routes.target(indicator.code)
    )
    return [
        indicator_words(indicator),
        target_shown(target, indicator),
        amber_shown(target, indicator),
        target.source if target else "",
        _since(target.in_force_from) if target else "",
        link,
    ]


def _since(day: date | None) -> str:
    return day_words(day) if day else "The beginning"


def _amber(target: Target | None, indicator: Indicator) -> list[tuple[str, str]]:
    words = amber_shown(target, indicator)
    return [("Amber", words)] if words else []


def _form(indicator: Indicator, filled: Filled) -> html.Form:
    kinds = [
        element("option", words, value=kind.value, selected=kind == filled.tolerance_kind)
        for kind, words in TOLERANCE_WORDS.items()
    ]
    return html.Form(
        [
            text_field("Target", ids.Targets.TARGET, "target", filled.target,
                       "A number such as 90, a good range such as 70-80, monitor (deliberately none) or tbc (none "
                       "agreed yet).", maxlength="40"),
            text_field("Tolerance", ids.Targets.TOLERANCE, "tolerance", filled.tolerance,
                       f"How far on the wrong side is still amber. Blank: {TOLERANCE_PERCENT}% of the target.",
                       maxlength="20", required=False),
            html.Div(
                [
                    html.Label("What the tolerance is", htmlFor=ids.Targets.TOLERANCE_KIND),
                    element("select", kinds, id=ids.Targets.TOLERANCE_KIND, name="tolerance_kind"),
                ],
                className="field",
            ),
            text_field("Whose target it is", ids.Targets.SOURCE, "source", filled.source,
                       "Such as local, England or Ofsted good or better. It may be blank.", maxlength="120",
                       required=False),
            text_field("Reason", ids.Targets.REASON, "reason", filled.reason, "Kept with the target.", maxlength="500"),
            text_field("In force from", ids.Targets.IN_FORCE_FROM, "in_force_from", filled.in_force_from,
                       "The first day on which it counts. It must be later than every figure that is here.",
                       type="date"),
            html.Button("See what it means", type="submit", className="button"),
        ],
        method="post",
        action=routes.target(indicator.code),
    )  # fmt: skip


def _before(indicator: Indicator, had: Sequence[Target]) -> list[object]:
    if not had:
        return [html.P("It has had no target yet.", className="quiet")]
    heads = ("From", "Target", "Amber", "Whose", "Reason")
    rows = [
        [_since(t.in_force_from), target_shown(t, indicator), amber_shown(t, indicator), t.source, t.reason]
        for t in had
    ]
    return [
        html.H2("Every target it has had"),
        html.Div(data_table("The newest first", heads, rows), className="changes"),
    ]
