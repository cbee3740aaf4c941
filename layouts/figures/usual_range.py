"""The usual range on a chart: mean and limits, a shape round each special cause, and events as lines across."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from kpis.model.process import Stretch
from kpis.scorecard.change_wording import measured, unusual_words
from kpis.scorecard.event_wording import event_letters
from kpis.scorecard.palette import INK, QUIET_INK, RANGE_LINE
from kpis.scorecard.rows import History, HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_short, period_words

LONGEST_LABEL = 50
RING = 15
LIMIT_DASH = "3px,3px"
ROOM_FOR_LETTERS, ROOM_FOR_A_NAME = 32, 24
"""Pixels above the chart, and what the chart grows by for each name more in its legend."""


def add_usual_range(figure: go.Figure, history: History) -> None:
    """Mean and limits of each stretch; they step where a re-baseline begins a new one."""
    behaviour = history.row.change.behaviour
    if behaviour is None:
        return
    found = [stretch for stretch in behaviour.stretches if stretch.limits is not None]
    if found:
        figure.update_layout(height=figure.layout.height + 2 * ROOM_FOR_A_NAME)
    for stretch in found:
        _add_stretch(figure, history.row, stretch, is_named=stretch is found[-1])


def _add_stretch(figure: go.Figure, row: ScorecardRow, stretch: Stretch, is_named: bool) -> None:
    """The lines of one stretch; the numbers of the newest are named in the legend."""
    limits = stretch.limits
    if limits is None:
        return
    across = [period_short(row.change.month(position)) for position in range(stretch.start, stretch.end)]
    _add_line(figure, across, limits.mean, f"Average: {measured(limits.mean, row.indicator)}", "solid", is_named)
    if limits.lower is None or limits.upper is None:
        return
    name = f"Usual range: {measured(limits.lower, row.indicator)} to {measured(limits.upper, row.indicator)}"
    _add_line(figure, across, limits.upper, name, LIMIT_DASH, is_named)
    _add_line(figure, across, limits.lower, name, LIMIT_DASH, False)


def _add_line(figure: go.Figure, across: list[str], value: float, name: str, dash: str, is_named: bool) -> None:
    figure.add_trace(
        go.Scatter(
            x=across,
            y=[value] * len(across),
            mode="lines",
            name=name,
            showlegend=is_named,
            line={"color": RANGE_LINE, "width": 1.5, "dash": dash},
            hoverinfo="skip",
        )
    )


def add_special_causes(figure: go.Figure, points: list[HistoryPoint]) -> None:
    """A square round each figure that is unusual. The list under the chart says why in words."""
    unusual = [p for p in points if p.signal is not None and p.value is not None]
    if not unusual:
        return
    figure.add_trace(
        go.Scatter(
            x=[period_short(p.period) for p in unusual],
            y=[p.value for p in unusual],
            mode="markers",
            name="Unusual (see the list below)",
            marker={"symbol": "square-open", "size": RING, "color": INK, "line": {"width": 2}},
            customdata=[[period_words(p.period), unusual_words(p.signal).lower()] for p in unusual],
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        )
    )


def add_events(figure: go.Figure, history: History) -> None:
    """A line across the chart at each event that lies in it: solid where figures are judged afresh, else dotted.

    A letter stands above the line, clear of the figures; the legend and the list of events say what it stands for.
    """
    lettered = event_letters(history.row.change.events)
    for placed, letter in lettered.items():
        if placed.period is None:
            continue
        across = period_short(placed.period)
        dash = "solid" if placed.begins_stretch else "dot"
        title = textwrap.shorten(placed.kept.event.title, LONGEST_LABEL, placeholder="…")
        figure.add_shape(
            type="line", xref="x", yref="paper", x0=across, x1=across, y0=0, y1=1, showlegend=True,
            name=_plain(f"{letter}: {title}"), line={"color": QUIET_INK, "width": 1.5, "dash": dash},
        )  # fmt: skip
    together: dict[str, list[str]] = {}
    for placed, letter in lettered.items():
        if placed.period is not None:
            together.setdefault(period_short(placed.period), []).append(letter)
    for across, letters in together.items():
        figure.add_annotation(
            x=across, y=1, xref="x", yref="paper", text=", ".join(letters), yanchor="bottom", showarrow=False,
            font={"size": 14, "color": INK},
        )  # fmt: skip
    if together:
        figure.update_layout(margin_t=ROOM_FOR_LETTERS, height=figure.layout.height + ROOM_FOR_A_NAME * len(lettered))


def _plain(text: str) -> str:
    """Text that Plotly shows as it is, and takes for no mark-up."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
