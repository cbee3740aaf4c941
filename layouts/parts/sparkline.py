"""A small trend as inline SVG, with its text. A missing period is a gap in the line, never a guess."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.model.periods import Period
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.trend import trend_points, trend_words, unbroken
from layouts.native import Element, element

WIDTH, HEIGHT, MARGIN = 92, 26, 4


def sparkline(row: ScorecardRow) -> Element | None:
    """The line up to the row's own period; None where fewer than two figures make no line."""
    points = trend_points(row)
    if not points:
        return None
    valued = [p for p in points if p.value is not None]
    places = _places(points)
    runs = [[places[p.period] for p in run] for run in unbroken(points)]
    last = places[valued[-1].period]
    return element(
        "svg",
        [
            *(element("polyline", points=" ".join(f"{x},{y}" for x, y in run)) for run in runs if len(run) > 1),
            *(element("circle", cx=run[0][0], cy=run[0][1], r="1.5") for run in runs if len(run) == 1),
            element("circle", cx=last[0], cy=last[1], r="3"),
        ],
        class_="spark",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=trend_words(valued),
    )


def _places(points: Sequence[HistoryPoint]) -> dict[Period, tuple[float, float]]:
    """Where each figure is drawn: across by its date, so that a missing month takes its room."""
    values = [p.value for p in points if p.value is not None]
    low, high = min(values), max(values)
    start, end = points[0].period.last_day, points[-1].period.last_day
    days = max(1, (end - start).days)
    places = {}
    for point in points:
        if point.value is not None:
            across = (point.period.last_day - start).days / days
            up = (point.value - low) / (high - low) if high > low else 0.5
            places[point.period] = (
                round(MARGIN + across * (WIDTH - 2 * MARGIN), 1),
                round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN), 1),
            )
    return places
