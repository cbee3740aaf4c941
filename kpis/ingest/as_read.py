"""What a check may look at: the figures of one workbook, those that stand already, and the catalogue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kpis.ingest.trouble import Trouble
from kpis.methods.whole_numbers import PER_HUNDRED, PER_ONE, Between, just, plainly_gives, printed
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.problems import Problem

_WRITTEN = re.compile(r"[^0-9]*[0-9][0-9,]*(?:\.([0-9]+))?")
Key = tuple[str, Period]
SCALES = {Unit.PERCENTAGE: PER_HUNDRED, Unit.RATIO: PER_ONE}
"""What is divided by what, and what that is multiplied by."""


@dataclass(frozen=True)
class PrintedTotal:
    """A total over several periods that a workbook prints ("Q1 total"): never kept, and it may give a figure away."""

    code: str
    words: str
    value: float
    sheet: str
    cell: str


@dataclass(frozen=True)
class InDoubt:
    """The figures with a value that their own fraction does not give with room to spare, and how many it does give.

    `without_cases` are those among the latter of which the numerator is nought.
    """

    figures: tuple[Observation, ...]
    plain: int
    without_cases: int


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
        return self._indicators[observation.code]

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {code: self.catalogue.get(code) for code in {o.code for o in (*self.standing, *self.observations)}}

    @cached_property
    def figures(self) -> dict[Key, Observation]:
        """The figure that would count for each indicator and period: the workbook's, or else the standing one."""
        found = {(o.code, o.period): o for o in self.standing}
        return found | self.read_figures if found else self.read_figures

    @cached_property
    def read_figures(self) -> dict[Key, Observation]:
        """The workbook's own figure for each indicator and period. Where it stands twice the first, unless a later one
        that agrees with it says what it was made from.
        """
        read: dict[Key, Observation] = {}
        for observation in self.observations:
            key = (observation.code, observation.period)
            first = read.setdefault(key, observation)
            says_more = first.denominator is None and observation.denominator is not None
            if says_more and first.agrees_with(observation):
                read[key] = observation
        return read

    def is_read(self, observation: Observation) -> bool:
        """Whether the workbook holds the figure; a standing one was answered for when it was taken in."""
        return not self.standing or (observation.code, observation.period) in self.read_figures

    def at(self, code: str, period: Period) -> Observation | None:
        return self.figures.get((code, period))

    @cached_property
    def in_doubt(self) -> InDoubt:
        """Percentages and averages that need a closer look. Binary numbers can tell of most that they do not."""
        doubtful = []
        plain = without_cases = 0
        scales = {i.code: scale for i in self.catalogue.indicators if (scale := SCALES.get(i.unit)) is not None}
        for figure in self.observations:
            value, above, below = figure.value, figure.numerator, figure.denominator
            scale = scales.get(figure.code)
            if scale is None or value is None:
                continue
            if above is None or not below or not plainly_gives(above, below, value, self.decimals(figure), scale):
                doubtful.append(figure)
            else:
                plain += 1
                without_cases += not above
        return InDoubt(tuple(doubtful), plain, without_cases)

    @cached_property
    def series(self) -> dict[tuple[str, PeriodKind], list[Observation]]:
        """The figures of each indicator and kind of period, oldest first."""
        found: dict[tuple[str, PeriodKind], list[Observation]] = defaultdict(list)
        for observation in self.figures.values():
            found[observation.code, observation.period.kind].append(observation)
        age = {period: period.sort_key for period in {o.period for o in self.figures.values()}}
        for run in found.values():
            run.sort(key=lambda o: age[o.period])
        return dict(found)

    @cached_property
    def read_series(self) -> list[list[Observation]]:
        """The series in which the workbook has a figure, in its own order."""
        keys = dict.fromkeys((o.code, o.period.kind) for o in self.observations)
        return [self.series[key] for key in keys]

    @cached_property
    def _decimals(self) -> dict[tuple[str, PeriodKind], int]:
        """To how many places a row prints its figures: 71 among 70.2 and 57.4 is 71.0 with its nought left off."""
        places = self._written
        return {
            key: min(
                max((places[o.as_written].places for o in run if o.value is not None), default=0),
                self.catalogue.get(key[0]).decimals,
            )
            for key, run in self.series.items()
        }

    @cached_property
    def _written(self) -> dict[str, _Written]:
        return _Writings()

    def decimals(self, observation: Observation) -> int:
        """To how many places the figure is printed."""
        written = self._written[observation.as_written]
        if written.is_bare:
            return self._decimals[observation.code, observation.period.kind]
        own = self.indicator(observation).decimals
        return min(written.places, own) if written.is_there else own

    def range_of(self, observation: Observation) -> Between | None:
        """All true values that the figure can stand for: a count is itself, another figure was rounded; None without
        a value.
        """
        if observation.value is None:
            return None
        if self.indicator(observation).unit is Unit.COUNT:
            return just(observation.value)
        return printed(observation.value, self.decimals(observation))


class _Written(NamedTuple):
    """What the text of a figure shows of its precision: whether it is there, and is a bare number, and its decimals."""

    is_there: bool
    is_bare: bool
    places: int


class _Writings(dict[str, _Written]):
    """Each different text, looked at once."""

    def __missing__(self, text: str) -> _Written:
        words = text.strip()
        number = _WRITTEN.match(text)
        is_bare = "%" not in words and words.replace(".", "", 1).isdigit()
        written = self[text] = _Written(bool(words), is_bare, len(number[1] or "") if number else 0)
        return written


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
