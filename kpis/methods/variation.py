"""Variation: whether the latest point is unusual, and for whom that is good. The statistics first, polarity after."""

from __future__ import annotations

from kpis.model.indicators import Polarity
from kpis.model.process import Side, Signal, Variation


def variation(signal: Signal | None, polarity: Polarity) -> Variation:
    """What a point's signal means once polarity is known. A trend is judged by its direction, not by its side.

    Close to target has no side that is always good, so an unusual point there is told without a judgement.
    """
    if signal is None:
        return Variation.COMMON_CAUSE
    is_high = signal.side is Side.HIGH
    match polarity:
        case Polarity.HIGH_IS_GOOD:
            return Variation.IMPROVEMENT if is_high else Variation.CONCERN
        case Polarity.LOW_IS_GOOD:
            return Variation.CONCERN if is_high else Variation.IMPROVEMENT
        case Polarity.CLOSE_TO_TARGET | Polarity.NO_JUDGEMENT:
            return Variation.NEUTRAL_HIGH if is_high else Variation.NEUTRAL_LOW
