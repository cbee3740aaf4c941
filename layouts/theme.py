"""How charts look: the palette and type of the pages, handed to Plotly afresh for every figure."""

from __future__ import annotations

from typing import Any

from kpis.scorecard.palette import INK, PAPER, QUIET_INK, RULE

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def chart_layout() -> dict[str, Any]:
    """Plotly layout settings that every chart shares. A finger on a chart scrolls the page, and zooms nothing."""
    axis = {
        "linecolor": RULE,
        "tickcolor": RULE,
        "ticks": "outside",
        "tickfont": {"color": QUIET_INK},
        "zeroline": False,
    }
    return {
        "font": {"family": FONT, "size": 15, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 60, "r": 24, "t": 16, "b": 48},
        "xaxis": {**axis, "showgrid": False, "automargin": True},
        "yaxis": {**axis, "gridcolor": "#e6eaee", "rangemode": "tozero"},
        "hovermode": "x unified",
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        "height": 400,
        "dragmode": False,
    }


def chart_settings() -> dict[str, Any]:
    """What the chart's own menu offers: a picture to keep, always in sight, and nothing that leaves the building."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "showEditInChartStudio": False,
        "responsive": True,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
    }
