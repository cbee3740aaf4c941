"""The populations that rates are made with, and the form that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from kpis.model.populations import Population
from layouts import ids, routes
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.text_field import text_field


@dataclass(frozen=True)
class Filled:
    """What stands in the form, and what is wrong with it."""

    area: str = ""
    year: str = ""
    number: str = ""
    source: str = ""
    mistakes: Sequence[tuple[str, str]] = ()


def page(known: Sequence[Population], filled: Filled = Filled()) -> Page:
    """Every population, the newest year first, and the form."""
    rows = [[p.area, str(p.year), f"{p.number:,}", p.source] for p in known]
    table = data_table(
        "Children aged 0 to 17, the newest year first", ("Area", "Year", "Children", "Source"), rows, (2,)
    )
    area = filled.area or (known[0].area if known else "")
    return Page(
        f"{'Error: ' if filled.mistakes else ''}Populations",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            error_summary(filled.mistakes) if filled.mistakes else None,
            html.H1("Populations"),
            html.P(
                "Rates per 10,000 children are made with these. Each is added when it is published, and none is ever "
                "changed: an indicator's page says which year's it was made with.",
                className="lead",
            ),
            table if rows else html.P("There are none yet."),
            html.H2("Add a population"),
            html.Form(
                [
                    text_field("Area", ids.Populations.AREA, "area", area, "The council's area.", maxlength="60"),
                    text_field("Year", ids.Populations.YEAR, "year", filled.year,
                               "The year in the middle of which they were counted.", inputmode="numeric",
                               maxlength="4"),
                    text_field("Children aged 0 to 17", ids.Populations.NUMBER, "number", filled.number,
                               "A whole number.", inputmode="numeric", maxlength="11"),
                    text_field("Source", ids.Populations.SOURCE, "source", filled.source,
                               "Who counted them, such as ONS mid-year estimate.", maxlength="200"),
                    html.Button("Add it", type="submit", className="button"),
                ],
                method="post",
                action=routes.POPULATIONS,
            ),
        ],
        routes.ADMIN,
        status=422 if filled.mistakes else 200,
    )  # fmt: skip
