"""What a workbook would change, shown before anything is kept: new, changed, unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpis.methods.rag import rag
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.observations import KeptObservation, Observation
from kpis.model.periods import Period
from kpis.model.targets import target_in_force
from kpis.model.verdicts import RagVerdict
from kpis.scorecard.wording import value_shown

Standing = Mapping[tuple[str, Period], KeptObservation]


@dataclass(frozen=True)
class Change:
    """One figure that would be new or changed, with its colour before and after. `before` is empty for a new one."""

    indicator: Indicator
    period: Period
    before: str
    after: str
    rag_before: RagVerdict | None
    rag_after: RagVerdict
    cell: str
    sheet: str


@dataclass(frozen=True)
class Changes:
    """All that a workbook would do to the store."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: int

    @property
    def is_nothing(self) -> bool:
        return not self.new and not self.changed


def build_changes(catalogue: Catalogue, observations: Sequence[Observation], standing: Standing) -> Changes:
    """Compares what was read with what stands."""
    new: list[Change] = []
    changed: list[Change] = []
    unchanged = 0
    for observation in observations:
        before = standing.get((observation.code, observation.period))
        if before is not None and observation.says_the_same_as(before.observation):
            unchanged += 1
        else:
            (new if before is None else changed).append(_change(catalogue, observation, before))
    return Changes(tuple(new), tuple(changed), unchanged)


def _change(catalogue: Catalogue, observation: Observation, before: KeptObservation | None) -> Change:
    indicator = catalogue.get(observation.code)
    target = target_in_force(catalogue.targets_of(indicator.code), observation.period)

    def judged(seen: Observation) -> RagVerdict:
        return rag(seen.value, seen.marker, indicator.decimals, indicator.polarity, target)

    return Change(
        indicator,
        observation.period,
        value_shown(before.observation.value, before.observation.marker, indicator) if before else "",
        value_shown(observation.value, observation.marker, indicator),
        judged(before.observation) if before else None,
        judged(observation),
        observation.cell,
        observation.sheet,
    )
