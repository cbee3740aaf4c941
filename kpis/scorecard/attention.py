"""What needs attention in a scorecard: every row that does, once, in the order that members should read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kpis.model.verdicts import Judgement, Movement, Rag
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.question import Question
from kpis.scorecard.rows import Scorecard, ScorecardRow


class Concern(StrEnum):
    """Why a row needs attention; members are in the order of reading."""

    NEWLY_RED = "newly_red"
    RED_AND_WORSE = "red_and_worse"
    STILL_RED = "still_red"
    AMBER_AND_WORSE = "amber_and_worse"
    WORSE_NOT_RATED = "worse_not_rated"
    BETTER = "better"
    NEWLY_GREEN = "newly_green"


CONCERN_WORDS = {
    Concern.NEWLY_RED: "Newly red",
    Concern.RED_AND_WORSE: "Red and getting worse",
    Concern.STILL_RED: "Still red",
    Concern.AMBER_AND_WORSE: "Amber and getting worse",
    Concern.WORSE_NOT_RATED: "Getting worse, with no target to judge by",
    Concern.NEWLY_GREEN: "Newly green",
    Concern.BETTER: "Getting better",
}


@dataclass(frozen=True)
class Attention:
    """A scorecard, its count of each colour, and its rows by concern (concerns without a row are left out).

    `last_seen` is what members had before; without it, what is new is so since the period before. `questions` are what
    a member could ask, by code.
    """

    scorecard: Scorecard
    counts: dict[Rag, int]
    groups: dict[Concern, tuple[ScorecardRow, ...]]
    last_seen: LastSeen | None = None
    questions: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)


def build_attention(scorecard: Scorecard, last_seen: LastSeen | None = None) -> Attention:
    """Sorts the rows of a scorecard by the first concern that applies to them."""
    seen = {c.code: Rag(c.rag) for c in last_seen.colours} if last_seen else None
    groups: dict[Concern, list[ScorecardRow]] = {concern: [] for concern in Concern}
    counts = dict.fromkeys(Rag, 0)
    for row in scorecard.rows:
        counts[row.rag.rag] += 1
        concern = concern_of(row) if seen is None else concern_since(row, seen.get(row.indicator.code))
        if concern is not None:
            groups[concern].append(row)
    return Attention(scorecard, counts, {c: tuple(rows) for c, rows in groups.items() if rows}, last_seen)


def nothing_words(scorecard: Scorecard) -> str:
    """What is said where no row needs attention: never that all is well of what has no figure, or none to compare."""
    shown = [row for row in scorecard.rows if row.value is not None]
    if not shown:
        return "No figure is shown for this period, so nothing can be said of it."
    if all(row.direction.movement is Movement.NOT_COMPARABLE for row in shown):
        return "No figure that is shown is red. There are no earlier ones to compare with."
    return "No figure that is shown needs attention: none is red."


def concern_of(row: ScorecardRow) -> Concern | None:
    """The first concern that applies to a row, or None. Newly means: of another colour one period before."""
    before = row.point(row.period.previous())
    return concern_since(row, before.rag.rag if before else None)


def concern_since(row: ScorecardRow, earlier: Rag | None) -> Concern | None:
    """The first concern that applies to a row which had another colour, or none, when its readers last saw it."""
    worse = row.direction.judgement is Judgement.WORSE
    match row.rag.rag:
        case Rag.RED if earlier in (Rag.GREEN, Rag.AMBER):
            return Concern.NEWLY_RED
        case Rag.RED:
            return Concern.RED_AND_WORSE if worse else Concern.STILL_RED
        case Rag.AMBER if worse:
            return Concern.AMBER_AND_WORSE
        case Rag.GREEN if earlier in (Rag.RED, Rag.AMBER):
            return Concern.NEWLY_GREEN
        case Rag.NOT_RATED if worse:
            return Concern.WORSE_NOT_RATED
        case Rag.AMBER | Rag.GREEN | Rag.NOT_RATED:
            return Concern.BETTER if row.direction.judgement is Judgement.BETTER else None
