"""Numbers, periods, verdicts and markers in words: the same on the screen, in files and read aloud."""

from __future__ import annotations

from datetime import date, datetime

from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT
from kpis.methods.rounding import as_shown, exact
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.local_time import comes_twice, local, local_day
from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind
from kpis.model.process import Variation
from kpis.model.small_numbers import SmallNumbersRule
from kpis.model.targets import Target, TargetKind
from kpis.model.verdicts import Direction, DirectionReason, Judgement, Movement, Rag, RagReason, RagVerdict

MARKER_WORDS = {
    Marker.SUPPRESSED: "Withheld",
    Marker.NOT_AVAILABLE: "Not available",
    Marker.NOT_APPLICABLE: "Not applicable",
    Marker.NOT_REPORTED: "Not reported",
    Marker.NOT_BENCHMARKED: "Not benchmarked",
    Marker.REPORT_IN_DEVELOPMENT: "Report in development",
    Marker.TO_BE_CONFIRMED: "To be confirmed",
}
MARKER_SENTENCES = {
    Marker.SUPPRESSED: "The figure is withheld because the number is small.",
    Marker.NOT_AVAILABLE: "The figure is not available.",
    Marker.NOT_APPLICABLE: "There is no figure because there were no cases.",
    Marker.NOT_REPORTED: "The figure was not reported.",
    Marker.NOT_BENCHMARKED: "The figure is not compared with other areas.",
    Marker.REPORT_IN_DEVELOPMENT: "There is no figure yet: the report is still being developed.",
    Marker.TO_BE_CONFIRMED: "The figure is to be confirmed.",
}
WITHHELD_ANCHOR = "small-numbers"
"""Where the methods page explains it."""
SHORTHAND = {
    Marker.SUPPRESSED: "[c]",
    Marker.NOT_AVAILABLE: "[x]",
    Marker.NOT_APPLICABLE: "[z]",
    Marker.NOT_REPORTED: "[x]",
    Marker.NOT_BENCHMARKED: "[z]",
    Marker.REPORT_IN_DEVELOPMENT: "[x]",
    Marker.TO_BE_CONFIRMED: "[x]",
}
RAG_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NOT_RATED: "Not rated"}
RAG_REASON_WORDS = {
    RagReason.MONITOR: "Monitored",
    RagReason.NO_TARGET_AGREED: "No target agreed",
    RagReason.NO_VALUE: "No figure",
    RagReason.SUPPRESSED: "Withheld",
    RagReason.NO_JUDGEMENT: "Not judged",
}
MOVEMENT_WORDS = {
    Movement.UP: "Up",
    Movement.DOWN: "Down",
    Movement.UNCHANGED: "No change",
    Movement.NOT_COMPARABLE: "Cannot compare",
}
JUDGEMENT_WORDS = {
    Judgement.BETTER: "better",
    Judgement.WORSE: "worse",
    Judgement.SAME: "",
    Judgement.NO_JUDGEMENT: "",
}
POLARITY_WORDS = {
    Polarity.HIGH_IS_GOOD: "Up is good.",
    Polarity.LOW_IS_GOOD: "Down is good.",
    Polarity.CLOSE_TO_TARGET: "Close to the target is good.",
    Polarity.NO_JUDGEMENT: "Neither up nor down is good in itself.",
}
BASIS_WORDS = {
    Basis.IN_MONTH: "Counted over the month",
    Basis.SNAPSHOT: "As it stood on the last day of the period",
    Basis.YEAR_TO_DATE: "Counted from 1 April to the end of the period",
    Basis.ROLLING_12_MONTHS: "Counted over the 12 months to the end of the period",
    Basis.SINCE_DATE: "Counted from a fixed day to the end of the period",
    Basis.QUARTER: "Counted over the quarter",
    Basis.YEAR: "Counted over the year",
    Basis.ACADEMIC_YEAR: "Counted over the academic year, September to August",
}
UNIT_WORDS = {
    Unit.PERCENTAGE: "Percentage",
    Unit.COUNT: "Number",
    Unit.RATE_PER_10000: "Rate per 10,000 children aged 0 to 17",
    Unit.RATIO: "Average",
    Unit.POINTS: "Points",
    Unit.DAYS: "Days",
    Unit.POUNDS: "Pounds",
}
_EARLIER_WORDS = {
    PeriodKind.MONTH: "last month",
    PeriodKind.QUARTER: "the last quarter",
    PeriodKind.FINANCIAL_YEAR: "the year before",
    PeriodKind.ACADEMIC_YEAR: "the academic year before",
    PeriodKind.CALENDAR_YEAR: "the year before",
}
_KIND_NAMES = {
    PeriodKind.MONTH: ("month", "months"),
    PeriodKind.QUARTER: ("quarter", "quarters"),
    PeriodKind.FINANCIAL_YEAR: ("year", "years"),
    PeriodKind.ACADEMIC_YEAR: ("academic year", "academic years"),
    PeriodKind.CALENDAR_YEAR: ("year", "years"),
}


SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TOLERANCE_PERCENT = PUBLISHED_TOLERANCE_PERCENT


