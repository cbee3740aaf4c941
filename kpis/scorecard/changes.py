"""What a workbook or an undo would change, shown before anything is kept: figures, and each verdict they move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

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
    """All that would become of the store. `judged_anew` are periods whose figure stays and whose verdict would not."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: int
    withdrawn: tuple[Change, ...] = ()
    judged_anew: tuple[Change, ...] = ()

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
    """Compares what was read with what stands. `standing` holds every figure of the indicators that were read."""
    read = {(o.code, o.period): KeptObservation(o, NOT_YET_KEPT) for o in observations}
    return compare(catalogue, standing, {**standing, **read}, list(read))


def compare(catalogue: Catalogue, before: Standing, after: Standing, touched: Sequence[Key]) -> Changes:
    """Compares what stands with what would stand, in the order of the keys that are touched."""
    differing = [key for key in touched if _differs(before.get(key), after.get(key))]
    codes = dict.fromkeys(code for code, _ in differing)
    is_there = _by_indicator(before.values(), codes)
    will_be = _by_indicator(after.values(), codes)
    wanted = set(differing)
    found: dict[Key, Change] = {}
    anew: list[Change] = []
    for code in codes:
        for change in _changes_of(catalogue, catalogue.get(code), is_there[code], will_be[code]):
            key = (code, change.period)
            if key in wanted:
                found[key] = change
            elif change.moves_a_verdict:
                anew.append(change)
    in_order = [found[key] for key in differing]
    return Changes(
        tuple(c for c, key in zip(in_order, differing, strict=True) if key not in before),
        tuple(c for c, key in zip(in_order, differing, strict=True) if key in before and key in after),
        len(touched) - len(differing),
        tuple(c for c, key in zip(in_order, differing, strict=True) if key not in after),
        tuple(anew),
    )


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
