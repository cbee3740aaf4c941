"""One indicator over time: its row, every period, further comparisons and what was revised."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.methods.direction import is_nearer, judgement, movement
from kpis.model.catalogue import Catalogue
from kpis.model.events import KeptEvent
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import KeptComparator, KeptObservation
from kpis.model.periods import APRIL, Period, PeriodKind
from kpis.model.verdicts import Judgement, Movement
from kpis.scorecard.area_revisions import SAME_COUNT
from kpis.scorecard.build import build_points, build_row
from kpis.scorecard.fragility import row_fragility
from kpis.scorecard.rows import Comparison, History, HistoryPoint, Revision, ScorecardRow
from kpis.scorecard.wording import JUDGEMENT_WORDS, MOVEMENT_WORDS, value_shown


def build_history(
    catalogue: Catalogue,
    indicator: Indicator,
    period: Period,
    added: Sequence[KeptObservation],
    comparators: Sequence[KeptComparator],
    events: Sequence[KeptEvent] = (),
) -> History:
    """The history of one indicator from every figure it ever had, in the order they were added."""
    targets = catalogue.targets_of(indicator.code)
    newest = {kept.observation.period: kept for kept in added}
    current = {period: kept for period, kept in newest.items() if not kept.is_withdrawn}
    row = build_row(indicator, period, list(current.values()), targets, comparators, events)
    points = build_points(indicator, current.values(), targets, row.change)
    return History(
        row,
        catalogue.title_of(indicator.scorecard).title,
        points,
        targets,
        tuple(_comparisons(row, {p.period: p for p in points})),
        tuple(_revisions(indicator, added)),
        fragility=row_fragility(row),
    )


def _comparisons(row: ScorecardRow, points: dict[Period, HistoryPoint]) -> list[Comparison]:
    """The same period last year and the last year end, where there are figures for them."""
    last_year = row.period.same_last_year()
    name = {PeriodKind.MONTH: "Same month last year", PeriodKind.QUARTER: "Same quarter last year"}
    candidates = [(name.get(row.period.kind, ""), last_year), ("Last year end", _year_end_before(row.period, points))]
    found: list[Comparison] = []
    for title, period in candidates:
        point = None if any(c.period == period for c in found) else points.get(period)
        if title and point is not None and point.value is not None and row.value is not None and period != row.period:
            moved = movement(row.value, point.value, row.indicator.decimals)
            nearer = None
            if row.target is not None and row.target.low is not None and row.target.high is not None:
                decimals = row.indicator.decimals
                nearer = is_nearer(row.value, point.value, decimals, row.target.low, row.target.high)
            found.append(Comparison(title, period, point.shown, _movement_since(moved, row, nearer)))
    return found


def _year_end_before(period: Period, points: dict[Period, HistoryPoint]) -> Period:
    """The financial year that ended before a month or quarter began; its March where no figure for the year is kept."""
    first = period.first_day
    year = Period(PeriodKind.FINANCIAL_YEAR, first.year - (1 if first.month >= APRIL else 2))
    march = Period.month(year.last_day.year, year.last_day.month)
    return march if year not in points and period.kind is PeriodKind.MONTH else year


def _movement_since(moved: Movement, row: ScorecardRow, nearer: bool | None) -> str:
    judged = judgement(moved, row.indicator.polarity, nearer)
    words = MOVEMENT_WORDS[moved] + " since"
    return words if judged in (Judgement.SAME, Judgement.NO_JUDGEMENT) else f"{words}, {JUDGEMENT_WORDS[judged]}"


def _why(indicator: Indicator, before: KeptObservation, after: KeptObservation) -> str:
    """That a rate changed and its count did not: then its population was revised."""
    was, now = before.observation, after.observation
    is_changed = was.value is not None and now.value is not None and was.value != now.value
    if indicator.unit is Unit.RATE_PER_10000 and is_changed and was.numerator == now.numerator is not None:
        return f"{SAME_COUNT}."
    return ""


def _revisions(indicator: Indicator, added: Sequence[KeptObservation]) -> list[Revision]:
    """Each supersession, the newest first; a figure that was withdrawn leaves nothing."""
    standing: dict[Period, KeptObservation] = {}
    found = []
    for kept in added:
        before = standing.get(kept.observation.period)
        if before is not None:
            was, now = (value_shown(k.observation.value, k.observation.marker, indicator) for k in (before, kept))
            reason = _why(indicator, before, kept)
            found.append(Revision(kept.observation.period, was, before.source, now, kept.source, kept.undo, reason))
        standing[kept.observation.period] = kept
    return found[::-1]
