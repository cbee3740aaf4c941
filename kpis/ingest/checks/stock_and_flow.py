"""W_STOCK_FLOW: more or fewer children than those before, those who came and those who left would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import name
from kpis.ingest.trouble import warn
from kpis.methods.whole_numbers import PER_TEN_THOUSAND, numerators
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period
from kpis.scorecard.wording import count_of_periods, period_words

NAME = "Those who came and left against the number there"
CODES = ("W_STOCK_FLOW",)
NO_FLOW = "no row says how many came and how many left"
NO_STOCK = "the number this month or the month before is not known to the child"
CHECK_THEM = "Check the three numbers; late records may explain it."
LATE_RECORDS = "Nothing, if records come late. Otherwise check the three numbers."


@dataclass(frozen=True)
class Step:
    """From one period to the next: how many were there before and after, how many came and left, and the rows."""

    before: Observation
    now: Observation
    flows: tuple[Observation, ...]
    was: int
    there: int
    came: float
    left: float

    @property
    def made(self) -> float:
        return self.was + self.came - self.left

    @property
    def off(self) -> float:
        return self.there - self.made


def check(read: AsRead) -> Checked:
    """Compares each change from the period before with admissions less discharges; every difference is a warning.

    Late records make small differences that cancel out: where they do over the periods known, the warning says so.
    """
    checked = Checked()
    for stock in read.catalogue.indicators:
        coming = [i for i in read.catalogue.indicators if i.adds_to == stock.code]
        leaving = [i for i in read.catalogue.indicators if i.takes_from == stock.code]
        if not coming or not leaving:
            continue
        for run in _runs(list(_steps(read, checked, stock, coming, leaving))):
            for step in run:
                if any(map(read.is_read, (step.now, step.before, *step.flows))):
                    checked.looked_at += 1
                    _report(read, checked, step, run)
    return checked


def _steps(
    read: AsRead, checked: Checked, stock: Indicator, coming: list[Indicator], leaving: list[Indicator]
) -> Iterator[Step]:
    """Every pair of periods that follow each other, as far as all four numbers are known, oldest first."""
    for period in sorted((p for code, p in read.figures if code == stock.code), key=lambda p: p.sort_key):
        now, before = read.at(stock.code, period), read.at(stock.code, period.previous())
        if now is None or before is None:
            continue
        came, left = (_rows(read, flow, period) for flow in (coming, leaving))
        is_ours = any(map(read.is_read, (now, before, *(came or ()), *(left or ()))))
        if came is None or left is None:
            checked.not_checked[NO_FLOW] += is_ours
            continue
        there, was = _children(read, now), _children(read, before)
        if there is None or was is None:
            checked.not_checked[NO_STOCK] += is_ours
            continue
        yield Step(before, now, (*came, *left), was, there, _sum(came), _sum(left))


def _rows(read: AsRead, flow: list[Indicator], period: Period) -> list[Observation] | None:
    """The rows of all who came, or of all who left; None where one has no figure."""
    rows = [r for i in flow if (r := read.at(i.code, period)) is not None and r.value is not None]
    return rows if len(rows) == len(flow) else None


def _sum(rows: list[Observation]) -> float:
    return sum(r.value or 0 for r in rows)


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


def _runs(steps: list[Step]) -> list[list[Step]]:
    """Steps that follow each other without a gap."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and runs[-1][-1].now == step.before:
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _report(read: AsRead, checked: Checked, step: Step, run: list[Step]) -> None:
    if step.off == 0:
        return
    more = f"{abs(step.off):,.15g} {'more' if step.off > 0 else 'fewer'}"
    message = (
        f"{name(read, step.now)} stands for {step.there:,} children in {period_words(step.now.period)}, {more} than "
        f"{step.was:,} + {step.came:,.15g} - {step.left:,.15g} = {step.made:,.15g}: those there in "
        f"{period_words(step.before.period)}, those who came and those who left."
    )
    is_late = sum(s.off for s in run) == 0
    if is_late:
        message += " " + _all_together(run)
    what_to_do = LATE_RECORDS if is_late else CHECK_THEM
    at, *others = sorted((step.now, step.before, *step.flows), key=lambda o: not read.is_read(o))
    checked.report(warn("W_STOCK_FLOW", message, what_to_do), at, *others)


def _all_together(run: list[Step]) -> str:
    """The one sum over all the periods, which comes out right."""
    came, left = sum(s.came for s in run), sum(s.left for s in run)
    periods = count_of_periods(len(run), run[0].now.period.kind)
    span = f"{period_words(run[0].now.period)} to {period_words(run[-1].now.period)}"
    total = f"{run[0].was:,} + {came:,.15g} - {left:,.15g} = {run[-1].there:,}"
    return f"Over the {periods} from {span} they agree: {total}."
