"""Indicators, targets, figures, catalogues and files for tests: say only what matters."""

import csv
import io

import openpyxl

from kpis.ingest.workbook import read_sheets
from kpis.methods.rag import amber_limits
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.observations import Comparator, Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.targets import Target, TargetKind

MARCH = Period.month(2023, 3)
LONG_HEADINGS = (
    "Section", "Ref", "Indicator", "Period", "Numerator", "Denominator", "Value", "Unit", "Target", "Commentary",
)  # fmt: skip


def month(label):
    """A month from its label: 2023-03."""
    year, number = label.split("-")
    return Period.month(int(year), int(number))


def financial_year(start):
    return Period(PeriodKind.FINANCIAL_YEAR, start)


def academic_year(start):
    return Period(PeriodKind.ACADEMIC_YEAR, start)


def calendar_year(year):
    return Period(PeriodKind.CALENDAR_YEAR, year)


def an_indicator(code="T1", **changes):
    """A percentage in a month where high is good, unless said otherwise."""
    usual = {
        "scorecard": "tests",
        "section": "Visits",
        "name": f"Indicator {code}",
        "unit": Unit.PERCENTAGE,
        "decimals": 1,
        "basis": Basis.IN_MONTH,
        "polarity": Polarity.HIGH_IS_GOOD,
    }
    return Indicator(code, **(usual | changes))


def a_count(code="C1", **changes):
    return an_indicator(code, **({"unit": Unit.COUNT, "decimals": 0} | changes))


def a_target(low=90.0, high=None, *, code="T1", polarity=Polarity.HIGH_IS_GOOD, tolerance=None, kind=None, **changes):
    """A target as it is saved: its amber limits are worked out from its tolerance."""
    top = low if high is None else high
    below, above = amber_limits(low, top, polarity, tolerance, kind)
    usual = {"amber_low": below, "amber_high": above, "tolerance": tolerance, "tolerance_kind": kind}
    return Target(code, TargetKind.VALUE if high is None else TargetKind.RANGE, low, top, **(usual | changes))


def an_observation(value=56.6, *, code="T1", period=MARCH, marker=None, **changes):
    """A figure, or with a marker none."""
    return Observation(code, period, None if marker else value, marker, **changes)


def a_comparator(value=60.0, *, code="T1", name="England", period=MARCH, marker=None, **changes):
    return Comparator(code, name, period, None if marker else value, marker, **changes)


def a_catalogue(*indicators, targets=(), scorecards=(), signs=()):
    """A catalogue of the given indicators, or of one."""
    return Catalogue(indicators or (an_indicator(),), tuple(targets), tuple(scorecards), tuple(signs))


def a_workbook(rows, *, formats=None, merged=(), sheets=()):
    """The bytes of an xlsx of one sheet of rows, and of further sheets; `formats` by address: {"C2": "0.0%"}."""
    book = openpyxl.Workbook()
    for place, sheet_rows in enumerate([rows, *sheets]):
        sheet = book.active if place == 0 else book.create_sheet()
        sheet.title = f"Sheet {place + 1}"
        for row in sheet_rows:
            sheet.append(list(row))
    first = book.worksheets[0]
    for address, number_format in (formats or {}).items():
        first[address].number_format = number_format
    for cells in merged:
        first.merge_cells(cells)
    content = io.BytesIO()
    book.save(content)
    book.close()
    return content.getvalue()


def a_csv(rows, *, separator=",", encoding="utf-8"):
    """The bytes of a csv of rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def a_sheet(rows, **how):
    """The first sheet of such a workbook, as it is read."""
    return read_sheets(a_workbook(rows, **how), "figures.xlsx")[0]


def long_rows(*figures):
    """The long layout: headings, and a row for each (indicator, period, value) or dictionary by heading."""
    rows = [dict(zip(("Indicator", "Period", "Value"), f, strict=True)) if isinstance(f, tuple) else f for f in figures]
    return [LONG_HEADINGS, *([row.get(heading) for heading in LONG_HEADINGS] for row in rows)]
