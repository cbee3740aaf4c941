"""A scorecard: its sections as tables, with filters that live in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dash import html

from kpis.model.periods import Period, PeriodKind
from kpis.model.verdicts import Rag
from kpis.scorecard.elsewhere import NEIGHBOURS
from kpis.scorecard.elsewhere_words import SIMILAR_COUNCILS, elsewhere_in_words
from kpis.scorecard.filters import (
    CHANGE_CHOICES,
    DIRECTION_CHOICES,
    WITH_WORDS,
    Filters,
    change_choice,
    direction_choice,
    searched_text,
)
from kpis.scorecard.rows import Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import RAG_WORDS, period_short, period_words
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.change_note import assurance_note, variation_note
from layouts.parts.choice_field import choice_field
from layouts.parts.direction_arrow import direction_arrow
from layouts.parts.rag_tag import rag_tag
from layouts.parts.sparkline import sparkline
from layouts.parts.what_to_ask import link_to_questions
from layouts.parts.withheld_note import withheld_note

RECENT_PERIODS = 6
FILES = {"pdf": "PDF", "xlsx": "Excel", "csv": "csv", "json": "JSON"}
_BEFORE_FIGURES = (("Ref", "ref"), ("Indicator", "name"))


def page(scorecard: Scorecard, filters: Filters) -> Page:
    """The scorecard of one period. Rows that a filter leaves out are there and hidden, so that it can be lifted."""
    columns = [c for section in scorecard.sections for c in _columns(scorecard, section).comparators]
    return Page(
        f"{scorecard.title}: {period_words(scorecard.period)}",
        [
            html.P(html.A("What needs attention", href=routes.HOME), className="crumb"),
            html.H1(scorecard.title),
            html.P([html.Strong(period_words(scorecard.period)), ". ", scorecard.description], className="lead"),
            _filters(scorecard, filters),
            _how_many(scorecard, filters),
            _take_away(scorecard, filters),
            withheld_note(scorecard.withholding) if scorecard.has_withheld else None,
            *(_section(scorecard, section, filters) for section in scorecard.sections),
            html.P(
                "No indicator fits these filters. Choose other filters, or show all.",
                id=ids.Scorecard.NOTHING,
                className="inset",
                hidden=any(filters.shows(s.name, row) for s in scorecard.sections for row in s.rows),
            ),
            html.P(html.A("How we tell a real change from the usual ups and downs", href=routes.METHODS_OF_CHANGE)),
            _about_elsewhere() if columns else None,
            html.P(SIMILAR_COUNCILS, className="quiet") if _names_similar_councils(scorecard) else None,
        ],
        routes.scorecard(scorecard.name),
        scripts=("scorecard.js",),
        is_wide=True,
    )


def _filters(scorecard: Scorecard, filters: Filters) -> html.Form:
    rags = {rag.value: RAG_WORDS[rag] for rag in Rag}
    sections = {section.name: section.name for section in scorecard.sections}
    periods = {p.label: period_words(p) for p in reversed(scorecard.periods)}
    return html.Form(
        [
            choice_field("Period", ids.Scorecard.PERIOD, "period", periods, scorecard.period.label),
            choice_field(
                "Section", ids.Scorecard.SECTION, "section", {"": "All sections", **sections}, filters.section
            ),
            choice_field("Against target", ids.Scorecard.RAG, "rag", {"": "All", **rags}, filters.rag),
            choice_field(
                "Direction", ids.Scorecard.DIRECTION, "direction", {"": "All", **DIRECTION_CHOICES}, filters.direction
            ),
            choice_field("Real change", ids.Scorecard.CHANGE, "change", {"": "All", **CHANGE_CHOICES}, filters.change),
            html.Div(
                [
                    html.Label("Find an indicator", htmlFor=ids.Scorecard.WORDS),
                    element(
                        "input",
                        type="search",
                        id=ids.Scorecard.WORDS,
                        name="words",
                        value=filters.words,
                        autocomplete="off",
                        maxlength="100",
                        data_said=WITH_WORDS,
                    ),
                ],
                className="field field-words",
            ),
            html.Button("Show", type="submit", className="button"),
            html.A("Show all", href=routes.scorecard(scorecard.name, period=scorecard.period.label), className="clear"),
        ],
        id=ids.Scorecard.FILTERS,
        action=routes.scorecard(scorecard.name),
        method="get",
        className="filters",
        role="search",
        **{"aria-label": "Choose what to see"},
    )


def _how_many(scorecard: Scorecard, filters: Filters) -> html.P:
    shown = sum(filters.shows(section.name, row) for section in scorecard.sections for row in section.rows)
    asked = "".join(f". {name}: {chosen}" for name, chosen in filters.in_words())
    return html.P(
        f"Showing {shown} of {len(list(scorecard.rows))} indicators{asked}",
        id=ids.Scorecard.COUNT,
        className="quiet",
        role="status",
    )


@dataclass(frozen=True)
class _Columns:
    """The columns that a section has besides its name, trend, direction, target and colour."""

    prior: tuple[Period, ...]
    recent: tuple[Period, ...]
    comparators: tuple[str, ...]


def _columns(scorecard: Scorecard, section: Section) -> _Columns:
    """Six recent months, or as many as there are, and the year before; of other periods the section's last four."""
    printed = {c.name for row in section.rows for c in row.comparators if not c.is_published}
    comparators = tuple(n for n in dict.fromkeys(c.name for r in section.rows for c in r.comparators) if n in printed)
    period = scorecard.period
    seen = sorted({p.period for row in section.rows for p in row.history}, key=lambda p: p.sort_key)
    if period.kind is not PeriodKind.MONTH:
        latest = {row.period for row in section.rows}
        prior = tuple(p for p in seen if p not in latest)[-3:]
        return _Columns(prior, tuple(sorted(latest, key=lambda p: p.sort_key)), comparators)
    recent = [period]
    seen_months = (p.period for row in scorecard.rows for p in row.history if p.period.kind is PeriodKind.MONTH)
    first = min(seen_months, key=lambda p: p.sort_key, default=period)
    while len(recent) < RECENT_PERIODS and recent[0].sort_key > first.sort_key:
        recent.insert(0, recent[0].previous())
    years = [p for row in scorecard.rows for p in (q.period for q in row.history) if p.kind is not PeriodKind.MONTH]
    return _Columns(tuple(years[:1]), tuple(recent), comparators)


