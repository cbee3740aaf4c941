"""How this site is set up: each setting, its value and where it came from. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.model.settings import SettingShown
from kpis.scorecard.access_wording import ORIGIN_WORDS
from layouts import routes
from layouts.page import Page
from layouts.parts.data_table import data_table


def page(settings: Sequence[SettingShown], faults: Sequence[str]) -> Page:
    """Every setting, and above them what is wrong with any."""
    rows = [[_what(one), ORIGIN_WORDS[one.origin], one.value] for one in settings]
    wrong = html.Div([html.H2("What is wrong"), html.Ul([html.Li(fault) for fault in faults])], className="inset")
    return Page(
        "Settings",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1("Settings"),
            html.P(
                "They are set on the machine that Waymark runs on, and are only read here. Secrets are never shown.",
                className="lead",
            ),
            html.P(["The command ", html.Code("python -m kpis settings"), " prints them on that machine."]),
            wrong if faults else None,
            html.Div(
                data_table("Every setting", ("Setting", "Who set it", "Value"), rows),
                className="changes",
            ),
        ],
        routes.ADMIN,
    )


def _what(one: SettingShown) -> html.Span:
    """The setting's name, and under it what it is."""
    means = one.setting.means
    told = html.Span(f"{means[:1].upper()}{means[1:]}.", className="small")
    return html.Span([html.Code(one.setting.name), html.Br(), told])
