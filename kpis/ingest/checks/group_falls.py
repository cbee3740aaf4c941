"""W_GROUP_FALLS: most figures of one group fall together in one month, as when half of an extract is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import as_printed, ref
from kpis.ingest.trouble import warn
from kpis.model.indicators import Unit
from kpis.model.observations import Observation
from kpis.model.periods import PeriodKind
from kpis.scorecard.wording import period_words

NAME = "A whole group that falls in one month"
CODES = ("W_GROUP_FALLS",)
NOTHING_BEFORE = "there are fewer than three comparable rows in the section with a figure the month before"
FEWEST = 3
FALLEN_TO = 2 / 3
"""A figure has collapsed when it falls to two thirds of the month before, or further."""
SMALLEST_COUNT, SMALLEST_SHARE = 20, 20.0
"""Smaller figures fall by a third by chance."""
Pairs = list[tuple[Observation, Observation]]
"""Figures, each after the one of the month before."""


def check(read: AsRead) -> Checked:
    """Counts, for each section, unit and month, how many figures collapsed; half of them or more is told."""
    checked = Checked()
    told: list[Pairs] = []
    for pairs in _groups(read):
        if len(pairs) < FEWEST:
            checked.not_checked[NOTHING_BEFORE] += len(pairs)
            continue
        checked.looked_at += len(pairs)
        fallen = [(b, n) for b, n in pairs if (n.value or 0) <= (b.value or 0) * FALLEN_TO]
        if len(fallen) >= FEWEST and len(fallen) * 2 >= len(pairs):
            told.append(pairs)
    for pairs in _as_read(read, told):
        _report(read, checked, pairs)
    return checked


def _report(read: AsRead, checked: Checked, pairs: Pairs) -> None:
    fallen = [(b, n) for b, n in pairs if (n.value or 0) <= (b.value or 0) * FALLEN_TO]
    falls = "; ".join(f"{ref(read, n)} from {as_printed(read, b)} to {as_printed(read, n)}" for b, n in fallen)
    first = fallen[0][1]
    group = f'{len(fallen)} of {len(pairs)} figures of "{read.indicator(first).section}"'
    message = f"{group} fell by a third or more in {period_words(first.period)}: {falls}."
    trouble = warn("W_GROUP_FALLS", message, "Check that the extract of that month is complete.")
    checked.report(trouble, first, *(n for _, n in fallen[1:]))


def _groups(read: AsRead) -> Iterator[Pairs]:
    """For each month and each section, unit and basis: the large enough figures, each with the one before."""
    found: dict[tuple[int, int], Pairs] = defaultdict(list)
    rows_of_fractions = {i.count_of for i in read.catalogue.indicators if i.count_of}
    numbers: dict[tuple[str, ...], int] = {}
    for run in read.read_series:
        indicator = read.indicator(run[0])
        if run[0].period.kind is not PeriodKind.MONTH or indicator.code in rows_of_fractions:
            continue
        smallest = SMALLEST_COUNT if indicator.unit is Unit.COUNT else SMALLEST_SHARE
        group = (indicator.scorecard, indicator.section, indicator.unit, indicator.basis)
        number = numbers.setdefault(group, len(numbers))
        months = [figure.period.year * 12 + figure.period.number for figure in run]
        for month, month_before, figure, before in zip(months[1:], months, run[1:], run, strict=False):
            if month_before + 1 != month or figure.value is None or before.value is None or before.value < smallest:
                continue
            if read.is_read(figure):
                found[month, number].append((before, figure))
    yield from found.values()


def _as_read(read: AsRead, groups: list[Pairs]) -> list[Pairs]:
    """Groups, and the figures of each, in the order of the workbook."""
    if not groups:
        return []
    place = {(o.code, o.period): n for n, o in enumerate(read.read_figures.values())}

    def stands(pair: tuple[Observation, Observation]) -> int:
        return place[pair[1].code, pair[1].period]

    return sorted((sorted(pairs, key=stands) for pairs in groups), key=lambda pairs: stands(pairs[0]))
