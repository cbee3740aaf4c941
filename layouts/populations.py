"""The populations that rates are made with, the form that adds one, and what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from kpis.model.populations import KeptPopulation, Population
from kpis.scorecard.population_change import PopulationChange, RateAgain
from kpis.scorecard.wording import moment_words, period_words
from layouts import ids, routes
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.summary_list import summary_list
from layouts.parts.target_change import hidden, keep_or_go_back
from layouts.parts.text_field import text_field, your_name

STAYS = "Rates stay as they were published. Each that rests on another population is marked on its page."
NEXT = "To show the rates worked out anew, load a workbook that has them."
MOST_ROWS_SHOWN = 200


@dataclass(frozen=True)
class Filled:
    """What stands in the form, and what is wrong with it."""

    area: str = ""
    year: str = ""
    number: str = ""
    source: str = ""
    reason: str = ""
    name: str = ""
    mistakes: Sequence[tuple[str, str]] = ()

    @property
    def sent(self) -> dict[str, str]:
        """What was typed, by the names of the form's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "mistakes"}


NOTHING_TYPED = Filled()


def page(kept: Sequence[KeptPopulation], filled: Filled, signed_in_as: str) -> Page:
    """Every population that was ever added, the newest year first, and the form."""
    return Page(
        f"{'Error: ' if filled.mistakes else ''}Populations",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            error_summary(filled.mistakes) if filled.mistakes else None,
            html.H1("Populations"),
            html.P("Rates per 10,000 children are made with these.", className="lead"),
            html.P(f"Another number for the same year revises it, and both stay. {STAYS}"),
            *_list(kept),
            html.H2("Add a population"),
            _form(filled, kept[0].population.area if kept else "", signed_in_as),
        ],
        routes.ADMIN,
        status=422 if filled.mistakes else 200,
    )


def check_page(change: PopulationChange, filled: Filled, overtaken: str = "") -> Page:
    """What adding a population would change, and the button that keeps it."""
    added, was = change.population, change.revises
    return Page(
        f"{'Error: ' if overtaken else ''}Check the population of {added.year}",
        [
            html.P(html.A("Populations", href=routes.POPULATIONS), className="crumb"),
            error_summary([(overtaken, ids.Shell.MAIN)]) if overtaken else None,
            html.H1("Check before it is kept"),
            summary_list(
                [
                    ("Area and year", f"{added.area}, {added.year}"),
                    ("Now", f"{was.number:,}, {was.source}" if was else "None for this year"),
                    ("Would be", f"{added.number:,}, {added.source}"),
                    ("Difference", _difference(was, added) if was else ""),
                    ("Reason", change.reason),
                ]
            ),
            *_rates(change.rates),
            html.Form(
                [
                    *hidden(**filled.sent, seen=change.seen),
                    *keep_or_go_back("Keep this population"),
                ],
                method="post",
                action=routes.POPULATIONS,
            ),
        ],
        routes.ADMIN,
        status=422 if overtaken else 200,
    )


def _difference(was: Population, added: Population) -> str:
    more = added.number - was.number
    if not more:
        return "The same number, from another source"
    return f"{abs(more):,} {'more' if more > 0 else 'fewer'}, {abs(more) / was.number:.1%}"


def _rates(rates: Sequence[RateAgain]) -> list[Any]:
    if not rates:
        return [html.P("No rate that is here, and whose count is known, rests on it.")]
    heads = ("Indicator", "Period", "Children counted", "Population", "Rate as published", "With the new one")
    rows = [
        [
            html.A(f"{r.indicator.ref} {r.indicator.name}".strip(), href=routes.indicator(r.indicator.code)),
            period_words(r.period),
            f"{r.count:,.0f}",
            f"{r.then.number:,} in {r.then.year}",
            r.shown,
            r.again,
        ]
        for r in rates[:MOST_ROWS_SHOWN]
    ]
    left = len(rates) - MOST_ROWS_SHOWN
    title = f"{len(rates)} {'rate rests' if len(rates) == 1 else 'rates rest'} on another population"
    return [
        html.H2(title),
        html.P(f"{STAYS} {NEXT}"),
        html.Div(data_table("The newest first", heads, rows, (2, 3, 4, 5)), className="changes"),
        html.P(f"{left} more are not listed here.") if left > 0 else None,
    ]


def _list(kept: Sequence[KeptPopulation]) -> list[Any]:
    if not kept:
        return [html.P("There are none yet.")]
    heads = ("Area", "Year", "Children aged 0 to 17", "Source", "Added by", "Reason", "Today")
    seen: set[tuple[str, int]] = set()
    rows = []
    for one in kept:
        counted = one.population
        stands = (counted.area, counted.year) not in seen
        seen.add((counted.area, counted.year))
        rows.append(
            [
                counted.area,
                str(counted.year),
                f"{counted.number:,}",
                counted.source,
                f"{one.by}, {moment_words(one.at)}",
                one.reason,
                "Counts" if stands else "Revised",
            ]
        )
    return [html.Div(data_table("The newest year first", heads, rows, (2,)), className="changes")]


def _form(filled: Filled, area: str, signed_in_as: str) -> html.Form:
    return html.Form(
        [
            text_field("Area", ids.Populations.AREA, "area", filled.area or area,
                       "The council's area, spelt as in the list.", filled.mistakes, maxlength="60"),
            text_field("Year", ids.Populations.YEAR, "year", filled.year,
                       "The year in the middle of which they were counted.", filled.mistakes,
                       inputmode="numeric", maxlength="4"),
            text_field("Children aged 0 to 17", ids.Populations.NUMBER, "number", filled.number,
                       "A whole number, such as 53,291.", filled.mistakes, inputmode="numeric", maxlength="11"),
            text_field("Source", ids.Populations.SOURCE, "source", filled.source,
                       "Who counted them, such as ONS mid-year estimate.", filled.mistakes, maxlength="200"),
            text_field("Reason", ids.Populations.REASON, "reason", filled.reason,
                       "Such as: the estimates were rebased on the census. Kept with it.", filled.mistakes,
                       maxlength="500"),
            your_name(ids.Populations.NAME, filled.name, "Kept as who added it.", signed_in_as, filled.mistakes),
            html.Button("See what it changes", type="submit", className="button"),
        ],
        method="post",
        action=routes.POPULATIONS,
    )  # fmt: skip
