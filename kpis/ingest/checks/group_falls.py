"""W_GROUP_FALLS: most figures of one group fall together in one month, as when half of an extract is missing."""

from __future__ import annotations

from collections import defaultdict

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import as_printed, name
from kpis.ingest.trouble import warn
from kpis.model.indicators import Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind

NAME = "A whole group that falls in one month"
CODES = ("W_GROUP_FALLS",)
NOTHING_BEFORE = "there are fewer than three comparable rows in the section with a figure the month before"
FEWEST = 3
FALLEN_TO = 2 / 3
"""A figure has collapsed when it falls to two thirds of the month before, or further."""
SMALLEST_COUNT, SMALLEST_SHARE = 20, 20.0
"""Smaller figures fall by a third by chance."""


def check(read: AsRead) -> Checked:
    """Counts, for each section, unit and month, how many figures collapsed; half of them or more is told."""
    checked = Checked()
    for (period, _), pairs in _groups(read).items():
        if len(pairs) < FEWEST:
            checked.not_checked[NOTHING_BEFORE] += len(pairs)
            continue
        checked.looked_at += len(pairs)
        fallen = [(b, n) for b, n in pairs if (n.value or 0) <= (b.value or 0) * FALLEN_TO]
        if len(fallen) >= FEWEST and len(fallen) * 2 >= len(pairs):
            falls = "; ".join(f"{name(read, n)} from {as_printed(read, b)} to {as_printed(read, n)}" for b, n in fallen)
            section = read.indicator(fallen[0][1]).section
            group = f'{len(fallen)} of {len(pairs)} figures of "{section}"'
            message = f"{group} fell by a third or more in {period.label}: {falls}."
            trouble = warn("W_GROUP_FALLS", message, "Check that the extract of that month is complete.")
            checked.report(trouble, fallen[0][1], *(n for _, n in fallen[1:]))
    return checked


def _groups(read: AsRead) -> dict[tuple[Period, int], list[tuple[Observation, Observation]]]:
    """By month and by the number of a section, unit and basis: each figure large enough to judge, and that before."""
    found: dict[tuple[Period, int], list[tuple[Observation, Observation]]] = defaultdict(list)
    rows_of_fractions = {i.count_of for i in read.catalogue.indicators if i.count_of}
    numbers: dict[tuple[str, ...], int] = {}
    groups = {
        i.code: numbers.setdefault((i.scorecard, i.section, i.unit, i.basis), len(numbers))
        for i in read.catalogue.indicators
        if i.code not in rows_of_fractions
    }
    smallest = {i.code: SMALLEST_COUNT if i.unit is Unit.COUNT else SMALLEST_SHARE for i in read.catalogue.indicators}
    before_that = {p: p.previous() for p in {o.period for o in read.observations} if p.kind is PeriodKind.MONTH}
    figures = read.figures
    for figure in read.observations:
        month, group = before_that.get(figure.period), groups.get(figure.code)
        if month is None or group is None or figure.value is None:
            continue
        before = figures.get((figure.code, month))
        if before is not None and before.value is not None and before.value >= smallest[figure.code]:
            found[figure.period, group].append((before, figure))
    return found
