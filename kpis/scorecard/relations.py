"""What holds between the counts of a scorecard: totals and parts, running totals, longer periods, stocks and flows.

A reader is taken to know a relation where the figures bear it out. Where they do not (children who went missing in two
months count once in the quarter) a reader who relied on it would be wrong, and nothing is given away by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind
from kpis.model.small_numbers import Count, Parts, Standing
from kpis.scorecard.borne_out import add_borne_out
from kpis.scorecard.reckoning import Figure, Reckoning, figure_key

RUNNING = (Basis.YEAR_TO_DATE, Basis.SINCE_DATE)
ADDED_UP = (Basis.IN_MONTH, Basis.QUARTER)
FEWEST_PARTS = 2
"""One part leaves a rest that is printed nowhere; two or more may be all there is."""

SINCE, BUT_FOR = ", since ", " but for "
"""How a count that is printed nowhere is called after those that it is worked out from."""

Series = dict[Period, str]
"""The key of one count in each of its periods, oldest first."""


def relate(found: Reckoning) -> None:
    """Adds everything that holds between the counts: what the catalogue says of them, and what they bear out."""
    since = []
    _add_totals(found)
    _add_rests(found)
    for indicator in found.catalogue.indicators:
        for series in _series_of(found, indicator):
            if indicator.basis in RUNNING:
                since.append((indicator, _add_running(found, indicator, series)))
            _add_longer_periods(found, series, indicator.basis)
        _join_twins(found, indicator)
    _add_flows(found)
    add_borne_out(found, since)


def _series_of(found: Reckoning, indicator: Indicator) -> list[Series]:
    """The counts behind an indicator over time: itself or its numerator, and what it is out of, where it is printed."""
    periods, code = found.periods.get(indicator.code, []), indicator.code
    both = [{p: keys[code, p] for p in periods if (code, p) in keys} for keys in (found.numerators, found.denominators)]
    return [{p: k for p, k in series.items() if _is_reckonable(found.counts[k])} for series in both]


def _is_reckonable(count: Count) -> bool:
    return count.standing not in (Standing.UNPRINTED, Standing.PUBLIC)


def _add_totals(found: Reckoning) -> None:
    """Parts that make their total in most periods are all of it; else they are only known not to exceed it."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for indicator in found.catalogue.indicators:
        total = found.catalogue.find(indicator.whole) if indicator.whole else None
        if total is None or total.unit is not Unit.COUNT:
            continue
        if indicator.unit is Unit.COUNT:
            groups[total.code, ""].append(indicator.code)
        elif indicator.unit is Unit.PERCENTAGE and ":" in indicator.name:
            groups[total.code, indicator.name.partition(":")[0]].append(indicator.code)
    for (total_code, _), codes in groups.items():
        periods = [p for p in found.periods.get(total_code, ()) if (total_code, p) in found.numerators]
        lines = [_line(found, total_code, codes, period) for period in periods]
        _add_lines(found, [line for line in lines if line is not None], len(codes))


def _line(found: Reckoning, total: str, codes: Sequence[str], period: Period) -> Parts | None:
    keys = [found.numerators[code, period] for code in codes if (code, period) in found.numerators]
    whole = found.numerators[total, period]
    return Parts(whole, tuple(dict.fromkeys(keys))) if keys and whole not in keys else None


def _add_lines(found: Reckoning, lines: Sequence[Parts], number: int) -> None:
    complete = [line for line in lines if len(line.parts) == number]
    known = [line for line in complete if None not in map(found.value, line.keys)]
    makes = sum(_makes(found, line) for line in known)
    are_all = number >= FEWEST_PARTS and (len(known) <= 1 or makes * 2 >= len(known))
    for line in lines:
        found.parts[line if are_all and line in complete else Parts(line.total, line.parts, all_of_it=False)] = None


def _makes(found: Reckoning, line: Parts) -> bool:
    """Whether parts make their total; those that are only known from a percentage may each be one out."""
    values = [found.value(key) or 0 for key in line.parts]
    unsure = sum(found.counts[key].standing is Standing.UNPRINTED for key in line.parts)
    return abs(sum(values) - (found.value(line.total) or 0)) <= unsure


def _add_rests(found: Reckoning) -> None:
    """Those who are not in the numerator, or in the one part of a total, where the rule protects them too."""
    if not found.rule.rest_is_a_small_number:
        return
    pairs = {(s.denominator, s.numerator): None for s in found.shares.values()}
    pairs |= {(line.total, line.parts[0]): None for line in found.parts if len(line.parts) == 1}
    for total, part in pairs:
        whole, some = found.counts[total], found.counts[part]
        if whole.value is None or some.value is None or whole.standing is Standing.PUBLIC:
            continue
        if some.counts_children and whole.value >= some.value:
            key = f"{total}{BUT_FOR}{part}"
            found.counts[key] = Count(key, whole.value - some.value, Standing.UNPRINTED)
            found.parts[Parts(total, (part, key))] = None


