"""Whether a change is real, in words: variation, assurance, the usual range and what is unusual.

The same words on the page, in files and at the command line. Short ones begin with a capital and have no full stop.
"""

from __future__ import annotations

from itertools import groupby

from kpis.methods.annual_trend import POINTS
from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.methods.rounding import as_shown
from kpis.methods.special_causes import RUN_LENGTH
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.intervals import NoTrend, TrendOfFive, YearlyTrend
from kpis.model.periods import Period
from kpis.model.process import (
    Assurance,
    NoAssurance,
    NoProcess,
    ProcessLimits,
    Side,
    Signal,
    SpecialCause,
    Stretch,
    Variation,
)
from kpis.model.verdicts import Judgement, Movement
from kpis.scorecard.real_change import RealChange
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import count_words, in_unit, is_against_the_run, period_words

VARIATION_WORDS = {
    Variation.COMMON_CAUSE: "Usual variation",
    Variation.IMPROVEMENT: "Real improvement",
    Variation.CONCERN: "Real worsening",
    Variation.NEUTRAL_HIGH: "Real rise",
    Variation.NEUTRAL_LOW: "Real fall",
}
ASSURANCE_WORDS = {
    Assurance.WILL_MEET: "Will reliably meet the target",
    Assurance.NOT_RELIABLY: "May or may not meet the target from month to month",
    Assurance.WILL_FAIL: "Will not reliably meet the target without change",
}
NO_PROCESS_WORDS = {
    NoProcess.NOT_APPLICABLE: "Not applicable: the months overlap",
    NoProcess.NOT_MONTHLY: "Not applicable: not a monthly figure",
    NoProcess.NO_VALUES: "No figures to judge by",
    NoProcess.NOT_ENOUGH_DATA: f"Not enough data yet: {FEWEST_POINTS} months are needed",
    NoProcess.FLAT: "The same every month, so it has no usual range",
}
NO_PROCESS_SHORT = {
    NoProcess.NOT_APPLICABLE: "Months overlap: cannot tell if it is real",
    NoProcess.NOT_MONTHLY: "Not monthly: cannot tell if it is real",
    NoProcess.NO_VALUES: "",
    NoProcess.NOT_ENOUGH_DATA: "Too few months to tell if it is real",
    NoProcess.FLAT: "The same every month",
}
"""For a row among many; where there is no figure the row says so already. The page of the indicator says it whole."""
RUNNING_TOTAL = "A running total: it can only rise"
"""Of a count for the year to date: that it is up says nothing."""
WITHOUT_MONTHS = (NoProcess.NOT_APPLICABLE, NoProcess.NOT_MONTHLY)
NO_PROCESS_SENTENCES = {
    NoProcess.NOT_APPLICABLE: (
        "Each figure counts most of the same children as the month before, so ordinary figures look like a run. "
        "No usual range can be worked out."
    ),
    NoProcess.NOT_MONTHLY: "A usual range is worked out from months, and these figures are not monthly.",
    NoProcess.NO_VALUES: "There is no figure to work out a usual range from.",
    NoProcess.NOT_ENOUGH_DATA: f"A usual range needs {FEWEST_POINTS} months with a figure",
    NoProcess.FLAT: "Every month had the same figure, so there are no ups and downs to work out a usual range from.",
}
NO_ASSURANCE_WORDS = {
    NoAssurance.MONITOR: "Monitored without a target",
    NoAssurance.NO_TARGET_AGREED: "No target agreed",
    NoAssurance.NO_JUDGEMENT: "Not judged against a target",
}
NO_TREND_WORDS = {
    NoTrend.FEWER_THAN_FIVE: f"Not enough data yet: {POINTS} years with their counts are needed",
    NoTrend.NOT_A_PROPORTION_OR_RATE: "Not applicable: yearly change is judged for percentages and rates only",
    NoTrend.ALL_OR_NONE: "Cannot be judged: in one of the years everybody or nobody counted",
    NoTrend.NO_WIDTH: "Cannot be judged: nothing says how far one of the years can be trusted",
}
UNUSUAL_WORDS = {
    SpecialCause.OUTSIDE_LIMITS: "Outside the usual range",
    SpecialCause.TREND: "Part of a trend",
    SpecialCause.TWO_OF_THREE: "Near the edge of the usual range",
    SpecialCause.SHIFT: "Part of a run on one side of the average",
}
RUN = count_words(RUN_LENGTH)


