"""The periods that a sentence names or implies: "in May", "last month", "the end of 2021/22", "since October"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kpis.model.periods import Period, PeriodKind

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINALS = {"first": 1, "one": 1, "second": 2, "two": 2, "third": 3, "three": 3, "fourth": 4, "four": 4}
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "eighteen": 18, "twenty-four": 24,
}  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_YEARS = rf"{_YEAR} ?[/-] ?(?:(?:19|20)?[0-9]{{2}})\b"
_COUNT = rf"(?P<count>[0-9]{{1,2}}|{'|'.join(NUMBERS)})"


@dataclass(frozen=True)
class When:
    """A stretch of time that a sentence speaks of. Of an open one only the end is said: "until April".

    `is_span` is whether movement over the stretch is meant; `is_implied` whether only a word such as "currently" is
    there; `is_base` whether it is what something is compared with ("the previous quarter").
    """

    start: int
    end: int
    first_day: date
    last_day: date
    is_span: bool = False
    is_implied: bool = False
    is_base: bool = False
    is_year: bool = False
    is_year_before: bool = False


@dataclass(frozen=True)
class _Now:
    """The period of the scorecard, from which bare months and "last year" are counted."""

    period: Period

    def year_of(self, month: int) -> int:
        """A bare month is the latest one of its name that is not after the scorecard's period."""
        last = self.period.last_day
        return last.year if month <= last.month else last.year - 1

    def month(self) -> Period:
        return Period.month(self.period.last_day.year, self.period.last_day.month)

    def quarter(self) -> Period:
        last = self.period.last_day
        number = (last.month - 4) % 12 // 3 + 1
        return Period.quarter(last.year - (last.month < 4), number)


MARKS = ("is_span", "is_implied", "is_base", "is_year", "is_year_before")
_HAS_YEAR = re.compile(r"[0-9]{2}$|[0-9]{4}")
_Span = tuple[date, date]
_Reader = Callable[[re.Match[str], _Now], "_Span | None"]


def periods_named(sentence: str, now: Period) -> tuple[When, ...]:
    """Every period in a sentence, in the order of its words; of two that overlap the longer wording counts."""
    found: list[When] = []
    for pattern, read, marks in _FORMS:
        for match in pattern.finditer(sentence):
            if any(match.start() < w.end and w.start < match.end() for w in found):
                continue
            span = read(match, _Now(now))
            if span is not None:
                found.append(When(match.start(), match.end(), *span, *(mark in marks.split() for mark in MARKS)))
    return _years_given(tuple(sorted(found, key=lambda w: w.start)), sentence)


def _years_given(found: tuple[When, ...], sentence: str) -> tuple[When, ...]:
    """Bare months take their year from a dated month of the sentence, the next one or else the last, or from a year."""
    dated = {n: w.last_day for n, w in enumerate(found) if _is_month(w) and _HAS_YEAR.search(sentence[w.start : w.end])}
    years = [w for w in found if w.is_year and (w.last_day.month, w.last_day.day) == (12, 31)]
    settled = []
    for number, when in enumerate(found):
        if _is_month(when) and number not in dated and not when.is_base and not when.is_implied:
            later = min((n for n in dated if n > number), default=None)
            sooner = max((n for n in dated if n < number), default=None)
            month = when.first_day.month
            year = when.first_day.year
            if later is not None:
                year = dated[later].year - (month > dated[later].month)
            elif sooner is not None and dated[sooner] > when.last_day:
                year = when.first_day.year
            elif sooner is not None and dated[sooner].year < year - 1:
                year = dated[sooner].year + (month < dated[sooner].month)
            elif years and years[0].start < when.start:
                year = years[0].first_day.year
            period = Period.month(year, month)
            when = replace(when, first_day=period.first_day, last_day=period.last_day)
        settled.append(when)
    return tuple(settled)


def _is_month(when: When) -> bool:
    return (when.first_day.year, when.first_day.month) == (when.last_day.year, when.last_day.month)


def _month(match: re.Match[str], now: _Now) -> _Span | None:
    """A month with its year, or the latest of its name. "Mar 18" is 2018 where that is near the scorecard's time."""
    number = MONTHS.index(match["month"][:3].casefold()) + 1
    year = _year(match["year"], now) if match["year"] else None
    return _whole(Period.month(year or now.year_of(number), number))


def _year(text: str, now: _Now) -> int | None:
    digits = text.strip("' ")
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year if now.period.last_day.year - 12 <= year <= now.period.last_day.year + 2 or len(digits) == 4 else None


def _months(match: re.Match[str], now: _Now) -> _Span | None:
    """From one month to another; a year at the end is that of both, unless the first would come after."""
    first, last = (MONTHS.index(match[name][:3].casefold()) + 1 for name in ("first", "last"))
    ends = (_year(match["year"], now) if match["year"] else None) or now.year_of(last)
    starts = _year(match["from"], now) if match["from"] else None
    starts = starts or (ends if first <= last else ends - 1)
    return (Period.month(starts, first).first_day, Period.month(ends, last).last_day)


