"""All authorities in order as dots: ours, its neighbours and its region by shape and label, England as a line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from kpis.model.indicators import Unit
from kpis.model.intervals import Interval
from kpis.scorecard.area_rows import AreaComparison, AreaPlace, AreaRole
from kpis.scorecard.palette import INK, LINE, PAPER, QUIET_INK, RULE
from kpis.scorecard.wording import UNIT_WORDS
from layouts.theme import chart_layout

HEIGHT = 480
QUARTER_NAMES = ("A quarter lie at or below", "Half lie at or below", "Three quarters lie at or below")
OTHER_INK = "#8a95a3"


def areas_figure(comparison: AreaComparison) -> go.Figure:
    """Values in, a figure out. What has no number is not drawn: the page says how many that are."""
    figure = go.Figure(layout=chart_layout())
    across = {place.code: number for number, place in enumerate(comparison.places, 1)}
    looks = (
        (AreaRole.OTHER, "Other authorities", "circle", 7, PAPER, OTHER_INK),
        (AreaRole.NEIGHBOUR, "Statistical neighbours, 1 the nearest", "diamond", 11, "#a9c8dc", LINE),
        (AreaRole.REGION, "", "square", 13, "#f2b632", INK),
        (AreaRole.OURS, comparison.council, "star", 19, INK, INK),
    )
    for role, name, symbol, size, fill, ink in looks:
        found = [place for place in comparison.places if place.role is role]
        if found:
            figure.add_trace(_dots(found, across, name or found[0].name, symbol, size, fill, ink, role))
    _add_levels(figure, comparison)
    _add_labels(figure, comparison, across)
    unit = comparison.row.indicator.unit
    figure.update_yaxes(
        title_text=UNIT_WORDS[unit].partition(" aged")[0], ticksuffix="%" if unit is Unit.PERCENTAGE else ""
    )
    figure.update_xaxes(
        title_text="From the lowest to the highest",
        showticklabels=False,
        ticks="",
        range=[-1, len(across) + 2],
    )
    figure.update_layout(hovermode="closest", height=HEIGHT, legend={"orientation": "h", "y": -0.14, "x": 0})
    return figure


def _dots(
    places: Sequence[AreaPlace],
    across: dict[str, int],
    name: str,
    symbol: str,
    size: int,
    fill: str,
    ink: str,
    role: AreaRole,
) -> go.Scatter:
    limits = [p.interval if isinstance(p.interval, Interval) else None for p in places]
    is_near = role is AreaRole.NEIGHBOUR
    return go.Scatter(
        x=[across[p.code] for p in places],
        y=[p.value for p in places],
        mode="markers+text" if is_near else "markers",
        text=[p.nearness.partition(":")[0] for p in places] if is_near else None,
        textposition="top center",
        textfont={"size": 12, "color": INK},
        name=name,
        marker={"symbol": symbol, "size": size, "color": fill, "line": {"color": ink, "width": 1.4}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [limit.upper - p.value if limit else None for p, limit in zip(places, limits, strict=True)],
            "arrayminus": [p.value - limit.lower if limit else None for p, limit in zip(places, limits, strict=True)],
            "thickness": 1.8 if role is AreaRole.OURS else 1,
            "width": 0,
            "color": INK if role is AreaRole.OURS else LINE if is_near else RULE,
        },
        customdata=[[p.name, p.shown, f", likely {p.interval_shown}" if p.interval_shown else ""] for p in places],
        hovertemplate="%{customdata[0]}: %{customdata[1]}%{customdata[2]}<extra></extra>",
    )


def _add_levels(figure: go.Figure, comparison: AreaComparison) -> None:
    """England as a line across, and the three quartiles, thinner and dotted."""
    end = [-1, len(comparison.places) + 2]
    for value, shown, name in zip(comparison.quartiles or (), comparison.quartiles_shown, QUARTER_NAMES, strict=False):
        line = {"color": QUIET_INK, "width": 1, "dash": "dot"}
        label = f"{name}: {shown}"
        figure.add_trace(go.Scatter(x=end, y=[value] * 2, mode="lines", name=label, line=line, hoverinfo="skip"))
    if comparison.england is not None:
        england = comparison.england
        line = {"color": INK, "width": 2, "dash": "dash"}
        name = f"England: {england.shown}"
        figure.add_trace(go.Scatter(x=end, y=[england.value] * 2, mode="lines", name=name, line=line, hoverinfo="skip"))


def _add_labels(figure: go.Figure, comparison: AreaComparison, across: dict[str, int]) -> None:
    """The names of ours, of the region and of England: ours above the dots, the others in the empty space below."""
    for place in (comparison.ours, comparison.region):
        if place is not None:
            limits = place.interval if isinstance(place.interval, Interval) else None
            is_ours = place is comparison.ours
            is_late = across[place.code] > len(across) / 2
            figure.add_annotation(
                x=across[place.code],
                y=limits.upper if limits and is_ours else place.value,
                text=f"<b>{place.name}</b> {place.shown}",
                ax=(-50 if is_late else 50) if is_ours else 30,
                ay=-46 if is_ours else 52,
                arrowcolor=INK,
                arrowwidth=1.2,
                arrowhead=0,
                bgcolor=PAPER,
                font={"color": INK},
            )
    if comparison.england is not None:
        figure.add_annotation(
            x=len(across) + 2, y=comparison.england.value, text=f"England {comparison.england.shown}", showarrow=False,
            xanchor="right", yanchor="top", bgcolor=PAPER, font={"color": INK},
        )  # fmt: skip
