"""An indicator beside other areas: how it is counted, what may be said, the chart, and every authority in a table."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from kpis.scorecard.area_rows import AreaComparison, AreaPlace, AreaRole
from kpis.scorecard.wording import POLARITY_WORDS, period_words
from layouts import ids, routes
from layouts.figures.areas import areas_figure
from layouts.page import Page
from layouts.parts.choice_field import choice_field
from layouts.parts.data_table import data_table
from layouts.parts.summary_list import summary_list
from layouts.theme import chart_settings

ROLE_WORDS = {
    AreaRole.OURS: "Ours",
    AreaRole.NEIGHBOUR: "Statistical neighbour",
    AreaRole.REGION: "Our region",
    AreaRole.ENGLAND: "England",
    AreaRole.OTHER: "",
}


def page(comparison: AreaComparison) -> Page:
    """The page of one comparison; its chart is drawn by Dash, all else is there at once."""
    indicator = comparison.row.indicator
    chosen = {"year": comparison.period.label, "model": str(comparison.model or "")}
    return Page(
        f"{indicator.name}: other areas, {period_words(comparison.period)}",
        [
            html.P(html.A(indicator.name, href=routes.indicator(indicator.code)), className="crumb"),
            html.H1("Compared with other areas"),
            html.P(
                f"{indicator.ref} {indicator.name}. {POLARITY_WORDS[indicator.polarity]}".lstrip(),
                className="lead",
            ),
            _definition(comparison),
            *_verdicts(comparison),
            _choices(comparison),
            html.H2(f"All authorities in order, {period_words(comparison.period)}"),
            _chart(comparison) if comparison.places else None,
            html.Ul([html.Li(words) for words in comparison.missing]) if comparison.missing else None,
            _table(comparison),
            *_revisions(comparison),
            html.H2("Source"),
            _source(comparison),
            html.P(
                [
                    "Take the figures away: ",
                    html.A("csv for Excel", href=routes.compare_file(indicator.code, "csv", **chosen)),
                    " or ",
                    html.A("JSON", href=routes.compare_file(indicator.code, "json", **chosen)),
                    ".",
                ],
                className="files",
            ),
        ],
        routes.compare(indicator.code),
        is_live=bool(comparison.places),
    )


def chart(comparison: AreaComparison) -> html.Figure:
    """The chart with its text; every figure of it stands in the table below."""
    graph = dcc.Graph(
        id=ids.Chart.AREAS_GRAPH, figure=areas_figure(comparison), config=chart_settings(), className="chart"
    )
    return html.Figure(graph, role="group", **{"aria-label": chart_words(comparison)})


def chart_words(comparison: AreaComparison) -> str:
    """What the chart shows, for whoever does not see it."""
    drawn = sum(place.place is not None for place in comparison.places)
    words = f"Chart of {drawn} authorities in order of their figure, {period_words(comparison.period)}."
    if comparison.ours is not None and comparison.ours.place is not None:
        words += f" {comparison.council} is at place {comparison.ours.place}, with {comparison.ours.shown}."
    if comparison.england is not None:
        words += f" England: {comparison.england.shown}."
    return f"{words} Every figure is in the table below."


def _definition(comparison: AreaComparison) -> html.Div:
    return html.Div(
        [
            html.P([html.Strong(comparison.definition)]),
            html.P(["Published as: ", comparison.measure.name, "."]),
        ],
        className="inset",
    )


def _verdicts(comparison: AreaComparison) -> list[Any]:
    ours = comparison.ours
    if ours is None:
        no_figure = f"No figure is published for {comparison.council} in {period_words(comparison.period)}."
        said: Any = html.Div([html.P(words) for words in (no_figure, *comparison.notes)], className="headline")
    else:
        drawn = sum(place.place is not None for place in comparison.places)
        likely = f"likely between {ours.interval_shown.replace(' to ', ' and ')}" if ours.interval_shown else ""
        said = html.Div(
            [
                html.P(
                    [
                        html.Span(ours.shown, className="big"),
                        " ",
                        html.Span(likely, className="quiet"),
                        " ",
                        html.Span(
                            f"{comparison.council}, {period_words(comparison.period)}, as published: place "
                            f"{ours.place} of {drawn} from the lowest",
                            className="when",
                        ),
                    ]
                ),
                html.Ul([html.Li(verdict.sentence) for verdict in comparison.verdicts]),
                *(html.P(html.Strong(words)) for words in comparison.flips),
                *(html.P(words, className="quiet") for words in comparison.notes),
            ],
            className="headline",
        )
    explained = html.P(html.A("How we compare with other areas", href=routes.ELSEWHERE_EXPLAINED), className="quiet")
    return [said, explained]


def _choices(comparison: AreaComparison) -> html.Form:
    years = {p.label: period_words(p) for p in comparison.periods}
    models = {str(model): f"{model} model" for model in comparison.models}
    return html.Form(
        [
            choice_field("Year", ids.Compare.YEAR, "year", years, comparison.period.label),
            choice_field("Statistical neighbours", ids.Compare.MODEL, "model", models, str(comparison.model))
            if models
            else None,
            html.Button("Show", type="submit", className="button"),
        ],
        method="get",
        action=routes.compare(comparison.row.indicator.code),
        className="filters",
    )


def _chart(comparison: AreaComparison) -> html.Div:
    return html.Div(
        html.Div("A chart is drawn here. Its figures are in the table below.", className="quiet"),
        id=ids.Chart.ROOT,
        className="chart-place",
    )


def _table(comparison: AreaComparison) -> html.Div:
    """Every authority with a number in its order; England and the region stand where their figure puts them."""
    england = [comparison.england] if comparison.england else []
    places = sorted([*comparison.places, *england], key=lambda p: (p.value, p.name))
    has_counts = any(p.numerator is not None for p in places)
    has_out_of = any(p.denominator is not None for p in places)
    heads = ["Area", "Place", "Figure"]
    heads += ["Likely range"] if any(p.interval_shown for p in places) else []
    heads += (["Count"] if has_counts else []) + (["Out of"] if has_out_of else []) + ["Marked as"]

    def cells(place: AreaPlace) -> list[Any]:
        said = ROLE_WORDS[place.role] + (f", {place.nearness}" if place.nearness else "")
        row: list[Any] = [html.Strong(place.name) if place.role is AreaRole.OURS else place.name]
        row += [place.place or "", place.shown]
        row += [place.interval_shown.replace(" ", "\u00a0")] if "Likely range" in heads else []
        row += [_count(place.numerator)] if has_counts else []
        row += [_count(place.denominator)] if has_out_of else []
        return [*row, html.Strong(said) if place.role is AreaRole.OURS else said]

    caption = f"Every authority with a figure, from the lowest, {period_words(comparison.period)}"
    return data_table(caption, heads, (cells(p) for p in places), tuple(range(1, len(heads) - 1)))


def _count(count: float | None) -> str:
    return "" if count is None else f"{count:,.0f}"


def _revisions(comparison: AreaComparison) -> list[Any]:
    if not comparison.revisions:
        return []
    heads = ("Area", "Period", "Then", "Now", "Why", "Source")
    rows = (
        [r.area, period_words(r.period), r.before, r.after, r.reason, f"{r.source.file}, {r.source.cell}"]
        for r in comparison.revisions
    )
    return [
        html.H2("Revised since they were first loaded"),
        data_table("Published figures that changed", heads, rows, is_titled=False),
    ]


def _source(comparison: AreaComparison) -> html.Dl:
    places = [comparison.ours, comparison.england, *comparison.places]
    files = dict.fromkeys(
        f"{p.source.file}{f', loaded by {p.source.by}' if p.source.by else ''}, upload {p.source.upload}"
        for p in places
        if p is not None
    )
    return summary_list(
        [
            *(("Publication", f"{p.name}. {p.publisher}. {p.licence}.") for p in comparison.publications),
            ("File", "; ".join(files)),
            ("Measure", f"{comparison.measure.name} ({comparison.measure.short})"),
            (
                "Likely range",
                "What the figure can be trusted to, 19 times in 20: Wilson’s method for a percentage, Byar’s for a "
                "rate. There is one only where counts are published that give the figure.",
            ),
        ]
    )
