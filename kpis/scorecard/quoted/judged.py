"""One figure held against one row: whether it agrees, and if not whose or when it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpis.methods.rounding import as_shown, exact
from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.regions import is_one_of
from kpis.model.verdicts import RagReason
from kpis.scorecard.quoted.differences import judge_difference
from kpis.scorecard.quoted.figures import Figure, Kind, Nearly
from kpis.scorecard.quoted.given import (
    NEUTRAL_UNITS,
    Given,
    counts_children,
    fits,
    goals,
    goals_of,
    is_after_all,
    point_at,
    shares_of,
    sum_over,
    target_numbers,
    values_of,
)
from kpis.scorecard.quoted.outcomes import NotChecked, Outcome
from kpis.scorecard.quoted.roles import Part, Role
from kpis.scorecard.quoted.verdicts import Verdict, agrees, doubt, not_checked
from kpis.scorecard.quoted.vocabulary import tokens
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import limit_shown, number_shown, period_words

LEAST_TELLING = 20
"""A whole number below this is in too many rows for its being in another one to mean anything."""


@dataclass(frozen=True)
class Beside:
    """What a figure is held against besides its own row: the other rows, where a stray figure may come from.

    `is_inherited` says that the row was named in an earlier sentence, `is_far` that it is not named in the figure's own
    part of its sentence; `earlier` are the periods named there,
    and `said` the words of the sentence.
    """

    rows: Sequence[ScorecardRow]
    is_inherited: bool = False
    is_far: bool = False
    earlier: tuple[When, ...] = ()
    said: frozenset[str] = frozenset()

    def is_named_as_fully(self, other: ScorecardRow, row: ScorecardRow) -> bool:
        """Whether the text has all words of another row's name that it has of the row's."""
        ours, theirs = (tokens(r.indicator.name) & self.said for r in (row, other))
        return bool(ours) and (ours <= theirs or bool(theirs - tokens(row.indicator.name)))

    def is_of_part(self, row: ScorecardRow, total: ScorecardRow) -> bool:
        """Whether the text names what sets a part of a total apart from it."""
        return bool(self.said & (tokens(row.indicator.name) - tokens(total.indicator.name)))

    def get(self, code: str) -> ScorecardRow | None:
        return next((row for row in self.rows if row.indicator.code == code), None)


def judge(figure: Figure, part: Part, row: ScorecardRow, beside: Beside) -> Verdict:
    """Holds a figure against a row, in the part that its sentence gives it."""
    if is_withheld(row):
        return not_checked(row, NotChecked.WITHHELD, "The figure is withheld: take any number of it out of the text.")
    match part.role:
        case Role.VALUE:
            return (
                _fraction(figure, part, row, beside)
                if figure.kind is Kind.FRACTION
                else _value(figure, part, row, beside)
            )
        case Role.TARGET:
            return _target(figure, part, row)
        case Role.ELSEWHERE:
            return _elsewhere(figure, part, row)
        case Role.DIFFERENCE:
            return judge_difference(figure, part, row)


def is_withheld(row: ScorecardRow) -> bool:
    """Whether this audience may see no number of the row."""
    return row.marker is Marker.SUPPRESSED or row.rag.reason is RagReason.SUPPRESSED


def points_meant(part: Part, row: ScorecardRow) -> tuple[list[HistoryPoint], bool]:
    """The points that a figure may be for, the likeliest first, and whether its words name one that is not loaded."""
    named = [part.own] if part.own else [w for w in part.others if not w.is_span or w.is_implied] or list(part.others)
    found: list[HistoryPoint] = []
    is_missing = False
    for when in named:
        point = point_at(row, when)
        if point is None and not when.is_span:
            is_missing = is_missing or when is named[0]
        elif point is not None and point not in found:
            found.append(point)
    now = row.point(row.period)
    if part.own is None and now is not None and now not in found:
        found.append(now)
    if part.is_start and (part.own is None or part.own.is_span):
        found += [p for p in reversed(row.history) if p not in found]
    return found, is_missing


def _value(figure: Figure, part: Part, row: ScorecardRow, beside: Beside) -> Verdict:
    points, is_missing = points_meant(part, row)
    beside = replace(beside, is_far=beside.is_far and part.own is None)
    total = None if beside.is_inherited else beside.get(row.indicator.whole)
    for point in points:
        for given in _of_point(figure, row, point, total if total and beside.is_of_part(row, total) else None):
            if fits(figure, given.value, row.indicator.decimals):
                return agrees(row, given)
    for when in (part.own, *part.others, *beside.earlier):
        added = sum_over(row, when) if when else None
        if added is not None and fits(figure, added.value, 0):
            return _a_sum(row, added)
    if part.is_beside and row.indicator.unit in NEUTRAL_UNITS[figure.kind]:
        for goal in goals(row.target):
            if fits(figure, goal, 3):
                return agrees(row, Given(goal, limit_shown(float(goal), row.indicator), "as the target"))
    if is_missing or not points or points[0].value is None:
        return _no_figure(part, row, points)
    return _whose(figure, row, points[0], beside) or doubt(row, Outcome.NOT_FOUND, _gives(row, points[0]))


def _of_point(figure: Figure, row: ScorecardRow, point: HistoryPoint, total: ScorecardRow | None) -> Iterator[Given]:
    yield from values_of(row, point, figure.kind)
    if figure.kind is Kind.COUNT and total is not None and row.indicator.unit is Unit.PERCENTAGE:
        share = shares_of(row, total, figure, point)
        if share is not None:
            yield share


def _a_sum(row: ScorecardRow, added: Given) -> Verdict:
    """Months added up are right for what happened, and not for children, who can be in two of them."""
    if counts_children(row.indicator):
        sentence = f"{added.shown} is {added.what.removeprefix('as ')}: a child in two of these is counted twice."
        return doubt(row, Outcome.NOT_FOUND, sentence)
    return agrees(row, added)


def _no_figure(part: Part, row: ScorecardRow, points: Sequence[HistoryPoint]) -> Verdict:
    when = part.own or next(iter(part.others), None)
    if not row.history:
        return not_checked(row, NotChecked.NO_FIGURE, "No figure of this row is loaded.")
    if points and points[0].value is None:
        return not_checked(row, NotChecked.NO_FIGURE, f"There is no figure for {period_words(points[0].period)}.")
    if when is not None and is_after_all(row, when):
        last = period_words(row.history[-1].period)
        return not_checked(row, NotChecked.PERIOD_NOT_LOADED, f"The figures loaded end in {last}.")
    return not_checked(row, NotChecked.PERIOD_NOT_LOADED, "The period named has no figure in the data.")


def _gives(row: ScorecardRow, point: HistoryPoint) -> str:
    return f"The data give {point.shown} for {period_words(point.period)}."


def _whose(figure: Figure, row: ScorecardRow, point: HistoryPoint, beside: Beside) -> Verdict | None:
    """Another area's figure, the target, another period's or another row's, where the figure is exactly that."""
    gives = _gives(row, point).removesuffix(".")
    written = figure.value
    decimals = row.indicator.decimals
    for other in row.comparators:
        if other.value is not None and fits(figure, as_shown(other.value, decimals), decimals):
            when = f", {period_words(other.period)}" if other.period else ""
            return doubt(row, Outcome.ANOTHER_ROW, f"{gives}; {other.shown} is the figure for {other.name}{when}.")
    if row.indicator.unit in NEUTRAL_UNITS[figure.kind] and written in target_numbers(point.target)[:1]:
        return doubt(row, Outcome.ANOTHER_ROW, f"{gives}; {limit_shown(float(written), row.indicator)} is the target.")
    for past in reversed(row.history):
        if past is not point and any(
            fits(figure, g.value, decimals)
            for g in values_of(row, past, figure.kind)
            if not g.what.startswith("as the rest")
        ):
            when = period_words(past.period)
            return doubt(row, Outcome.ANOTHER_PERIOD, f"{gives}; {_written(figure, row)} is the figure for {when}.")
    if (figure.kind is Kind.COUNT and written < LEAST_TELLING) or written in (0, 100):
        return None
    return _in_another_row(figure, row, point.period, beside, gives)


