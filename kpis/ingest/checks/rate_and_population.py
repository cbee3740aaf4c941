"""C_RATE: a rate that its count and the population do not give. C_RATE_IMPOSSIBLE: one that no whole number gives."""

from __future__ import annotations

from fractions import Fraction

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import stands
from kpis.ingest.trouble import confirm
from kpis.methods.rounding import as_shown, exact
from kpis.methods.whole_numbers import PER_TEN_THOUSAND, Between, just, numerators, populations
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Observation
from kpis.model.populations import Population

NAME = "A rate against its count and population"
CODES = ("C_RATE", "C_RATE_IMPOSSIBLE")
NO_POPULATION = "no population of that year is in the catalogue"
WHAT_TO_DO = "Put the rate right, or the population in the catalogue, or say why they are right."
MONTHS = 12
FARTHEST = Fraction(1, 5)
"""No area gains or loses a fifth of its children between two estimates."""


def check(read: AsRead) -> Checked:
    """A rate with a count must fit a population; where the year's own is not known, that of the other rates."""
    checked = Checked()
    rates = {i.code for i in read.catalogue.indicators if i.unit is Unit.RATE_PER_10000}
    for figure in read.observations:
        if figure.code not in rates or figure.value is None:
            continue
        count = _count(read, figure)
        if count is None:
            _check_possible(read, checked, figure)
        else:
            _check_count(read, checked, figure, count)
    return checked


def _count(read: AsRead, figure: Observation) -> float | None:
    if figure.numerator is not None:
        return figure.numerator
    row = read.at(read.indicator(figure).count_of, figure.period)
    return row.value if row is not None and read.indicator(row).unit is Unit.COUNT else None


def _scales(read: AsRead, figure: Observation) -> tuple[int, ...]:
    """A month's rate may be of the month, or of a year at that pace."""
    in_month = read.indicator(figure).basis is Basis.IN_MONTH
    return (PER_TEN_THOUSAND, PER_TEN_THOUSAND * MONTHS) if in_month else (PER_TEN_THOUSAND,)


def _populations(read: AsRead, figure: Observation) -> list[Population]:
    """Those that a council would have used for the period: its own row's, or the latest by then, revised or not."""
    if figure.denominator:
        return [Population("", figure.period.last_day.year, int(figure.denominator), "printed with the rate")]
    return read.catalogue.populations_known_for(figure.period)


def _check_count(read: AsRead, checked: Checked, figure: Observation, count: float) -> None:
    between = read.range_of(figure)
    if between is None:
        return
    known = _populations(read, figure)
    counted = Fraction(exact(count))
    if any(between.has(counted * scale / p.number) for scale in _scales(read, figure) for p in known if p.number):
        checked.looked_at += 1
        return
    if not figure.value and not known:
        checked.not_checked[NO_POPULATION] += 1
        return
    fits = [p for s in _scales(read, figure) if (p := populations(just(count), between, s)) is not None]
    others = _populations_of_others(read, figure)
    if not known and not others and not read.catalogue.populations:
        checked.not_checked[NO_POPULATION] += 1
        return
    if not known and any(a.meets(b) for a in fits for b in others):
        checked.not_checked[NO_POPULATION] += 1
        return
    if not known and not others and not _is_far(read, fits):
        checked.not_checked[NO_POPULATION] += 1
        return
    checked.looked_at += 1
    people = known[0].number if known else _middle(others) if others else read.catalogue.populations[0].number
    rate = as_shown(
        count * _scales(read, figure)[-1 if len(fits) > 1 and _is_far(read, fits[:1]) else 0] / people,
        read.decimals(figure),
    )
    source = (
        f"{people:,} children" if known else f"the {people:,} children that the other rates of the period are made with"
    )
    message = f"{stands(read, figure)}, and {count:,.15g} among {source} is {rate}."
    row = read.at(read.indicator(figure).count_of, figure.period)
    trouble = confirm("C_RATE", message, "Put the rate, the count or the population right, or say why it is right.")
    checked.report(trouble, figure, *([row] if row is not None else []))


def _populations_of_others(read: AsRead, figure: Observation) -> list[Between]:
    """What the other rates of the same period and scorecard say of the population, where they agree."""
    found: list[Between] = []
    scorecard = read.indicator(figure).scorecard
    for other in read.catalogue.of_scorecard(scorecard):
        row = read.at(other.code, figure.period)
        if row is None or other.code == figure.code or other.unit is not Unit.RATE_PER_10000 or not row.value:
            continue
        count, between = _count(read, row), read.range_of(row)
        if count is not None and between is not None:
            people = populations(just(count), between, PER_TEN_THOUSAND)
            found += [people] if people is not None else []
    agreeing = all(a.meets(b) for a in found for b in found)
    return found if len(found) > 1 and agreeing else []


def _middle(ranges: list[Between]) -> int:
    low, high = max(r.low for r in ranges), min(r.high for r in ranges)
    return int((low + high) / 2)


def _is_far(read: AsRead, fits: list[Between]) -> bool:
    """Whether the population it would need is far from every one that is known."""
    return bool(read.catalogue.populations) and not any(
        between.low <= p.number * (1 + FARTHEST) and between.high >= p.number * (1 - FARTHEST)
        for between in fits
        for p in read.catalogue.populations
    )


def _check_possible(read: AsRead, checked: Checked, figure: Observation) -> None:
    known, between = _populations(read, figure), read.range_of(figure)
    if not known or between is None:
        checked.not_checked[NO_POPULATION] += 1
        return
    checked.looked_at += 1
    if any(numerators(between, p.number, scale) for p in known for scale in _scales(read, figure)):
        return
    people, scale = known[0].number, _scales(read, figure)[-1]
    below = int(between.low * people / scale)
    near = " and ".join(
        f"{n:,} would be {as_shown(n * scale / people, read.decimals(figure))}" for n in (below, below + 1)
    )
    message = f"{stands(read, figure)}, and no whole number among {people:,} children gives that: {near}."
    checked.report(confirm("C_RATE_IMPOSSIBLE", message, WHAT_TO_DO), figure)
