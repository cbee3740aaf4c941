"""What has changed since readers last saw a scorecard: the colours they saw, and the figures that were revised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kpis.model.meetings import RevisionReason
from kpis.model.periods import Period
from kpis.scorecard.pack import ColourThen, LastSeen, Pack, Revised
from kpis.scorecard.rows import HistoryPoint, ScorecardRow

GONE = "No figure"


def build_last_seen(
    publication: int, meeting: date, earlier: Pack, rows: Iterable[ScorecardRow], reasons: Iterable[RevisionReason]
) -> LastSeen:
    """What readers saw in an earlier pack, beside the rows as they are now."""
    colours = tuple(ColourThen(row.indicator.code, row.rag.rag.value) for row in earlier.scorecard.rows)
    return LastSeen(publication, meeting, earlier.scorecard.period, colours, revised_since(earlier, rows, reasons))


def revised_since(
    earlier: Pack, rows: Iterable[ScorecardRow], reasons: Iterable[RevisionReason]
) -> tuple[Revised, ...]:
    """Every figure that readers saw and that is another now, as shown, in the order of the rows and newest first.

    A reason counts for a figure when it was given after the earlier pack was; the newest one of a figure stands.
    """
    known = {(r.code, r.period): r for r in reasons}
    then = {row.indicator.code: row for row in earlier.scorecard.rows}
    found = []
    for row in rows:
        before = then.get(row.indicator.code)
        if before is not None:
            found += [_with_reason(revised, known) for revised in _of_row(before, row)]
    return tuple(found)


def _of_row(before: ScorecardRow, now: ScorecardRow) -> list[Revised]:
    points = {p.period: p for p in now.history}
    indicator = now.indicator
    return [
        Revised(indicator.code, indicator.ref, indicator.name, seen.period, _shown(seen), _shown(point))
        for seen in reversed(before.history)
        for point in [points.get(seen.period)]
        if _shown(seen) != _shown(point)
    ]


def _shown(point: HistoryPoint | None) -> str:
    return GONE if point is None or not point.shown else point.shown


def _with_reason(revised: Revised, known: dict[tuple[str, Period], RevisionReason]) -> Revised:
    reason = known.get((revised.code, revised.period))
    if reason is None:
        return revised
    told = (revised.code, revised.ref, revised.name, revised.period, revised.then, revised.now)
    return Revised(*told, reason.cause, reason.words)
