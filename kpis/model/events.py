"""Events that an advisor keeps: what happened and when, and whether figures are judged afresh from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.periods import Period
from kpis.model.rebaselines import NotPlaced


class EventScope(StrEnum):
    """What an event is about; members are in order, the widest first."""

    SCORECARD = "scorecard"
    SECTION = "section"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class EventSubject:
    """What an event is about: the indicator of `code`, else the section that is named, else a whole scorecard."""

    scorecard: str
    section: str = ""
    code: str = ""

    @property
    def scope(self) -> EventScope:
        if self.code:
            return EventScope.INDICATOR
        return EventScope.SECTION if self.section else EventScope.SCORECARD

    @property
    def key(self) -> str:
        """What a form and an address call it."""
        match self.scope:
            case EventScope.INDICATOR:
                return f"{self.scope.value}:{self.code}"
            case EventScope.SECTION:
                return f"{self.scope.value}:{self.scorecard}:{self.section}"
            case EventScope.SCORECARD:
                return f"{self.scope.value}:{self.scorecard}"

    def has(self, indicator: Indicator) -> bool:
        """Whether an indicator is the one, or one of those, that the event is about."""
        match self.scope:
            case EventScope.INDICATOR:
                return self.code == indicator.code
            case EventScope.SECTION:
                return (self.scorecard, self.section) == (indicator.scorecard, indicator.section)
            case EventScope.SCORECARD:
                return self.scorecard == indicator.scorecard


def event_subjects(catalogue: Catalogue) -> dict[str, EventSubject]:
    """Everything that an event can be about, by its key: each scorecard, then its sections, then its indicators."""
    found = []
    for name in catalogue.scorecard_names:
        indicators = catalogue.of_scorecard(name)
        found.append(EventSubject(name))
        found += [EventSubject(name, section) for section in dict.fromkeys(i.section for i in indicators) if section]
        found += [EventSubject(name, i.section, i.code) for i in indicators]
    return {subject.key: subject for subject in found}


@dataclass(frozen=True)
class Event:
    """An inspection, a new system, a change of the law: on `day`, in the words of `title`.

    A re-baseline works out the usual range anew from its day on; any other event is only told.
    """

    day: date
    title: str
    is_rebaseline: bool
    subject: EventSubject

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("An event needs a title. Say what happened, such as an inspection or a new system.")


@dataclass(frozen=True)
class Withdrawal:
    """The withdrawing of an event or a target: an act of its own, with its reason. Either stays in its list."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class KeptEvent:
    """An event in the store, with who recorded it and when; `withdrawal` is set where it no longer counts."""

    number: int
    event: Event
    by: str
    at: datetime
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True)
class PlacedEvent:
    """An event beside one series: the period of it that the day lies in, or why there is none.

    `begins_stretch` says that a usual range of its own begins there: a re-baseline that has figures before it.
    """

    kept: KeptEvent
    period: Period | None
    reason: NotPlaced | None = None
    begins_stretch: bool = False
