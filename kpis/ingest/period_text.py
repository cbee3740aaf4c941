"""The grammar of periods: what a person types in a heading, or what Excel made of it.

Ours and not a library's, because libraries guess: pandas reads "Apr-18" as the year 1 and 01/04/2024 as 4 January.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from kpis.ingest.cells import CellContent, clean_text
from kpis.ingest.signs import PLAIN_DASHES
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
_MONTHS = {name: n for n, full in enumerate(MONTH_NAMES, 1) for name in (full, full[:3])} | {"sept": 9}
HOW_TO_WRITE = "Write a month as Apr-24, a quarter as Q4 2022/23 or a year as 2022/23."

_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[ \-/'’‘,_(]*([0-9]{4}|[0-9]{2})\)?")
_NAMED_DAY = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ \-/]*([A-Za-z]{3,9})\.?[ \-/,]*([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
_MONTH_THEN_DAY = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_YEAR_OR_DAY = re.compile(r"([0-9]{2})[ \-/'’]?([A-Za-z]{3,9})\.?")
_BEFORE = re.compile(
    r"(?:as (?:at|of|on)|end(?: of)?|month(?: ending| of)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?) (?=.*[0-9])",
    re.IGNORECASE,
)
"""Words before a date that change nothing: as at Monday 1 April 2024."""
LONGEST_PERIOD = 60
_FIRST_WORD = re.compile("[A-Za-z]+")
_BEGINS_A_PERIOD = re.compile("q|fy|year|twelve|as$|end$|month$|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)
_YEAR_THEN_NAME = re.compile(r"([0-9]{4})[ \-/]*([A-Za-z]{3,9})\.?")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?)?")
_SLASHED_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})(?:(?P<mark>[/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})"
    r"|-(?P<month2>[0-9]{1,2})-(?P<year2>[0-9]{4}))(?: 00:00(?::00)?)?"
)
_SLASHED_MONTH = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{4})")
_YEAR_SLASH_MONTH = re.compile(r"([0-9]{4})[/.]([0-9]{2})")
_SERIAL = re.compile(r"[34567][0-9]{4}")
_Q = r"(?:Q|Qtr|Quarter) ?([1-4])"
_QUARTER = re.compile(
    rf"(?:{_Q}[ ,]*)?(?:FY ?)?([0-9]{{4}}) ?[/\-] ?([0-9]{{4}}|[0-9]{{2}})(?:[ ,]*\(?{_Q}\)?)?", re.IGNORECASE
)
_QUARTER_OF_SHORT_YEARS = re.compile(rf"{_Q}[ ,]*([0-9]{{2}}) ?[/\-] ?([0-9]{{2}})", re.IGNORECASE)
_TWELVE_MONTHS = re.compile(
    r"(?:year|(?:12|twelve) months?)[ -](?:ending|ended|end|to)(?: 31(?:st)?)? ([A-Za-z]{3,9})\.?[ -]([0-9]{4})",
    re.IGNORECASE,
)
_KIND_OF_YEAR = {3: PeriodKind.FINANCIAL_YEAR, 8: PeriodKind.ACADEMIC_YEAR, 12: PeriodKind.CALENDAR_YEAR}
_YEAR = re.compile(r"([0-9]{4})")


def parse_period(content: CellContent) -> tuple[Period | None, Trouble | None]:
    """The period that a cell or a piece of text names, and what is odd about it; either may be None, not both."""
    if isinstance(content, datetime | date):
        return _from_date(content)
    if isinstance(content, bool) or content is None:
        return None, not_a_period(str(content or ""))
    if isinstance(content, int | float):
        if SERIALS_FROM <= content <= SERIALS_TO:
            return from_serial(content)
        content = f"{content:.15g}"
    if not isinstance(content, str):
        return None, not_a_period(str(content))
    text = clean_text(content)
    plain = text.translate(PLAIN_DASHES)
    begins_with_digit = plain[:1].isdigit()
    if not begins_with_digit:
        word = _FIRST_WORD.match(plain)
        if word is None or not (word[0].casefold() in _MONTHS or _BEGINS_A_PERIOD.match(word[0])):
            return None, not_a_period(text)
    forms = _BY_DIGIT if begins_with_digit else _BY_LETTER
    for pattern, build in forms if len(plain) <= LONGEST_PERIOD else ():
        found = pattern.fullmatch(plain)
        if found:
            period, trouble = build(found)
            if period is not None or trouble is not None:
                return _in_living_memory(period, text) if trouble is None and period else (period, trouble)
    before = None if begins_with_digit else _BEFORE.match(plain)
    if before:
        return parse_period(plain[before.end() :])
    return None, not_a_period(text)


def slashed_parts(text: str) -> re.Match[str] | None:
    """The numbers of a date such as 04/01/2024, called day, month and year as we write them."""
    return _SLASHED_DATE.fullmatch(clean_text(text)) if text[:1].isdigit() and "-" not in text else None


_QUARTER_ALONE = re.compile(r"(?:Q|Qtr ?|Quarter )([1-4])", re.IGNORECASE)


def month_named(text: str) -> int | None:
    """The number of the month that a word names, whole or by its first three letters; None for any other word."""
    return _MONTHS.get(text.casefold().rstrip("."))


def looks_like_a_month(text: str) -> bool:
    """Whether a text is built as months are, a word and a year, or is a month's name alone."""
    return _NAMED_MONTH.fullmatch(text) is not None or month_named(text) is not None