def _section(scorecard: Scorecard, section: Section, filters: Filters) -> html.Section:
    columns = _columns(scorecard, section)
    shown = [filters.shows(section.name, row) for row in section.rows]
    heads = [_head(words, kind) for words, kind in _BEFORE_FIGURES]
    heads += [_head(period_short(p), "number prior") for p in columns.prior]
    heads += [
        _head(period_short(p), "number now" if p == columns.recent[-1] else "number past") for p in columns.recent
    ]
    heads += [_head("Trend", "trend"), _head("Direction", "direction"), _head("Target", "number goal")]
    heads += [_head("Against target", "rag")]
    heads += [_head(name, "number other") for name in columns.comparators]
    table = html.Table(
        [
            html.Caption(f"{section.name}, {period_words(scorecard.period)}", className="unseen"),
            html.Thead(html.Tr(heads, role="row"), role="rowgroup"),
            html.Tbody(
                [_row(section, row, columns, is_shown) for row, is_shown in zip(section.rows, shown, strict=True)],
                role="rowgroup",
            ),
        ],
        className="scorecard",
        role="table",
        style={"--figures": _widths(columns)},
    )
    return html.Section(
        [
            html.H2(section.name),
            html.Div(table, className="scroll", tabIndex="0", role="region", **{"aria-label": section.name}),
        ],
        className="section",
        hidden=not any(shown),
    )


def _widths(columns: _Columns) -> str:
    """How wide each column is on a tablet, after the ref: the two that hold words have more room than figures."""
    figures = len(columns.prior) + len(columns.recent) + 1
    return f"repeat({figures},1fr) 1.8fr 1.3fr 1.8fr" + " 1.3fr" * len(columns.comparators)


def td(children: Any, **attributes: Any) -> html.Td:
    """A cell that stays a cell to a screen reader when a narrow screen lays the table out as cards."""
    return html.Td(children, role="cell", **attributes)


def _head(words: str, kind: str) -> html.Th:
    return html.Th(words, scope="col", className=kind, role="columnheader")


