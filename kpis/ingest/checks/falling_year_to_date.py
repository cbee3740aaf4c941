"""C_YTD_FALLS: a count since April, or since a date, that is lower than it was a month before."""

from __future__ import annotations

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.fractions import name
from kpis.ingest.trouble import confirm
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.wording import period_words

NAME = "A year-to-date count that falls"
CODES = ("C_YTD_FALLS",)
NO_COUNTS = "no counts are printed with it"
NOTHING_EARLIER = "there is no earlier figure of the same year"
GROWS = (Basis.YEAR_TO_DATE, Basis.SINCE_DATE)
TOTALS_OF_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR)


def check(read: AsRead) -> Checked:
    """What is counted since a day can only grow: the count itself, and both sides of a fraction."""
    checked = Checked()
    for run in read.read_series:
        indicator = read.catalogue.get(run[0].code)
        if indicator.basis not in GROWS or run[0].period.kind in TOTALS_OF_YEARS:
            continue
        earlier: Observation | None = None
        for figure in run:
            if not _counts(figure, indicator.unit):
                if figure.value is not None and read.is_read(figure):
                    checked.not_checked[NO_COUNTS] += 1
                continue
            is_later = earlier is not None and (
                indicator.basis is Basis.SINCE_DATE or _year(earlier.period) == _year(figure.period)
            )
            if earlier is not None and is_later:
                if read.is_read(figure) or read.is_read(earlier):
                    checked.looked_at += 1
                    _compare(read, checked, earlier, figure)
            elif read.is_read(figure):
                checked.not_checked[NOTHING_EARLIER] += 1
            earlier = figure
    return checked


def _counts(figure: Observation, unit: Unit) -> dict[str, float]:
    """The numbers that can only grow, by what to call them."""
    own = {"count": figure.value} if unit is Unit.COUNT and figure.value is not None else {}
    found = {"numerator": figure.numerator, "denominator": figure.denominator}
    return {**own, **{word: number for word, number in found.items() if number is not None}}


def _year(period: Period) -> int:
    first = period.first_day
    return first.year if first.month >= 4 else first.year - 1


def _compare(read: AsRead, checked: Checked, earlier: Observation, figure: Observation) -> None:
    unit = read.indicator(figure).unit
    before, now = _counts(earlier, unit), _counts(figure, unit)
    fallen = [word for word in now if word in before and now[word] < before[word]]
    if not fallen:
        return
    word = fallen[0]
    message = (
        f"the {word} of {name(read, figure)} is {now[word]:,.15g} in {period_words(figure.period)} and was "
        f"{before[word]:,.15g} in {period_words(earlier.period)}: it is counted since "
        f"{'April' if read.indicator(figure).basis is Basis.YEAR_TO_DATE else 'one day'} and cannot fall."
    )
    trouble = confirm("C_YTD_FALLS", message, "Put the wrong one right, or say why it is right.")
    at, other = (figure, earlier) if read.is_read(figure) else (earlier, figure)
    checked.report(trouble, at, other)
