"""One series under statistical process control: its stretches, their limits and what is unusual in them.

The series is laid on the calendar: one position per month, None where there is a marker or nothing at all. So a missing
month is seen, and breaks every run, trend and window of three. It does not break the moving range: like the reference
given the months there are, each figure is compared with the last one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from kpis.methods.process_limits import process_limits
from kpis.methods.special_causes import special_causes
from kpis.model.indicators import Basis
from kpis.model.process import NoProcess, ProcessBehaviour, ProcessLimits, Signal, Stretch

FEWEST_POINTS = 13
"""Figures that a stretch needs before anything is said of it, as in NHS England's own tool."""


def not_applicable(basis: Basis) -> NoProcess | None:
    """Why figures of this basis have no process limits; None where they may have them.

    Months of a year to date or of a rolling year share most of their children, so each looks like the one before.
    """
    match basis:
        case Basis.IN_MONTH | Basis.SNAPSHOT:
            return None
        case Basis.YEAR_TO_DATE | Basis.ROLLING_12_MONTHS | Basis.SINCE_DATE:
            return NoProcess.NOT_APPLICABLE
        case Basis.QUARTER | Basis.YEAR | Basis.ACADEMIC_YEAR:
            return NoProcess.NOT_MONTHLY


def process_behaviour(
    values: Sequence[float | None], starts: Sequence[int] = (), baseline: int | None = None, screened: bool = True
) -> ProcessBehaviour:
    """What a series on the calendar is like; figures as loaded, not as rounded.

    `starts` are the positions of re-baselines, each the first of a stretch of its own. `baseline` takes the limits from
    the first so many figures of each stretch, and `screened=False` keeps every moving range; both are the reference's
    own options.
    """
    signals: list[Signal | None] = [None] * len(values)
    stretches = []
    bounds = sorted({0, len(values), *(s for s in starts if 0 < s < len(values))})
    for start, end in pairwise(bounds):
        stretch, found = _stretch(values, start, end, baseline, screened)
        stretches.append(stretch)
        for offset, marked in found:
            signals[offset : offset + len(marked)] = marked
    latest = next((i for i in range(len(values) - 1, -1, -1) if values[i] is not None), None)
    if latest is None:
        return ProcessBehaviour(tuple(stretches), tuple(signals), None, NoProcess.NO_VALUES)
    reason = next(s.reason for s in stretches if s.start <= latest < s.end)
    return ProcessBehaviour(tuple(stretches), tuple(signals), latest, reason)


def _stretch(
    values: Sequence[float | None], start: int, end: int, baseline: int | None, screened: bool
) -> tuple[Stretch, list[tuple[int, list[Signal | None]]]]:
    """One stretch, and the signals of each unbroken run in it with the position of its first."""
    part = values[start:end]
    figures = [v for v in part if v is not None] if None in part else cast("Sequence[float]", part)
    if not figures:
        return Stretch(start, end, 0, None, NoProcess.NO_VALUES), []
    if len(figures) < FEWEST_POINTS:
        return Stretch(start, end, len(figures), None, NoProcess.NOT_ENOUGH_DATA), []
    limits = process_limits(figures, baseline, screened)
    if limits.lower is None:
        return Stretch(start, end, len(figures), limits, NoProcess.FLAT), []
    found = [(start + offset, special_causes(run, limits)) for offset, run in unbroken_runs(part, figures)]
    return Stretch(start, end, len(figures), limits), found


def unbroken_runs(part: Sequence[float | None], figures: Sequence[float]) -> Iterator[tuple[int, Sequence[float]]]:
    """The runs of consecutive figures, each with the position of its first; `figures` are all that there are."""
    if len(figures) == len(part):
        yield 0, figures
        return
    run: list[float] = []
    for position, value in enumerate(part):
        if value is not None:
            run.append(value)
        elif run:
            yield position - len(run), run
            run = []
    if run:
        yield len(part) - len(run), run


def limits_at(behaviour: ProcessBehaviour, position: int) -> ProcessLimits | None:
    """The mean and limits in force at a position of the series."""
    return next((s.limits for s in behaviour.stretches if s.start <= position < s.end), None)