def period_within(longer: Period, text: str) -> Period | None:
    """The month or quarter that a word names within a longer period: Apr or Q1 under 2024/25. None for any other."""
    month, quarter = month_named(text), _QUARTER_ALONE.fullmatch(text)
    if month is not None:
        found = (Period.month(longer.first_day.year + later, month) for later in (0, 1))
        return next((p for p in found if longer.first_day <= p.first_day <= longer.last_day), None)
    if quarter and longer.kind is PeriodKind.FINANCIAL_YEAR:
        return Period.quarter(longer.year, int(quarter[1]))
    return None


def for_academic_year(period: Period) -> Period:
    """A heading such as 2021/22 over an indicator that is counted from September to August."""
    return Period(PeriodKind.ACADEMIC_YEAR, period.year) if period.kind is PeriodKind.FINANCIAL_YEAR else period


def not_a_period(text: str) -> Trouble:
    """The refusal of a text that names none, or a month without its year."""
    if month_named(text) is not None:
        return reject("E_PERIOD", f'"{text}" does not say its year.', "Write the month with its year, such as Apr-24.")
    return reject("E_PERIOD", f'"{text}" is not a period.', HOW_TO_WRITE)


def _in_living_memory(period: Period, text: str) -> tuple[Period | None, Trouble | None]:
    if period.year < OLDEST_YEAR:
        return None, reject("E_PERIOD_TOO_OLD", f'"{text}" is the year {period.year}.', "Check the year.")
    if period.year > LATEST_YEAR:
        return None, not_a_period(text)
    return period, None


def _from_date(day: date) -> tuple[Period | None, Trouble | None]:
    if day.year <= EXCELS_FIRST_YEAR:
        return None, not_a_period(day.strftime("%d/%m/%Y"))
    period, trouble = _in_living_memory(Period.month(day.year, day.month), day.strftime("%d/%m/%Y"))
    if period is None or day.day in (1, period.last_day.day):
        return period, trouble
    return period, warn(
        "W_PERIOD_NOT_FIRST",
        f"the date is {day:%d/%m/%Y}, and is read as {period_words(period)}.",
        "Nothing, if that month is meant.",
    )


def from_serial(number: float, later: int = 0) -> tuple[Period | None, Trouble | None]:
    """A bare number that Excel counts as a day; its cell may print something else, so a person is asked."""
    if not SERIALS_FROM <= number + later <= SERIALS_TO:
        return None, not_a_period(f"{number:.15g}")
    day = DAY_NOUGHT + timedelta(days=int(number) + later)
    return Period.month(day.year, day.month), confirm(
        "C_PERIOD_SERIAL",
        f"{number:.15g} is a number; Excel counts it as the day {day:%d/%m/%Y}.",
        f"Confirm {day:%B %Y}, or write the month as {day:%b-%y}.",
    )


