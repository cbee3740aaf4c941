"""What a check may look at: the figures of one workbook, those that stand already, and the catalogue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import attrgetter, not_
from typing import Any, NamedTuple

from kpis.ingest.trouble import Trouble
from kpis.methods.whole_numbers import PER_HUNDRED, PER_ONE, Between, just, plainly_give, printed
from kpis.model.by_columns import column_of
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.problems import Problem

_WRITTEN = re.compile(r"[^0-9]*[0-9][0-9,]*(?:\.([0-9]+))?")
_KEY = attrgetter("code", "period")
_FRACTION = ("numerator", "denominator", "value", "as_written")
_SERIES = attrgetter("code", "period.kind")
_AGE = attrgetter("period.year", "period.number")
"""Puts periods of one kind in order, the oldest first."""
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

    observations: Sequence[Observation]
    catalogue: Catalogue
    standing: tuple[Observation, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()

    def indicator(self, observation: Observation) -> Indicator:
        return self._indicators[observation.code]

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        codes = {*self.column("code"), *(o.code for o in self.standing)}
        return {code: self.catalogue.get(code) for code in codes}

    @cached_property
    def shares_of(self) -> dict[str, list[Indicator]]:
        """The percentages and rates that are made from each count, in the order of the catalogue."""
        found: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in self.catalogue.indicators:
            if indicator.count_of and indicator.unit in (Unit.PERCENTAGE, Unit.RATE_PER_10000):
                found[indicator.count_of].append(indicator)
        return dict(found)

    @cached_property
    def figures(self) -> dict[Key, Observation]:
        """The figure that would count for each indicator and period: the workbook's, or else the standing one."""
        found = {(o.code, o.period): o for o in self.standing}
        return found | self.read_figures if found else self.read_figures

    @cached_property
    def has_repeats(self) -> bool:
        """Whether the workbook has two figures of one indicator and period."""
        keys = set(zip(self.column("code"), self.column("period"), strict=True))
        return len(keys) < len(self.observations)

    def column(self, name: str) -> list[Any]:
        """One field of each observation."""
        return column_of(self.observations, name)

    @cached_property
    def read_figures(self) -> dict[Key, Observation]:
        """The workbook's own figure for each indicator and period. Where it stands twice the first, unless a later one
        that agrees with it says what it was made from.
        """
        read = dict(zip(map(_KEY, self.observations), self.observations, strict=True))
        return read if len(read) == len(self.observations) else self._chosen_of_repeats()

    def _chosen_of_repeats(self) -> dict[Key, Observation]:
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
        doubtful: set[int] = set()
        plain = without_cases = 0
        for (code, kind), run in self.series.items():
            scale = SCALES.get(self._indicators[code].unit)
            if scale is None:
                continue
            known = [figure for figure in run if figure.value is not None]
            if self.standing:
                known = list(filter(self.is_read, known))
            above, below, values, texts = (list(map(attrgetter(name), known)) for name in _FRACTION)
            decimals = {text: self._decimals_of(code, kind, text) for text in set(texts)}
            is_plain = plainly_give(above, below, values, list(map(decimals.__getitem__, texts)), scale)
            plain += is_plain.count(True)
            without_cases += sum(not count for count in compress(above, is_plain))
            if not all(is_plain):
                doubtful.update(map(id, compress(known, map(not_, is_plain))))
        in_order = [figure for figure in self.observations if id(figure) in doubtful] if doubtful else ()
        return InDoubt(tuple(in_order), plain, without_cases)

    @cached_property
    def series(self) -> dict[tuple[str, PeriodKind], list[Observation]]:
        """The figures of each indicator and kind of period, oldest first."""
        found: dict[tuple[str, PeriodKind], list[Observation]] = defaultdict(list)
        figures = self.figures.values()
        for key, observation in zip(map(_SERIES, figures), figures, strict=True):
            found[key].append(observation)
        for run in found.values():
            run.sort(key=_AGE)
        return dict(found)

    @cached_property
    def read_series(self) -> list[list[Observation]]:
        """The series in which the workbook has a figure, in its own order."""
        if not self.standing:
            return list(self.series.values())
        return [self.series[key] for key in dict.fromkeys(map(_SERIES, self.observations))]

    @cached_property
    def _decimals(self) -> dict[tuple[str, PeriodKind], int]:
        """To how many places a row prints its figures: 71 among 70.2 and 57.4 is 71.0 with its nought left off."""
        places = self._written
        return {
            key: min(
                max((places[text].places for text in {o.as_written for o in run if o.value is not None}), default=0),
                self.catalogue.get(key[0]).decimals,
            )
            for key, run in self.series.items()
        }

    @cached_property
    def _written(self) -> dict[str, _Written]:
        return _Writings()

    def decimals(self, observation: Observation) -> int:
        """To how many places the figure is printed."""
        return self._decimals_of(observation.code, observation.period.kind, observation.as_written)

    def _decimals_of(self, code: str, kind: PeriodKind, text: str) -> int:
        written = self._written[text]
        if written.is_bare:
            return self._decimals[code, kind]
        own = self._indicators[code].decimals
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
