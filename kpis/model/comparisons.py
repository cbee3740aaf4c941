"""Other areas: their published figures, their statistical neighbours, and which measure goes with which indicator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kpis.model.observations import Marker, Source
from kpis.model.periods import Period

LICENCE = "Open Government Licence v3.0"
PUBLISHER = "Department for Education, Crown copyright"
NEIGHBOURS_IN_A_MODEL = 10


class AreaKind(StrEnum):
    """What an area is."""

    NATION = "nation"
    REGION = "region"
    AUTHORITY = "authority"
    GROUP = "group"
    """The statistical neighbours together, where a file prints their mean or median and not each of them."""


@dataclass(frozen=True)
class Area:
    """One area by its three-digit code. `opened` and `closed` are the first and last 31 March that it saw, if known."""

    code: str
    name: str
    kind: AreaKind
    region: str = ""
    opened: int | None = None
    closed: int | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by, in one case."""
        return tuple(name.casefold() for name in (self.name, *self.aliases))

    def was_there(self, year: int) -> bool:
        """Whether the area existed on the 31 March of a year."""
        return (self.opened is None or self.opened <= year) and (self.closed is None or year <= self.closed)


@dataclass(frozen=True)
class Measure:
    """One published measure by its short name, with the publisher's own words for it."""

    short: str
    name: str
    counted_in: str = ""
    year_type: str = ""


@dataclass(frozen=True)
class AreaFigure:
    """One published figure. `population_year` is of the population that is a rate's denominator; `line` is its row."""

    measure: str
    area: str
    period: Period
    value: float | None
    marker: Marker | None = None
    numerator: float | None = None
    denominator: float | None = None
    population_year: int | None = None
    line: int = 0

    @property
    def key(self) -> tuple[str, str, Period]:
        """What a later figure supersedes it by."""
        return (self.measure, self.area, self.period)

    def says_the_same_as(self, other: AreaFigure) -> bool:
        """Whether two figures of one key are the same, wherever they came from."""
        return (self.value, self.marker, self.numerator, self.denominator, self.population_year) == (
            other.value,
            other.marker,
            other.numerator,
            other.denominator,
            other.population_year,
        )


@dataclass(frozen=True)
class Publication:
    """Where a file of other areas' figures comes from, and under which licence."""

    name: str
    publisher: str = PUBLISHER
    licence: str = LICENCE


@dataclass(frozen=True)
class KeptAreaFigure:
    """A published figure in the store, with its upload and its publication."""

    figure: AreaFigure
    source: Source
    publication: Publication


@dataclass(frozen=True)
class Neighbour:
    """One statistical neighbour of one authority in the model of a year: the first is the nearest."""

    model: int
    authority: str
    neighbour: str
    rank: int
    closeness: str = ""

    @property
    def key(self) -> tuple[int, str, int]:
        """What a later neighbour supersedes it by."""
        return (self.model, self.authority, self.rank)


class DefinitionMatch(StrEnum):
    """Whether a published measure counts the same as our indicator."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_CHECKED = "not_checked"

    @property
    def is_same(self) -> bool | None:
        """As the contract has it: null where nobody has checked."""
        match self:
            case DefinitionMatch.SAME:
                return True
            case DefinitionMatch.DIFFERS:
                return False
            case DefinitionMatch.NOT_CHECKED:
                return None


@dataclass(frozen=True)
class MeasureLink:
    """Which measure an indicator is compared by, and the measures that hold its numerator and denominator, if any."""

    indicator: str
    measure: str
    match: DefinitionMatch
    words: str = ""
    numerator: str = ""
    denominator: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that the comparison needs."""
        return tuple(name for name in (self.measure, self.numerator, self.denominator) if name)


@dataclass(frozen=True)
class Council:
    """Which authority is ours, its region, and the model of statistical neighbours that is in force."""

    authority: str
    region: str
    model: int


@dataclass(frozen=True)
class CouncilSetting:
    """Which council was set as ours, by whom, when and why."""

    council: Council
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class KnownAreas:
    """What a file of other areas is read with: the areas, the measures that indicators use, and our own refs."""

    areas: tuple[Area, ...] = ()
    council: Council | None = None
    linked: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