def _from_serial_text(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    number = int(found[0])
    return from_serial(number) if SERIALS_FROM <= number <= SERIALS_TO else (None, None)


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


def from_iso(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    """Of the year, the month, and the day or None."""
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
    day, month = int(found["day"]), int(found["month"] or found["month2"])
    year = _whole_year(found["year"] or found["year2"])
    try:
        meant = date(year, month, day)
    except ValueError:
        return _month_first(found[0], day, month, year)
    if month == 1 and day != 1 and day <= 12 and year >= OLDEST_YEAR:
        other = date(year, day, 1)
        return Period.month(year, 1), confirm(
            "C_PERIOD_AMBIGUOUS",
            f'"{found[0]}" may be {day} January {year} or the first day of {other:%B %Y}.',
            f"Confirm January {year}, or write {other:%b-%y}.",
        )
    return _from_date(meant)


def _month_first(text: str, month: int, day: int, year: int) -> tuple[Period | None, Trouble | None]:
    """A date that can only be meant as Americans write it: 04/30/2024."""
    try:
        meant = date(year, month, day)
    except ValueError:
        return None, None
    if year < OLDEST_YEAR or year > LATEST_YEAR:
        return None, None
    return Period.month(year, month), confirm(
        "C_PERIOD_AMBIGUOUS",
        f'"{text}" is no day as we write it; month first, it is {meant.day} {meant:%B %Y}.',
        f"Confirm {meant:%B %Y}, or write the month as {meant:%b-%y}.",
    )


def _from_month_then_day(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month = month_named(found[1])
    try:
        return _from_date(date(int(found[3]), month, int(found[2]))) if month else (None, None)
    except ValueError:
        return None, None


def _from_year_or_day(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    month, year = month_named(found[2]), 2000 + int(found[1])
    if month is None:
        return None, None
    named = date(year, month, 1)
    return Period.month(year, month), confirm(
        "C_PERIOD_AMBIGUOUS",
        f'"{found[0]}" may be {named:%B %Y} or a day of a {named:%B} without its year.',
        f"Confirm {named:%B %Y}, or write the month as {named:%b-%y}.",
    )


def _from_twelve_months(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    kind = _KIND_OF_YEAR.get(month_named(found[1]) or 0)
    if kind is None:
        return None, None
    return Period(kind, int(found[2]) - (kind is not PeriodKind.CALENDAR_YEAR)), None


def _from_quarter_of_short_years(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    start = int(found[2])
    return (Period.quarter(2000 + start, int(found[1])) if int(found[3]) == (start + 1) % 100 else None), None


def _from_quarter_or_year(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    start, end = int(found[2]), int(found[3])
    if end % 100 != (start + 1) % 100 or (end > 99 and end != start + 1) or (found[1] and found[4]):
        return None, None
    quarter = found[1] or found[4]
    return (Period.quarter(start, int(quarter)) if quarter else Period(PeriodKind.FINANCIAL_YEAR, start)), None


def _from_year(found: re.Match[str]) -> tuple[Period | None, Trouble | None]:
    year = int(found[1])
    return (Period(PeriodKind.CALENDAR_YEAR, year) if OLDEST_YEAR <= year <= LATEST_YEAR else None), None


_BY_LETTER = (
    (_NAMED_MONTH, _from_month_name),
    (_QUARTER, _from_quarter_or_year),
    (_QUARTER_OF_SHORT_YEARS, _from_quarter_of_short_years),
    (_MONTH_THEN_DAY, _from_month_then_day),
    (_TWELVE_MONTHS, _from_twelve_months),
)
_BY_DIGIT = (
    (_ISO_MONTH, from_iso),  # before the years: 2011-12 is how we write December 2011 ourselves
    (_QUARTER, _from_quarter_or_year),
    (_SLASHED_DATE, _from_slashed),
    (_NAMED_DAY, _from_named_day),
    (_YEAR_OR_DAY, _from_year_or_day),
    (_YEAR_THEN_NAME, _from_year_then_name),
    (_SLASHED_MONTH, _from_slashed_month),
    (_YEAR_SLASH_MONTH, _from_slashed_month),  # after the years: 2011/12 is a financial year
    (_SERIAL, _from_serial_text),
    (_YEAR, _from_year),
    (_TWELVE_MONTHS, _from_twelve_months),
)
"""The forms by what a text begins with, each tried in turn: most texts that are tried are no periods at all."""
