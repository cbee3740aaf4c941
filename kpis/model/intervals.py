"""Confidence intervals, comparisons that rest on them, the five-year trend, and how fragile a colour is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpis.model.verdicts import Judgement, Rag


class Confidence(StrEnum):
    """How sure: 19 times in 20, or 499 in 500."""

    PERCENT_95 = "95"
    PERCENT_99_8 = "99.8"


@dataclass(frozen=True)
class Interval:
    """The range in which the underlying figure is likely to lie, in the indicator's unit."""

    lower: float
    upper: float


class NoInterval(StrEnum):
    """Why there is no interval."""

    NO_COUNTS = "no_counts"
    NO_DENOMINATOR = "no_denominator"
    """The denominator is 0: there is nobody to take a share of."""
    NEGATIVE = "negative"
    MORE_THAN_ALL = "more_than_all"
    NOT_WHOLE = "not_whole"


class Compared(StrEnum):
    """A figure beside another area's. Higher and lower are for indicators without a good side."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not_compared"


class YearlyTrend(StrEnum):
    """What five yearly figures say together."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"


class NoTrend(StrEnum):
    """Why five yearly figures are not put to the test."""

    NOT_ANNUAL = "not_annual"
    PERIODS_OVERLAP = "periods_overlap"
    NOT_A_PROPORTION_OR_RATE = "not_a_proportion_or_rate"
    FEWER_THAN_FIVE = "fewer_than_five"
    ALL_OR_NONE = "all_or_none"
    """A year in which everybody or nobody counted: its odds cannot be worked out."""
    NO_WIDTH = "no_width"
    """A year whose interval has no width, so that nothing says how far it can be trusted."""


@dataclass(frozen=True)
class TrendOfFive:
    """The trend of the five latest years, its judgement, and the two numbers that it rests on."""

    trend: YearlyTrend
    judgement: Judgement
    chi_squared: float
    slope: float


class NotFragile(StrEnum):
    """Why it is not said how many children would change a colour."""

    NOT_RATED = "not_rated"
    NO_COUNTS = "no_counts"
    NO_DENOMINATOR = "no_denominator"
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    COUNTS_GIVE_ANOTHER_FIGURE = "counts_give_another_figure"
    NOTHING_CHANGES_IT = "nothing_changes_it"


@dataclass(frozen=True)
class ColourChange:
    """So many children fewer (below 0) or more (above 0), and the colour would be this one."""

    children: int
    rag: Rag


@dataclass(frozen=True)
class Fragility:
    """The smallest change of the numerator in each direction that changes the colour; at least one is there."""

    fewer: ColourChange | None
    more: ColourChange | None

    @property
    def nearest(self) -> ColourChange:
        """The smaller of the two; at a tie the one with fewer children."""
        found = [change for change in (self.fewer, self.more) if change is not None]
        return min(found, key=lambda change: abs(change.children))