def count_words(number: int) -> str:
    """A number within a sentence: two, nine, 10, 1,147."""
    return SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else f"{number:,}"


def day_words(when: date) -> str:
    """A day as it is written: 4 March 2023; of a moment, the day that it was in Britain."""
    day = local_day(when) if isinstance(when, datetime) else when
    return f"{day.day} {day:%B %Y}"


def moment_words(moment: datetime) -> str:
    """A day and a time in Britain; in the hour that comes twice when summer time ends, which of the two it was."""
    here = local(moment)
    return f"{day_words(moment)}, {here:%H:%M}{f' {here:%Z}' if comes_twice(moment) else ''}"


def number_shown(value: float, indicator: Indicator) -> str:
    """The value as judged, in the indicator's unit: 56.7%, 1,147, £2,500."""
    return in_unit(f"{as_shown(value, indicator.decimals):,}", indicator.unit)


def in_unit(text: str, unit: Unit) -> str:
    """A number already written out, with the sign of its unit."""
    match unit:
        case Unit.PERCENTAGE:
            return f"{text}%"
        case Unit.POUNDS:
            return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
        case Unit.COUNT | Unit.RATE_PER_10000 | Unit.RATIO | Unit.POINTS | Unit.DAYS:
            return text


def value_shown(value: float | None, marker: Marker | None, indicator: Indicator) -> str:
    """A number, or in words why there is none; empty where nothing was loaded."""
    if marker is not None:
        return MARKER_WORDS[marker]
    return "" if value is None else number_shown(value, indicator)


def limit_shown(limit: float, indicator: Indicator) -> str:
    """A target or an amber limit, exactly as it is compared: never rounded, so 12.075% stays 12.075%."""
    decimals = max(indicator.decimals, -int(exact(limit).normalize().as_tuple().exponent))
    return in_unit(f"{as_shown(limit, decimals):,}", indicator.unit)


def target_shown(target: Target | None, indicator: Indicator) -> str:
    """The target as members see it."""
    if target is None:
        return "None agreed"
    match target.kind:
        case TargetKind.MONITOR:
            return "Monitor"
        case TargetKind.TO_BE_CONFIRMED:
            return "To be confirmed"
        case TargetKind.VALUE | TargetKind.RANGE:
            low, high = (limit_shown(v, indicator) for v in (target.low or 0.0, target.high or 0.0))
            return low if target.kind is TargetKind.VALUE else f"{low} to {high}"


def amber_shown(target: Target | None, indicator: Indicator) -> str:
    """How far on the wrong side is still amber: "76.5% or more"; empty where there is no amber."""
    if target is None or target.low is None or target.high is None:
        return ""
    parts = []
    if target.amber_low is not None and target.amber_low != target.low:
        parts.append(f"{limit_shown(target.amber_low, indicator)} or more")
    if target.amber_high is not None and target.amber_high != target.high:
        parts.append(f"{limit_shown(target.amber_high, indicator)} or less")
    return " and ".join(parts)


def withheld_shown(rule: SmallNumbersRule) -> str:
    """What stands in place of a withheld figure: the scorecard's own sign, and the word."""
    return f"{rule.symbol} {MARKER_WORDS[Marker.SUPPRESSED]}"


def withheld_sentence(rule: SmallNumbersRule) -> str:
    """Why a figure is withheld, without its full stop. The same for all: which is the small one is not told."""
    counts = f"fewer than {rule.fewer_than}" if rule.zero_is_shown else f"none, or fewer than {rule.fewer_than}"
    return f"Withheld to protect children: {counts}, or a figure that would give such a number away"


NOT_PROVED = "More than usual is withheld here: nothing less could be proved to keep a small number secret."


def shorthand(marker: Marker, rule: SmallNumbersRule | None) -> str:
    """The sign of a marker in a spreadsheet: where a scorecard has its own sign for what is withheld, that one."""
    return rule.symbol if rule is not None and marker is Marker.SUPPRESSED else SHORTHAND[marker]


