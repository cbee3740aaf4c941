"""A trend as it is drawn and said: the figures of one kind of period, broken where one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpis.model.periods import Period
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_words

MOST_POINTS = 24


def trend_points(row: ScorecardRow) -> tuple[HistoryPoint, ...]:
    """The last two years of the row's own kind of period, of every kind where that is too few; empty without a line."""
    points = [p for p in row.history if p.period.kind is row.period.kind]
    if sum(p.value is not None for p in points) < 2:
        points = list(row.history)
    points = points[-MOST_POINTS:]
    return tuple(points) if sum(p.value is not None for p in points) > 1 else ()


def unbroken(points: Iterable[HistoryPoint]) -> list[list[HistoryPoint]]:
    """Stretches of figures that a line may join: a marker, or a period that was never loaded, ends one."""
    runs: list[list[HistoryPoint]] = []
    before: Period | None = None
    for point in points:
        if point.value is None:
            before = None
            continue
        follows = before is not None and (before.kind is not point.period.kind or before.following() == point.period)
        if follows:
            runs[-1].append(point)
        else:
            runs.append([point])
        before = point.period
    return runs


def trend_words(valued: Sequence[HistoryPoint]) -> str:
    """The trend for those who do not see it: where it began, where it is, how low and high it was."""
    first, last = valued[0], valued[-1]
    lowest = min(valued, key=lambda p: p.value or 0.0)
    highest = max(valued, key=lambda p: p.value or 0.0)
    return (
        f"From {first.shown} in {period_words(first.period)} to {last.shown} in {period_words(last.period)}; "
        f"lowest {lowest.shown}, highest {highest.shown}"
    )
