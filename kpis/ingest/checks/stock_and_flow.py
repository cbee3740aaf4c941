"""W_STOCK_FLOW: more or fewer children than those before, those who came and those who left would make."""

from __future__ import annotations

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import name
from kpis.ingest.trouble import warn
from kpis.methods.whole_numbers import PER_TEN_THOUSAND, numerators
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period

NAME = "Those who came and left against the number there"
CODES = ("W_STOCK_FLOW",)
NO_FLOW = "no row says how many came and how many left"
NO_STOCK = "the number this month or the month before is not known to the child"
LATE_SHARE, LEAST_LATE = 0.01, 3
"""Records come late: a difference of up to 3, or a hundredth of all, is nothing to ask about."""


def check(read: AsRead) -> Checked:
    """Compares the change from the month before with admissions less discharges."""
    checked = Checked()
    for stock in read.catalogue.indicators:
        coming = [i for i in read.catalogue.indicators if i.adds_to == stock.code]
        leaving = [i for i in read.catalogue.indicators if i.takes_from == stock.code]
        if not coming or not leaving:
            continue
        for period in [p for code, p in read.figures if code == stock.code]:
            now, before = read.at(stock.code, period), read.at(stock.code, period.previous())
            came, left = (_total(read, flow, period) for flow in (coming, leaving))
            if now is None or before is None or not any(map(read.is_read, (now, before))):
                continue
            if came is None or left is None:
                checked.not_checked[NO_FLOW] += 1
                continue
            _compare(read, checked, now, before, came, left)
    return checked


def _total(read: AsRead, flow: list[Indicator], period: Period) -> float | None:
    rows = [read.at(i.code, period) for i in flow]
    values = [r.value for r in rows if r is not None and r.value is not None]
    return sum(values) if len(values) == len(flow) else None


def _children(read: AsRead, row: Observation) -> int | None:
    """How many there were: the count, or the one whole number that the rate allows."""
    if row.value is None:
        return None
    if read.indicator(row).unit is Unit.COUNT:
        return int(row.value)
    between = read.range_of(row)
    people = read.catalogue.populations_for(row.period)
    if between is None or not people or read.indicator(row).unit is not Unit.RATE_PER_10000:
        return None
    possible = numerators(between, people[0].number, PER_TEN_THOUSAND)
    return possible[0] if len(possible) == 1 else None


def _compare(read: AsRead, checked: Checked, now: Observation, before: Observation, came: float, left: float) -> None:
    there, was = _children(read, now), _children(read, before)
    if there is None or was is None:
        checked.not_checked[NO_STOCK] += 1
        return
    checked.looked_at += 1
    off = there - (was + came - left)
    if abs(off) <= max(LEAST_LATE, LATE_SHARE * was):
        return
    message = (
        f"{name(read, now)} stands for {there:,} children in {now.period.label}; {was:,} the month before, "
        f"{came:,.15g} who came and {left:,.15g} who left make {was + came - left:,.15g}."
    )
    at, other = (now, before) if read.is_read(now) else (before, now)
    checked.report(warn("W_STOCK_FLOW", message, "Check the three numbers; late records may explain it."), at, other)