def _quarter(match: re.Match[str], now: _Now) -> _Span | None:
    text = match["q"].casefold()
    number = ORDINALS[text] if text in ORDINALS else int(text)
    if match["year"]:
        return _whole(Period.quarter(int(match["year"][:4]), number))
    here = now.quarter()
    return _whole(Period.quarter(here.year if number <= here.number else here.year - 1, number))


def _financial_year(match: re.Match[str], now: _Now) -> _Span | None:
    first, second = int(match["year"][:4]), int(match["year"][-2:])
    return _whole(Period(PeriodKind.FINANCIAL_YEAR, first)) if (first + 1) % 100 == second else None


def _calendar_year(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(Period(PeriodKind.CALENDAR_YEAR, int(match["year"])))


def _twelve_months_to(match: re.Match[str], now: _Now) -> _Span | None:
    found = _month(match, now)
    return None if found is None else (_back(found[1], 12), found[1])


def _last_so_many(match: re.Match[str], now: _Now) -> _Span | None:
    """The last so many months, quarters or years: the one before them is what they are compared with."""
    number = _number(match["count"])
    unit = match["unit"].casefold()
    months = number * (12 if unit.startswith("year") else 3 if unit.startswith("quarter") else 1)
    return (_back(now.period.last_day, months), now.period.last_day)


def _dated(match: re.Match[str], now: _Now) -> _Span | None:
    """The month of a date in figures, "31/03/2023"."""
    year, number = _year(match["year"], now), int(match["number"])
    return _whole(Period.month(year, number)) if year is not None and 1 <= number <= 12 else None


def _so_many_to(match: re.Match[str], now: _Now) -> _Span | None:
    """The six months to March: so many months, or a quarter, half year or year, up to the end of a month."""
    found = _month(match, now)
    unit = (match["unit"] or "").casefold()
    months = {"quarter": 3, "half": 6, "half-year": 6, "half year": 6, "year": 12}.get(unit) or _number(match["count"])
    return None if found is None else (_back(found[1], months), found[1])


def _half_year(match: re.Match[str], now: _Now) -> _Span | None:
    return (_back(now.period.last_day, 6), now.period.last_day)


def _so_many_ago(match: re.Match[str], now: _Now) -> _Span | None:
    """So many months or years before the scorecard's period."""
    number = _number(match["count"])
    if match["unit"].casefold().startswith("month"):
        return _whole(now.month().shifted(-number))
    period = now.period
    for _ in range(number):
        period = period.same_last_year()
    return _whole(period)


def _same_in_year(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(Period.month(int(match["year"]), now.period.last_day.month))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.casefold()]


def _last_year_end(match: re.Match[str], now: _Now) -> _Span | None:
    last = now.period.last_day
    return _whole(Period(PeriodKind.FINANCIAL_YEAR, last.year - (1 if (last.month, last.day) >= (3, 31) else 2)))


def _year_before(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(now.period.same_last_year())


def _before_that(match: re.Match[str], now: _Now) -> _Span | None:
    """What came before last year, last month or last quarter."""
    if match["unit"].casefold() == "year":
        return _whole(now.period.same_last_year().same_last_year())
    period = now.month() if match["unit"].casefold() == "month" else now.quarter()
    return _whole(period.previous().previous())


def _this(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(now.period)


def _month_before(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(now.month().previous())


def _quarter_before(match: re.Match[str], now: _Now) -> _Span | None:
    return _whole(now.quarter().previous())


def _this_year(match: re.Match[str], now: _Now) -> _Span | None:
    last = now.period.last_day
    return (Period(PeriodKind.FINANCIAL_YEAR, last.year - (last.month < 4)).first_day, last)


def _this_quarter(match: re.Match[str], now: _Now) -> _Span | None:
    return (now.quarter().first_day, now.period.last_day)


def _since(match: re.Match[str], now: _Now) -> _Span | None:
    found = _month(match, now)
    return None if found is None or found[0] > now.period.last_day else (found[0], now.period.last_day)


def _until(match: re.Match[str], now: _Now) -> _Span | None:
    found = _month(match, now)
    return None if found is None else (date.min, found[1])


def _whole(period: Period) -> _Span:
    return (period.first_day, period.last_day)


def _back(last_day: date, months: int) -> date:
    """The first day of so many months that end on a day."""
    return Period.month(last_day.year, last_day.month).shifted(1 - months).first_day


def _form(
    pattern: str, read: _Reader, marks: str = "", ignore_case: bool = True
) -> tuple[re.Pattern[str], _Reader, str]:
    return (re.compile(pattern, re.IGNORECASE if ignore_case else 0), read, marks)


def _forms() -> Iterator[tuple[re.Pattern[str], _Reader, str]]:
    dated = (
        rf"(?:\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?)?\b(?P<month>{_MONTH})\.?(?:,? (?P<year>{_YEAR}"
        rf"|(?<!, )'?[0-9]{{2}}(?![0-9%/]|[.,][0-9])))?"
    )
    years = rf"(?P<year>{_YEARS})"
    yield _form(
        rf"\b(?P<first>{_MONTH})(?: (?P<from>{_YEAR}))? ?(?:to|-|and"
            rf"|until) ?(?:the end of )?(?P<last>{_MONTH})(?: (?P<year>{_YEAR}))?",
        _months, "is_span", False,
    )  # fmt: skip
    yield _form(rf"\b(?:12|twelve) months (?:up )?to (?:the end of )?{dated}", _twelve_months_to, "", False)
    so_many = rf"(?:{_COUNT} months|(?P<unit>quarter|half[- ]year|half|year))"
    yield _form(rf"\b(?:[Tt]he )?(?:last )?{so_many} (?:up )?to (?:the end of )?{dated}", _so_many_to, "is_span", False)
    yield _form(rf"\b[Ss]ince (?:the end of |last )?{dated}", _since, "is_span", False)
    yield _form(rf"\b(?:until|up to) (?:the end of )?{dated}", _until, "is_span", False)
    quarter = r"\bQ(?P<q>[1-4])\b|"
    yield _form(rf"\bQ(?P<q>[1-4]),? (?:of |in )?{years}", _quarter)
    yield _form(rf"\bquarter (?P<q>one|two|three|four|[1-4])\b,? (?:of |in )?{years}", _quarter)
    yield _form(rf"\b(?P<q>first|second|third|fourth) quarter,? (?:of |in )?{years}", _quarter)
    for bare in (
        quarter[:-1],
        r"\bquarter (?P<q>one|two|three|four|[1-4])\b",
        r"\b(?P<q>first|second|third|fourth) quarter\b",
    ):
        yield _form(bare + r"(?P<year>)", _quarter)
    yield _form(rf"\b{years}", _financial_year, "is_year")
    yield _form(dated, _month, "", False)
    yield _form(
        rf"\b(?:over|in|during|for|of|within)? ?(?:the )?(?:last|past|previous|latest) {_COUNT} (?P<unit>months"
        rf"|quarters|years)",
        _last_so_many,
        "is_span",
    )
    yield _form(
        rf"\b(?:over|in|during|across|for) the {_COUNT} (?P<unit>months|quarters|years)\b(?! to| from| up to| before)",
        _last_so_many,
        "is_span",
    )
    yield _form(
        rf"\bfor (?:the )?{_COUNT} (?P<unit>months|quarters|years) (?:running|in a row)", _last_so_many, "is_span"
    )
    yield _form(r"\b(?:in|over|during|across) the (?:last |past )?half[- ]year\b", _half_year, "is_span")
    yield _form(r"\bsince the (?:start|beginning) of the (?:financial )?year\b", _this_year, "is_span")
    yield _form(rf"\b{_COUNT} (?P<unit>months|years) (?:ago|earlier|previously)\b", _so_many_ago, "is_base")
    yield _form(
        rf"\bthe same (?:month|point|time|period|stage) (?:in|of) (?P<year>{_YEAR})\b", _same_in_year, "is_base"
    )
    yield _form(r"\bthe (?P<unit>year|month|quarter) before that\b", _before_that, "is_base")
    yield _form(
        r"\b(?:the )?same (?:time|month|period|quarter|point|stage) (?:in the )?(?:last|the previous) year\b"
        r"|\b(?:this time )?last year\b|\b(?:a|one) year (?:ago|earlier|before)\b|\bthe year before\b"
        r"|\bthe previous year\b",
        _year_before,
        "is_base is_year_before",
    )
    yield _form(r"\b(?:at |the |last )?(?:reporting )?year[- ]end\b", _last_year_end)
    yield _form(
        r"\b(?:the )?(?:last|previous|preceding) month\b|\bthe month before\b|\ba month (?:ago|earlier)\b"
        r"|\b(?:on|over) the month\b",
        _month_before,
        "is_base",
    )
    yield _form(
        rf"\b(?:the )?(?:last|previous|preceding) quarter\b(?!,? \(?{_MONTH})|\bthe quarter before\b",
        _quarter_before,
        "is_base",
    )
    yield _form(
        r"\b(?:during|over|through|throughout) the (?:reporting )?year\b|\bthis year\b|\bin year\b"
        r"|\bthe year to date\b",
        _this_year,
        "is_span is_implied",
    )
    yield _form(
        r"\b(?:in|during|over|across|for|throughout) (?:the|this) (?:whole )?quarter\b",
        _this_quarter,
        "is_span is_implied",
    )
    yield _form(
        r"\b(?:currently|at present|now|this month|this quarter|to date|the latest|at the end of the (?:month"
        r"|quarter))\b",
        _this,
        "is_implied",
    )
    yield _form(rf"\b[0-3]?[0-9][/.](?P<number>[01]?[0-9])[/.](?P<year>{_YEAR}|[0-9]{{2}})\b", _dated)
    yield _form(rf"\b(?P<year>{_YEAR})\b(?![-/]?[0-9])", _calendar_year, "is_year")


_FORMS = tuple(_forms())
