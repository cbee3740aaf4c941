"""C_DENOMINATORS: two figures of the same children whose denominators disagree."""

from __future__ import annotations

from collections import defaultdict

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import name, ref
from kpis.ingest.trouble import confirm
from kpis.model.catalogue import plain_name
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.scorecard.wording import period_words

NAME = "Denominators of related indicators"
CODES = ("C_DENOMINATORS",)
NO_RELATIVE = "no other row is divided by the same children, or its denominator is not printed"
NEVER_AGREE = "the denominators never agree, so they may be other children"
WHAT_TO_DO = "Put the wrong denominator right, or say why it is right."


def check(read: AsRead) -> Checked:
    """Compares each denominator with the total it should be, and with those of rows that count the same children."""
    checked = Checked()
    relatives = _relatives(read.catalogue.indicators)
    agreements: dict[tuple[str, str], tuple[int, int]] = {}
    rows_of_fractions = {i.count_of for i in read.catalogue.indicators if i.count_of}
    is_related = {i.code: bool(relatives.get(i.code)) for i in read.catalogue.indicators}
    alone = 0
    for figure in read.observations:
        if not figure.denominator or figure.code in rows_of_fractions:
            continue
        if not is_related[figure.code]:
            alone += 1
            continue
        others = [o for o in relatives[figure.code] if (r := read.at(o, figure.period)) and _denominator(read, r)]
        alone += not others
        for code in others:
            pair = (figure.code, code)
            if pair not in agreements:
                agreements[pair] = _agreements(read, *pair)
            _compare(read, checked, figure, code, agreements[pair])
    if alone:
        checked.not_checked[NO_RELATIVE] += alone
    return checked


def _relatives(indicators: tuple[Indicator, ...]) -> dict[str, list[str]]:
    """For each indicator its total, and the indicators before it of the same scorecard, basis and denominator words."""
    found: dict[str, list[str]] = defaultdict(list)
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    counts = {i.count_of for i in indicators if i.count_of}
    for indicator in indicators:
        if indicator.whole and indicator.unit is not Unit.COUNT:
            found[indicator.code].append(indicator.whole)
        if indicator.denominator and indicator.code not in counts:
            group = groups[indicator.scorecard, indicator.basis, plain_name(indicator.denominator)]
            found[indicator.code] += group
            group.append(indicator.code)
    return found


def _denominator(read: AsRead, row: Observation) -> float | None:
    """The row's own denominator; of a total, the total."""
    is_total = read.indicator(row).unit is Unit.COUNT and row.denominator is None
    return row.value if is_total else row.denominator


def _agreements(read: AsRead, code: str, other: str) -> tuple[int, int]:
    """In how many periods both are known, and in how many they are the same."""
    pairs = [
        (figure.denominator, _denominator(read, row))
        for (known, _), run in read.series.items()
        if known == code
        for figure in run
        if figure.denominator and (row := read.at(other, figure.period)) is not None
    ]
    known = [(one, two) for one, two in pairs if two]
    return len(known), sum(one == two for one, two in known)


def _compare(read: AsRead, checked: Checked, figure: Observation, code: str, agreements: tuple[int, int]) -> None:
    row = read.at(code, figure.period)
    if row is None:
        return
    both, same = agreements
    number = _denominator(read, row)
    if figure.denominator != number and same == 0 and both > 1:
        checked.not_checked[NEVER_AGREE] += 1
        return
    checked.looked_at += 1
    if figure.denominator != number:
        message = (
            f"{name(read, figure)} is out of {figure.denominator:,.15g} in {period_words(figure.period)}, and "
            f"{ref(read, row)} is out of {number:,.15g}: they count the same children."
        )
        checked.report(confirm("C_DENOMINATORS", message, WHAT_TO_DO), figure, row)
