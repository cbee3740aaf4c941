"""Red, amber, green: a figure against its target.

The published rule is "amber means within 15% of the target", relative to the target and inclusive. The amber limit is
worked out once, when a target is saved, and stored as a number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kpis.methods.rounding import WIDE, exact, steps_shown
from kpis.model.indicators import Polarity
from kpis.model.observations import Marker
from kpis.model.targets import Target, TargetKind, ToleranceKind
from kpis.model.verdicts import Rag, RagReason, RagVerdict

PUBLISHED_TOLERANCE_PERCENT = 15
"""The tolerance of the 2019 pack's colour key, used where a catalogue names none."""


def amber_limits(
    low: float, high: float, polarity: Polarity, tolerance: float | None, kind: ToleranceKind | None
) -> tuple[float | None, float | None]:
    """The lowest and highest figure that is still amber, None on the side that has no limit.

    A target of 0 has no relative band: its limit is 0 itself. With no tolerance named the published one applies.
    """
    if tolerance is None:
        tolerance, kind = PUBLISHED_TOLERANCE_PERCENT, ToleranceKind.RELATIVE
    below = _limit(low, tolerance, kind or ToleranceKind.RELATIVE, -1)
    above = _limit(high, tolerance, kind or ToleranceKind.RELATIVE, +1)
    if low != high:
        return below, above
    match polarity:
        case Polarity.HIGH_IS_GOOD:
            return below, None
        case Polarity.LOW_IS_GOOD:
            return None, above
        case Polarity.CLOSE_TO_TARGET:
            return below, above
        case Polarity.NO_JUDGEMENT:
            return None, None


def _limit(target: float, tolerance: float, kind: ToleranceKind, side: int) -> float:
    match kind:
        case ToleranceKind.RELATIVE:
            return float(exact(target) + side * abs(exact(target)) * exact(tolerance) / 100)
        case ToleranceKind.POINTS:
            return float(exact(target) + side * exact(tolerance))
        case ToleranceKind.LIMIT:
            return tolerance


@dataclass(frozen=True)
class ColourScale:
    """Where the colours of a target begin and end, as whole steps of the last decimal shown: worked out once a series.

    Green from `green_low` to `green_high`, amber beyond it as far as `amber_low` and `amber_high`; all inclusive and
    exact. A side without a limit is infinite. `not_rated` says why the target gives no colour at all.
    """

    decimals: int
    green_low: float = -math.inf
    green_high: float = math.inf
    amber_low: float = -math.inf
    amber_high: float = math.inf
    not_rated: RagReason | None = None

    def colour(self, step: int) -> Rag:
        """The colour of a figure as shown, in steps. For a target that gives one."""
        if self.green_low <= step <= self.green_high:
            return Rag.GREEN
        return Rag.AMBER if self.amber_low <= step <= self.amber_high else Rag.RED

    @property
    def borders(self) -> list[int]:
        """The steps at which another colour may begin, lowest first."""
        begins = (self.amber_low, self.green_low, self.green_high + 1, self.amber_high + 1)
        return sorted(int(step) for step in set(begins) if math.isfinite(step))


RATED: dict[Rag, RagVerdict] = {rag: RagVerdict(rag) for rag in Rag if rag is not Rag.NOT_RATED}
UNRATED: dict[RagReason, RagVerdict] = {reason: RagVerdict(Rag.NOT_RATED, reason) for reason in RagReason}


def colour_scale(decimals: int, polarity: Polarity, target: Target | None) -> ColourScale:
    """The scale of a target for figures of so many decimals, or one that says why there is no colour.

    On the target or on its good side is green; on the wrong side up to and including the amber limit is amber; beyond
    it red. A range is good inside, whatever the polarity.
    """
    reason = _target_gives_none(target, polarity)
    if reason is not None or target is None or target.low is None or target.high is None:
        return ColourScale(decimals, not_rated=reason or RagReason.NO_TARGET_AGREED)
    is_range = target.low != target.high
    green_low = amber_low = -math.inf
    green_high = amber_high = math.inf
    if is_range or polarity is not Polarity.LOW_IS_GOOD:
        green_low = _first_step(target.low, decimals)
        amber_low = green_low if target.amber_low is None else min(green_low, _first_step(target.amber_low, decimals))
    if is_range or polarity is not Polarity.HIGH_IS_GOOD:
        green_high = _last_step(target.high, decimals)
        amber_high = (
            green_high if target.amber_high is None else max(green_high, _last_step(target.amber_high, decimals))
        )
    return ColourScale(decimals, green_low, green_high, amber_low, amber_high)


def _first_step(limit: float, decimals: int) -> int:
    return int(_in_steps(limit, decimals).to_integral_value(ROUND_CEILING))


def _last_step(limit: float, decimals: int) -> int:
    return int(_in_steps(limit, decimals).to_integral_value(ROUND_FLOOR))


def _in_steps(limit: float, decimals: int) -> Decimal:
    return exact(limit).scaleb(decimals, WIDE)


def rag(
    value: float | None, marker: Marker | None, decimals: int, polarity: Polarity, target: Target | None
) -> RagVerdict:
    """The colour of a figure as shown, or not rated with the first reason that applies."""
    scale = colour_scale(decimals, polarity, target)
    return _verdict(None if value is None else steps_shown(value, decimals), marker, scale)


def rags(steps: Sequence[int | None], markers: Sequence[Marker | None] | None, scale: ColourScale) -> list[RagVerdict]:
    """The colour of every figure of a series against one target; `markers` None where no figure is withheld."""
    if markers is not None or scale.not_rated is not None:
        beside = markers or [None] * len(steps)
        return [_verdict(step, marker, scale) for step, marker in zip(steps, beside, strict=True)]
    green, amber, red = RATED[Rag.GREEN], RATED[Rag.AMBER], RATED[Rag.RED]
    no_value = UNRATED[RagReason.NO_VALUE]
    low, high, amber_low, amber_high = scale.green_low, scale.green_high, scale.amber_low, scale.amber_high
    return [
        no_value
        if step is None
        else green
        if low <= step <= high
        else amber
        if amber_low <= step <= amber_high
        else red
        for step in steps
    ]


def _verdict(step: int | None, marker: Marker | None, scale: ColourScale) -> RagVerdict:
    """What members are told first: that there is no target, that a figure is withheld, that there is none."""
    if scale.not_rated is not None and scale.not_rated is not RagReason.NO_JUDGEMENT:
        return UNRATED[scale.not_rated]
    if marker is Marker.SUPPRESSED:
        return UNRATED[RagReason.SUPPRESSED]
    if step is None:
        return UNRATED[RagReason.NO_VALUE]
    return UNRATED[scale.not_rated] if scale.not_rated is not None else RATED[scale.colour(step)]


def _target_gives_none(target: Target | None, polarity: Polarity) -> RagReason | None:
    if target is not None and target.kind is TargetKind.MONITOR:
        return RagReason.MONITOR
    if target is None or target.kind is TargetKind.TO_BE_CONFIRMED:
        return RagReason.NO_TARGET_AGREED
    return RagReason.NO_JUDGEMENT if polarity is Polarity.NO_JUDGEMENT else None
