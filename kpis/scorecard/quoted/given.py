"""What the data can give for a row: its values, counts, targets, comparators and sums, each with its period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpis.methods.rounding import as_shown, exact
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.periods import Period, PeriodKind
from kpis.model.regions import OUR_REGION, REGIONS
from kpis.model.targets import Target
from kpis.scorecard.quoted.figures import Figure, Kind, Nearly
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import number_shown, period_words

ABOUT_RELATIVE = Decimal("0.025")
"""How far "about" may be from the figure, or half of its last digit where that is more."""
WORDED_RELATIVE, WORDED_MOST = Decimal("0.2"), Decimal(4)
"""How far a share in words, "one in eight", may be from the figure: a fifth of it, and never more than 4 points."""
WHOLE_POINTS = 10
"""From so many whole points on, "almost 25 points" may be a point away."""
MORE_RELATIVE = Decimal("0.25")
"""How far above it "more than" may be and still be the natural way to say it."""
NEUTRAL_UNITS = {
    Kind.PERCENT: (Unit.PERCENTAGE,),
    Kind.COUNT: (Unit.COUNT, Unit.RATE_PER_10000, Unit.RATIO, Unit.POINTS),
    Kind.NUMBER: (Unit.RATE_PER_10000, Unit.RATIO, Unit.POINTS, Unit.DAYS),
    Kind.RATE: (Unit.RATE_PER_10000,),
    Kind.SCORE: (Unit.POINTS,),
    Kind.POINTS: (Unit.PERCENTAGE, Unit.POINTS),
    Kind.DAYS: (Unit.DAYS,),
    Kind.POUNDS: (Unit.POUNDS,),
    Kind.FRACTION: (Unit.PERCENTAGE, Unit.COUNT),
}


@dataclass(frozen=True)
class Given:
    """One number that the data give, as it is shown, and in words what it is."""

    value: Decimal
    shown: str
    what: str
    is_sum: bool = False


def fits(figure: Figure, value: Decimal, decimals: int) -> bool:
    """Whether a number of the data is the figure written: at its decimals, and as nearly as it is said."""
    written = as_shown(value, min(figure.decimals, decimals)) if figure.decimals <= decimals else exact(value)
    match figure.nearly:
        case Nearly.EXACT:
            return written == figure.value
        case Nearly.ABOUT:
            if figure.in_words and figure.kind is Kind.PERCENT:
                return abs(value - figure.value) <= min(figure.value * WORDED_RELATIVE, WORDED_MOST)
            half_a_digit = Decimal(1).scaleb(-figure.decimals) / 2
            if figure.kind in (Kind.POINTS, Kind.SCORE) and figure.value >= WHOLE_POINTS and not figure.decimals:
                half_a_digit = Decimal(1)
            return abs(value - figure.value) <= max(abs(figure.value) * ABOUT_RELATIVE, half_a_digit)
        case Nearly.MORE:
            return figure.value <= value <= figure.value * (1 + MORE_RELATIVE)
        case Nearly.LESS:
            return figure.value * (1 - MORE_RELATIVE) <= value <= figure.value


def point_of_row(row: ScorecardRow) -> HistoryPoint | None:
    """The point that a row shows."""
    return row.point(row.period)


def point_at(row: ScorecardRow, when: When) -> HistoryPoint | None:
    """The point that a named stretch of time ends in: the month or year that ends on the same day.

    A year by its number, where the row has calendar years only, may be the financial year that ends in it.
    """
    ends = [p for p in row.history if p.period.last_day == when.last_day]
    if ends:
        same = [p for p in ends if p.period.first_day == when.first_day]
        return (same or ends)[-1]
    if (when.last_day - when.first_day).days < 80:
        return None
    for point in row.history:
        kind = point.period.kind
        is_year_of = kind is PeriodKind.CALENDAR_YEAR and point.period.year == when.last_day.year
        is_academic = kind is PeriodKind.ACADEMIC_YEAR and point.period.year == when.first_day.year
        ends_in = (
            when.is_year and kind is PeriodKind.FINANCIAL_YEAR and point.period.last_day.year == when.last_day.year
        )
        if is_year_of or (is_academic and when.is_year) or ends_in:
            return point
    return None


def base_point(row: ScorecardRow, when: When, end: HistoryPoint) -> HistoryPoint | None:
    """The point that an end is compared with: a year before means a year before the end, whatever the row's periods."""
    if not when.is_year_before:
        return point_at(row, when)
    before = end.period.same_last_year()
    same_day = (p for p in row.history if p.period.last_day == before.last_day)
    return row.point(before) or next(same_day, None)


