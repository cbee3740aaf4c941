"""Dates written month first: 04/01/2024, 05/01/2024, 06/01/2024 are April, May and June, and not three days in January.

One such date may be either, and is read our way and asked about. Several that would all be days of one January are
proposed as the first days of their months: nobody reports by the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kpis.ingest.period_text import slashed_parts
from kpis.ingest.trouble import Trouble, confirm
from kpis.model.periods import Period

DAY_OR_MONTH = range(1, 13)
FEWEST = 2


def american_months(texts: Iterable[str]) -> dict[str, tuple[Period, Trouble]]:
    """The month of each text, with the question; empty unless all that are dates can only be meant so."""
    found: dict[str, re.Match[str]] = {text: parts for text in texts if (parts := slashed_parts(text)) is not None}
    numbers = {text: tuple(int(parts[name]) for name in ("day", "month", "year")) for text, parts in found.items()}
    firsts = {first for first, _, _ in numbers.values()}
    is_american = len(firsts) >= FEWEST and all(
        first in DAY_OR_MONTH and second == 1 for first, second, _ in numbers.values()
    )
    if not is_american or len({year for _, _, year in numbers.values()}) > 1:
        return {}
    return {text: _asked(text, first, year) for text, (first, _, year) in numbers.items()}


def _asked(text: str, month: int, year: int) -> tuple[Period, Trouble]:
    whole_year = year + (2000 if year < 100 else 0)
    first_day = date(whole_year, month, 1)
    return Period.month(whole_year, month), confirm(
        "C_PERIOD_AMBIGUOUS",
        f'"{text}" is a day in January, and so is every date beside it; month first, it is {first_day:%B %Y}.',
        f"Confirm {first_day:%B %Y}, or write each month as {first_day:%b-%y}.",
    )
