"""Catalogue, observations, targets and comparators to a Scorecard: with history.py the only place that judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kpis.methods.compared_with import compared_with
from kpis.methods.direction import is_nearer, judgement, like_for_like, movement
from kpis.methods.figure_interval import figure_interval
from kpis.methods.rag import rag
from kpis.model.catalogue import Catalogue
from kpis.model.events import KeptEvent
from kpis.model.indicators import Basis, Indicator
from kpis.model.observations import NO_SOURCE, Comparator, KeptComparator, KeptObservation, Marker
from kpis.model.people import Audience
from kpis.model.periods import Period, PeriodKind
from kpis.model.regions import is_region
from kpis.model.targets import Target, target_in_force
from kpis.model.verdicts import Direction, DirectionReason, Judgement, Movement
from kpis.scorecard.compared_words import compared_words
from kpis.scorecard.elsewhere_flips import flips_in_short
from kpis.scorecard.real_change import RealChange, build_real_change
from kpis.scorecard.rows import ComparatorFigure, HistoryPoint, Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import amber_shown, target_shown, value_shown, verdict_sentence

NO_OTHERS: Mapping[int, Sequence[KeptComparator]] = {}
YEARLY = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)
COMPARATOR_ORDER = ("England", "Statistical neighbours", "Statistical neighbours (median)")
"""Regions stand after England."""


def scorecard_periods(kept: Iterable[KeptObservation]) -> tuple[Period, ...]:
    """The periods that a scorecard can be shown for, oldest first: those of the shortest kind it has."""
    periods = {k.observation.period for k in kept}
    shortest = min((list(PeriodKind).index(p.kind) for p in periods), default=0)
    return tuple(sorted((p for p in periods if p.kind is list(PeriodKind)[shortest]), key=lambda p: p.sort_key))


def build_scorecard(
    catalogue: Catalogue,
    name: str,
    period: Period,
    kept: Sequence[KeptObservation],
    comparators: Sequence[KeptComparator],
    audience: Audience,
    events: Sequence[KeptEvent] = (),
    other_models: Mapping[int, Sequence[KeptComparator]] = NO_OTHERS,
) -> Scorecard:
    """The scorecard of one period: every indicator of the catalogue has its row, with a figure or without.

    `other_models` are the comparators under each model of neighbours that is not in force.
    """
    title = catalogue.title_of(name)
    by_code: dict[str, list[KeptObservation]] = {}
    for one in kept:
        by_code.setdefault(one.observation.code, []).append(one)
    elsewhere = _by_code(comparators)
    under = {model: _by_code(others) for model, others in other_models.items()}
    sections: dict[str, list[ScorecardRow]] = {}
    for indicator in catalogue.of_scorecard(name):
        targets = catalogue.targets_of(indicator.code)
        own, others = by_code.get(indicator.code, ()), elsewhere.get(indicator.code, ())
        row = build_row(indicator, period, own, targets, others, events)
        there = figures_under(row, {model: found.get(indicator.code, ()) for model, found in under.items()})
        row = replace(row, depends_on=flips_in_short(row, there))
        sections.setdefault(indicator.section, []).append(row)
    return Scorecard(
        name,
        title.title,
        title.description,
        period,
        scorecard_periods(kept),
        audience,
        tuple(Section(section, tuple(rows)) for section, rows in sections.items()),
    )


def _by_code(kept: Iterable[KeptComparator]) -> dict[str, list[KeptComparator]]:
    found: dict[str, list[KeptComparator]] = {}
    for one in kept:
        found.setdefault(one.comparator.code, []).append(one)
    return found


def figures_under(
    row: ScorecardRow, other_models: Mapping[int, Sequence[KeptComparator]]
) -> dict[int, tuple[ComparatorFigure, ...]]:
    """A row's comparators under each other model of neighbours."""
    point = row.point(row.period)
    if point is None:
        return {}
    return {model: comparator_figures(row.indicator, point, kept) for model, kept in other_models.items()}


