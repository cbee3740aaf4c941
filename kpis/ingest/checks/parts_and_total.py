"""C_PARTS_TOTAL: parts that exceed their total, or that do not make it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import as_printed, name, ref
from kpis.ingest.trouble import confirm
from kpis.methods.rounding import as_shown, exact
from kpis.methods.whole_numbers import PER_HUNDRED
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Marker, Observation
from kpis.model.periods import Period
from kpis.scorecard.wording import period_words

NAME = "Parts against their total"
CODES = ("C_PARTS_TOTAL",)
A_PART_MISSING = "a part, or the total, has no figure"
NOT_THE_WHOLE = "the parts do not make the total in most periods, so they are not all of it"
MOST_WITHHELD = 6
"""No part is withheld that is larger, whichever rule for small numbers the scorecard has."""
WHAT_TO_DO = "Put the wrong part or the total right, or say why it is right."

SHARES_TO_DO = "Put the wrong share right, or say why they are right."


@dataclass(frozen=True)
class Breakdown:
    """A total and its parts in one period, as far as they are known."""

    total: Observation
    parts: tuple[Observation, ...]
    withheld: int
    is_whole: bool

    @property
    def sum(self) -> float:
        return sum(count for part in self.parts if (count := part_count(part)) is not None)

    @property
    def makes_the_total(self) -> bool:
        """Whether the parts are the total, as far as the withheld ones let it be known."""
        return 0 <= (self.total.value or 0) - self.sum <= self.withheld * MOST_WITHHELD


def part_count(part: Observation) -> float | None:
    """How many children a part counts: its numerator where it is a percentage of the total."""
    return part.value if part.numerator is None else part.numerator


def check(read: AsRead) -> Checked:
    """Adds the parts up. Parts that make their total in most periods must make it in all."""
    checked = Checked()
    for (_, words), parts in breakdowns(read.catalogue.indicators).items():
        if words:
            _check_shares(read, checked, words, parts)
        found = [b for period in _periods(read, parts) if (b := _breakdown(read, parts, period)) is not None]
        complete = [b for b in found if b.is_whole]
        makes = sum(b.makes_the_total for b in complete)
        for breakdown in found:
            if not any(map(read.is_read, (breakdown.total, *breakdown.parts))):
                continue
            if breakdown.sum > (breakdown.total.value or 0):
                checked.looked_at += 1
                _report(read, checked, breakdown, "more than")
            elif not breakdown.is_whole or len(parts) == 1 or (breakdown.withheld and len(complete) == 1):
                checked.not_checked[A_PART_MISSING] += 1
            elif len(complete) > 1 and makes * 2 < len(complete):
                checked.not_checked[NOT_THE_WHOLE] += 1
            else:
                checked.looked_at += 1
                if not breakdown.makes_the_total:
                    _report(read, checked, breakdown, "not")
    return checked


def _check_shares(read: AsRead, checked: Checked, words: str, parts: list[Indicator]) -> None:
    """Shares without their counts: those that make all in most periods, as far as rounding lets them, must in each."""
    sets = []
    for period in _periods(read, parts):
        rows = [row for i in parts if (row := read.at(i.code, period)) is not None and row.value is not None]
        if len(rows) == len(parts) > 1 and not any(row.numerator is not None for row in rows):
            sets.append(rows)
    wrong = [rows for rows in sets if not _make_all(read, rows)]
    is_all = 2 * len(wrong) < len(sets) > 1
    for rows in sets:
        if not any(map(read.is_read, rows)):
            continue
        if not is_all:
            checked.not_checked[NOT_THE_WHOLE] += 1
            continue
        checked.looked_at += 1
        if rows in wrong:
            addends = " + ".join(as_printed(read, row) for row in rows)
            made = as_shown(sum(exact(row.value or 0) for row in rows), max(map(read.decimals, rows)))
            message = f'"{words}" for {period_words(rows[0].period)} is {addends} = {made}%, and not 100%.'
            at, *others = sorted(rows, key=lambda o: not read.is_read(o))
            checked.report(confirm("C_PARTS_TOTAL", message, SHARES_TO_DO), at, *others)


def _make_all(read: AsRead, rows: list[Observation]) -> bool:
    ranges = [between for row in rows if (between := read.range_of(row)) is not None]
    return sum(r.low for r in ranges) <= PER_HUNDRED <= sum(r.high for r in ranges)


def breakdowns(indicators: tuple[Indicator, ...]) -> dict[tuple[str, str], list[Indicator]]:
    """The parts of each total. Counts are parts; so are percentages that share the words before a colon."""
    found: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if not indicator.whole:
            continue
        if indicator.unit is Unit.COUNT:
            found[indicator.whole, ""].append(indicator)
        elif indicator.unit is Unit.PERCENTAGE and ":" in indicator.name:
            found[indicator.whole, indicator.name.partition(":")[0]].append(indicator)
    return found


def _periods(read: AsRead, parts: list[Indicator]) -> list[Period]:
    codes = {p.code for p in parts}
    return list(dict.fromkeys(period for code, period in read.figures if code in codes))


def _breakdown(read: AsRead, parts: list[Indicator], period: Period) -> Breakdown | None:
    total = read.at(parts[0].whole, period)
    if total is None or total.value is None or read.indicator(total).unit is not Unit.COUNT:
        return None
    found = [part for indicator in parts if (part := read.at(indicator.code, period)) is not None]
    counts = [part_count(p) if p.numerator is not None or read.indicator(p).unit is Unit.COUNT else None for p in found]
    counted = tuple(p for p, count in zip(found, counts, strict=True) if count is not None)
    withheld = sum(part.marker is Marker.SUPPRESSED and part not in counted for part in found)
    return Breakdown(total, counted, withheld, len(counted) + withheld == len(parts)) if counted else None


def _report(read: AsRead, checked: Checked, breakdown: Breakdown, how: str) -> None:
    total = breakdown.total
    addends = " + ".join(f"{part_count(p):,.15g}" for p in breakdown.parts)
    made = (
        f"{addends} = {breakdown.sum:,.15g}"
        if len(breakdown.parts) > 1
        else f"{addends} ({ref(read, breakdown.parts[0])})"
    )
    where = f"{name(read, total)} for {period_words(total.period)}"
    message = f"the parts shown make {made}, {how} the total of {total.value:,.15g} in {where}"
    if breakdown.withheld and how == "not":
        message += f", and what is left, {(total.value or 0) - breakdown.sum:,.15g}, is too much to be withheld"
    message += "."
    at, *others = sorted((total, *breakdown.parts), key=lambda o: not read.is_read(o))
    checked.report(confirm("C_PARTS_TOTAL", message, WHAT_TO_DO), at, *others)
