"""A small trend as inline SVG, with its text. A missing period is a gap in the line, never a guess."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.model.periods import Period
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_words
from layouts.native import Element, element

WIDTH, HEIGHT, MARGIN = 92, 26, 4
MOST_POINTS = 24


def sparkline(row: ScorecardRow) -> Element | None:
    """The line up to the row's own period; None where fewer than two figures make no line."""
    points = [p for p in row.history if p.period.kind is row.period.kind]
    if sum(p.value is not None for p in points) < 2:
        points = list(row.history)
    points = points[-MOST_POINTS:]
    valued = [p for p in points if p.value is not None]
    if len(valued) < 2:
        return None
    places = _places(points)
    runs = _runs(points, places)
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


def trend_words(valued: Sequence[HistoryPoint]) -> str:
    """The trend for those who do not see it: where it began, where it is, how low and high it was."""
    first, last = valued[0], valued[-1]
    lowest = min(valued, key=lambda p: p.value or 0.0)
    highest = max(valued, key=lambda p: p.value or 0.0)
    return (
        f"From {first.shown} in {period_words(first.period)} to {last.shown} in {period_words(last.period)}; "
        f"lowest {lowest.shown}, highest {highest.shown}"
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


def _runs(points: Sequence[HistoryPoint], places: dict[Period, tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Unbroken stretches of figures: a marker, or a period that was never loaded, ends one."""
    runs: list[list[tuple[float, float]]] = []
    before: Period | None = None
    for point in points:
        if point.value is None:
            before = None
            continue
        follows = before is not None and (before.kind is not point.period.kind or before.following() == point.period)
        if follows:
            runs[-1].append(places[point.period])
        else:
            runs.append([places[point.period]])
        before = point.period
    return runs
