"""Periods as a council reports them: month, quarter, financial, academic and calendar year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

APRIL = 4
SEPTEMBER = 9
MONTHS_IN_QUARTER = 3


class PeriodKind(StrEnum):
    """How long a period lasts; members are in order, the shortest first."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"

    __hash__ = str.__hash__  # quicker than the one that an enum makes: series are looked up by their kinds


PERIODS_IN_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of time that a figure is for.

    `year` is the calendar year of a month or calendar year, and the year in which a financial or academic year
    starts (2022 for Q4 2022/23). `number` is the month (1 to 12) or quarter (1 to 4), 0 for whole years.
    """

    kind: PeriodKind
    year: int
    number: int = 0

    def __hash__(self) -> int:
        """Quicker than the one that a dataclass makes: figures are looked up by their periods again and again."""
        return self.year * 64 + self.number

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The calendar month; raises ValueError for a thirteenth."""
        if not 1 <= month <= 12:
            raise ValueError(f"There is no month {month}.")
        return cls(PeriodKind.MONTH, year, month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """The quarter of the financial year that starts in `year`: 1 is April to June, 4 is January to March."""
        if not 1 <= quarter <= 4:
            raise ValueError(f"There is no quarter {quarter}.")
        return cls(PeriodKind.QUARTER, year, quarter)

    @property
    def first_day(self) -> date:
        match self.kind:
            case PeriodKind.MONTH:
                return date(self.year, self.number, 1)
            case PeriodKind.QUARTER:
                month = APRIL + MONTHS_IN_QUARTER * (self.number - 1)
                return date(self.year + (month > 12), (month - 1) % 12 + 1, 1)
            case PeriodKind.FINANCIAL_YEAR:
                return date(self.year, APRIL, 1)
            case PeriodKind.ACADEMIC_YEAR:
                return date(self.year, SEPTEMBER, 1)
            case PeriodKind.CALENDAR_YEAR:
                return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        match self.kind:
            case PeriodKind.MONTH:
                return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])
            case PeriodKind.QUARTER:
                start = self.first_day
                month = start.month + MONTHS_IN_QUARTER - 1
                return date(start.year, month, calendar.monthrange(start.year, month)[1])
            case PeriodKind.FINANCIAL_YEAR:
                return date(self.year + 1, 3, 31)
            case PeriodKind.ACADEMIC_YEAR:
                return date(self.year + 1, 8, 31)
            case PeriodKind.CALENDAR_YEAR:
                return date(self.year, 12, 31)

    @property
    def label(self) -> str:
        """The period as it is written in files and addresses: 2023-03, Q4 2022/23, 2022/23 or 2022."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.number:02d}"
            case PeriodKind.QUARTER:
                return f"Q{self.number} {self._two_years}"
            case PeriodKind.FINANCIAL_YEAR | PeriodKind.ACADEMIC_YEAR:
                return self._two_years
            case PeriodKind.CALENDAR_YEAR:
                return str(self.year)

    @property
    def _two_years(self) -> str:
        return f"{self.year}/{(self.year + 1) % 100:02d}"

    def previous(self) -> Period:
        """The period of the same kind just before this one."""
        if self.number > 1:
            return replace(self, number=self.number - 1)
        return replace(self, year=self.year - 1, number=self.in_year or 0)

    def following(self) -> Period:
        """The period of the same kind just after this one."""
        last = self.in_year or 0
        if self.number < last:
            return replace(self, number=self.number + 1)
        return replace(self, year=self.year + 1, number=min(1, last))

    def same_last_year(self) -> Period:
        """The same month or quarter a year before; for a year, the year before."""
        return replace(self, year=self.year - 1)

    @property
    def in_year(self) -> int | None:
        """How many periods of this kind make a year; None for a whole year."""
        return PERIODS_IN_YEAR.get(self.kind)

    @property
    def ordinal(self) -> int:
        """Counts periods of one kind, so that two that follow each other differ by 1: a gap is seen from it."""
        return self.year if self.in_year is None else self.year * self.in_year + self.number - 1

    def shifted(self, by: int) -> Period:
        """The period of the same kind so many later; earlier below 0."""
        if self.in_year is None:
            return replace(self, year=self.year + by)
        year, number = divmod(self.ordinal + by, self.in_year)
        return replace(self, year=year, number=number + 1)

    @property
    def months(self) -> list[Period]:
        """The months that it is made of, oldest first: a month is made of itself."""
        first, last = (Period.month(day.year, day.month) for day in (self.first_day, self.last_day))
        return [first.shifted(n) for n in range(last.ordinal - first.ordinal + 1)]

    @property
    def starts_financial_year(self) -> bool:
        """Whether a year-to-date figure begins again here: April, or the first quarter."""
        return (self.kind is PeriodKind.MONTH and self.number == APRIL) or (
            self.kind is PeriodKind.QUARTER and self.number == 1
        )

    @property
    def sort_key(self) -> tuple[date, date]:
        """Oldest first by last day; of two that end together the longer one comes first."""
        return (self.last_day, self.first_day)
