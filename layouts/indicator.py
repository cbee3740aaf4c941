"""One indicator: its verdict, chart, figures, definition, sources and revisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from kpis.model.indicators import Indicator
from kpis.model.observations import Source
from kpis.model.people import Audience
from kpis.scorecard.change_wording import unusual_words
from kpis.scorecard.rows import History, HistoryPoint, Revision, ScorecardRow
from kpis.scorecard.trend import trend_words
from kpis.scorecard.wording import (
    BASIS_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    compared_with_words,
    day_words,
    limit_shown,
    period_words,
    target_shown,
)
from layouts import ids, routes
from layouts.figures.trend import trend_figure
from layouts.page import Page
from layouts.parts.change_note import assurance_note, variation_note
from layouts.parts.data_table import data_table
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.rag_tag import rag_tag
from layouts.parts.real_change import events_of, fragility_of, real_change
from layouts.parts.summary_list import summary_list
from layouts.parts.withheld_note import withheld_note
from layouts.theme import chart_settings

FEWEST_FOR_A_CHART = 2
TOO_FEW = "There are too few figures for a chart."


def page(history: History, is_comparable: bool = False, words: Sequence[Any] = ()) -> Page:
    """The page of one indicator; its chart is drawn by Dash, all else is there at once. `words` are what is said."""
    row = history.row
    indicator = row.indicator
    valued = [p for p in history.points if p.value is not None]
    return Page(
        f"{indicator.name} – {history.scorecard_title}",
        [
            html.P(html.A(history.scorecard_title, href=routes.scorecard(indicator.scorecard)), className="crumb"),
            html.H1([html.Span(f"{indicator.ref} ", className="ref-big") if indicator.ref else None, indicator.name]),
            _headline(history),
            *words,
            html.H2("Over time"),
            _chart(history, valued) if len(valued) >= FEWEST_FOR_A_CHART else html.P(TOO_FEW),
            *real_change(row),
            *_elsewhere(history, is_comparable),
            *fragility_of(history),
            *_comparisons(history),
            *events_of(history),
            html.H2("Every figure"),
            withheld_note(history.withholding) if history.has_withheld else None,
            _figures(history),
            html.H2("What it measures"),
            _definition(history),
            *_targets(history),
            *_revisions(history),
            *_answers(history),
            html.P(
                [
                    "Take the figures away: ",
                    html.A("csv for Excel", href=routes.indicator_file(indicator.code, "csv")),
                    " or ",
                    html.A("JSON", href=routes.indicator_file(indicator.code, "json")),
                    ". The whole scorecard: ",
                    html.A("PDF", href=routes.scorecard_file(indicator.scorecard, "pdf")),
                    " or ",
                    html.A("Excel", href=routes.scorecard_file(indicator.scorecard, "xlsx")),
                    ". This page prints as it is shown.",
                ],
                className="files",
            ),
        ],
        routes.indicator(indicator.code),
        is_live=len(valued) >= FEWEST_FOR_A_CHART,
    )


def chart_shell() -> html.Div:
    """What Dash keeps alive: the address of the page, and the place where its chart goes."""
    return html.Div([dcc.Location(id=ids.Chart.ADDRESS, refresh=False), html.Div(id=ids.Chart.PLACE)])


def chart(history: History) -> html.Figure | html.P:
    """The chart with its text; every figure of it stands in the table below. A sentence where figures are too few."""
    row = history.row
    valued = [p for p in history.points if p.value is not None]
    if len(valued) < FEWEST_FOR_A_CHART:
        return no_chart(TOO_FEW)
    graph = dcc.Graph(id=ids.Chart.GRAPH, figure=trend_figure(history), config=chart_settings(), className="chart")
    words = f"Chart of {row.indicator.name}. Its figures are in the table below."
    return html.Figure(graph, role="group", **{"aria-label": words})


def no_chart(words: str) -> html.P:
    """Said in the chart's place when there is none."""
    return html.P(words, className="inset")


