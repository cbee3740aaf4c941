"""The grammar of periods: what a person types in a heading, or what Excel made of it.

Ours and not a library's, because libraries guess: pandas reads "Apr-18" as the year 1 and 01/04/2024 as 4 January.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from kpis.ingest.cells import Cell, CellContent, clean_text
from kpis.ingest.trouble import Trouble, confirm, reject, warn
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.wording import period_words

OLDEST_YEAR = 1990
EXCELS_FIRST_YEAR = 1900
"""A small number formatted as a date falls into it, and one of its days never was."""
LATEST_YEAR = 2100
SERIALS_FROM, SERIALS_TO = 32_874, 73_051  # 1 January 1990 and 2100 as Excel counts days
DAY_NOUGHT = date(1899, 12, 30)
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
HOW_TO_WRITE = "Write a month as Apr-24, a quarter as Q4 2022/23 or a year as 2022/23."

_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[ \-/'’‘,_–]*([0-9]{4}|[0-9]{2})")
_NAMED_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-/]*([A-Za-z]{3,9})\.?[ \-/,]*([0-9]{4}|[0-9]{2})")
_YEAR_THEN_NAME = re.compile(r"([0-9]{4})[ \-/]*([A-Za-z]{3,9})\.?")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?)?")
_SLASHED_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})(?: 00:00(?::00)?)?")
_SLASHED_MONTH = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{4})")
_YEAR_SLASH_MONTH = re.compile(r"([0-9]{4})[/.]([0-9]{2})")
_SERIAL = re.compile(r"[34567][0-9]{4}")
_QUARTER = re.compile(r"(?:Q([1-4])[ ,]*)?([0-9]{4}) ?[/\-] ?([0-9]{4}|[0-9]{2})(?:[ ,]*Q([1-4]))?", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4})")


def parse_period(content: CellContent) -> tuple[Period | None, Trouble | None]:
    """The period that a cell or a piece of text names, and what is odd about it; either may be None, not both."""
    if isinstance(content, datetime | date):
        return _from_date(content)
    if isinstance(content, bool) or content is None:
        return None, _not_a_period(str(content or ""))
    if isinstance(content, int | float):
        if SERIALS_FROM <= content <= SERIALS_TO:
            return _from_serial(content)
        content = f"{content:.15g}"
    if not isinstance(content, str):
        return None, _not_a_period(str(content))
    text = clean_text(content)
    for pattern, build in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            period, trouble = build(found)
            if period is not None or trouble is not None:
                return _in_living_memory(period, text) if trouble is None and period else (period, trouble)
    return None, _not_a_period(text)


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
    return parse_period(cell.content)


def serial_month(cell: Cell) -> Period | None:
    """The month whose first day Excel counts as the number in a cell; None for any other number."""
    number = cell.content
    if isinstance(number, bool) or not isinstance(number, int | float) or not SERIALS_FROM <= number <= SERIALS_TO:
        return None
    day = DAY_NOUGHT + timedelta(days=int(number))
    return Period.month(day.year, day.month) if day.day == 1 and float(number).is_integer() else None


def _as_day(number: float) -> str:
    if not SERIALS_FROM <= number <= SERIALS_TO:
        return ""
    return f", which Excel counts as the day {DAY_NOUGHT + timedelta(days=int(number)):%d/%m/%Y}"


def month_named(text: str) -> int | None:
    """The number of the month that a word names, whole or by its first three letters; None for any other word."""
    name = text.casefold().rstrip(".")
    name = "september" if name == "sept" else name
    return next((n for n, full in enumerate(MONTH_NAMES, 1) if name in (full, full[:3])), None)


def looks_like_a_month(text: str) -> bool:
    """Whether a text is built as months are, a word and a year, or is a month's name alone."""
    return _NAMED_MONTH.fullmatch(text) is not None or month_named(text) is not None


def find_period(cell: Cell) -> Period | None:
    """The period that a heading names, if it names one; a bare number is never a heading's period except a year."""
    if isinstance(cell.content, int | float) and not OLDEST_YEAR <= cell.content <= LATEST_YEAR:
        return None
    period, _ = parse_period(cell.content)
    return period


def for_academic_year(period: Period) -> Period:
    """A heading such as 2021/22 over an indicator that is counted from September to August."""
    return Period(PeriodKind.ACADEMIC_YEAR, period.year) if period.kind is PeriodKind.FINANCIAL_YEAR else period


