"""Where re-baselines fall in a series: each at a period, or outside of it with the reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kpis.model.periods import Period
from kpis.model.rebaselines import NotPlaced, PlacedRebaseline, Rebaseline


def place_rebaselines(rebaselines: Iterable[Rebaseline], periods: Sequence[Period]) -> list[PlacedRebaseline]:
    """Each re-baseline at the period that its day lies in, the first that is judged afresh; oldest first.

    `periods` are all those of the series on the calendar, oldest first. A day outside of them has no effect, and that
    is said (the reference ignores it without a word).
    """
    last_days = [period.last_day for period in periods]
    placed = []
    for one in sorted(rebaselines, key=lambda r: r.day):
        if not periods or one.day < periods[0].first_day:
            placed.append(PlacedRebaseline(one, None, NotPlaced.BEFORE_THE_SERIES))
        elif one.day > last_days[-1]:
            placed.append(PlacedRebaseline(one, None, NotPlaced.AFTER_THE_SERIES))
        else:
            placed.append(PlacedRebaseline(one, bisect_left(last_days, one.day)))
    return placed