def _headline(history: History) -> html.Div:
    row = history.row
    period = period_words(row.period)
    count = None
    if row.numerator is not None and row.denominator is not None:
        count = html.Span(f"{row.numerator:,.0f} of {row.denominator:,.0f}", className="quiet")
    elif row.numerator is not None:
        count = html.Span(f"count: {row.numerator:,.0f}", className="quiet")
    return html.Div(
        [
            html.P(
                [html.Span(row.shown or "No figure", className="big"), " ", count, html.Span(period, className="when")]
            ),
            *(_judged(row) if row.value is not None else ()),
            html.P(row.verdict, className="verdict"),
            html.P(compared_with_words(row.direction) + ".", className="quiet") if row.value is not None else None,
        ],
        className="headline",
    )


def _judged(row: ScorecardRow) -> tuple[html.P, ...]:
    return (
        html.P([rag_tag(row.rag), " ", direction_arrow(row.direction)], className="tags"),
        html.P([variation_note(row, is_short=True), assurance_note(row)]),
    )


def _chart(history: History, valued: list[HistoryPoint]) -> html.Div:
    return html.Div(
        [
            html.P(trend_words(valued) + "."),
            html.Div(
                html.Div("A chart is drawn here. Its figures are in the table below.", className="quiet"),
                id=ids.Chart.ROOT,
                className="chart-place",
            ),
        ]
    )


def _figures(history: History) -> html.Div:
    has_counts = any(p.denominator is not None or p.numerator is not None for p in history.points)
    is_unusual = any(p.signal is not None for p in history.points)
    counted, marked = (["Count", "Out of"] if has_counts else []), (["Unusual"] if is_unusual else [])
    headings = ["Period", "Figure", *counted, "Target", "Against target", *marked, "Source"]

    def cells(point: HistoryPoint) -> list[Any]:
        counts = [_count(point.numerator), _count(point.denominator)] if has_counts else []
        target = target_shown(point.target, history.row.indicator)
        return [
            period_words(point.period),
            point.shown + (f" ({point.note})" if point.note else ""),
            *counts,
            target,
            rag_tag(point.rag),
            *([unusual_words(point.signal)] if is_unusual else []),
            _source(point.source),
        ]

    numeric = (1, 2, 3, 4) if has_counts else (1, 2)
    rows = (cells(p) for p in reversed(history.points))
    return data_table("Every figure, the newest first", headings, rows, numeric, is_titled=False)


def _count(count: float | None) -> str:
    return "" if count is None else f"{count:,.0f}"


def _source(source: Source | None) -> str:
    if source is None:
        return ""
    sheet = f"{source.sheet}!" if source.sheet else ""
    return f"{source.file}, {sheet}{source.cell}"


def _elsewhere(history: History, is_comparable: bool) -> list[Any]:
    """Other areas' figures. How they are counted otherwise than ours stands before any of them."""
    row = history.row
    if not row.comparators and not is_comparable:
        return []
    differs = dict.fromkeys(c.differs for c in row.comparators if c.differs)
    same = {True: "The same", False: "Differs from ours", None: "Not checked"}
    rows = (
        [
            [c.name, *(html.Span(words, className="small") for words in (c.note, _source(c.source)) if words)],
            same[c.same_definition],
            c.shown,
            period_words(c.period) if c.period else "Not stated",
            f"{c.compared_words}." if c.compared_words else "",
        ]
        for c in row.comparators
    )
    heads = ("Where", "Definition", "Figure", "Period", "Ours compared with it")
    table = data_table("The same measure elsewhere", heads, rows, (2,), is_titled=False) if row.comparators else None
    link = html.P(html.A("See all authorities in order", href=routes.compare(row.indicator.code)))
    explained = html.P(html.A("How we compare with other areas", href=routes.ELSEWHERE_EXPLAINED), className="quiet")
    return [
        html.H2("Elsewhere"),
        *(html.P(f"Not counted the same: {words}.", className="inset") for words in differs),
        link if is_comparable else None,
        table,
        *(html.P(html.Strong(words)) for words in history.depends_on),
        explained,
    ]


