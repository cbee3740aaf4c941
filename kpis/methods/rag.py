"""Red, amber, green: a figure against its target.

The published rule is "amber means within 15% of the target", relative to the target and inclusive. The amber limit is
worked out once, when a target is saved, and stored as a number.
"""

from __future__ import annotations

from decimal import Decimal

from kpis.methods.rounding import as_shown, exact
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


def rag(
    value: float | None, marker: Marker | None, decimals: int, polarity: Polarity, target: Target | None
) -> RagVerdict:
    """The colour of a figure as shown, or not rated with the reason.

    On the target or on its good side is green; on the wrong side up to and including the amber limit is amber; beyond
    it red. A range is good inside, whatever the polarity.
    """
    reason = _not_rated(value, marker, polarity, target)
    if reason is not None or value is None or target is None or target.low is None or target.high is None:
        return RagVerdict(Rag.NOT_RATED, reason or RagReason.NO_TARGET_AGREED)
    shown = as_shown(value, decimals)
    wrong_below = shown < exact(target.low) and (polarity is not Polarity.LOW_IS_GOOD or target.low != target.high)
    wrong_above = shown > exact(target.high) and (polarity is not Polarity.HIGH_IS_GOOD or target.low != target.high)
    if wrong_below:
        return RagVerdict(_amber_or_red(shown, target.amber_low, +1))
    if wrong_above:
        return RagVerdict(_amber_or_red(shown, target.amber_high, -1))
    return RagVerdict(Rag.GREEN)


def _amber_or_red(shown: Decimal, limit: float | None, inward: int) -> Rag:
    if limit is None:
        return Rag.RED
    return Rag.AMBER if inward * shown >= inward * exact(limit) else Rag.RED


def _not_rated(
    value: float | None, marker: Marker | None, polarity: Polarity, target: Target | None
) -> RagReason | None:
    """The first reason that applies, in the order that members are told them."""
    if target is not None and target.kind is TargetKind.MONITOR:
        return RagReason.MONITOR
    if target is None or target.kind is TargetKind.TO_BE_CONFIRMED:
        return RagReason.NO_TARGET_AGREED
    if marker is Marker.SUPPRESSED:
        return RagReason.SUPPRESSED
    if value is None:
        return RagReason.NO_VALUE
    return RagReason.NO_JUDGEMENT if polarity is Polarity.NO_JUDGEMENT else None
