"""Which figures another target would colour differently, told before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kpis.model.indicators import Indicator
from kpis.model.meetings import Publication
from kpis.model.observations import KeptObservation
from kpis.model.periods import Period
from kpis.model.targets import Target
from kpis.model.verdicts import RagVerdict
from kpis.scorecard.build import build_points


@dataclass(frozen=True)
class Recoloured:
    """One period whose figure stays and whose colour, or the reason why there is none, would be another."""

    period: Period
    shown: str
    before: RagVerdict
    after: RagVerdict


@dataclass(frozen=True)
class TargetChange:
    """What setting or withdrawing a target would do, from the day it counts and until another takes over.

    `published` are the packs that hold figures which would get another colour here, and that keep the colours members
    were given. `seen` stands for all of it.
    """

    indicator: Indicator
    before: Target | None
    after: Target | None
    begins: date | None
    until: date | None
    recoloured: tuple[Recoloured, ...]
    published: tuple[Publication, ...]
    seen: str


def recoloured(
    indicator: Indicator, kept: Iterable[KeptObservation], before: Sequence[Target], after: Sequence[Target]
) -> tuple[Recoloured, ...]:
    """Each such period, the newest first. Every figure is judged by the target in force on its period's last day."""
    known = tuple(kept)
    points = zip(build_points(indicator, known, before), build_points(indicator, known, after), strict=True)
    found = [Recoloured(old.period, old.shown, old.rag, new.rag) for old, new in points if old.rag != new.rag]
    return tuple(reversed(found))
