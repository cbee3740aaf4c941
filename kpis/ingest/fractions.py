"""What is divided by what to give a figure: printed beside it, or standing in rows of their own."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.ingest.as_read import AsRead
from kpis.methods.rounding import as_shown
from kpis.methods.whole_numbers import Between, just
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Observation
from kpis.scorecard.wording import period_words


@dataclass(frozen=True)
class Part:
    """The number above or below the line: what it can be, as words, and the row it came from where not the figure's."""

    between: Between
    words: str
    row: Observation | None = None

    @property
    def whole_number(self) -> int | None:
        """The number, where it was counted; None for a rounded one."""
        low, high = self.between.low, self.between.high
        return int(low) if low == high and low.denominator == 1 else None


def numerator_of(read: AsRead, figure: Observation) -> Part | None:
    """Printed with the figure, or the figure of the row that `count_of` names."""
    if figure.numerator is not None:
        return Part(just(figure.numerator), _number(figure.numerator), _row_that_prints(read, figure))
    return _from_row(read, figure, read.indicator(figure).count_of)


def denominator_of(read: AsRead, figure: Observation) -> Part | None:
    """Printed with the figure, or the figure of the row that `whole` names."""
    if figure.denominator is not None:
        return Part(just(figure.denominator), _number(figure.denominator))
    return _from_row(read, figure, read.indicator(figure).whole)


def _row_that_prints(read: AsRead, figure: Observation) -> Observation | None:
    """The row of fractions under the figure, where that is where its numerator and denominator stand."""
    row = read.at(read.indicator(figure).count_of, figure.period)
    is_it = row is not None and (row.numerator, row.denominator) == (figure.numerator, figure.denominator)
    return row if is_it else None


def _from_row(read: AsRead, figure: Observation, code: str) -> Part | None:
    row = read.at(code, figure.period) if code else None
    between = read.range_of(row) if row is not None else None
    if row is None or between is None:
        return None
    return Part(between, f"{as_printed(read, row)} ({ref(read, row)})", row)


def name(read: AsRead, figure: Observation) -> str:
    """The row that a message is about, whole: its ref and its name, which no message cuts or says twice."""
    indicator = read.indicator(figure)
    named = f'"{indicator.name}"'
    return named if indicator.ref == indicator.name else f"{_ref(indicator)} {named}"


def ref(read: AsRead, row: Observation) -> str:
    """Another row, which a message mentions beside its own: its ref alone; its name where that is its ref."""
    indicator = read.indicator(row)
    return f'"{indicator.name}"' if indicator.ref == indicator.name else _ref(indicator)


def _ref(indicator: Indicator) -> str:
    """A16, or ref 10: a bare number would be read as a part of what follows it, as in 10 % of care leavers."""
    words = indicator.ref or indicator.code
    return f"ref {words}" if words[:1].isdigit() else words


def stands(read: AsRead, figure: Observation) -> str:
    """How a message begins: A16 "% Care Leavers in EET" is 56.4% in June 2019."""
    return f"{name(read, figure)} is {as_printed(read, figure)} in {period_words(figure.period)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"


def as_printed(read: AsRead, figure: Observation) -> str:
    """The figure itself, without what stands in brackets after it."""
    return with_unit(read, figure, figure.value or 0.0)


def with_unit(read: AsRead, figure: Observation, value: float) -> str:
    """Another value, as it would be printed in the figure's place."""
    number = f"{as_shown(value, read.decimals(figure)):,.{read.decimals(figure)}f}"
    return f"{number}%" if read.indicator(figure).unit is Unit.PERCENTAGE else number
