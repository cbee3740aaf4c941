"""The published tables, transcribed cell by cell in tests/golden: the oracle, read here and judged nowhere."""

import csv
import re
from fractions import Fraction
from pathlib import Path

from kpis.model.periods import Period

GOLDEN = Path(__file__).parents[1] / "golden"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _rows(name):
    with (GOLDEN / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plan_2023():
    """One row per indicator of the plan of 2023, by the catalogue's code."""
    return {f"N{int(row['number']):02d}": row for row in _rows("plan_2023_indicators.csv")}


def months_of_2023(row):
    """The six printed months of a row of the plan of 2023, with the text in each, oldest first."""
    found = {}
    for place in range(1, 7):
        name, year = row[f"m{place}_month"].split("-")
        found[Period.month(2000 + int(year), MONTHS.index(name) + 1)] = row[f"m{place}"]
    return found


def pack_2019():
    """The 2019 pack by code: {"indicator", "polarity", "target", "months": {"2018-04": text}}."""
    found = {}
    for row in _rows("pack_2019_monthly.csv"):
        one = found.setdefault(row["row_id"], {"polarity": row["polarity"], "target": "", "months": {}})
        if row["row_type"] == "month":
            one["months"][row["period"]] = row["value_text"]
        elif row["row_type"] == "target":
            one["target"] = row["value_text"]
    return found


def printed_number(text):
    """The number that a printed cell begins with, exactly as printed; None where it holds words."""
    found = re.match(r"[0-9][0-9,]*(\.[0-9]+)?", text.strip())
    return Fraction(found[0].replace(",", "")) if found else None
