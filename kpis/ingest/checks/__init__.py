"""Checks on what was read: one file, one check, each with its code. Two checks may not share a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kpis.ingest.as_read import AsRead
from kpis.ingest.checks import more_than_all, target_differs, two_figures, wrong_place
from kpis.model.observations import Observation
from kpis.model.problems import Problem

Check = Callable[[AsRead], Iterable[Problem]]
ALL: tuple[Check, ...] = (two_figures.check, more_than_all.check)

__all__ = ["ALL", "AsRead", "run_all", "target_differs", "without_repeats", "wrong_place"]


def run_all(read: AsRead) -> Iterator[Problem]:
    """Every check on one workbook, in order."""
    for check in ALL:
        yield from check(read)


def without_repeats(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """One observation for each indicator and period: the first of those that say the same."""
    first: dict[tuple[str, object], Observation] = {}
    for observation in observations:
        first.setdefault((observation.code, observation.period), observation)
    return tuple(first.values())