def _in_another_row(figure: Figure, row: ScorecardRow, period: Period, beside: Beside, gives: str) -> Verdict | None:
    for other in beside.rows:
        point = other.point(period)
        if other is row or point is None or point.value is None or other.indicator.unit is not row.indicator.unit:
            continue
        if figure.decimals >= other.indicator.decimals and exact(point.value) == figure.value:
            sentence = f"{gives}; {point.shown} is the figure for “{other.indicator.name}”."
            if beside.is_named_as_fully(other, row):
                return Verdict(other.indicator.code, Outcome.AGREES, sentence)
            if beside.is_far:
                return not_checked(row, NotChecked.NO_INDICATOR, f"It is not certain which row it is of. {sentence}")
            return doubt(row, Outcome.ANOTHER_ROW, sentence)
    return None


def _written(figure: Figure, row: ScorecardRow) -> str:
    return (
        number_shown(float(figure.value), row.indicator)
        if row.indicator.unit is not Unit.COUNT
        else f"{figure.value:,f}"
    )


def _fraction(figure: Figure, part: Part, row: ScorecardRow, beside: Beside) -> Verdict:
    points, is_missing = points_meant(part, row)
    counted = [p for p in points if p.numerator is not None and p.denominator is not None]
    for point in counted:
        if (exact(point.numerator or 0), exact(point.denominator or 0)) == (figure.value, figure.out_of):
            words = f"{figure.value:,f} of {figure.out_of:,f}"
            return agrees(row, Given(figure.value, words, f"for {period_words(point.period)}"))
    if is_missing or not counted:
        return not_checked(row, NotChecked.NO_FIGURE, "The data hold no counts for this row and period.")
    here = counted[0]
    gives = f"The data give {here.numerator:,.0f} of {here.denominator:,.0f} for {period_words(here.period)}"
    for past in reversed(row.history):
        if (past.numerator, past.denominator) == (float(figure.value), float(figure.out_of or 0)):
            return doubt(
                row, Outcome.ANOTHER_PERIOD, f"{gives}; the counts quoted are for {period_words(past.period)}."
            )
    for other in beside.rows:
        there = other.point(here.period)
        if there is not None and (there.numerator, there.denominator) == (
            float(figure.value),
            float(figure.out_of or 0),
        ):
            return doubt(row, Outcome.ANOTHER_ROW, f"{gives}; the counts quoted are for “{other.indicator.name}”.")
    return doubt(row, Outcome.NOT_FOUND, f"{gives}.")