def _not_a_period(text: str) -> Trouble:
    if month_named(text) is not None:
        return reject("E_PERIOD", f'"{text}" does not say its year.', "Write the month with its year, such as Apr-24.")
    return reject("E_PERIOD", f'"{text}" is not a period.', HOW_TO_WRITE)


def _in_living_memory(period: Period, text: str) -> tuple[Period | None, Trouble | None]:
    if period.year < OLDEST_YEAR:
        return None, reject("E_PERIOD_TOO_OLD", f'"{text}" is the year {period.year}.', "Check the year.")
    if period.year > LATEST_YEAR:
        return None, _not_a_period(text)
    return period, None


def _from_date(day: date) -> tuple[Period | None, Trouble | None]:
    if day.year <= EXCELS_FIRST_YEAR:
        return None, _not_a_period(day.strftime("%d/%m/%Y"))
    period, trouble = _in_living_memory(Period.month(day.year, day.month), day.strftime("%d/%m/%Y"))
    if period is None or day.day in (1, period.last_day.day):
        return period, trouble
    return period, warn(
        "W_PERIOD_NOT_FIRST",
        f"the date is {day:%d/%m/%Y}, and is read as {period_words(period)}.",
        "Nothing, if that month is meant.",
    )


def _from_serial(number: float) -> tuple[Period | None, Trouble | None]:
    """A bare number that Excel counts as a day; its cell may print something else, so a person is asked."""
    day = DAY_NOUGHT + timedelta(days=int(number))
    return Period.month(day.year, day.month), confirm(
        "C_PERIOD_SERIAL",
        f"{number:.15g} is a number; Excel counts it as the day {day:%d/%m/%Y}.",
        f"Confirm {day:%B %Y}, or write the month as {day:%b-%y}.",
    )


def _from_serial_text(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    number = int(found[0])
    return _from_serial(number) if SERIALS_FROM <= number <= SERIALS_TO else (None, None)


def _from_month_name(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month = month_named(found[1])
    return (Period.month(_whole_year(found[2]), month) if month else None), None


def _whole_year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _from_named_day(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month = month_named(found[2])
    try:
        return _from_date(date(_whole_year(found[3]), month, int(found[1]))) if month else (None, None)
    except ValueError:
        return None, None


def _from_year_then_name(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month = month_named(found[2])
    return (Period.month(int(found[1]), month) if month else None), None


def _from_slashed_month(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month, year = sorted((int(found[1]), int(found[2])))
    return (Period.month(year, month) if 1 <= month <= 12 else None), None


def _from_iso(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        return None, None
    if found[3] is None:
        return Period.month(year, month), None
    try:
        return _from_date(date(year, month, int(found[3])))
    except ValueError:
        return None, None


def _from_slashed(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    day, month, year = int(found[1]), int(found[2]), _whole_year(found[3])
    try:
        meant = date(year, month, day)
    except ValueError:
        return None, None
    if month == 1 and day != 1 and day <= 12 and year >= OLDEST_YEAR:
        other = date(year, day, 1)
        return Period.month(year, 1), confirm(
            "C_PERIOD_AMBIGUOUS",
            f'"{found[0]}" may be {day} January {year} or the first day of {other:%B %Y}.',
            f"Confirm January {year}, or write {other:%b-%y}.",
        )
    return _from_date(meant)


def _from_quarter_or_year(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    start, end = int(found[2]), int(found[3])
    if end % 100 != (start + 1) % 100 or (end > 99 and end != start + 1) or (found[1] and found[4]):
        return None, None
    quarter = found[1] or found[4]
    return (Period.quarter(start, int(quarter)) if quarter else Period(PeriodKind.FINANCIAL_YEAR, start)), None


def _from_year(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    year = int(found[1])
    return (Period(PeriodKind.CALENDAR_YEAR, year) if OLDEST_YEAR <= year <= LATEST_YEAR else None), None


_FORMS = (
    (_NAMED_MONTH, _from_month_name),
    (_ISO_MONTH, _from_iso),  # before the years: 2011-12 is how we write December 2011 ourselves
    (_QUARTER, _from_quarter_or_year),
    (_SLASHED_DATE, _from_slashed),
    (_NAMED_DAY, _from_named_day),
    (_YEAR_THEN_NAME, _from_year_then_name),
    (_SLASHED_MONTH, _from_slashed_month),
    (_YEAR_SLASH_MONTH, _from_slashed_month),  # after the years: 2011/12 is a financial year
    (_SERIAL, _from_serial_text),
    (_YEAR, _from_year),
)