def build_row(
    indicator: Indicator,
    scorecard_period: Period,
    kept: Sequence[KeptObservation],
    targets: Sequence[Target],
    comparators: Sequence[KeptComparator] = (),
    events: Sequence[KeptEvent] = (),
) -> ScorecardRow:
    """One indicator judged at one period, with its history up to then."""
    seen = [k for k in kept if k.observation.period.sort_key <= scorecard_period.sort_key]
    period = row_period(indicator, scorecard_period, [k.observation.period for k in seen])
    target = target_in_force(targets, period)
    until = [k.observation for k in seen if k.observation.period.sort_key <= period.sort_key]
    change = build_real_change(indicator, period, until, target, events)
    history = build_points(indicator, seen, targets, change)
    points = {p.period: p for p in history}
    point = points.get(period) or HistoryPoint(
        period,
        None,
        "",
        None,
        rag(None, None, indicator.decimals, indicator.polarity, target),
    )
    direction = direction_of_travel(indicator, period, points, target)
    earlier = points.get(direction.compared_with) if direction.compared_with else None
    return ScorecardRow(
        indicator=indicator,
        period=period,
        value=point.value,
        shown=point.shown,
        marker=point.marker,
        numerator=point.numerator,
        denominator=point.denominator,
        target=target,
        target_shown=target_shown(target, indicator),
        amber_shown=amber_shown(target, indicator),
        rag=point.rag,
        direction=direction,
        verdict=verdict_sentence(
            indicator,
            point.value,
            point.marker,
            target,
            point.rag,
            earlier.rag.rag if earlier else None,
            direction,
            change.variation,
        ),
        comparators=comparator_figures(indicator, point, comparators),
        history=history,
        source=point.source,
        change=change,
    )


def build_points(
    indicator: Indicator,
    kept: Iterable[KeptObservation],
    targets: Sequence[Target],
    change: RealChange | None = None,
) -> tuple[HistoryPoint, ...]:
    """Every period with an observation, oldest first, each judged against the target then in force.

    With `change` each also has the usual range in force then, and what is unusual about it.
    """
    points = []
    for one in sorted(kept, key=lambda k: k.observation.period.sort_key):
        seen = one.observation
        target = target_in_force(targets, seen.period)
        is_withheld = seen.marker is Marker.SUPPRESSED
        limits, signal = change.at(seen.period) if change is not None else (None, None)
        points.append(
            HistoryPoint(
                seen.period,
                seen.value,
                value_shown(seen.value, seen.marker, indicator),
                seen.marker,
                rag(seen.value, seen.marker, indicator.decimals, indicator.polarity, target),
                target,
                None if is_withheld else seen.numerator,
                None if is_withheld else seen.denominator,
                seen.note,
                None if one.source == NO_SOURCE else one.source,
                limits,
                signal,
            )
        )
    return tuple(points)


def row_period(indicator: Indicator, scorecard_period: Period, periods: Iterable[Period]) -> Period:
    """The period that a row shows: the scorecard's own; for a yearly figure the newest year there is."""
    match indicator.basis:
        case Basis.ACADEMIC_YEAR:
            kinds: tuple[PeriodKind, ...] = (PeriodKind.ACADEMIC_YEAR,)
        case Basis.YEAR:
            kinds = YEARLY
        case Basis.QUARTER:
            kinds = (PeriodKind.QUARTER,)
        case Basis.IN_MONTH | Basis.SNAPSHOT | Basis.YEAR_TO_DATE | Basis.ROLLING_12_MONTHS | Basis.SINCE_DATE:
            return scorecard_period
    if scorecard_period.kind in kinds:
        return scorecard_period
    return max((p for p in periods if p.kind in kinds), key=lambda p: p.sort_key, default=scorecard_period)


