"""One indicator over time: its line, its target, the amber band, the usual range, events and the comparators."""

from __future__ import annotations

import plotly.graph_objects as go

from kpis.model.indicators import Unit
from kpis.model.periods import PeriodKind
from kpis.model.verdicts import Rag
from kpis.scorecard.palette import AMBER_BAND, INK, LINE, PAPER, QUIET_INK, RAG_LOOKS
from kpis.scorecard.rows import History, HistoryPoint
from kpis.scorecard.wording import UNIT_WORDS, period_short, period_words, rag_words
from layouts.figures.usual_range import add_events, add_special_causes, add_usual_range
from layouts.theme import chart_layout

WHOLE = 100
MOST_LABELS = 8
"""Periods that are named under the chart: more of them would stand on their heads on a phone."""
SYMBOLS = {Rag.RED: "diamond", Rag.AMBER: "triangle-up", Rag.GREEN: "circle", Rag.NOT_RATED: "circle"}


def trend_figure(history: History) -> go.Figure:
    """Values in, a figure out. A period without a value is a gap; colours repeat what shapes and words say."""
    points = _points(history)
    figure = go.Figure(layout=chart_layout())
    labels = [period_short(p.period) for p in points]
    _add_target(figure, history, points, labels)
    add_usual_range(figure, history)
    figure.add_trace(
        go.Scatter(
            x=labels,
            y=[p.value for p in points],
            mode="lines+markers",
            name="Figure",
            line={"color": LINE, "width": 2.5},
            marker={
                "size": 9,
                "symbol": [SYMBOLS[p.rag.rag] for p in points],
                "color": [RAG_LOOKS[p.rag.rag].ground if p.rag.rag is not Rag.NOT_RATED else PAPER for p in points],
                "line": {"color": INK, "width": 1},
            },
            customdata=[[period_words(p.period), p.shown, rag_words(p.rag)] for p in points],
            hovertemplate="%{customdata[0]}: %{customdata[1]} (%{customdata[2]})<extra></extra>",
            connectgaps=False,
        )
    )
    add_special_causes(figure, points)
    add_events(figure, history)
    for dash, other in zip(("dot", "dashdot", "longdash"), history.row.comparators, strict=False):
        if other.value is not None:
            year = f", {period_words(other.period)}" if other.period else ""
            _add_level(figure, labels, other.value, f"{other.name}{year}: {other.shown}", QUIET_INK, dash)
    unit = history.row.indicator.unit
    if unit is Unit.PERCENTAGE and all(p.value is None or p.value <= WHOLE for p in points):
        figure.update_yaxes(range=_whole_range(history), dtick=20)
    figure.update_yaxes(
        title_text=UNIT_WORDS[unit].partition(" aged")[0],
        ticksuffix="%" if unit is Unit.PERCENTAGE else "",
        separatethousands=True,
    )
    every = -(-len(labels) // MOST_LABELS)
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=labels, tickvals=labels[::-every][::-1])
    return figure


def _whole_range(history: History) -> list[float]:
    """Nought to a hundred per cent, and as much more as the limits need: they are not held back."""
    behaviour = history.row.change.behaviour
    limits = [s.limits for s in behaviour.stretches if s.limits is not None] if behaviour is not None else []
    lowest = min((one.lower for one in limits if one.lower is not None), default=0.0)
    highest = max((one.upper for one in limits if one.upper is not None), default=0.0)
    return [lowest - 4 if lowest < 0 else 0, max(WHOLE, highest) + 4]


def _points(history: History) -> list[HistoryPoint]:
    """The periods of the row's own kind, with gaps for those that are missing; all of them where that is too few."""
    same = [p for p in history.points if p.period.kind is history.row.period.kind]
    if len(same) < 2 or same[0].period.kind is not PeriodKind.MONTH:
        return list(history.points) if len(same) < 2 else same
    known = {p.period: p for p in same}
    filled, period = [], same[0].period
    while period.sort_key <= same[-1].period.sort_key:
        filled.append(known.get(period) or HistoryPoint(period, None, "No figure", None, same[0].rag))
        period = period.following()
    return filled


def _add_target(figure: go.Figure, history: History, points: list[HistoryPoint], labels: list[str]) -> None:
    """The target in force for each period, and between it and the amber limit a band."""
    targets = [p.target for p in points]
    lows = [t.low if t else None for t in targets]
    if all(low is None for low in lows):
        return
    for name in ("amber_low", "amber_high"):
        limits = [getattr(t, name) if t else None for t in targets]
        edge = "low" if name == "amber_low" else "high"
        pairs = [
            (label, getattr(t, edge), limit)
            for label, t, limit in zip(labels, targets, limits, strict=True)
            if t is not None and limit is not None
        ]
        if pairs:
            across = [label for label, _, _ in pairs]
            figure.add_trace(
                go.Scatter(
                    x=across + across[::-1],
                    y=[goal for _, goal, _ in pairs] + [limit for _, _, limit in pairs][::-1],
                    fill="toself",
                    fillcolor=AMBER_BAND,
                    line={"width": 0},
                    mode="lines",
                    name=f"Amber: {history.row.amber_shown}" if history.row.amber_shown else "Amber",
                    hoverinfo="skip",
                )
            )
    figure.add_trace(
        go.Scatter(
            x=labels, y=lows, mode="lines", name=f"Target: {history.row.target_shown}",
            line={"color": INK, "width": 1.5, "dash": "dash"}, hoverinfo="skip",
        )
    )  # fmt: skip
    highs = [t.high if t else None for t in targets]
    if highs != lows:
        figure.add_trace(
            go.Scatter(x=labels, y=highs, mode="lines", showlegend=False,
                       line={"color": INK, "width": 1.5, "dash": "dash"}, hoverinfo="skip")
        )  # fmt: skip


def _add_level(figure: go.Figure, labels: list[str], value: float, name: str, colour: str, dash: str) -> None:
    figure.add_trace(
        go.Scatter(
            x=labels,
            y=[value] * len(labels),
            mode="lines",
            name=name,
            line={"color": colour, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
    )
