"""Which council is ours: what is set, the form that changes it, and who set what before and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import html

from layouts import ids, routes
from layouts.page import Page
from layouts.parts.choice_field import choice_field
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.text_field import text_field, your_name

TITLE = "Which council is ours"


@dataclass(frozen=True)
class Shown:
    """What is set, what else could be, and a row for each setting before: council, model, who, when, why."""

    name: str
    region: str
    authority: str
    model: int
    authorities: Mapping[str, str]
    models: Sequence[int]
    notes: Sequence[str]
    before: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Typed:
    """What was typed before, and what is wrong with it: a sentence and the field it is about."""

    fields: Mapping[str, str] = field(default_factory=dict)
    mistakes: Sequence[tuple[str, str]] = ()


def page(shown: Shown, typed: Typed, signed_in_as: str) -> Page:
    """The setting with its form."""
    region = f" Its region is {shown.region}." if shown.region else ""
    return Page(
        f"{'Error: ' if typed.mistakes else ''}{TITLE}",
        [
            html.P(html.A("Figures of other areas", href=routes.COMPARATORS), className="crumb"),
            error_summary(typed.mistakes) if typed.mistakes else None,
            html.H1(TITLE),
            html.P(
                f"Figures are compared as those of {shown.name}.{region} Its statistical neighbours are those of the "
                f"{shown.model} model.",
                className="lead",
            ),
            *(html.P(words, className="inset") for words in shown.notes),
            _form(shown, typed, signed_in_as),
            html.H2("What was set, the newest first"),
            data_table(
                "What was set, the newest first",
                ("Council", "Neighbours’ model", "Who", "When", "Why"),
                shown.before,
                is_titled=False,
            )
            if shown.before
            else html.P("Nobody has changed it yet: it is as Waymark came.", className="quiet"),
        ],
        routes.COMPARATORS,
        status=422 if typed.mistakes else 200,
    )


def _form(shown: Shown, typed: Typed, signed_in_as: str) -> html.Form:
    models = {str(model): f"{model} model" for model in shown.models}
    return html.Form(
        [
            choice_field("Council", ids.OurCouncil.AUTHORITY, "authority", shown.authorities,
                         typed.fields.get("authority", shown.authority), typed.mistakes),
            choice_field("Statistical neighbours", ids.OurCouncil.MODEL, "model", models,
                         typed.fields.get("model", str(shown.model)), typed.mistakes),
            your_name(ids.OurCouncil.NAME, typed.fields.get("name", ""), "Kept with the setting.", signed_in_as,
                      typed.mistakes),
            text_field("Reason", ids.OurCouncil.REASON, "reason", typed.fields.get("reason", ""),
                       "Kept with the setting. It changes what every scorecard is compared with from now on, and "
                       "nothing that was published.", typed.mistakes, maxlength="500"),
            html.Button("Set it", type="submit", className="button"),
        ],
        method="post",
        action=routes.OUR_COUNCIL,
    )  # fmt: skip
