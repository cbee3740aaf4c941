"""The period of a cell, which holds more than its text says: a number, a date, and the format that prints it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from kpis.ingest.cells import Cell, CellContent, clean_text
from kpis.ingest.period_text import (
    DAY_NOUGHT,
    LATEST_YEAR,
    OLDEST_YEAR,
    SERIALS_FROM,
    SERIALS_TO,
    from_iso,
    from_serial,
    month_named,
    parse_period,
)
from kpis.ingest.signs import PLAIN_DASHES
from kpis.ingest.trouble import Trouble, confirm
from kpis.model.periods import Period, PeriodKind

DAYS_TO_1904 = 1_462
MONTHS_OF_A_YEAR = 12
LONGEST_SHORT = 20
_SHORT_YEARS = re.compile(r"(?:FY ?)?([0-9]{2})[/\-]([0-9]{2})", re.IGNORECASE)
_DIGITS_ALONE = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})?")


def period_in_cell(cell: Cell) -> tuple[Period | None, Trouble | None]:
    """The period of a cell of a period column. A number whose format prints a month in letters is read as printed."""
    printed = re.fullmatch(r'"([^"]+)"', cell.number_format.strip())
    if printed and isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        period, trouble = parse_period(printed[1])
        if period is not None and trouble is None:
            return period, confirm(
                "C_PERIOD_SERIAL",
                f'the cell prints "{printed[1]}" and holds the number {cell.text}{_as_day(cell.content)}.',
                f"Confirm {period.first_day:%B %Y}, or write the month meant as text.",
            )
    if cell.from_1904 and isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        return from_serial(cell.content, DAYS_TO_1904)
    period, trouble = parse_period(cell.content)
    if period is not None and isinstance(cell.content, datetime):
        return period, _printed_otherwise(cell.content, cell.number_format) or trouble
    short = in_its_own_place(cell.content) if period is None else None
    return (short, None) if short is not None else (period, trouble)


def in_its_own_place(content: CellContent) -> Period | None:
    """A period in a form that is one only where a period must stand: 202404 or 20240401, or 22/23."""
    text = f"{content:.15g}" if isinstance(content, int | float) else content
    if isinstance(content, bool) or not isinstance(text, str) or len(text) > LONGEST_SHORT or not text:
        return None
    if not (text[0].isdigit() or text[0] in "Ff "):
        return None
    text = clean_text(text).translate(PLAIN_DASHES)
    years = _SHORT_YEARS.fullmatch(text)
    if years:
        start = int(years[1])
        is_year = start > MONTHS_OF_A_YEAR and int(years[2]) == (start + 1) % 100
        return Period(PeriodKind.FINANCIAL_YEAR, 2000 + start) if is_year else None
    digits = _DIGITS_ALONE.fullmatch(text)
    if digits is None:
        return None
    period, trouble = from_iso(digits)
    return period if trouble is None and period is not None and period.year >= OLDEST_YEAR else None


def _printed_otherwise(day: datetime, number_format: str) -> Trouble | None:
    """The question about a date whose format prints another month or year: 2023 in letters over April 2024."""
    for words in re.findall(r'"([^"]*)"', number_format):
        years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", words)
        months = [month for word in re.findall("[A-Za-z]{3,9}", words) if (month := month_named(word)) is not None]
        if any(int(year) != day.year for year in years) or any(month != day.month for month in months):
            return confirm(
                "C_PERIOD_SERIAL",
                f'the cell prints "{words}" and holds the date {day:%d/%m/%Y}.',
                f"Confirm {day:%B %Y}, or write the month meant as text.",
            )
    return None


def serial_month(cell: Cell) -> Period | None:
    """The month whose first day Excel counts as the number in a cell; None for any other number."""
    number = cell.content
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    number += DAYS_TO_1904 if cell.from_1904 else 0
    if not SERIALS_FROM <= number <= SERIALS_TO:
        return None
    day = DAY_NOUGHT + timedelta(days=int(number))
    return Period.month(day.year, day.month) if day.day == 1 and float(number).is_integer() else None


def _as_day(number: float) -> str:
    if not SERIALS_FROM <= number <= SERIALS_TO:
        return ""
    return f", which Excel counts as the day {DAY_NOUGHT + timedelta(days=int(number)):%d/%m/%Y}"


def find_period(cell: Cell) -> Period | None:
    """The period that a heading names, if it names one; a bare number is never a heading's period except a year."""
    if isinstance(cell.content, int | float) and not OLDEST_YEAR <= cell.content <= LATEST_YEAR:
        return None
    period, _ = parse_period(cell.content)
    return period
