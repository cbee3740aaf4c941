"""What one cell of a file of other areas says: a figure, a sign that stands for none, or a year."""

from __future__ import annotations

import re

from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind

NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?%?")
LARGEST = 1e12
DIGITS = 12
"""So many a figure has at most: 87.600000000000009 is what a spreadsheet made of 87.6."""
AREA_SIGNS = {
    "-": Marker.NOT_AVAILABLE,
    "–": Marker.NOT_AVAILABLE,
    "x": Marker.NOT_AVAILABLE,
    ":": Marker.NOT_AVAILABLE,
    "..": Marker.NOT_AVAILABLE,
    "u": Marker.NOT_AVAILABLE,
    "na": Marker.NOT_AVAILABLE,
    "n/a": Marker.NOT_AVAILABLE,
    "not available": Marker.NOT_AVAILABLE,
    "c": Marker.SUPPRESSED,
    "*": Marker.SUPPRESSED,
    "low": Marker.SUPPRESSED,
    "k": Marker.SUPPRESSED,
    "z": Marker.NOT_APPLICABLE,
    ".": Marker.NOT_APPLICABLE,
    "not applicable": Marker.NOT_APPLICABLE,
}
"""The signs of the department's files. "low" is more than nought and rounds to it, so 0 would be wrong. A dash stands
for both withheld and not available, and does not say which."""
SIGN_WORDS = {
    "-": "a dash, which stands for both withheld and not available and does not say which",
    "low": "more than nought, and rounds to it",
    "k": "more than nought, and rounds to it",
    "u": "of low reliability",
}
WORKFORCE_MONTH = "sept"
TWO_YEARS = re.compile(r"(20\d\d)\s*[-/–]?\s*(\d\d)")
ONE_YEAR = re.compile(r"(20\d\d)(?:\.0)?")


def number_in(text: str) -> float | None:
    """The number that a text is; None where it is none, or none that can be meant."""
    if not text or NUMBER.fullmatch(text) is None:
        return None
    try:
        number = float(text.replace(",", "").replace("−", "-").rstrip("%"))
    except ValueError:
        return None
    return float(f"{number:.{DIGITS}g}") if -LARGEST < number < LARGEST else None


def marker_in(text: str) -> Marker | None:
    """Why there is no number, for a sign of the department; None for what is no such sign."""
    return AREA_SIGNS.get(text.casefold().strip("[]"))


def sign_of(text: str) -> str:
    """A sign as it is told, whatever its case and brackets."""
    return text.casefold().strip("[]")


def year_period(text: str, year_type: str) -> Period | None:
    """The period of a year: 2025 is 2024/25 for a year that ends in it, and itself for a calendar year.

    Counts of one day, such as 31 March, belong to the year that ends with it; those of September to the calendar year.
    """
    kind = _kind_of(year_type)
    ended = year_ended(text)
    if ended is None:
        return None
    return Period(kind, ended if kind is PeriodKind.CALENDAR_YEAR else ended - 1)


def year_ended(text: str) -> int | None:
    """The calendar year in which a year ends: 2025 for 2025, 2024-25, 2024/25 and 202425."""
    one = ONE_YEAR.fullmatch(text)
    if one is not None:
        return int(one[1])
    two = TWO_YEARS.fullmatch(text)
    if two is None or (int(two[1]) + 1) % 100 != int(two[2]):
        return None
    return int(two[1]) + 1


def _kind_of(year_type: str) -> PeriodKind:
    words = year_type.casefold()
    if "academic" in words or "january" in words:
        return PeriodKind.ACADEMIC_YEAR
    if "calendar" in words or WORKFORCE_MONTH in words:
        return PeriodKind.CALENDAR_YEAR
    return PeriodKind.FINANCIAL_YEAR