def _row(section: Section, row: ScorecardRow, columns: _Columns, is_shown: bool) -> html.Tr:
    indicator, elsewhere = row.indicator, elsewhere_in_words(row, columns.comparators)
    name = html.Th(
        [
            html.A(indicator.name, href=routes.indicator(indicator.code)),
            *([" ", html.Span(indicator.flag, className="flag")] if indicator.flag else []),
            *([" ", html.Span(indicator.link, className="link-ref")] if indicator.link else []),
            html.Span(row.verdict, className="says"),
            html.Span(link_to_questions(row), className="says") if row.rag.rag is Rag.RED else None,
            html.Span(elsewhere, className="says") if elsewhere else None,
            html.Span(" ".join(row.depends_on), className="says") if row.depends_on else None,
        ],
        scope="row",
        className="name",
        role="rowheader",
    )
    cells = [td(indicator.ref, className="ref"), name]
    cells += [_figure(row, p, "prior") for p in columns.prior]
    cells += _recent(row, columns.recent)
    cells += [
        td(_trend(row), className="trend", **{"data-label": "Trend"}),
        td(
            [direction_arrow(row.direction), variation_note(row, is_short=True)],
            className="direction",
            **{"data-label": "Direction"},
        ),
        td(_target(row), className="number goal", **{"data-label": "Target"}),
        td([rag_tag(row.rag), assurance_note(row)], className="rag", **{"data-label": "Against target"}),
    ]
    cells += [_elsewhere(row, name_) for name_ in columns.comparators]
    return html.Tr(
        cells,
        hidden=not is_shown,
        role="row",
        **{
            "data-section": section.name,
            "data-rag": row.rag.rag.value,
            "data-direction": direction_choice(row),
            "data-change": change_choice(row),
            "data-words": searched_text(row),
        },
    )


def _trend(row: ScorecardRow) -> Element | html.Span:
    return sparkline(row) or html.Span("No trend yet", className="unseen")


def _target(row: ScorecardRow) -> list[html.Span | str | None]:
    source = row.target.source if row.target and row.target.source and row.target.source != "Local" else ""
    return [row.target_shown, html.Span(source, className="small") if source else None]


def _figure(row: ScorecardRow, period: Period, kind: str) -> html.Td:
    point = row.point(period)
    is_marker = point is not None and point.marker is not None
    shown = (
        point.shown
        if point and point.shown
        else html.Span("–", title="No figure", **{"aria-label": "No figure"}, role="img")
    )
    label = {"data-label": period_short(period)}
    return td(shown, className=f"{'words' if is_marker else 'number'} {kind}", **label)


def _recent(row: ScorecardRow, periods: Sequence[Period]) -> list[html.Td]:
    """The recent figures; the same words month after month are said once, across."""
    cells: list[html.Td] = []
    start = 0
    while start < len(periods):
        point = row.point(periods[start])
        end = start + 1
        if point is not None and point.marker is not None:
            while (
                end < len(periods) and (other := row.point(periods[end])) is not None and other.marker is point.marker
            ):
                end += 1
        is_now = end == len(periods)
        cell = _figure(row, periods[start], "now" if is_now else "past")
        if end - start > 1:
            cell = td(
                point.shown if point else "",
                className=f"words {'now' if is_now else 'past'}",
                colSpan=str(end - start),
                **{"data-label": f"{period_short(periods[start])} to {period_short(periods[end - 1])}"},
            )
        cells.append(cell)
        start = end
    return cells


def _elsewhere(row: ScorecardRow, name: str) -> html.Td:
    found = next((c for c in row.comparators if c.name == name), None)
    if found is None:
        return td("", className="number other", **{"data-label": name})
    period = html.Span(period_short(found.period), className="small") if found.period else None
    kind = "number" if found.value is not None else "words"
    is_told = found.value is not None and found.same_definition is False
    counted = html.Span("Counted differently", className="small") if is_told else None
    return td([counted, found.shown, period], className=f"{kind} other", **{"data-label": name})


def _take_away(scorecard: Scorecard, filters: Filters) -> html.Ul:
    """The page as a file, with its period and filters; scorecard.js keeps the links and shows the button."""
    query = {"period": scorecard.period.label, **asdict(filters)}
    links = [
        html.Li(html.A(words, href=routes.scorecard_file(scorecard.name, ending, **query)))
        for ending, words in FILES.items()
    ]
    button = element("button", "Print", type="button", id=ids.Scorecard.PRINT, class_="link", hidden=True)
    return html.Ul([html.Li("Take this away:"), *links, html.Li(button)], id=ids.Scorecard.FILES, className="take")


def _names_similar_councils(scorecard: Scorecard) -> bool:
    return any(c.name == NEIGHBOURS and c.value is not None for row in scorecard.rows for c in row.comparators)


def _about_elsewhere() -> html.P:
    return html.P(
        "Figures for other areas are for the year shown with them, and may be counted differently from ours.",
        className="quiet",
    )