def direction_of_travel(
    indicator: Indicator, period: Period, points: Mapping[Period, HistoryPoint], target: Target | None
) -> Direction:
    """Movement and judgement against the like-for-like earlier period; never skips back to an older one."""
    earlier_period, is_new_year = like_for_like(period, indicator.basis)
    current, earlier = points.get(period), points.get(earlier_period)
    if current is None or current.value is None:
        return _not_comparable(earlier_period, DirectionReason.NO_VALUE)
    if earlier is None:
        return _not_comparable(earlier_period, DirectionReason.NO_EARLIER_FIGURE)
    if earlier.value is None:
        return _not_comparable(earlier_period, DirectionReason.EARLIER_WITHOUT_VALUE)
    moved = movement(current.value, earlier.value, indicator.decimals)
    nearer = None
    if target is not None and target.low is not None and target.high is not None:
        nearer = is_nearer(current.value, earlier.value, indicator.decimals, target.low, target.high)
    reason = DirectionReason.NEW_YEAR_STARTING if is_new_year else None
    return Direction(moved, judgement(moved, indicator.polarity, nearer), earlier_period, reason)


def _not_comparable(earlier: Period, reason: DirectionReason) -> Direction:
    return Direction(Movement.NOT_COMPARABLE, Judgement.NO_JUDGEMENT, earlier, reason)


def comparator_figures(
    indicator: Indicator, point: HistoryPoint, kept: Sequence[KeptComparator]
) -> tuple[ComparatorFigure, ...]:
    """The newest figure of each comparator that does not lie after the row's own period.

    What the scorecard's own workbook prints goes before what was published later: members were given it.
    """
    newest: dict[str, KeptComparator] = {}
    printed = {k.comparator.name for k in kept if not k.comparator.is_published and k.comparator.value is not None}
    for one in kept:
        if one.comparator.is_published and one.comparator.name in printed:
            continue
        their = one.comparator.period
        if _is_later(one.comparator, point.period):
            continue
        before = newest.get(one.comparator.name)
        if (
            before is None
            or before.comparator.period is None
            or (their and their.sort_key >= before.comparator.period.sort_key)
        ):
            newest[one.comparator.name] = one
    others = [name for name in newest if name not in COMPARATOR_ORDER]
    regions = [name for name in others if is_region(name) or newest[name].comparator.is_published]
    wanted = dict.fromkeys((*COMPARATOR_ORDER[:1], *regions, *COMPARATOR_ORDER[1:], *others))
    differs = next(
        (k.comparator.differs for k in kept if k.comparator.is_published and k.comparator.same_definition is False),
        None,
    )
    found = [_as_defined(newest[name], differs) for name in wanted if name in newest]
    return tuple(_comparator_figure(indicator, point, one) for one in found)


def _as_defined(kept: KeptComparator, differs: str | None) -> KeptComparator:
    """A printed figure of which nobody said how it is counted, where the published measure is known to differ."""
    if differs is None or kept.comparator.is_published or kept.comparator.same_definition is not None:
        return kept
    return replace(kept, comparator=replace(kept.comparator, same_definition=False, differs=differs))


def _is_later(theirs: Comparator, period: Period) -> bool:
    """Whether a comparator lies after a period. A published year counts from its last day on, not from its first."""
    if theirs.period is None:
        return False
    first = theirs.period.last_day if theirs.is_published else theirs.period.first_day
    return first > period.last_day


def _comparator_figure(indicator: Indicator, point: HistoryPoint, kept: KeptComparator) -> ComparatorFigure:
    theirs = kept.comparator
    interval = figure_interval(indicator.unit, point.value, point.numerator, point.denominator)
    comparable = theirs.value if theirs.same_definition else None
    compared = compared_with(interval, comparable, indicator.polarity)
    return ComparatorFigure(
        theirs.name,
        theirs.period,
        theirs.value,
        value_shown(theirs.value, theirs.marker, indicator),
        theirs.same_definition,
        kept.source,
        theirs.differs,
        theirs.note,
        compared,
        compared_words(theirs, point.value, interval, compared),
        theirs.is_published,
    )