def _add_running(found: Reckoning, indicator: Indicator, series: Series) -> Series:
    """Each running total is the one before and what came since, which is a count too, printed nowhere.

    Where the one before is withheld, what came since an earlier one is of several months, and of each not known.
    Given back is what came in one month, or one quarter.
    """
    within: Series = {}
    is_year_to_date = indicator.basis is Basis.YEAR_TO_DATE
    before: Period | None = None
    for period in found.periods.get(indicator.code, ()):
        if period not in series:
            before = None if _is_withheld(found, indicator.code, period) else before
            continue
        if period.in_year is None:
            continue
        starts = before is None or before.kind is not period.kind
        if is_year_to_date and before is not None:
            starts = starts or _financial_year(before) != _financial_year(period)
        earlier = None if starts or before is None else series[before]
        if not starts or (is_year_to_date and period.starts_financial_year):
            key = _add_since(found, series[period], earlier)
            if key is not None and (earlier is None or before == period.previous()):
                within[period] = key
        before = period
    return within


def _is_withheld(found: Reckoning, code: str, period: Period) -> bool:
    return found.observations[code, period].marker is Marker.SUPPRESSED


def _add_since(found: Reckoning, running: str, earlier: str | None) -> str | None:
    if running == earlier:
        return None
    now, then = found.value(running), 0 if earlier is None else found.value(earlier)
    if now is not None and then is not None and now < then:
        return None
    key = f"{running}{SINCE}{earlier or 'the year began'}"
    value = None if now is None or then is None else now - then
    of_children = found.counts[running].counts_children and value is not None
    found.counts[key] = Count(key, value, Standing.UNPRINTED, of_children)
    found.parts[Parts(running, (earlier, key) if earlier else (key,))] = None
    return key


def _financial_year(period: Period) -> int:
    return period.last_day.year - (period.last_day.month < 4)


def _add_longer_periods(found: Reckoning, series: Series, basis: Basis) -> None:
    """A quarter is its months and a year its quarters or months; of what is counted at the end it is the last."""
    for longer, within in _longer(series):
        chosen = within if basis in ADDED_UP else within[-1:]
        keys = tuple(series[p] for p in chosen if p in series)
        if len(keys) < len(chosen) or series[longer] in keys or len(set(keys)) < len(keys):
            continue
        line = Parts(series[longer], keys)
        if None in map(found.value, line.keys) or _makes(found, line):
            found.parts[line] = None


def _longer(periods: Mapping[Period, object]) -> Iterator[tuple[Period, list[Period]]]:
    """Each quarter and financial year among the periods, with the shorter ones that it is made of."""
    for period in periods:
        if period.kind is PeriodKind.QUARTER:
            yield period, period.months
        elif period.kind is PeriodKind.FINANCIAL_YEAR:
            yield period, period.months
            yield period, [Period.quarter(period.year, number) for number in (1, 2, 3, 4)]


def _join_twins(found: Reckoning, indicator: Indicator) -> None:
    """A year's figure that is the figure of its last month goes with it, and the other way round."""
    if indicator.basis in ADDED_UP:
        return
    mine: dict[Period, Figure] = {p: (indicator.code, p) for p in found.periods.get(indicator.code, ())}
    for longer, within in _longer(mine):
        last = mine.get(within[-1])
        if last is None:
            continue
        one, other = found.observations[mine[longer]], found.observations[last]
        if one.value is not None and one.value == other.value:
            found.figures[mine[longer]].add(figure_key(*last))
            found.figures[last].add(figure_key(*mine[longer]))


def _add_flows(found: Reckoning) -> None:
    """Those there before and those who came are those there now and those who left."""
    for stock in found.catalogue.indicators:
        comes = [i.code for i in found.catalogue.indicators if i.adds_to == stock.code]
        goes = [i.code for i in found.catalogue.indicators if i.takes_from == stock.code]
        if not comes or not goes:
            continue
        for period in found.periods.get(stock.code, ()):
            if period.in_year is not None:
                _add_flow(found, stock.code, period, comes, goes)


def _add_flow(found: Reckoning, stock: str, period: Period, comes: Sequence[str], goes: Sequence[str]) -> None:
    before = [(stock, period.previous()), *((code, period) for code in comes)]
    after = [(stock, period), *((code, period) for code in goes)]
    if not all(figure in found.numerators for figure in (*before, *after)):
        return
    there = [found.numerators[figure] for figure in before]
    left = [found.numerators[figure] for figure in after]
    if not all(_is_reckonable(found.counts[key]) for key in (*there, *left)):
        return
    values = [[found.value(key) for key in side] for side in (there, left)]
    known = [sum(v for v in side if v is not None) for side in values]
    if None not in values[0] and None not in values[1] and known[0] != known[1]:
        return
    key = f"all who were in {figure_key(stock, period)}"
    number = next((k for k, side in zip(known, values, strict=True) if None not in side), None)
    found.counts[key] = Count(key, number, Standing.UNPRINTED, counts_children=False)
    found.parts[Parts(key, tuple(there))] = None
    found.parts[Parts(key, tuple(left))] = None
