"""What a workbook or an undo would change, shown before anything is kept: figures, and each verdict they move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from operator import attrgetter
from typing import overload

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.observations import KeptObservation, Observation, Source
from kpis.model.periods import Period
from kpis.model.verdicts import Direction, RagVerdict
from kpis.scorecard.build import build_points, direction_of_travel
from kpis.scorecard.rows import HistoryPoint

Key = tuple[str, Period]
Standing = Mapping[Key, KeptObservation]
NOT_YET_KEPT = Source(0, "", "", "", "", datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Change:
    """One period of an indicator before and after: its figure, colour and direction.

    What is before is empty for a new figure, and what is after for one that is withdrawn; neither has a direction, for
    there is nothing to compare. `cell` and `sheet` are where the figure stands that is put in, or that is taken away.
    """

    indicator: Indicator
    period: Period
    before: str
    after: str
    rag_before: RagVerdict | None
    rag_after: RagVerdict | None
    direction_before: Direction | None
    direction_after: Direction | None
    cell: str = ""
    sheet: str = ""

    @property
    def recolours(self) -> bool:
        """Whether members would see another colour where they saw one before."""
        return None not in (self.rag_before, self.rag_after) and self.rag_before != self.rag_after

    @property
    def redirects(self) -> bool:
        """Whether members would see another direction where they saw one before, whatever it is compared with."""
        before, after = self.direction_before, self.direction_after
        if before is None or after is None:
            return False
        return (before.movement, before.judgement) != (after.movement, after.judgement)

    @property
    def moves_a_verdict(self) -> bool:
        return self.recolours or self.redirects


@dataclass(frozen=True)
class Changes:
    """All that would become of the store. `judged_anew` are periods whose figure stays and whose verdict would not.

    `differing` are the figures that would be put in, put in the place of others, or taken away.
    """

    new: Sequence[Change]
    changed: tuple[Change, ...]
    unchanged: int
    withdrawn: tuple[Change, ...] = ()
    judged_anew: tuple[Change, ...] = ()
    differing: tuple[Key, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not self.new and not self.changed and not self.withdrawn

    @property
    def verdicts(self) -> tuple[Change, ...]:
        """Every period that members would see judged differently."""
        return (*(c for c in self.changed if c.moves_a_verdict), *self.judged_anew)

    @property
    def colours(self) -> int:
        return sum(c.recolours for c in self.verdicts)

    @property
    def directions(self) -> int:
        return sum(c.redirects for c in self.verdicts)


def build_changes(catalogue: Catalogue, observations: Sequence[Observation], standing: Standing) -> Changes:
    """Compares what was read, each indicator and period once, with what stands: every figure of these indicators."""

    def after() -> Standing:
        read = {(o.code, o.period): KeptObservation(o, NOT_YET_KEPT) for o in observations}
        return {**standing, **read}

    differing = tuple(map(attrgetter("code", "period"), observations))
    if standing:
        differing = tuple(
            key
            for key, new in zip(differing, observations, strict=True)
            if (old := standing.get(key)) is None or not new.says_the_same_as(old.observation)
        )
    return _changes(_Judged(catalogue, standing, after, differing), standing, differing, len(observations), frozenset())


def compare(catalogue: Catalogue, before: Standing, after: Standing, touched: Sequence[Key]) -> Changes:
    """Compares what stands with what would stand, in the order of the keys that are touched."""
    differing = tuple(key for key in touched if _differs(before.get(key), after.get(key)))
    gone = frozenset(key for key in differing if key not in after)
    return _changes(_Judged(catalogue, before, lambda: after, differing), before, differing, len(touched), gone)


def _changes(
    judged: _Judged, before: Standing, differing: tuple[Key, ...], touched: int, gone: frozenset[Key]
) -> Changes:
    wanted = set(differing) if before else set()
    anew = (
        change
        for code in judged.codes_that_stand
        for change in judged.of_indicator(code).values()
        if change.moves_a_verdict and (code, change.period) not in wanted
    )
    new = [key for key in differing if key not in before and key not in gone] if before or gone else differing
    return Changes(
        _Later(new, judged) if new else (),
        tuple(judged.at(key) for key in differing if key in before and key not in gone),
        touched - len(differing),
        tuple(judged.at(key) for key in differing if key in gone),
        tuple(anew),
        differing,
    )


class _Judged:
    """The changes of each indicator, worked out when first asked for."""

    def __init__(
        self, catalogue: Catalogue, before: Standing, after: Callable[[], Standing], differing: Iterable[Key]
    ) -> None:
        self._catalogue, self._after = catalogue, after
        self._codes = dict.fromkeys(code for code, _ in differing)
        self._is_there = _by_indicator(before.values(), self._codes)
        self._found: dict[str, dict[Period, Change]] = {}

    @cached_property
    def _will_be(self) -> dict[str, list[KeptObservation]]:
        return _by_indicator(self._after().values(), self._codes)

    @property
    def codes_that_stand(self) -> list[str]:
        """The indicators that have a figure already: their verdicts may move."""
        return [code for code, kept in self._is_there.items() if kept]

    def of_indicator(self, code: str) -> dict[Period, Change]:
        """The change of each period that has a figure, before or after."""
        if code not in self._found:
            indicator = self._catalogue.get(code)
            changes = _changes_of(self._catalogue, indicator, self._is_there[code], self._will_be[code])
            self._found[code] = {change.period: change for change in changes}
        return self._found[code]

    def at(self, key: Key) -> Change:
        """The change of one figure."""
        return self.of_indicator(key[0])[key[1]]


class _Later(Sequence[Change]):
    """New figures, each judged when somebody looks at it: of a hundred thousand a page shows a few hundred."""

    def __init__(self, keys: Sequence[Key], judged: _Judged) -> None:
        self._keys, self._judged = keys, judged

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Change: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...

    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        if isinstance(place, slice):
            return _Later(self._keys[place], self._judged)
        return self._judged.at(self._keys[place])


def _differs(before: KeptObservation | None, after: KeptObservation | None) -> bool:
    if before is None or after is None:
        return before is not after
    return not after.observation.says_the_same_as(before.observation)


def _by_indicator(kept: Iterable[KeptObservation], codes: Iterable[str]) -> dict[str, list[KeptObservation]]:
    found: dict[str, list[KeptObservation]] = {code: [] for code in codes}
    for one in kept:
        if one.observation.code in found:
            found[one.observation.code].append(one)
    return found


def _changes_of(
    catalogue: Catalogue,
    indicator: Indicator,
    is_there: Sequence[KeptObservation],
    will_be: Sequence[KeptObservation],
) -> Iterator[Change]:
    """Every period of one indicator that has a figure, before or after, as it is judged then and then."""
    targets = catalogue.targets_of(indicator.code)
    points, then = ({p.period: p for p in build_points(indicator, kept, targets)} for kept in (is_there, will_be))
    cells = {k.observation.period: k.observation for k in (*is_there, *will_be)}
    for period in dict.fromkeys((*points, *then)):
        old, new = points.get(period), then.get(period)
        yield Change(
            indicator,
            period,
            old.shown if old else "",
            new.shown if new else "",
            old.rag if old else None,
            new.rag if new else None,
            _direction(indicator, old, points) if new else None,
            _direction(indicator, new, then) if old else None,
            cells[period].cell,
            cells[period].sheet,
        )


def _direction(
    indicator: Indicator, point: HistoryPoint | None, points: Mapping[Period, HistoryPoint]
) -> Direction | None:
    return direction_of_travel(indicator, point.period, points, point.target) if point else None