def _comparisons(history: History) -> list[Any]:
    if not history.comparisons:
        return []
    rows = ([c.name, period_words(c.period), c.shown, c.words] for c in history.comparisons)
    heads = ("Compared with", "Period", "Figure then", "Since then")
    return [html.H2("Further back"), data_table("Further comparisons", heads, rows, (2,), is_titled=False)]


def _definition(history: History) -> html.Dl:
    indicator = history.row.indicator
    return summary_list(
        [
            ("Definition", indicator.definition or "No definition has been written yet."),
            ("Counted", f"{BASIS_WORDS[indicator.basis]}."),
            ("Unit", UNIT_WORDS[indicator.unit]),
            ("Worked out as", _fraction(indicator)),
            ("Which way is good", POLARITY_WORDS[indicator.polarity]),
            ("Made with", [html.Span(words, className="small") for words in history.population]),
            (
                "Proxy",
                "This is a proxy: it does not follow the same children, and may pass 100%." if indicator.proxy else "",
            ),
            ("Section", indicator.section),
            ("Link", indicator.link),
            ("Code", indicator.code),
        ]
    )


def _fraction(indicator: Indicator) -> str:
    if indicator.numerator and indicator.denominator:
        return f"{indicator.numerator[:1].upper()}{indicator.numerator[1:]}, divided by {indicator.denominator}"
    return ""


def _targets(history: History) -> list[Any]:
    if not history.targets:
        return []
    indicator = history.row.indicator
    rows = []
    for target in history.targets:
        limits = [limit_shown(v, indicator) for v in (target.amber_low, target.amber_high) if v is not None]
        start = day_words(target.in_force_from) if target.in_force_from else "The beginning"
        rows.append(
            [start, target_shown(target, indicator), " and ".join(limits) or "None", target.source, target.reason]
        )
    heads = ("In force from", "Target", "Amber limit", "Source", "Reason")
    return [html.H2("Target"), data_table("Targets and since when", heads, rows, (1, 2), is_titled=False)]


def _revisions(history: History) -> list[Any]:
    """What was revised, for officers: an earlier figure may be a small number, or give one away."""
    if history.audience is Audience.PUBLIC:
        return []
    if not history.revisions:
        return [html.H2("Revisions"), html.P("No figure of this indicator has been revised.")]
    heads = ("Period", "Then", "Now", "Changed on", "By", "Source")
    rows = (_revision(r) for r in history.revisions)
    return [html.H2("Revisions"), data_table("Figures that were revised", heads, rows, (1, 2), is_titled=False)]


def _revision(revision: Revision) -> list[Any]:
    undo = revision.undo
    at, by = (undo.at, undo.by) if undo else (revision.after_source.at, revision.after_source.by)
    source: Any = _source(revision.after_source)
    if revision.reason:
        source = [source, html.Span(revision.reason, className="small")]
    if undo:
        source = [html.A(f"Undo of upload {undo.undoes}", href=routes.upload(undo.number)), f": {undo.reason}"]
        source += [html.Span(f"back to {_source(revision.after_source)}", className="small")] if revision.after else []
    gone = "Withdrawn" if undo and not revision.after else revision.after
    return [period_words(revision.period), revision.before or "Nothing", gone, day_words(at), by, source]


def _answers(history: History) -> list[Any]:
    """What officers answered when a figure was questioned."""
    if not history.answers:
        return []
    rows = (
        [
            kept.answer.period or "Not stated",
            kept.answer.question,
            kept.answer.words,
            kept.by,
            day_words(kept.at),
            html.A(f"{kept.file}, {kept.answer.sheet} {kept.answer.cell}", href=routes.upload(kept.upload)),
        ]
        for kept in history.answers
    )
    heads = ("Period", "Question", "Answer", "By", "On", "Upload")
    return [
        html.H2("Questions that were answered"),
        data_table("Questions about these figures", heads, rows, is_titled=False),
    ]
