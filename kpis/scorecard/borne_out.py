"""What the figures themselves show to hang together, though the catalogue does not say so.

The same children stand in several rows: in a month and in a running total, as a count and as what a percentage is out
of, as those seen and those who were not. Whoever lays the rows side by side sees it. A relation counts here where it
holds in every period that can be tried: in three different numbers at least, or in one where the rows have one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kpis.model.catalogue import plain_name
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.periods import PERIODS_IN_YEAR, Period, PeriodKind
from kpis.model.small_numbers import Parts, Standing
from kpis.scorecard.reckoning import Figure, Reckoning

FEWEST_NUMBERS = 3
"""How many different numbers have to agree before it is no accident, where the names do not say so."""
FEWEST_SUMS = 2
"""The same of numbers that three or more others make."""
MOST_MISSES = 0.1
"""In how many of its periods a relation may fail before nobody would rely on it: one month that was revised."""
HOW_IT_IS_COUNTED = frozenset(
    [
        *("children", "number", "count", "total", "of", "the", "in", "a", "each", "so", "far", "this", "last", "since"),
        *("month", "monthly", "months", "12", "twelve", "rolling", "quarter", "quarterly"),
        *("year", "annual", "to", "date", "ytd", "april"),
    ]
)
"""Words of a name that say over what time it is counted, and not what."""

Line = tuple[str, tuple[str, ...]]
"""A total and its parts, by their keys."""


@dataclass(frozen=True)
class CountOverTime:
    """One count over time: a row, what a fraction is made from or out of, or what came since the total before."""

    keys: dict[Period, str]
    basis: Basis
    what: str = ""

    def is_called_as(self, other: CountOverTime) -> bool:
        """Whether two names say the same but for the time that is counted over."""
        return bool(self.what) and self.what == other.what


def add_borne_out(found: Reckoning, since: Iterable[tuple[Indicator, dict[Period, str]]]) -> None:
    """Adds what the figures bear out. `since` are the counts that came between one running total and the next.

    Where no count is a secret there is nothing that they could give away.
    """
    if not any(count.is_secret(found.rule) for count in found.counts.values()):
        return
    rows = [_row(found, indicator) for indicator in found.catalogue.indicators if indicator.unit is Unit.COUNT]
    fractions = [_halves(found, i) for i in found.catalogue.indicators if i.unit is not Unit.COUNT]
    months = [CountOverTime(keys, Basis.IN_MONTH, _what(indicator)) for indicator, keys in since]
    counts = [one for one in (*rows, *(half for pair in fractions for half in pair), *months) if one.keys]
    _add_same(found, counts)
    in_month = [one for one in counts if one.basis is Basis.IN_MONTH]
    for longer in counts:
        _add_longer(found, longer, in_month)
    for above, below in fractions:
        for row in rows:
            _add_rest(found, above, below, row)


def _row(found: Reckoning, indicator: Indicator) -> CountOverTime:
    return CountOverTime(_keys(found, found.numerators, indicator), indicator.basis, _what(indicator))


def _halves(found: Reckoning, indicator: Indicator) -> tuple[CountOverTime, CountOverTime]:
    """What a fraction is made from, and out of."""
    above, below = (_keys(found, keys, indicator) for keys in (found.numerators, found.denominators))
    return CountOverTime(above, indicator.basis), CountOverTime(below, indicator.basis)


def _keys(found: Reckoning, keys: dict[Figure, str], indicator: Indicator) -> dict[Period, str]:
    """A population is no count of these children."""
    mine = {period: keys.get((indicator.code, period)) for period in found.periods.get(indicator.code, ())}
    return {p: key for p, key in mine.items() if key and found.counts[key].standing is not Standing.PUBLIC}


def _what(indicator: Indicator) -> str:
    """What a row counts by its name, whatever the time that it is counted over."""
    words = re.findall(r"[a-z0-9]+", plain_name(indicator.name))
    return " ".join(word for word in words if word not in HOW_IT_IS_COUNTED)


def _add_same(found: Reckoning, counts: Sequence[CountOverTime]) -> None:
    """The same number in two rows is one count, however often; each is joined once."""
    first: dict[str, str] = {}

    def one_of(key: str) -> str:
        while key in first:
            key = first[key]
        return key

    values = [{period: found.value(key) for period, key in one.keys.items()} for one in counts]
    for (one, mine), (other, its) in combinations(zip(counts, values, strict=True), 2):
        if _are_others(mine, its):
            continue
        lines = (
            (key, (other.keys[period],))
            for period, key in one.keys.items()
            if period in other.keys and key != other.keys[period]
        )
        most, needed = min(len(one.keys), len(other.keys)), 1 if one.is_called_as(other) else FEWEST_NUMBERS
        for line in _borne_out(found, lines, most, needed):
            left, right = one_of(line[0]), one_of(line[1][0])
            if left != right:
                first[right] = left
                found.parts[Parts(*line)] = None


def _are_others(one: dict[Period, int | None], other: dict[Period, int | None]) -> bool:
    """Whether two counts differ so often that they are not the same, which most pairs show within a few periods."""
    left = MOST_MISSES * min(len(one), len(other))
    for period, value in one.items():
        its = other.get(period)
        if value is not None and its is not None and its != value:
            left -= 1
            if left < 0:
                return True
    return False


def _add_longer(found: Reckoning, longer: CountOverTime, shorters: Sequence[CountOverTime]) -> None:
    """A quarter, a year or twelve rolling months in one row are the months of another."""
    within = [(key, months) for p, key in longer.keys.items() if (months := _months(p, longer.basis))]
    for shorter in shorters if within else ():
        lines = [
            (total, tuple(shorter.keys[month] for month in months))
            for total, months in within
            if all(month in shorter.keys for month in months)
        ]
        lines = [(total, parts) for total, parts in lines if len({total, *parts}) > len(parts)]
        needed = 1 if longer.is_called_as(shorter) else FEWEST_SUMS
        found.parts |= {Parts(*line): None for line in _borne_out(found, lines, len(lines), needed)}


def _months(period: Period, basis: Basis) -> list[Period]:
    """The months that are added up in a figure, oldest first; none where none are."""
    match period.kind:
        case PeriodKind.QUARTER | PeriodKind.FINANCIAL_YEAR:
            return period.months
        case PeriodKind.MONTH if basis is Basis.ROLLING_12_MONTHS:
            return [period.shifted(-n) for n in reversed(range(PERIODS_IN_YEAR[PeriodKind.MONTH]))]
        case _:
            return []


def _add_rest(found: Reckoning, above: CountOverTime, below: CountOverTime, row: CountOverTime) -> None:
    """Those who are not in the numerator are a row of their own."""
    lines = (
        (total, (above.keys[period], row.keys[period]))
        for period, total in below.keys.items()
        if period in row.keys and period in above.keys and row.keys[period] not in (total, above.keys[period])
    )
    for line in _borne_out(found, lines, min(len(below.keys), len(row.keys)), FEWEST_NUMBERS):
        found.parts[Parts(*line)] = None


def _borne_out(found: Reckoning, lines: Iterable[Line], most: int, needed: int) -> list[Line]:
    """The lines that hold, or may: none, where too many fail or too few different numbers agree.

    There are at most so many lines: enough failures end the search. Of the parts of a line the last one is what counts
    as evidence, since nought agrees with everything.
    """
    agreed: set[int] = set()
    held: list[Line] = []
    misses = 0
    for total, parts in lines:
        whole, values = found.counts[total].value, [found.counts[key].value for key in parts]
        known = [value for value in values if value is not None]
        is_known = whole is not None and len(known) == len(values)
        if is_known and sum(known) != whole:
            misses += 1
            if misses > MOST_MISSES * most:
                return []
            continue
        held.append((total, parts))
        if is_known:
            agreed.add(known[-1])
    return held if len(agreed - {0}) >= needed and misses <= MOST_MISSES * (len(held) + misses) else []
