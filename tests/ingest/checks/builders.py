"""Workbooks as the checks on figures see them."""

from kpis.ingest.as_read import AsRead
from kpis.model.catalogue import Catalogue
from tests.builders import an_observation


def figure(code, value, *, period, of=None, written=None, **changes):
    """A figure of an indicator, `of` being its numerator and denominator; its cell is named after both."""
    above, below = of or (None, None)
    cell = f"{code}@{period.label}"
    return an_observation(
        value,
        code=code,
        period=period,
        numerator=above,
        denominator=below,
        as_written=f"{value}" if written is None else written,
        sheet="Sheet 1",
        cell=cell,
        **changes,
    )


def as_read(indicators, figures, *, standing=(), populations=()):
    """The figures of one workbook, beside those that stand, with the catalogue they are read with."""
    return AsRead(tuple(figures), Catalogue(tuple(indicators), populations=tuple(populations)), tuple(standing))


def told(checked):
    """The codes and places of what a check found."""
    return [(p.code, p.indicator, p.period) for p in checked.problems]


def monthly(code, values, *, start, **changes):
    """A run of months of one indicator; None leaves a month out."""
    found, month = [], start
    for value in values:
        if value is not None:
            found.append(figure(code, value, period=month, **changes))
        month = month.following()
    return found
