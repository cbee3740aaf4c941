"""How a period is written in a row: its kind, year and number."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kpis.model.periods import Period, PeriodKind


def period_columns(period: Period | None) -> dict[str, str | int | None]:
    """The three columns of a period; three blanks where there is none."""
    if period is None:
        return {"period_kind": None, "period_year": None, "period_number": None}
    return {"period_kind": period.kind.value, "period_year": period.year, "period_number": period.number}


def period_in(row: Any) -> Period | None:
    """The period in a row's three columns."""
    if row.period_kind is None:
        return None
    return period_of(row.period_kind, row.period_year, row.period_number)


@lru_cache(maxsize=4096)
def period_of(kind: str, year: int, number: int) -> Period:
    """The period of three columns; the same three give the same object."""
    return Period(PeriodKind(kind), year, number)
