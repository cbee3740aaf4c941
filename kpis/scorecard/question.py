"""A question that a member could put, and the fact that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The fact that a question is made from; members are in order, the most telling first."""

    WITHHELD = "withheld"
    NO_FIGURE = "no_figure"
    GROUP_FELL = "group_fell"
    FEWER_COUNTED = "fewer_counted"
    LEAP = "leap"
    MOVING_AWAY = "moving_away"
    UNUSUAL = "unusual"
    LONG_OFF_TARGET = "long_off_target"
    PACE = "pace"
    ELSEWHERE = "elsewhere"
    BORDERLINE = "borderline"
    NEWLY_RED = "newly_red"
    OFF_TARGET = "off_target"
    WORSE = "worse"


@dataclass(frozen=True)
class Question:
    """One question: the fact that it rests on, and what a member could ask."""

    why: Why
    fact: str
    ask: str

    @property
    def text(self) -> str:
        """The fact and the question as they are read out."""
        return f"{self.fact} {self.ask}".strip()
