"""The closed sets of verdicts that every layer may name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpis.model.periods import Period


class Rag(StrEnum):
    """The verdict against target."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not_rated"


class RagReason(StrEnum):
    """Why a figure is not rated."""

    MONITOR = "monitor"
    NO_TARGET_AGREED = "no_target_agreed"
    NO_VALUE = "no_value"
    SUPPRESSED = "suppressed"
    NO_JUDGEMENT = "no_judgement"


@dataclass(frozen=True)
class RagVerdict:
    """A colour, or not rated with the reason."""

    rag: Rag
    reason: RagReason | None = None


class Movement(StrEnum):
    """Which way the figure went since the like-for-like earlier period."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not_comparable"


class Judgement(StrEnum):
    """Whether that is better or worse, once polarity is known."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NO_JUDGEMENT = "no_judgement"


class DirectionReason(StrEnum):
    """Why there is no movement, or why an unusual period was compared with."""

    NO_VALUE = "no_value"
    NO_EARLIER_FIGURE = "no_earlier_figure"
    EARLIER_WITHOUT_VALUE = "earlier_without_value"
    NEW_YEAR_STARTING = "new_year_starting"


@dataclass(frozen=True)
class Direction:
    """Direction of travel: movement, judgement, what it was compared with and, where it needs saying, why."""

    movement: Movement
    judgement: Judgement
    compared_with: Period | None = None
    reason: DirectionReason | None = None