def _target(figure: Figure, part: Part, row: ScorecardRow) -> Verdict:
    if figure.kind is Kind.FRACTION:
        return not_checked(row, NotChecked.NO_TARGET, "A target that is written as a fraction is not read.")
    points, _ = points_meant(part, row)
    targets = [p.target for p in points if target_numbers(p.target)]
    if part.own is None and target_numbers(row.target) and row.target not in targets:
        targets.append(row.target)
    named = part.own or next((w for w in part.others if not w.is_span), None)
    if named is not None and points and not target_numbers(points[0].target):
        targets = [t for t in targets if any(fits(figure, n, 3) for n in target_numbers(t))]
    for target in targets:
        for number in target_numbers(target):
            if fits(figure, number, 3):
                return agrees(row, Given(number, limit_shown(float(number), row.indicator), "as a target or its limit"))
    if not targets:
        return not_checked(row, NotChecked.NO_TARGET, "The data hold no target for this row and period.")
    shown = (
        row.target_shown
        if targets[0] == row.target
        else limit_shown(float(target_numbers(targets[0])[0]), row.indicator)
    )
    return doubt(row, Outcome.NOT_FOUND, f"The target is {shown}.")


def _elsewhere(figure: Figure, part: Part, row: ScorecardRow) -> Verdict:
    decimals = row.indicator.decimals
    theirs = [c for c in row.comparators if c.value is not None]
    for goal in goals_of(row.target, part.areas):
        if fits(figure, goal, 3):
            return agrees(row, Given(goal, limit_shown(float(goal), row.indicator), "as the target"))
    meant = [c for c in theirs if is_one_of(c.name, part.areas)]
    for other in meant:
        if fits(figure, as_shown(other.value or 0, decimals), decimals):
            return agrees(row, Given(figure.value, other.shown, f"for {other.name}"))
    if not meant:
        area = part.areas[0]
        return not_checked(row, NotChecked.NO_COMPARATOR, f"The data hold no figure for {area} beside this row.")
    gives = f"The data give {meant[0].shown} for {meant[0].name}"
    if row.value is not None and fits(figure, as_shown(row.value, decimals), decimals):
        return doubt(row, Outcome.ANOTHER_ROW, f"{gives}; {row.shown} is our own figure.")
    for other in theirs:
        if other not in meant and fits(figure, as_shown(other.value or 0, decimals), decimals):
            return doubt(row, Outcome.ANOTHER_ROW, f"{gives}; {other.shown} is the figure for {other.name}.")
    return doubt(row, Outcome.NOT_FOUND, f"{gives}.")


def is_ever(figure: Figure, row: ScorecardRow) -> bool:
    """Whether it is the row's figure of any period."""
    return any(
        fits(figure, g.value, row.indicator.decimals) for p in row.history for g in values_of(row, p, figure.kind)
    )


def in_range(ends: tuple[Figure, Figure], part: Part, row: ScorecardRow) -> Given | None:
    """A value of the row that lies between the two ends of a range; a little outside where it says "around"."""
    low, high = ends
    room = (high.value - low.value) / 2 if low.nearly is not Nearly.EXACT else Decimal(0)
    points, _ = points_meant(part, row)
    for point in points:
        for given in values_of(row, point, high.kind):
            if low.value - room <= given.value <= high.value + room:
                return given
    return None
