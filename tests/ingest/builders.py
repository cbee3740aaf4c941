"""Workbooks and a small catalogue, saying only what matters to a test."""

import csv
import io

import openpyxl

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.targets import Target, TargetKind

HEADINGS = [
    "Section",
    "Ref",
    "Indicator",
    "Period",
    "Numerator",
    "Denominator",
    "Value",
    "Unit",
    "Target",
    "Commentary",
]


def an_indicator(code, name, unit=Unit.COUNT, **more):
    settings = {
        "ref": code, "section": "Care", "decimals": 0 if unit is Unit.COUNT else 1, "basis": Basis.IN_MONTH,
        "polarity": Polarity.HIGH_IS_GOOD, **more,
    }  # fmt: skip
    return Indicator(code=code, scorecard="card", name=name, unit=unit, **settings)


CATALOGUE = Catalogue(
    (
        an_indicator("C1", "Visits held on time", Unit.PERCENTAGE, count_of="C2"),
        an_indicator("C2", "Number of visits held"),
        an_indicator("C3", "Reviews chaired"),
        an_indicator("C4", "Ratio of plans to conferences", Unit.PERCENTAGE, proxy=True),
        an_indicator("C5", "Absence from school", Unit.PERCENTAGE, basis=Basis.ACADEMIC_YEAR),
    ),
    (Target("C1", TargetKind.VALUE, 90.0, 90.0, 76.5),),
)


def xlsx(*sheets):
    """A workbook of sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_bytes(rows, encoding="utf-8", separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def long_row(period, value, name="Reviews chaired", ref="C3", section="Care", **more):
    return [section, ref, name, period, more.get("numerator"), more.get("denominator"), value, "", None, None]