def is_after_all(row: ScorecardRow, when: When) -> bool:
    """Whether a named time lies after everything that the row has."""
    return not row.history or when.first_day > row.history[-1].period.last_day


def values_of(row: ScorecardRow, point: HistoryPoint, kind: Kind) -> Iterator[Given]:
    """What one point gives that a figure of this kind can be: the value, a count in it, or the rest of the whole."""
    indicator, when = row.indicator, period_words(point.period)
    if point.value is None:
        return
    value = as_shown(point.value, indicator.decimals)
    if indicator.unit in NEUTRAL_UNITS[kind]:
        yield Given(value, number_shown(point.value, indicator), f"for {when}")
    if kind is Kind.PERCENT and indicator.unit is Unit.PERCENTAGE:
        yield Given(100 - value, f"{100 - value}%", f"as the rest of {number_shown(point.value, indicator)} for {when}")
    if kind is Kind.COUNT:
        for number, what in ((point.numerator, "counted in it"), (point.denominator, "that it is out of")):
            if number is not None:
                yield Given(exact(number), f"{as_shown(number, 0):,f}", f"{what} for {when}")
        if point.numerator is not None and point.denominator is not None:
            rest = exact(point.denominator) - exact(point.numerator)
            yield Given(rest, f"{as_shown(rest, 0):,f}", f"as the rest for {when}")


def shares_of(row: ScorecardRow, total: ScorecardRow, figure: Figure, point: HistoryPoint) -> Given | None:
    """A count that, out of the total's own count for the period, gives the row's percentage, or the rest of it."""
    whole = total.point(point.period)
    if whole is None or whole.value is None or point.value is None or whole.value <= 0:
        return None
    percentage = as_shown(point.value, row.indicator.decimals)
    share = as_shown(100 * figure.value / exact(whole.value), row.indicator.decimals)
    if share not in (percentage, 100 - percentage):
        return None
    words = f"since it is {share}% of {number_shown(whole.value, total.indicator)} for {period_words(point.period)}"
    return Given(figure.value, f"{figure.value:,f}", words)


def sum_over(row: ScorecardRow, when: When) -> Given | None:
    """The months of a stretch added up, where the row counts within a month and all of them are there."""
    indicator = row.indicator
    if indicator.unit is not Unit.COUNT or indicator.basis is not Basis.IN_MONTH:
        return None
    inside = [
        p
        for p in row.history
        if p.period.kind is PeriodKind.MONTH
        and when.first_day <= p.period.first_day
        and p.period.last_day <= when.last_day
    ]
    values = [p.value for p in inside if p.value is not None]
    unbroken = all(a.period.following() == b.period for a, b in pairwise(inside))
    if len(inside) < 2 or len(values) < len(inside) or not unbroken or inside[0].period.first_day != when.first_day:
        return None
    if inside[-1].period.last_day != when.last_day:
        return None
    total = sum((exact(v) for v in values), Decimal(0))
    parts = " + ".join(number_shown(v, indicator) for v in values)
    return Given(total, f"{as_shown(total, 0):,f}", f"as {parts}", is_sum=True)


def target_numbers(target: Target | None) -> list[Decimal]:
    """The target, its ends where it is a range, and its amber limits."""
    if target is None:
        return []
    numbers = (target.low, target.high, target.amber_low, target.amber_high)
    return list(dict.fromkeys(exact(n) for n in numbers if n is not None))


def goals(target: Target | None) -> list[Decimal]:
    """The target, or the two ends of its range, without its amber limits."""
    return [] if target is None else list(dict.fromkeys(exact(n) for n in (target.low, target.high) if n is not None))


def goals_of(target: Target | None, areas: Sequence[str]) -> list[Decimal]:
    """The same where the target is the figure of one of some other areas, as its source says."""
    names = [*areas, *((region.name for region in REGIONS) if OUR_REGION in areas else ())]
    is_theirs = target is not None and any(name.casefold() in target.source.casefold() for name in names)
    return goals(target) if is_theirs else []


def counts_children(indicator: Indicator) -> bool:
    """Whether adding months would count a child twice: the row counts children, not what happened to them."""
    name = indicator.name.casefold()
    is_event = any(word in name for word in ("episode", "incident", "referral", "contact", "admission", "discharge"))
    return (indicator.counts_children or "child" in name or "young people" in name) and not is_event


def before_in_kind(row: ScorecardRow, period: Period) -> list[HistoryPoint]:
    """The earlier points of a row that something may be compared with, the newest first."""
    return [p for p in reversed(row.history) if p.period.last_day < period.last_day and p.value is not None]
