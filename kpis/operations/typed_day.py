"""A day as somebody typed it: 18 July 2023 as papers write it, or 2023-07-18 as commands do.

In numbers alone only where they are one day to every reader: 18/07/2023. 07/08/2023 may be July or August, and is
asked about, as it is in a workbook.
"""

from __future__ import annotations

import re
from datetime import date

from kpis.model.errors import Refused
from kpis.scorecard.wording import day_words

OLDEST_YEAR, LATEST_YEAR = 1990, 2100
MONTHS_OF_A_YEAR = 12
LONGEST_QUOTED = 30
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SHORTEST_MONTH = 3
_AS_COMMANDS = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_IN_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]+,? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[A-Za-z]+)\.?,? (?P<year>[0-9]{4})"
)


def day_typed(text: str, asked: str) -> date:
    """The day that was typed; raises Refused. `asked` ends the sentence: the day of the meeting, such as 18 July 2023.

    Refused are nothing at all, what is no day, a year that is not likely, and numbers that may be two days.
    """
    typed = " ".join(text.split())
    give, quoted = f"Give {asked}.", "".join(c for c in typed if c.isprintable())[:LONGEST_QUOTED]
    if not typed:
        raise Refused(give)
    day = _day_in(typed)
    if day is None:
        raise Refused(f'"{quoted}" is not a day. {give}')
    if not OLDEST_YEAR <= day.year <= LATEST_YEAR:
        raise Refused(f'"{quoted}" is not in the years {OLDEST_YEAR} to {LATEST_YEAR}. {give}')
    other = _month_first(day) if _IN_NUMBERS.fullmatch(typed) else None
    if other is not None:
        raise Refused(f'"{quoted}" may be {day_words(day)} or {day_words(other)}. Write its month in words.')
    return day


def _day_in(typed: str) -> date | None:
    match = _AS_COMMANDS.fullmatch(typed) or _IN_NUMBERS.fullmatch(typed) or _IN_WORDS.fullmatch(typed)
    month = _month_in(match["month"]) if match else None
    if match is None or month is None:
        return None
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _month_in(written: str) -> int | None:
    """The number of a month that is written as one, whole, or by three of its letters or more."""
    if written.isdigit():
        return int(written)
    begins = written.casefold()
    found = (number for number, name in enumerate(MONTHS, start=1) if name.startswith(begins))
    return next(found, None) if len(begins) >= SHORTEST_MONTH else None


def _month_first(day: date) -> date | None:
    """The other day that its numbers may be, where there is one."""
    is_either = day.day <= MONTHS_OF_A_YEAR and day.day != day.month
    return date(day.year, day.day, day.month) if is_either else None