def change_words(row: ScorecardRow) -> str:
    """Whether the change of a row is real, or why that cannot be said; with the month where it is an older one."""
    change = row.change
    if change.variation is not None:
        longer = " over the longer run" if is_against_the_run(change.variation, row.direction) else ""
        return VARIATION_WORDS[change.variation] + longer + _as_of(row)
    if change.reason is NoProcess.NOT_MONTHLY and change.trend is not None:
        return trend_of_five_words(change.trend, row.indicator.polarity)
    if change.reason is NoProcess.NOT_ENOUGH_DATA and (since := _stretch_begins(change)) is not None:
        return f"{NO_PROCESS_WORDS[change.reason]} from {period_words(since)} on"
    return NO_PROCESS_WORDS[change.reason] if change.reason is not None else ""


def short_change_words(row: ScorecardRow) -> str:
    """The same in a few words where it cannot be said, for a row that is read beside many others.

    Empty where the row has no figure, or nothing to compare it with and no months to judge: it says so already.
    """
    change = row.change
    if change.reason is None or isinstance(change.trend, TrendOfFive):
        return change_words(row)
    is_said = row.direction.movement is Movement.NOT_COMPARABLE and change.reason in WITHOUT_MONTHS
    if row.value is None or is_said:
        return ""
    if change.trend is NoTrend.FEWER_THAN_FIVE:
        return "Too few years to tell if it is real"
    since = _stretch_begins(change) if change.reason is NoProcess.NOT_ENOUGH_DATA else None
    if row.indicator.unit is Unit.COUNT and row.indicator.basis in (Basis.YEAR_TO_DATE, Basis.SINCE_DATE):
        return RUNNING_TOTAL
    words = NO_PROCESS_SHORT[change.reason]
    return words if since is None else words.replace(" to tell", f" from {period_words(since)} on to tell")


def assurance_words(row: ScorecardRow) -> str:
    """Whether the target will be met, or why that cannot be said; empty where nothing can be said of the change."""
    change = row.change
    if change.assurance is not None:
        return ASSURANCE_WORDS[change.assurance] + _as_of(row)
    return NO_ASSURANCE_WORDS[change.assurance_reason] if change.assurance_reason is not None else ""


def _as_of(row: ScorecardRow) -> str:
    latest = row.change.latest
    return "" if latest is None or latest == row.period else f", as of {period_words(latest)}"


def _stretch_begins(change: RealChange) -> Period | None:
    """The month from which the newest figure is judged afresh; None where it is judged from the first figure on."""
    stretch = change.current
    return change.month(stretch.start) if stretch is not None and stretch.start else None


def trend_of_five_words(trend: TrendOfFive | NoTrend, polarity: Polarity) -> str:
    """What five yearly figures say together."""
    if isinstance(trend, NoTrend):
        return NO_TREND_WORDS.get(trend, NO_PROCESS_WORDS[NoProcess.NOT_MONTHLY])
    match trend.trend:
        case YearlyTrend.NO_SIGNIFICANT_CHANGE:
            return "No real change over five years"
        case YearlyTrend.INCREASING:
            moved = "rise"
        case YearlyTrend.DECREASING:
            moved = "fall"
    better = {Judgement.BETTER: "improvement", Judgement.WORSE: "worsening"}.get(trend.judgement)
    return f"Real {better or moved} over five years" + (f": a {moved}" if better else "")


def range_sentences(row: ScorecardRow) -> list[str]:
    """The mean and the usual range of every stretch, oldest first; or why there is none."""
    change, indicator = row.change, row.indicator
    if change.behaviour is None or change.reason is NoProcess.NO_VALUES:
        return [NO_PROCESS_SENTENCES[change.reason]] if change.reason is not None else []
    return [_stretch_sentence(change, stretch, indicator) for stretch in change.behaviour.stretches]


def _stretch_sentence(change: RealChange, stretch: Stretch, indicator: Indicator) -> str:
    start, end = change.month(stretch.start), change.month(stretch.end - 1)
    when = span_words(start, end)
    limits = stretch.limits
    if limits is not None and limits.lower is not None:
        return f"{when}: {usual_range_words(limits, indicator)}."
    match stretch.reason:
        case NoProcess.NOT_ENOUGH_DATA:
            have = f"{stretch.points} so far" if stretch.end == len_of(change) else f"there are {stretch.points}"
            return f"{when}: {NO_PROCESS_SENTENCES[NoProcess.NOT_ENOUGH_DATA].lower()}; {have}."
        case NoProcess.FLAT:
            same = f" ({measured(limits.mean, indicator)})" if limits is not None else ""
            return f"{when}: the same figure every month{same}, so there is no usual range."
        case _:
            return f"{when}: no figures."


