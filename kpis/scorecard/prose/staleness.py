"""Whether a commentary still speaks of the figures that it was written about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import period_words

NO_FIGURE = "no figure"


@dataclass(frozen=True)
class FigureThen:
    """One figure as it was shown when the words were written: kept beside them."""

    code: str
    period: Period
    shown: str


@dataclass(frozen=True)
class Changed:
    """A figure that is not what it was when the words were written."""

    code: str
    period: Period
    then: str
    now: str

    @property
    def words(self) -> str:
        return (
            f"{self.code}, {period_words(self.period)}: was {self.then or NO_FIGURE}, is now {self.now or NO_FIGURE}."
        )


@dataclass(frozen=True)
class Staleness:
    """What has changed since the words were written; nothing, where they still stand."""

    changed: tuple[Changed, ...]

    @property
    def is_stale(self) -> bool:
        return bool(self.changed)

    @property
    def words(self) -> str:
        """One sentence or two for the reader; empty where nothing changed."""
        if not self.changed:
            return ""
        lead = "A figure has changed" if len(self.changed) == 1 else f"{len(self.changed)} figures have changed"
        return f"{lead} since this was written. {' '.join(change.words for change in self.changed)}"


def figures_then(rows: Sequence[ScorecardRow], codes: Sequence[str] = ()) -> tuple[FigureThen, ...]:
    """What is kept beside a commentary as it is saved: the figure shown of each row, or of those named by code."""
    chosen = [row for row in rows if not codes or row.indicator.code in codes]
    return tuple(FigureThen(row.indicator.code, row.period, row.shown) for row in chosen)


def staleness(then: Sequence[FigureThen], rows: Sequence[ScorecardRow]) -> Staleness:
    """What of the figures then is shown differently now, in the same period. A withheld figure never shows its number.

    `rows` are as the audience has them: of a figure that is withheld from it nothing is told, not even that it changed.
    """
    by_code = {row.indicator.code: row for row in rows}
    found = []
    for one in then:
        row = by_code.get(one.code)
        now = _now(row, one.period)
        if now == one.shown:
            continue
        if row is not None and _is_withheld(row, one.period):
            continue
        found.append(Changed(one.code, one.period, one.shown, now))
    return Staleness(tuple(found))


def is_stale(then: Sequence[FigureThen], rows: Sequence[ScorecardRow]) -> bool:
    """Whether any figure that the words were written about is shown differently now."""
    return staleness(then, rows).is_stale


def placeholders_changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The placeholders that say something else than when the words were written, in their order."""
    return tuple(name for name, said in then.items() if now.get(name) != said)


def _now(row: ScorecardRow | None, period: Period) -> str:
    if row is None:
        return ""
    if row.period == period:
        return row.shown
    point = row.point(period)
    return point.shown if point is not None else ""


def _is_withheld(row: ScorecardRow, period: Period) -> bool:
    if row.period == period:
        return row.marker is Marker.SUPPRESSED
    point = row.point(period)
    return point is not None and point.marker is Marker.SUPPRESSED
