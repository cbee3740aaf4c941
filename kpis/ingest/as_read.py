"""What a check may look at: the figures of one workbook, those that stand already, and the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kpis.ingest.trouble import Trouble
from kpis.methods.whole_numbers import Between, just, printed
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.problems import Problem

_WRITTEN = re.compile(r"[^0-9]*[0-9][0-9,]*(?:\.([0-9]+))?")
Key = tuple[str, Period]


@dataclass(frozen=True)
class PrintedTotal:
    """A total over several periods that a workbook prints ("Q1 total"): never kept, and it may give a figure away."""

    code: str
    words: str
    value: float
    sheet: str
    cell: str


@dataclass(frozen=True)
class AsRead:
    """One workbook as it was read, before anything is kept, beside what is kept already.

    `standing` are the figures in force of the same indicators and of those that they are checked against.
    """

    observations: tuple[Observation, ...]
    catalogue: Catalogue
    standing: tuple[Observation, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()

    def indicator(self, observation: Observation) -> Indicator:
        return self.catalogue.get(observation.code)

    @cached_property
    def figures(self) -> dict[Key, Observation]:
        """The figure that would count for each indicator and period: the workbook's, or else the standing one."""
        found = {(o.code, o.period): o for o in self.standing}
        read: dict[Key, Observation] = {}
        for observation in self.observations:
            read.setdefault((observation.code, observation.period), observation)
        return found | read

    @cached_property
    def read_keys(self) -> frozenset[Key]:
        return frozenset((o.code, o.period) for o in self.observations)

    def is_read(self, observation: Observation) -> bool:
        """Whether the workbook holds the figure; a standing one was answered for when it was taken in."""
        return (observation.code, observation.period) in self.read_keys

    def at(self, code: str, period: Period) -> Observation | None:
        return self.figures.get((code, period))

    @cached_property
    def series(self) -> dict[tuple[str, PeriodKind], list[Observation]]:
        """The figures of each indicator and kind of period, oldest first."""
        found: dict[tuple[str, PeriodKind], list[Observation]] = {}
        for observation in self.figures.values():
            found.setdefault((observation.code, observation.period.kind), []).append(observation)
        for run in found.values():
            run.sort(key=lambda o: o.period.sort_key)
        return found

    @cached_property
    def read_series(self) -> list[list[Observation]]:
        """The series in which the workbook has a figure, in its own order."""
        keys = dict.fromkeys((o.code, o.period.kind) for o in self.observations)
        return [self.series[key] for key in keys]

    @cached_property
    def _decimals(self) -> dict[tuple[str, PeriodKind], int]:
        """To how many places a row prints its figures: 71 among 70.2 and 57.4 is 71.0 with its nought left off."""
        return {
            key: min(
                max((_places(o) for o in run if o.value is not None), default=0), self.catalogue.get(key[0]).decimals
            )
            for key, run in self.series.items()
        }

    def decimals(self, observation: Observation) -> int:
        """To how many places the figure is printed."""
        words = observation.as_written.strip()
        if not words:
            return self.indicator(observation).decimals
        if "%" in words or not words.replace(".", "", 1).isdigit():
            return min(_places(observation), self.indicator(observation).decimals)
        return self._decimals[observation.code, observation.period.kind]

    def range_of(self, observation: Observation) -> Between | None:
        """All true values that the figure can stand for: a count is itself, another figure was rounded; None without
        a value.
        """
        if observation.value is None:
            return None
        if self.indicator(observation).unit is Unit.COUNT:
            return just(observation.value)
        return printed(observation.value, self.decimals(observation))


def _places(observation: Observation) -> int:
    written = _WRITTEN.match(observation.as_written)
    return len(written[1] or "") if written else 0


@dataclass
class Checked:
    """What one check found, how much it looked at, and how much it could not look at, with the reasons."""

    problems: list[Problem] = field(default_factory=list)
    looked_at: int = 0
    not_checked: Counter[str] = field(default_factory=Counter)

    def report(self, trouble: Trouble, at: Observation, *others: Observation) -> None:
        """Notes a problem at the cell of a figure, and at those of others on the same sheet."""
        cells = [at.cell, *(o.cell for o in others if o.sheet == at.sheet and o.cell)]
        self.problems.append(trouble.at(at.sheet, ",".join(dict.fromkeys(cells)), at.code, at.period.label))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)
