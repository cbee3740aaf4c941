"""A comparison of all areas as an answer: each area in its place, and what is said of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpis.model.comparisons import Measure, MeasureLink, Publication
from kpis.model.intervals import Compared, Interval, NoInterval
from kpis.model.observations import Source
from kpis.model.periods import Period
from kpis.scorecard.elsewhere import NeighbourAverage
from kpis.scorecard.rows import ScorecardRow


class AreaRole(StrEnum):
    """What an area is to us."""

    OURS = "ours"
    NEIGHBOUR = "neighbour"
    REGION = "region"
    ENGLAND = "england"
    OTHER = "other"


@dataclass(frozen=True)
class AreaPlace:
    """One area with its figure. `place` counts authorities from the lowest; the region and England have none."""

    code: str
    name: str
    role: AreaRole
    value: float
    shown: str
    interval: Interval | NoInterval
    interval_shown: str
    numerator: float | None
    denominator: float | None
    source: Source
    place: int | None = None
    nearness: str = ""


@dataclass(frozen=True)
class AreaVerdict:
    """Ours beside one other: better, worse, about the same, or why that is not said."""

    name: str
    shown: str
    compared: Compared
    sentence: str


@dataclass(frozen=True)
class AreaRevision:
    """A published figure that a later file changed, and why."""

    area: str
    period: Period
    before: str
    after: str
    reason: str
    source: Source


@dataclass(frozen=True)
class AreaComparison:
    """One indicator's measure in all areas, in one period and under one model of neighbours.

    `row` is our own figure as the scorecard shows it, never anything else. `missing` are sentences.
    """

    row: ScorecardRow
    link: MeasureLink
    measure: Measure
    period: Period
    periods: tuple[Period, ...]
    model: int | None
    models: tuple[int, ...]
    council: str
    places: tuple[AreaPlace, ...]
    england: AreaPlace | None
    region: AreaPlace | None
    ours: AreaPlace | None
    quartiles: tuple[float, float, float] | None
    quartiles_shown: tuple[str, ...]
    averages: tuple[NeighbourAverage, ...]
    definition: str
    missing: tuple[str, ...]
    verdicts: tuple[AreaVerdict, ...]
    flips: tuple[str, ...]
    revisions: tuple[AreaRevision, ...]
    publications: tuple[Publication, ...]
    notes: tuple[str, ...] = ()
