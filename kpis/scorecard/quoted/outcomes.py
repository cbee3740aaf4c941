"""What is said of one thing quoted in the officers' words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How something quoted stands beside the data. What could not be seen is not checked, and never fine."""

    AGREES = "agrees"
    NOT_FOUND = "not_found"
    ANOTHER_ROW = "another_row"
    """It is a figure, but England's, or another row's."""
    ANOTHER_PERIOD = "another_period"
    DIRECTION_NOT_SHOWN = "direction_not_shown"
    NOT_CHECKED = "not_checked"


DOUBTS = (Outcome.NOT_FOUND, Outcome.ANOTHER_ROW, Outcome.ANOTHER_PERIOD, Outcome.DIRECTION_NOT_SHOWN)


class NotChecked(StrEnum):
    """Why something quoted was not checked."""

    NO_INDICATOR = "no_indicator"
    PERIOD_NOT_LOADED = "period_not_loaded"
    NO_COMPARATOR = "no_comparator"
    NO_TARGET = "no_target"
    PART_OF_ROW = "part_of_row"
    WITHHELD = "withheld"
    NO_FIGURE = "no_figure"
    NO_GOOD_SIDE = "no_good_side"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Finding:
    """One figure, or one direction, quoted in a text.

    `start` and `end` are its place in the text as it was given. `codes` are the indicators it was held against. `says`
    is one sentence of what the data give; `reason` is set only where it was not checked.
    """

    quoted: str
    start: int
    end: int
    outcome: Outcome
    says: str
    codes: tuple[str, ...] = ()
    reason: NotChecked | None = None

    @property
    def is_doubt(self) -> bool:
        """Whether an officer should look at it before anyone else does."""
        return self.outcome in DOUBTS
