"""The words of statistical process control: what is unusual about a point, and what a series is like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpecialCause(StrEnum):
    """The rule that marks a point as unusual. Where several hold, the first named here is the one that is told."""

    OUTSIDE_LIMITS = "outside_limits"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Side(StrEnum):
    """Above the mean or rising; below the mean or falling."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Signal:
    """One unusual point: the rule and the side. Whether that is good is judged later, from polarity."""

    cause: SpecialCause
    side: Side


class Variation(StrEnum):
    """What the latest point says: usual variation, or unusual and for the better, the worse or neither."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether the usual range meets the target: always, not reliably, or never."""

    WILL_MEET = "consistent_pass"
    NOT_RELIABLY = "inconsistent"
    WILL_FAIL = "consistent_fail"


class NoProcess(StrEnum):
    """Why a series has no usual range, and so no variation and no assurance."""

    NOT_APPLICABLE = "not_applicable"
    """Its months overlap: year to date, rolling, since a date."""
    NOT_MONTHLY = "not_monthly"
    NO_VALUES = "no_values"
    NOT_ENOUGH_DATA = "not_enough_data"
    FLAT = "flat"


class NoAssurance(StrEnum):
    """Why a series that has a usual range has no assurance."""

    MONITOR = "monitor"
    NO_TARGET_AGREED = "no_target_agreed"
    NO_JUDGEMENT = "no_judgement"


@dataclass(frozen=True)
class ProcessLimits:
    """The mean of a stretch of a series, and its usual range.

    The limits are None where there is no movement to measure: one point, or a flat stretch. The near limits lie two
    thirds of the way out, and only decide the two-of-three rule.
    """

    mean: float
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


@dataclass(frozen=True)
class Stretch:
    """The part of a series from one re-baseline to the next, as positions: `end` is the first one after it.

    `points` counts the figures in it. Limits are None with the reason where it has none; a flat stretch has its mean.
    """

    start: int
    end: int
    points: int
    limits: ProcessLimits | None
    reason: NoProcess | None = None


@dataclass(frozen=True)
class ProcessBehaviour:
    """All that is said of one series: its stretches, one signal or None for each position, and the reason of none.

    `reason` is about the stretch that the latest figure lies in.
    """

    stretches: tuple[Stretch, ...]
    signals: tuple[Signal | None, ...]
    latest: int | None
    reason: NoProcess | None = None

    @property
    def current(self) -> Stretch | None:
        """The stretch of the latest figure."""
        if self.latest is None:
            return None
        return next((s for s in self.stretches if s.start <= self.latest < s.end), None)
