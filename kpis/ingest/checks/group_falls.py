"""W_GROUP_FALLS: most figures of one group fall together in one month, as when half of an extract is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import as_printed, ref
from kpis.ingest.trouble import warn
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Observation
from kpis.model.periods import APRIL, Period, PeriodKind
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
Group = tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """The months of one row: its figures, oldest first, and the number of each month.

    `compared` are the places of the figures that can be compared with the one of the month before, `fallen` of those
    among them that collapsed.
    """

    group: Group
    figures: list[Observation]
    months: list[int]
    compared: list[int]
    fallen: list[int]

    def pairs(self, months: set[int]) -> Pairs:
        """What is compared in some months."""
        return [(self.figures[n - 1], self.figures[n]) for n in self.compared if self.months[n] in months]


def check(read: AsRead) -> Checked:
    """Counts, for each section, unit and month, how many figures collapsed; half of them or more is told."""
    checked = Checked()
    groups: dict[Group, list[Run]] = defaultdict(list)
    for run in _runs(read):
        groups[run.group].append(run)
    told: list[Pairs] = []
    for runs in groups.values():
        compared = Counter(chain.from_iterable(map(r.months.__getitem__, r.compared) for r in runs))
        fallen = Counter(chain.from_iterable(map(r.months.__getitem__, r.fallen) for r in runs))
        enough = sum(rows for rows in compared.values() if rows >= FEWEST)
        checked.looked_at += enough
        if enough < compared.total():
            checked.not_checked[NOTHING_BEFORE] += compared.total() - enough
        months = {month for month, rows in fallen.items() if rows >= FEWEST and rows * 2 >= compared[month]}
        told += _by_month([pair for run in runs for pair in run.pairs(months)]) if months else []
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


def _runs(read: AsRead) -> Iterator[Run]:
    """Every row of months, with its scorecard, section, unit and basis: large enough figures are compared.

    Not April with March, where the count begins anew in April.
    """
    rows_of_fractions = {i.count_of for i in read.catalogue.indicators if i.count_of}
    for figures in read.read_series:
        indicator = read.indicator(figures[0])
        if figures[0].period.kind is not PeriodKind.MONTH or indicator.code in rows_of_fractions:
            continue
        smallest = SMALLEST_COUNT if indicator.unit is Unit.COUNT else SMALLEST_SHARE
        values = [figure.value for figure in figures]
        months = [figure.period.year * 12 + figure.period.number for figure in figures]
        steps = zip(count(1), months[1:], months, values[1:], values, strict=False)
        compared = [
            place
            for place, month, month_before, value, before in steps
            if month_before + 1 == month and value is not None and before is not None and before >= smallest
        ]
        if indicator.basis is Basis.YEAR_TO_DATE:
            compared = [place for place in compared if months[place] % 12 != APRIL]
        if read.standing:
            compared = [place for place in compared if read.is_read(figures[place])]
        fallen = [n for n in compared if (values[n] or 0) <= (values[n - 1] or 0) * FALLEN_TO]
        group = (indicator.scorecard, indicator.section, indicator.unit, indicator.basis)
        yield Run(group, figures, months, compared, fallen)


def _by_month(pairs: Pairs) -> list[Pairs]:
    found: dict[Period, Pairs] = defaultdict(list)
    for before, figure in pairs:
        found[figure.period].append((before, figure))
    return list(found.values())


def _as_read(read: AsRead, groups: list[Pairs]) -> list[Pairs]:
    """Groups, and the figures of each, in the order of the workbook."""
    if not groups:
        return []
    place = {(o.code, o.period): n for n, o in enumerate(read.read_figures.values())}

    def stands(pair: tuple[Observation, Observation]) -> int:
        return place[pair[1].code, pair[1].period]

    return sorted((sorted(pairs, key=stands) for pairs in groups), key=lambda pairs: stands(pairs[0]))
