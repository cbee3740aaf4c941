"""Rows that count parts of one thing, added up: "six children were in unregistered placements" of two ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpis.model.indicators import Indicator, Unit
from kpis.scorecard.quoted.judged import is_withheld
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import number_shown

_PART = re.compile(r"\s[–—-]\s|:\s")


def added_together(rows: Sequence[ScorecardRow]) -> ScorecardRow | None:
    """One row of the sums of rows that are named alike up to a dash or colon; None where there are no such rows.

    Where a part is withheld there is no sum. A period that one of them lacks is left out.
    """
    counts = [r for r in rows if r.indicator.unit is Unit.COUNT and _PART.search(r.indicator.name)]
    alike = [r for r in counts if _called(r.indicator) == _called(counts[0].indicator)]
    if len(alike) < 2 or any(is_withheld(r) for r in alike):
        return None
    first = alike[0]
    history = tuple(p for point in first.history if (p := _sum(point, alike)) is not None)
    now = next((p for p in history if p.period == first.period), None)
    return None if now is None else replace(first, value=now.value, shown=now.shown, history=history, comparators=())


def _called(indicator: Indicator) -> str:
    return _PART.split(indicator.name)[0].casefold()


def _sum(point: HistoryPoint, rows: Sequence[ScorecardRow]) -> HistoryPoint | None:
    values = [p.value for r in rows if (p := r.point(point.period)) is not None and p.value is not None]
    if len(values) < len(rows):
        return None
    total = sum(values)
    return replace(point, value=total, shown=number_shown(total, rows[0].indicator), numerator=None, denominator=None)
