"""A difference that a sentence quotes: between two periods, from another area, or from the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpis.methods.rounding import as_shown, exact
from kpis.model.indicators import Indicator, Polarity, Unit
from kpis.model.regions import is_one_of
from kpis.scorecard.quoted.figures import Figure, Kind
from kpis.scorecard.quoted.given import Given, base_point, before_in_kind, fits, goals, point_at
from kpis.scorecard.quoted.outcomes import NotChecked, Outcome
from kpis.scorecard.quoted.roles import Part, Way
from kpis.scorecard.quoted.verdicts import Verdict, agrees, doubt, not_checked
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import limit_shown, number_shown, period_words


@dataclass(frozen=True)
class _Pair:
    """What is compared and what it is compared with, each as it is shown, with its name."""

    now: Decimal
    then: Decimal
    now_words: str
    then_words: str
    is_named: bool = True


def judge_difference(figure: Figure, part: Part, row: ScorecardRow) -> Verdict:
    """Holds a difference against every pair of figures that its sentence can mean."""
    pairs = list(_pairs(part, row))
    other_way = None
    for pair in pairs:
        if _is_of(figure, pair, row.indicator):
            if _goes(part.way, pair, row.indicator):
                return agrees(row, Given(figure.value, _sum(pair, row.indicator), "as the difference"))
            other_way = other_way or pair
    if other_way is not None:
        return doubt(row, Outcome.DIRECTION_NOT_SHOWN, f"It goes the other way: {_sum(other_way, row.indicator)}.")
    if not pairs:
        return _nothing_to_compare(part, row)
    is_named = part.base or part.own or part.areas or part.is_beside_target or part.is_change
    if not is_named:
        return not_checked(row, NotChecked.PERIOD_NOT_LOADED, "It is not certain what it is compared with.")
    return doubt(row, Outcome.NOT_FOUND, f"The data give another difference: {_sum(pairs[0], row.indicator)}.")


def _pairs(part: Part, row: ScorecardRow) -> Iterator[_Pair]:
    ends = _ends(part, row)
    for end in ends:
        now, words = _shown(end, row), f"{end.shown} ({period_words(end.period)})"
        if part.areas:
            for other in row.comparators:
                if is_one_of(other.name, part.areas) and other.value is not None:
                    theirs = as_shown(other.value, row.indicator.decimals)
                    yield _Pair(now, theirs, words, f"{other.shown} ({other.name})")
        elif part.is_beside_target:
            for number in goals(end.target):
                yield _Pair(now, number, words, f"{limit_shown(float(number), row.indicator)} (the target)")
        else:
            for base in _bases(part, row, end):
                yield _Pair(now, _shown(base, row), words, f"{base.shown} ({period_words(base.period)})")


def _ends(part: Part, row: ScorecardRow) -> list[HistoryPoint]:
    named = [part.own] if part.own else list(part.others)
    found = [p for w in named if (p := point_at(row, w)) is not None and p.value is not None]
    if part.is_start:
        return [p for p in reversed(row.history) if p.value is not None]
    now = row.point(row.period)
    if now is not None and now.value is not None and now not in found and (not found or part.own is None):
        found.append(now)
    return found


def _bases(part: Part, row: ScorecardRow, end: HistoryPoint) -> list[HistoryPoint]:
    """The period named after "than" or "on"; else the usual ones: the one before, a year before, a year end."""
    if part.base is not None and part.base.is_span:
        return _begun(part.base, row, end)
    if part.base is not None:
        point = base_point(row, part.base, end)
        return [point] if point is not None and point.value is not None and point is not end else []
    earlier = before_in_kind(row, end.period)
    spans = [w for w in (part.own, *part.others) if w is not None and w.first_day.year > 1]
    begun = {w.first_day for w in spans}
    return [
        p
        for p in earlier
        if p is earlier[0]
        or p.period == end.period.same_last_year()
        or (p.period.last_day.month, p.period.last_day.day) == (3, 31)
        or p.period.first_day in begun
    ]


def _begun(span: When, row: ScorecardRow, end: HistoryPoint) -> list[HistoryPoint]:
    """Where a stretch begins, "between February and March": its first period, and the one before it."""
    inside = [p for p in before_in_kind(row, end.period) if p.period.first_day >= span.first_day]
    return [p for p in before_in_kind(row, end.period)[: len(inside) + 1] if p in inside[-1:] or p not in inside]


def _shown(point: HistoryPoint, row: ScorecardRow) -> Decimal:
    return as_shown(point.value or 0.0, row.indicator.decimals)


def _is_of(figure: Figure, pair: _Pair, indicator: Indicator) -> bool:
    """In the row's own unit; or where a percentage is quoted, as a share of what it was."""
    change = abs(pair.now - pair.then)
    if fits(figure, change, max(indicator.decimals, figure.decimals)) and not (
        figure.kind is Kind.PERCENT and indicator.unit is not Unit.PERCENTAGE
    ):
        return True
    if figure.kind is not Kind.PERCENT or pair.then == 0:
        return False
    return fits(figure, as_shown(100 * change / abs(pair.then), figure.decimals), figure.decimals)


def _goes(way: Way, pair: _Pair, indicator: Indicator) -> bool:
    """Whether the change goes the way that the words say; where the row has no good side any way will do."""
    change = pair.now - pair.then
    match way:
        case Way.UNSAID:
            return True
        case Way.UP:
            return change >= 0
        case Way.DOWN:
            return change <= 0
        case Way.BETTER | Way.WORSE:
            side = good_side(indicator)
            return side == 0 or change * side * (1 if way is Way.BETTER else -1) >= 0


def good_side(indicator: Indicator) -> int:
    """1 where up is good, -1 where down is, 0 where neither is."""
    match indicator.polarity:
        case Polarity.HIGH_IS_GOOD:
            return 1
        case Polarity.LOW_IS_GOOD:
            return -1
        case Polarity.CLOSE_TO_TARGET | Polarity.NO_JUDGEMENT:
            return 0


def difference_shown(change: Decimal, indicator: Indicator) -> str:
    """A difference in the row's unit: of percentages in points."""
    if indicator.unit is Unit.PERCENTAGE:
        return f"{change:,f} percentage points"
    return number_shown(float(change), indicator)


def _sum(pair: _Pair, indicator: Indicator) -> str:
    change = difference_shown(exact(abs(pair.now - pair.then)), indicator)
    return f"{change} between {pair.then_words} and {pair.now_words}"


def _nothing_to_compare(part: Part, row: ScorecardRow) -> Verdict:
    if part.areas:
        return not_checked(
            row, NotChecked.NO_COMPARATOR, f"The data hold no figure for {part.areas[0]} beside this row."
        )
    if part.is_beside_target:
        return not_checked(row, NotChecked.NO_TARGET, "The data hold no target for this row and period.")
    return not_checked(
        row, NotChecked.PERIOD_NOT_LOADED, "A period that it is compared with has no figure in the data."
    )
