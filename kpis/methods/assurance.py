"""Assurance: whether a process in its usual range meets the target always, not reliably, or never."""

from __future__ import annotations

from kpis.model.indicators import Polarity
from kpis.model.process import Assurance, NoAssurance
from kpis.model.targets import Target, TargetKind


def assurance(lower: float, upper: float, polarity: Polarity, target: Target | None) -> Assurance | NoAssurance:
    """The target against the limits in force at the latest point, or why nothing can be said.

    A target exactly on a limit is not reliably met, as in the reference. A good range, and a target to come close to,
    is met always when both limits lie in it, and never when both lie on one side of it.
    """
    if target is not None and target.kind is TargetKind.MONITOR:
        return NoAssurance.MONITOR
    if target is None or target.low is None or target.high is None:
        return NoAssurance.NO_TARGET_AGREED
    if polarity is Polarity.NO_JUDGEMENT:
        return NoAssurance.NO_JUDGEMENT
    if target.low != target.high or polarity is Polarity.CLOSE_TO_TARGET:
        return _of_range(lower, upper, target.low, target.high)
    is_below, is_above = target.low < lower, target.low > upper
    if not is_below and not is_above:
        return Assurance.NOT_RELIABLY
    return Assurance.WILL_MEET if is_below is (polarity is Polarity.HIGH_IS_GOOD) else Assurance.WILL_FAIL


def _of_range(lower: float, upper: float, low: float, high: float) -> Assurance:
    if upper < low or lower > high:
        return Assurance.WILL_FAIL
    return Assurance.WILL_MEET if low < lower and upper < high else Assurance.NOT_RELIABLY
