"""A target as an administrator types it, and what is wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kpis.ingest.target_text import TargetText, parse_target
from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT, amber_limits
from kpis.model.indicators import Indicator, Polarity, Unit
from kpis.model.targets import Target, TargetKind, ToleranceKind
from kpis.operations.keeping import Mistakes, day_in, one_line, reason_typed
from kpis.scorecard.wording import limit_shown

LONGEST_SOURCE = 120
ALL_OF_THEM = 100
FIRST_DAY = "the first day on which it counts, such as 1 April 2027"
TARGET, TOLERANCE, SOURCE, REASON, IN_FORCE_FROM = "target", "tolerance", "source", "reason", "in_force_from"
"""The parts of a target that can be wrong, as its form calls them."""
Limits = tuple[float | None, float | None]


@dataclass(frozen=True)
class TypedTarget:
    """A target as somebody typed it. Without a tolerance the published one counts."""

    target: str = ""
    tolerance: str = ""
    tolerance_kind: str = ToleranceKind.RELATIVE
    source: str = ""
    reason: str = ""
    in_force_from: str = ""


def target_typed(indicator: Indicator, typed: TypedTarget) -> tuple[Target | None, Mistakes]:
    """The target with its amber limits worked out; None with everything that is wrong with it."""
    mistakes: Mistakes = []
    printed = _printed(indicator, typed.target, mistakes)
    limits, tolerance, kind = _amber(indicator, printed, typed, mistakes)
    source = one_line(typed.source)
    if len(source) > LONGEST_SOURCE:
        mistakes.append((SOURCE, f"Say whose target it is in {LONGEST_SOURCE} letters at most, such as England."))
    reason = reason_typed(typed.reason, REASON, "it is set", mistakes)
    begins = day_in(typed.in_force_from, IN_FORCE_FROM, FIRST_DAY, mistakes)
    if mistakes or printed is None:
        return None, mistakes
    source = source or printed.source
    values = (printed.kind, printed.low, printed.high, *limits)
    return Target(indicator.code, *values, source, reason, tolerance, kind, begins), []


def _printed(indicator: Indicator, text: str, mistakes: Mistakes) -> TargetText | None:
    give = "Give a number such as 90, a good range such as 70-80, monitor or tbc."
    try:
        printed = parse_target(text)
    except ValueError as wrong:
        mistakes.append((TARGET, f"The target is not understood: {str(wrong).rstrip('.')}. {give}"))
        return None
    if printed is None:
        mistakes.append((TARGET, f"There is no target. {give}"))
    elif not all(math.isfinite(end or 0) for end in (printed.low, printed.high)):
        mistakes.append((TARGET, f"The target is larger than any figure can be. {give}"))
        return None
    elif printed.low is not None and printed.low < 0 and indicator.unit not in (Unit.POINTS, Unit.POUNDS, Unit.RATIO):
        mistakes.append((TARGET, f"The target {limit_shown(printed.low, indicator)} is below nought. {give}"))
    elif _is_beyond_all(indicator, printed):
        mistakes.append((TARGET, f"No figure of this indicator can be above {ALL_OF_THEM}%. {give}"))
    return printed


def _is_beyond_all(indicator: Indicator, printed: TargetText) -> bool:
    is_share = indicator.unit is Unit.PERCENTAGE and not indicator.proxy
    return is_share and printed.high is not None and printed.high > ALL_OF_THEM


def _amber(
    indicator: Indicator, printed: TargetText | None, typed: TypedTarget, mistakes: Mistakes
) -> tuple[Limits, float | None, ToleranceKind | None]:
    """The two amber limits, and the tolerance that they were worked out from; none where there is no number."""
    if typed.tolerance_kind not in list(ToleranceKind):
        mistakes.append((TOLERANCE, "Choose what the tolerance is: a share, points or the limit itself."))
        return (None, None), None, None
    numbers = _numbers(typed.tolerance)
    if numbers is None:
        usual = f"Leave it blank for {PUBLISHED_TOLERANCE_PERCENT}% of the target, or give a number."
        mistakes.append((TOLERANCE, f"The tolerance is no number. {usual}"))
        return (None, None), None, None
    kind = ToleranceKind(typed.tolerance_kind)
    if kind is not ToleranceKind.LIMIT and (len(numbers) > 1 or any(n < 0 for n in numbers)):
        mistakes.append((TOLERANCE, "Give one number from nought up: how far on the wrong side is still amber."))
        return (None, None), None, None
    if printed is None or printed.low is None or printed.high is None:
        return (None, None), None, None
    if not numbers:
        return amber_limits(printed.low, printed.high, indicator.polarity, None, None), None, None
    if kind is ToleranceKind.LIMIT:
        return _by_hand(indicator, printed, numbers, mistakes)
    return amber_limits(printed.low, printed.high, indicator.polarity, numbers[0], kind), numbers[0], kind


def _by_hand(
    indicator: Indicator, printed: TargetText, numbers: tuple[float, ...], mistakes: Mistakes
) -> tuple[Limits, float | None, ToleranceKind | None]:
    """Limits as somebody gave them: each on its own wrong side, where amber is."""
    low, high = printed.low or 0.0, printed.high or 0.0
    has_two = printed.kind is TargetKind.RANGE or indicator.polarity is Polarity.CLOSE_TO_TARGET
    if indicator.polarity is Polarity.NO_JUDGEMENT and not has_two:
        return (None, None), None, None
    if has_two != (len(numbers) > 1):
        how_many = "two amber limits, one on each side: give both, such as 60-90" if has_two else "one amber limit"
        mistakes.append((TOLERANCE, f"This target has {how_many}."))
        return (None, None), None, None
    below = numbers[0] if has_two or indicator.polarity is Polarity.HIGH_IS_GOOD else None
    above = numbers[-1] if has_two or indicator.polarity is Polarity.LOW_IS_GOOD else None
    if (below is not None and below > low) or (above is not None and above < high):
        side = "between the two ends" if has_two else "below it" if below is None else "above it"
        words = (
            f"The amber limit is on the good side of the target, {side}: a figure there is green. Give a limit on the "
            "wrong side of the target."
        )
        mistakes.append((TOLERANCE, words))
    return (below, above), None if has_two else numbers[0], ToleranceKind.LIMIT


def _numbers(text: str) -> tuple[float, ...] | None:
    """The number in a text, or the two of a pair such as 60-90; empty for a blank, None for what is neither."""
    try:
        parsed = parse_target(text.strip().removesuffix(" points"))
    except ValueError:
        return None
    if parsed is None:
        return ()
    if parsed.low is None or parsed.high is None or parsed.source or not math.isfinite(parsed.high):
        return None
    return (parsed.low,) if parsed.kind is TargetKind.VALUE else (parsed.low, parsed.high)