def len_of(change: RealChange) -> int:
    """How many months the series has, gaps included."""
    return len(change.behaviour.signals) if change.behaviour is not None else 0


def usual_range_words(limits: ProcessLimits, indicator: Indicator) -> str:
    """Average 59.5%, usual range 40.1% to 79.0%."""
    average = f"average {measured(limits.mean, indicator)}"
    if limits.lower is None or limits.upper is None:
        return average
    return f"{average}, usual range {measured(limits.lower, indicator)} to {measured(limits.upper, indicator)}"


def measured(value: float, indicator: Indicator) -> str:
    """A mean or a limit: one decimal at least, for a mean of counts is seldom whole."""
    return in_unit(f"{as_shown(value, max(1, indicator.decimals)):,}", indicator.unit)


def span_words(start: Period, end: Period) -> str:
    """May to November 2022; November 2022 to March 2023; May 2022."""
    if start == end:
        return period_words(start)
    first = f"{start.first_day:%B}" if start.year == end.year else period_words(start)
    return f"{first} to {period_words(end)}"


def special_cause_sentences(row: ScorecardRow) -> list[str]:
    """Each special cause with its months and its rule, oldest first: the text of the shapes on the chart."""
    return [
        f"{span_words(row.change.month(start), row.change.month(end))}: {_rule(signal, end - start + 1, row.indicator)}"
        for start, end, signal in _runs(row.change)
    ]


def _runs(change: RealChange) -> list[tuple[int, int, Signal]]:
    """Consecutive months with the same signal, of one stretch; in order of their first month."""
    if change.behaviour is None:
        return []
    found = []
    for stretch in change.behaviour.stretches:
        signals = change.behaviour.signals[stretch.start : stretch.end]
        for signal in dict.fromkeys(one for one in signals if one is not None):
            belongs = enumerate((one is not None and _is_part(one, signal) for one in signals), stretch.start)
            for is_part, group in groupby(belongs, key=lambda pair: pair[1]):
                positions = [position for position, _ in group]
                if is_part and any(signals[p - stretch.start] == signal for p in positions):
                    found.append((positions[0], positions[-1], signal))
    return sorted(found, key=lambda run: run[:2])


def _is_part(one: Signal, signal: Signal) -> bool:
    """Whether a month belongs to a signal's run. Months told under another rule about their side lie in a shift too."""
    if signal.cause is SpecialCause.SHIFT and one.cause is not SpecialCause.TREND:
        return one.side is signal.side
    return one == signal


def _rule(signal: Signal, months: int, indicator: Indicator) -> str:
    side = _side_words(signal.side, indicator.polarity)
    part = "" if months >= RUN_LENGTH else "part of "
    match signal.cause:
        case SpecialCause.OUTSIDE_LIMITS:
            return f"outside the usual range, {side}"
        case SpecialCause.TREND:
            moved = "rising" if signal.side is Side.HIGH else "falling"
            judged = {True: ", which is better", False: ", which is worse", None: ""}[_is_good(signal.side, indicator)]
            return f"{part}{RUN} or more months each {moved} from the one before{judged}"
        case SpecialCause.TWO_OF_THREE:
            return f"near the edge of the usual range at least twice in three months, {side}"
        case SpecialCause.SHIFT:
            return f"{part}{RUN} or more months {side} of the average"


def _is_good(side: Side, indicator: Indicator) -> bool | None:
    match indicator.polarity:
        case Polarity.HIGH_IS_GOOD:
            return side is Side.HIGH
        case Polarity.LOW_IS_GOOD:
            return side is Side.LOW
        case Polarity.CLOSE_TO_TARGET | Polarity.NO_JUDGEMENT:
            return None


def _side_words(side: Side, polarity: Polarity) -> str:
    if polarity in (Polarity.CLOSE_TO_TARGET, Polarity.NO_JUDGEMENT):
        return "on the high side" if side is Side.HIGH else "on the low side"
    is_good = (side is Side.HIGH) is (polarity is Polarity.HIGH_IS_GOOD)
    return "on the better side" if is_good else "on the worse side"


def unusual_words(signal: Signal | None) -> str:
    """What is unusual about one figure, in a table; empty where nothing is."""
    return UNUSUAL_WORDS[signal.cause] if signal is not None else ""
