"""Trend pictures as plain places between 0 and 1, with the words for those who do not see them. Typst draws them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kpis.model.targets import Target
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.trend import trend_points, trend_words, unbroken
from kpis.scorecard.wording import number_shown, period_short, period_words, rag_words

Place = list[float]
DECIMALS = 4


def trend_picture(row: ScorecardRow) -> dict[str, Any] | None:
    """One indicator's picture: lines, a mark for each figure, its target; None where fewer than two make no line."""
    points = trend_points(row)
    if not points:
        return None
    valued = [p for p in points if p.value is not None]
    goals = [goal for p in points for goal in _goals(p.target)]
    levels = [p.value for p in valued if p.value is not None] + goals
    low, high = min(levels), max(levels)
    place = _placing(points, low, high)
    return {
        "ref": row.indicator.ref,
        "name": row.indicator.name,
        "alt": _alternative(row, valued),
        "lines": [[place(p, p.value or 0.0) for p in run] for run in unbroken(points) if len(run) > 1],
        "marks": [{"at": place(p, p.value or 0.0), "rag": p.rag.rag.value} for p in valued],
        "goals": [line for side in ("low", "high") for line in _goal_lines(points, side, place)],
        "highest": number_shown(high, row.indicator),
        "lowest": number_shown(low, row.indicator) if high > low else "",
        "first": period_short(points[0].period),
        "last": period_short(points[-1].period),
        "newest": _newest(row, valued[-1]),
        "target": row.target_shown if goals else "",
    }


def _alternative(row: ScorecardRow, valued: Sequence[HistoryPoint]) -> str:
    target = f" Target {row.target_shown}." if row.target is not None and _goals(row.target) else ""
    named = f"{row.indicator.ref} {row.indicator.name}".strip()
    return f"Trend of {named}. {trend_words(valued)}. {rag_words(valued[-1].rag)} at the end.{target}"


def _newest(row: ScorecardRow, point: HistoryPoint) -> str:
    """The newest figure of the picture; where the row's own is missing or withheld, with its period."""
    return f"Now {point.shown}" if point.period == row.period else f"{point.shown} in {period_words(point.period)}"


def _goals(target: Target | None) -> list[float]:
    return [] if target is None else [goal for goal in (target.low, target.high) if goal is not None]


def _placing(points: Sequence[HistoryPoint], low: float, high: float) -> Callable[[HistoryPoint, float], Place]:
    """Across by date, so that a missing month takes its room; up by value, 0 at the bottom."""
    start, end = points[0].period.last_day, points[-1].period.last_day
    days = max(1, (end - start).days)

    def place(point: HistoryPoint, level: float) -> Place:
        across = (point.period.last_day - start).days / days
        up = (level - low) / (high - low) if high > low else 0.5
        return [round(across, DECIMALS), round(up, DECIMALS)]

    return place


def _goal_lines(
    points: Sequence[HistoryPoint], side: str, place: Callable[[HistoryPoint, float], Place]
) -> list[list[Place]]:
    """The target then in force, as a line that ends where there was none; the upper side only of a range."""
    lines: list[list[Place]] = [[]]
    for point in points:
        target = point.target
        level = getattr(target, side) if target is not None else None
        if target is None or level is None or (side == "high" and target.low == target.high):
            lines.append([])
        else:
            lines[-1].append(place(point, level))
    return [line for line in lines if len(line) > 1]
