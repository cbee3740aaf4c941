"""Where our methods differ from the published ones that they follow, and why: the list at the end of the methods page.

docs/methods.md holds the same rows, and a test keeps the two alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reference(StrEnum):
    """The published methods that ours are taken from."""

    PROCESS = "Is the change real: NHS England’s Making Data Count, as NHSRplotthedots 0.2.2 works it out"
    INTERVALS = "Worse than elsewhere: OHID’s PHEindicatormethods 2.1.0 and Fingertips"
    SMALL_NUMBERS = "Small numbers: what English official statistics and published tools do"


@dataclass(frozen=True)
class Departure:
    """One difference: what the reference does, what happens here, and why."""

    reference: Reference
    there: str
    here: str
    why: str


_PROCESS = (
    (
        "a missing month is not seen: its neighbours become consecutive",
        "a missing month or a marker breaks runs, trends and windows of three",
        "seven figures over nine months are not seven months running",
    ),
    (
        "a missing value may stop it with an error",
        "no error; limits come from the figures there are, each compared with the last one before it",
        "a marker is an answer, not a fault. This equals the reference given only the months there are",
    ),
    (
        "limits and signals from 2 points, with a warning below 13",
        "from 13, after each re-baseline again",
        "as NHS England's own tool; with fewer, limits say more than is known",
    ),
    (
        'equal figures: limits are not numbers, assurance "inconsistent"',
        "its own state: flat",
        "24 months of 100% are not an unreliable process",
    ),
    (
        "if screening leaves only moving ranges of 0, limits have no width and every point is unusual",
        "then it is not screened",
        "a count that is nearly always 0 would be a concern or an improvement each month",
    ),
    (
        "a tie between two rising trends: the last point before it is labelled decreasing",
        "increasing",
        "a slip",
    ),
    (
        "plain means",
        "exact sums, to the nearest number; a flat series has its own value as mean",
        "no rounding error moves a figure off its mean",
    ),
    (
        "a re-baseline counts only if its date equals a row's, else it is ignored",
        "it counts from the period that holds its day; outside the series that is said",
        'a silent "no" misleads',
    ),
    (
        "year to date and rolling figures are charted if asked",
        "not applicable",
        "each month contains the one before, so ordinary figures look like a run",
    ),
    (
        "quarters and years are charted if asked",
        "not applicable; yearly percentages and rates have the five-year trend",
        "thirteen quarters are more than three years, in which a service is no longer the same one",
    ),
    (
        "a target is one number",
        "a good range, or a target to come close to, is met when the whole usual range lies inside it",
        "catalogues have such targets, and the reference has no answer for them",
    ),
)
_INTERVALS = (
    (
        "a denominator of 0, more than all, or a negative count stop it with an error",
        "no interval, with the reason in words",
        "one odd figure must not take a page down",
    ),
    (
        "the interval of everybody may end a rounding error below 100%",
        "at exactly 100%, as that of nobody begins at exactly 0",
        "a figure must lie inside its own interval",
    ),
    (
        "exact limits below ten events come from tables of chi-squared",
        "they are found by halving, to the last binary digit",
        "the same limits without another library",
    ),
    (
        "beyond the 99.8% interval is a second level, best or worst",
        "one level, 95%",
        "a committee asks whether it is worse, and one word answers it",
    ),
    (
        "a two-sided target stops short of its upper end",
        "both ends of a good range are good",
        "as the catalogue says it: 70 to 80 includes 80",
    ),
    (
        "the trend is refused for a year in which everybody counted",
        "for one in which nobody counted, too",
        "its log-odds do not exist either",
    ),
    (
        "a slope that is 0 but for rounding falls or rises by the rounding",
        "it is 0, which counts as rising",
        "four level years do not fall",
    ),
    (
        "the trend of newer versions rests on intervals alone",
        "on counts where they are known, on intervals where they are not",
        "counts are exact, and an interval is rounded",
    ),
)
_SMALL_NUMBERS = (
    (
        "official statistics withhold 1 to 5, or 1 to 7, children",
        "1 to 4 unless the scorecard says otherwise",
        "the council's own sign means below five; the number is a setting",
    ),
    (
        "figures beside a small number are withheld where necessary, by judgement, or two to a line",
        "the fewest that will do are worked out and proved by an attack",
        "a table with two withheld in every row and column can still give one away",
    ),
    (
        "national tables round to the nearest 5 or 10",
        "never rounded so",
        "a local count of 12 rounded to 10 is of no use to a committee",
    ),
    (
        "some research rules withhold 0, too",
        "0 is shown unless the scorecard says otherwise",
        "that nobody was left without a place is what a committee most needs to read",
    ),
    (
        "earlier publications are left to a check by hand",
        "each publication is tried against all earlier ones, and refused if they give something away together",
        "two tables may each be safe and together not",
    ),
)
DEPARTURES: tuple[Departure, ...] = tuple(
    Departure(reference, *row)
    for reference, rows in (
        (Reference.PROCESS, _PROCESS),
        (Reference.INTERVALS, _INTERVALS),
        (Reference.SMALL_NUMBERS, _SMALL_NUMBERS),
    )
    for row in rows
)
