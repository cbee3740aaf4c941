"""The pack of a meeting: all that its readers were given, as one value that can be frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpis.model.commentary import Commentary, Question
from kpis.model.errors import NotFound
from kpis.model.meetings import RevisionCause
from kpis.model.periods import Period
from kpis.scorecard.rows import History, Scorecard


@dataclass(frozen=True)
class Revised:
    """A figure that readers saw, and what it is now. `cause` is None where nobody has said why."""

    code: str
    ref: str
    name: str
    period: Period
    then: str
    now: str
    cause: RevisionCause | None = None
    words: str = ""


@dataclass(frozen=True)
class ColourThen:
    """The colour that a row had when its readers last saw it, as a word of the contract."""

    code: str
    rag: str


@dataclass(frozen=True)
class LastSeen:
    """The publication that readers had before this one, and what has changed since."""

    publication: int
    meeting: date
    period: Period
    colours: tuple[ColourThen, ...] = ()
    revised: tuple[Revised, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A scorecard for one audience, each indicator over time, the words beside it, and what readers saw last."""

    scorecard: Scorecard
    histories: tuple[History, ...]
    commentary: tuple[Commentary, ...] = ()
    last_seen: LastSeen | None = None

    def history(self, code: str) -> History:
        """One indicator over time; raises NotFound for one that is not in the pack."""
        for history in self.histories:
            if history.row.indicator.code.casefold() == code.strip().casefold():
                return history
        raise NotFound(f"No indicator called {code} is in this publication.")

    def words_of(self, code: str) -> Commentary | None:
        """What officers say of one indicator."""
        return next((c for c in self.commentary if c.subject.code == code), None)

    def answer(self, section: str, question: Question) -> Commentary | None:
        """What officers answer to a section's question."""
        wanted = (section, question)
        found = (c for c in self.commentary if (c.subject.section, c.subject.question) == wanted and not c.subject.code)
        return next(found, None)


@dataclass(frozen=True)
class Publishable:
    """What one publication freezes: the same moment for each audience.

    `reasons` is the number of the newest reason for a revision that had been given by then: those given later have
    greater ones, whatever a clock said. Publications of earlier versions of Waymark have None.
    """

    officers: Pack
    public: Pack
    reasons: int | None = None
