"""An indicator: a defined measure, with all that is needed to read, judge and explain its figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a figure is counted in."""

    PERCENTAGE = "percentage"
    COUNT = "count"
    RATE_PER_10000 = "rate_per_10000"
    RATIO = "ratio"
    POINTS = "points"
    DAYS = "days"
    POUNDS = "pounds"


class Basis(StrEnum):
    """Over what stretch of time a figure is counted."""

    IN_MONTH = "in_month"
    SNAPSHOT = "snapshot"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    SINCE_DATE = "since_date"
    QUARTER = "quarter"
    YEAR = "year"
    ACADEMIC_YEAR = "academic_year"


class Polarity(StrEnum):
    """Which way is good."""

    HIGH_IS_GOOD = "high_is_good"
    LOW_IS_GOOD = "low_is_good"
    CLOSE_TO_TARGET = "close_to_target"
    NO_JUDGEMENT = "no_judgement"


@dataclass(frozen=True)
class Indicator:
    """One row of the catalogue. A changed definition is a new indicator with a new code.

    `whole` is the code of the total that a count is a part of, or of what a percentage or an average is out of;
    `count_of` is the code of the count that a rate, a percentage or an average is made from. `adds_to` and `takes_from`
    name the number that those who come and those who leave change. All are empty where there is none. `flag` is the
    note a pack prints beside the row, such as NEW.
    """

    code: str
    scorecard: str
    section: str
    name: str
    unit: Unit
    decimals: int
    basis: Basis
    polarity: Polarity
    ref: str = ""
    counts_children: bool = False
    whole: str = ""
    numerator: str = ""
    denominator: str = ""
    count_of: str = ""
    proxy: bool = False
    aliases: tuple[str, ...] = ()
    definition: str = ""
    link: str = ""
    flag: str = ""
    adds_to: str = ""
    takes_from: str = ""


@dataclass(frozen=True)
class ScorecardTitle:
    """A scorecard's short name, as addresses and commands use it, and the title that members see."""

    name: str
    title: str
    description: str = ""
