"""C_TOTAL_OF_SHARES: a total that its shares contradict together, because they are shares of another number."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import as_printed, numerator_of, ref, stands
from kpis.ingest.trouble import confirm
from kpis.methods.whole_numbers import PER_HUNDRED
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation

NAME = "A total against the shares of it"
CODES = ("C_TOTAL_OF_SHARES",)
TOO_FEW = "fewer than two shares of it are known"
FEWEST = 2
FARTHEST = 5
MOST_TRIED = 60
"""Numbers up to a fifth of the printed total away from it are tried, and so many either way at most."""
BY_CHANCE = 0.05
"""No more numbers than this may be expected to fit as well by chance."""
WHAT_TO_DO = "Put the total right, or say why it is right."


def check(read: AsRead) -> Checked:
    """Where two shares or more are not possible out of the total, looks for the one number that they are shares of."""
    checked = Checked()
    shares = _shares(read.catalogue.indicators)
    totals = [row for (code, _), run in read.series.items() if code in shares for row in run if row.value]
    for total in totals:
        found = [read.at(share.code, total.period) for share in shares[total.code]]
        rows = [r for r in found if r is not None and r.value is not None and r.denominator is None]
        if not any(map(read.is_read, (total, *rows))):
            continue
        if len(rows) < FEWEST:
            checked.not_checked[TOO_FEW] += 1
            continue
        checked.looked_at += 1
        _check_total(read, checked, total, rows)
    return checked


def _shares(indicators: tuple[Indicator, ...]) -> dict[str, list[Indicator]]:
    """The percentages that are out of each count."""
    counts = {i.code for i in indicators if i.unit is Unit.COUNT}
    found: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.unit is Unit.PERCENTAGE and indicator.whole in counts:
            found[indicator.whole].append(indicator)
    return dict(found)


@dataclass(frozen=True)
class Share:
    """One share of a total: what it can be as a part of 1, and how many it is where they are counted."""

    row: Observation
    low: Fraction
    high: Fraction
    counted: int | None

    def out_of(self, total: int) -> int | None:
        """How many of a total would give the share; None where no whole number does, or not those counted."""
        fewest = max(0, -(-self.low.numerator * total // self.low.denominator))
        most = self.high.numerator * total // self.high.denominator
        number = fewest if self.counted is None else self.counted
        return number if fewest <= number <= most else None


def _misfits(shares: list[Share], total: int) -> int:
    """How many shares are not possible out of a total; no more are counted than two."""
    found = 0
    for share in shares:
        found += share.out_of(total) is None
        if found > 1:
            break
    return found


def _share(read: AsRead, row: Observation) -> Share | None:
    between, counted = read.range_of(row), numerator_of(read, row)
    number = None if counted is None else counted.whole_number
    return None if between is None else Share(row, between.low / PER_HUNDRED, between.high / PER_HUNDRED, number)


def _check_total(read: AsRead, checked: Checked, total: Observation, rows: list[Observation]) -> None:
    there = round(total.value or 0)
    shares = [share for row in rows if (share := _share(read, row)) is not None]
    wrong = [share for share in shares if share.out_of(there) is None]
    if len(wrong) < FEWEST:
        return
    tried = [there + away * way for away in range(1, min(there // FARTHEST, MOST_TRIED) + 1) for way in (-1, 1)]
    meant = min(tried, key=lambda n: _misfits(shares, n), default=there)
    if _misfits(shares, meant) > (len(shares) > FEWEST):
        return
    fits = [share for share in shares if share.out_of(meant) is not None]
    mended = [share for share in wrong if share in fits]
    chances = [sum(share.out_of(n) is not None for n in tried) / len(tried) for share in mended]
    if len(mended) < FEWEST or len(tried) * math.prod(chances) > BY_CHANCE:
        return
    sums = ", ".join(
        f"{share.out_of(meant):,} / {meant:,} = {as_printed(read, share.row)} ({ref(read, share.row)})"
        for share in fits
    )
    which = "both shares" if len(fits) == len(rows) == FEWEST else f"{len(fits)} of the {len(rows)} shares"
    message = f"{stands(read, total)}, and {which} of it are shares of {meant:,}: {sums}."
    at, *others = sorted((total, *(share.row for share in fits)), key=lambda o: not read.is_read(o))
    checked.report(confirm("C_TOTAL_OF_SHARES", message, WHAT_TO_DO), at, *others)