def period_words(period: Period) -> str:
    """March 2023, Q4 2022/23, 2021/22, 2021/22 academic year, 2022."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"{period.first_day:%B %Y}"
        case PeriodKind.ACADEMIC_YEAR:
            return f"{period.label} academic year"
        case PeriodKind.QUARTER | PeriodKind.FINANCIAL_YEAR | PeriodKind.CALENDAR_YEAR:
            return period.label


def label_words(label: str) -> str:
    """The label of a period as it is said: 2023-03 is March 2023; the others are said as they are written."""
    year, _, month = label.partition("-")
    is_month = year.isdecimal() and month.isdecimal() and len(label) == len("2023-03") and 1 <= int(month) <= 12
    return period_words(Period.month(int(year), int(month))) if is_month else label


def period_short(period: Period) -> str:
    """The period as a column heading: Mar 23."""
    return f"{period.first_day:%b %y}" if period.kind is PeriodKind.MONTH else period.label


def count_of_periods(count: int, kind: PeriodKind) -> str:
    """6 months, 1 quarter."""
    one, many = _KIND_NAMES[kind]
    return f"{count} {one if count == 1 else many}"


def rag_words(verdict: RagVerdict) -> str:
    """Green, Amber, Red; or why it is not rated."""
    return RAG_WORDS[verdict.rag] if verdict.reason is None else RAG_REASON_WORDS[verdict.reason]


def direction_words(direction: Direction) -> str:
    """Up, better; Down; No change; Cannot compare."""
    return ", ".join(w for w in (MOVEMENT_WORDS[direction.movement], JUDGEMENT_WORDS[direction.judgement]) if w)


def compared_with_words(direction: Direction) -> str:
    """What the arrow compares with, or why there is none, as one sentence without its full stop."""
    earlier = period_words(direction.compared_with) if direction.compared_with else ""
    match direction.reason:
        case DirectionReason.NO_VALUE:
            return "There is no figure to compare"
        case DirectionReason.NO_EARLIER_FIGURE:
            return f"There is no figure for {earlier} to compare with"
        case DirectionReason.EARLIER_WITHOUT_VALUE:
            return f"The figure for {earlier} is missing or withheld"
        case DirectionReason.NEW_YEAR_STARTING:
            return f"Compared with {earlier}, because a new year is starting"
        case None:
            return f"Compared with {earlier}"


def verdict_sentence(
    indicator: Indicator,
    value: float | None,
    marker: Marker | None,
    target: Target | None,
    rag: RagVerdict,
    earlier_rag: Rag | None,
    direction: Direction,
    variation: Variation | None = None,
) -> str:
    """A few plain sentences, made from the verdicts and from nothing else; `variation` where it can be said."""
    if value is None:
        return MARKER_SENTENCES[marker] if marker else "No figure has been loaded for this period."
    parts = [
        _direction_sentence(direction),
        _target_sentence(indicator, value, target, rag, earlier_rag),
        _variation_sentence(variation, direction),
        POLARITY_WORDS[indicator.polarity],
    ]
    return " ".join(part for part in parts if part)


def _variation_sentence(variation: Variation | None, direction: Direction) -> str:
    """Whether it is more than chance."""
    match variation:
        case None:
            return ""
        case Variation.COMMON_CAUSE:
            return "Within its usual range."
        case Variation.IMPROVEMENT:
            change = "real improvement"
        case Variation.CONCERN:
            change = "real worsening"
        case Variation.NEUTRAL_HIGH:
            change = "real rise"
        case Variation.NEUTRAL_LOW:
            change = "real fall"
    begin = "Over the longer run a" if is_against_the_run(variation, direction) else "A"
    return f"{begin} {change}, more than the usual ups and downs."


def is_against_the_run(variation: Variation, direction: Direction) -> bool:
    """Whether one month went the other way than the real change that it is part of, so that this must be said."""
    match variation:
        case Variation.COMMON_CAUSE:
            return False
        case Variation.IMPROVEMENT:
            return direction.judgement is Judgement.WORSE
        case Variation.CONCERN:
            return direction.judgement is Judgement.BETTER
        case Variation.NEUTRAL_HIGH:
            return direction.movement is Movement.DOWN
        case Variation.NEUTRAL_LOW:
            return direction.movement is Movement.UP


def _direction_sentence(direction: Direction) -> str:
    if direction.movement is Movement.NOT_COMPARABLE or direction.compared_with is None:
        return compared_with_words(direction) + "."
    earlier = _EARLIER_WORDS[direction.compared_with.kind]
    if direction.reason is DirectionReason.NEW_YEAR_STARTING:
        earlier = f"{period_words(direction.compared_with)} (a new year is starting)"
    match direction.judgement:
        case Judgement.BETTER:
            return f"Better than {earlier}."
        case Judgement.WORSE:
            return f"Worse than {earlier}."
        case Judgement.SAME:
            return f"The same as {earlier}."
        case Judgement.NO_JUDGEMENT:
            return f"{'Higher' if direction.movement is Movement.UP else 'Lower'} than {earlier}."


def _target_sentence(
    indicator: Indicator, value: float, target: Target | None, rag: RagVerdict, earlier: Rag | None
) -> str:
    match rag.reason:
        case RagReason.MONITOR:
            return "Monitored without a target."
        case RagReason.NO_TARGET_AGREED:
            return "No target agreed."
        case RagReason.NO_JUDGEMENT | RagReason.NO_VALUE | RagReason.SUPPRESSED:
            return "Not judged against a target."
        case None:
            pass
    if rag.rag is Rag.GREEN:
        return "Now meets the target." if earlier in (Rag.AMBER, Rag.RED) else "Meets the target."
    place = _side(indicator, value, target)
    when = {Rag.GREEN: "Now ", Rag.AMBER: "Still ", Rag.RED: "Still "}.get(earlier) if earlier else None
    sentence = f"{when}{place}" if when else place[0].upper() + place[1:]
    return sentence + (", but within the amber limit." if rag.rag is Rag.AMBER else ".")


def _side(indicator: Indicator, value: float, target: Target | None) -> str:
    if target is None or target.low is None:
        return "off target"
    goal = "the good range" if target.kind is TargetKind.RANGE else "target"
    return f"{'below' if as_shown(value, indicator.decimals) < exact(target.low) else 'above'} {goal}"
