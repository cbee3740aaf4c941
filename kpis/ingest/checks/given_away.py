"""C_DIFFERENCING: a withheld figure that the rest gives away. The message never says what it is."""

from __future__ import annotations

import re

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import name, ref
from kpis.ingest.trouble import confirm
from kpis.methods.whole_numbers import PER_HUNDRED, PER_TEN_THOUSAND, numerators, printed
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import Marker, Observation
from kpis.model.periods import MONTHS_IN_QUARTER, Period, PeriodKind
from kpis.scorecard.wording import period_words

NAME = "A withheld figure that the rest gives away"
CODES = ("C_DIFFERENCING",)
NOTHING_BESIDE = "it is part of no total, share or longer period that is shown"
WHAT_TO_DO = "Withhold a second figure, or the total, or say why it may be shown."
FEWEST_PARTS = 2
"""One part leaves a rest that is printed nowhere; two or more may be all there is."""


def check(read: AsRead) -> Checked:
    """Looks at totals, shares of a known number, and months against their quarter or year."""
    checked = Checked()
    withheld = Marker.SUPPRESSED
    for figure in [figure for figure in read.observations if figure.marker is withheld]:
        ways = [
            way
            for look in (_by_total, _by_share, _by_longer_period, _by_printed_total)
            if (way := look(read, figure)) is not None
        ]
        if not ways:
            checked.not_checked[NOTHING_BESIDE] += 1
            continue
        checked.looked_at += 1
        for words, others in ways:
            if words:
                when = period_words(figure.period)
                message = f"{name(read, figure)} is withheld in {when}, and can be worked out {words}."
                checked.report(confirm("C_DIFFERENCING", message, WHAT_TO_DO), figure, *others)
                break
    return checked


Way = tuple[str, list[Observation]]
SAFE: Way = ("", [])


def _by_total(read: AsRead, figure: Observation) -> Way | None:
    indicator = read.indicator(figure)
    total = read.at(indicator.whole, figure.period) if indicator.whole and indicator.unit is Unit.COUNT else None
    if total is None or total.value is None:
        return None
    siblings = [i for i in read.catalogue.indicators if i.whole == indicator.whole and i.unit is Unit.COUNT]
    rows = [read.at(i.code, figure.period) for i in siblings]
    if any(r is None for r in rows) or not _may_be_all_of_it(read, total, siblings):
        return None
    return _pinned(
        total, [r for r in rows if r is not None], f"from the total in {ref(read, total)} and the other parts"
    )


def _may_be_all_of_it(read: AsRead, total: Observation, parts: list[Indicator]) -> bool:
    """Parts that do not make their total in most periods that show them all leave a rest that is printed nowhere."""
    made = []
    for whole in read.series[total.code, total.period.kind]:
        rows = [read.at(part.code, whole.period) for part in parts]
        counts = [row.value for row in rows if row is not None and row.value is not None]
        if whole.value is not None and len(counts) == len(parts):
            made.append(sum(counts) == whole.value)
    return len(parts) >= FEWEST_PARTS and (len(made) <= 1 or sum(made) * 2 >= len(made))


def _pinned(total: Observation, rows: list[Observation], words: str) -> Way:
    """One withheld among shown ones is the difference; several are pinned when no more is left than their number.

    Nothing is given away by parts that exceed their total: they say only that one of them is wrong.
    """
    withheld = [r for r in rows if r.marker is Marker.SUPPRESSED]
    shown = [r for r in rows if r.value is not None]
    left = (total.value or 0) - sum(r.value or 0 for r in shown)
    if len(withheld) + len(shown) < len(rows):
        return SAFE
    if left < 0:
        return SAFE
    return (words, [total]) if len(withheld) == 1 or left <= len(withheld) else SAFE


def _by_share(read: AsRead, figure: Observation) -> Way | None:
    """A percentage or a rate made from the withheld count, shown beside the number that it is out of."""
    way: Way | None = None
    for indicator in read.shares_of.get(figure.code, ()):
        share = read.at(indicator.code, figure.period)
        if share is None or share.value is None:
            continue
        is_rate = indicator.unit is Unit.RATE_PER_10000
        out_of = share.denominator or (_people if is_rate else _total_of)(read, indicator, figure.period)
        if out_of is None:
            continue
        scale = PER_TEN_THOUSAND if is_rate else PER_HUNDRED
        possible = numerators(printed(share.value, read.decimals(share)), int(out_of), scale)
        if len(possible) == 1:
            word = "rate" if is_rate else "percentage"
            return f"from the {word} in {ref(read, share)} and what it is out of", [share]
        way = SAFE
    return way


def _total_of(read: AsRead, indicator: Indicator, period: Period) -> float | None:
    row = read.at(indicator.whole, period) if indicator.whole else None
    return row.value if row is not None and read.indicator(row).unit is Unit.COUNT else None


def _people(read: AsRead, indicator: Indicator, period: Period) -> float | None:
    people = read.catalogue.populations_for(period)
    return people[0].number if people and indicator.basis is not Basis.IN_MONTH else None


def _by_longer_period(read: AsRead, figure: Observation) -> Way | None:
    """A month that its quarter, and the quarter's other months, give away."""
    indicator = read.indicator(figure)
    if indicator.unit is not Unit.COUNT or indicator.basis is not Basis.IN_MONTH:
        return None
    if figure.period.kind is not PeriodKind.MONTH:
        return None
    for whole, months in _longer(figure.period):
        total = read.at(figure.code, whole)
        rows = [read.at(figure.code, month) for month in months]
        if total is not None and total.value is not None and all(r is not None for r in rows):
            words = f"from {period_words(whole)} and the other months"
            return _pinned(total, [r for r in rows if r is not None], words)
    return None


def _by_printed_total(read: AsRead, figure: Observation) -> Way | None:
    """A month that a total printed in the workbook ("Q1 total"), and the other months, give away."""
    totals = [total for total in read.totals if total.code == figure.code]
    run = [o for o in read.series[figure.code, figure.period.kind] if read.is_read(o)] if totals else []
    for total in totals:
        named = re.search(r"Q([1-4])", total.words, re.IGNORECASE)
        rows = [o for o in run if named is None or (o.period.first_day.month - 4) % 12 // 3 + 1 == int(named[1])]
        withheld = sum(o.marker is Marker.SUPPRESSED for o in rows)
        left = total.value - sum(o.value or 0 for o in rows)
        if withheld and (withheld == 1 or left <= withheld):
            return f'from "{total.words}" in {total.cell} and the other months', []
    return None


def _longer(month: Period) -> list[tuple[Period, list[Period]]]:
    since_april = (month.number - 4) % 12
    start = month.year if month.number >= 4 else month.year - 1
    year = [_month_after(Period.month(start, 4), n) for n in range(12)]
    first = since_april - since_april % MONTHS_IN_QUARTER
    quarter = Period.quarter(start, since_april // MONTHS_IN_QUARTER + 1)
    return [(quarter, year[first : first + MONTHS_IN_QUARTER]), (Period(PeriodKind.FINANCIAL_YEAR, start), year)]


def _month_after(month: Period, months: int) -> Period:
    for _ in range(months):
        month = month.following()
    return month


WAYS = (_by_total, _by_share, _by_longer_period, _by_printed_total)
