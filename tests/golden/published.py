"""What the published tables print, by the catalogue's code and the period's label, and the sums made from it."""

import csv
import re
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHILDREN_IN_THE_CITY = 53_291


def rows(name):
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _pack_2019():
    for row in rows("pack_2019_monthly.csv"):
        if row["row_type"] != "target":
            yield (row["row_id"], row["period"]), row["value_text"]


def _plan_2023():
    for row in rows("plan_2023_indicators.csv"):
        for place in range(1, 7):
            name, year = row[f"m{place}_month"].split("-")
            label = f"20{year}-{MONTHS.index(name) + 1:02d}"
            yield (f"N{int(row['number']):02d}", label), row[f"m{place}"]


def _q4_2022_23():
    for row in rows("q4_2022_23_report.csv"):
        code = f"R{row['section'][0]}-{row['ref']}{row['ref_part'].upper()}"
        for place in ("prev1", "prev2", "prev3", "current"):
            yield (code, row[f"{place}_header"].removesuffix(" Actual")), row[f"{place}_value"]


def _missing_2023():
    for place, row in enumerate(rows("missing_children_2023.csv"), start=1):
        for label in ("2023-04", "2023-05", "2023-06"):
            yield (f"M{place:02d}", label), row[label]


def printed():
    """Every printed cell, by its code and its period."""
    return dict([*_pack_2019(), *_plan_2023(), *_q4_2022_23(), *_missing_2023()])


def number(text):
    """The number that a cell begins with, exactly as printed; brackets all round it mean less than nothing."""
    found = re.match(r"\(?([0-9][0-9,]*(?:\.[0-9]+)?)", text.strip())
    value = Fraction(found[1].replace(",", ""))
    return -value if text.startswith("(") else value


def decimals(text):
    """How many decimals the cell is printed to."""
    return len(re.match(r"[0-9,]+\.?([0-9]*)", text)[1])


def rounded(value, places):
    """Half up, in whole-number arithmetic."""
    scaled = value * 10**places
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)


def gives(part, whole, text, times=100):
    """Whether part / whole, times a hundred or ten thousand, is what the cell prints."""
    return rounded(Fraction(times * part) / Fraction(whole), decimals(text)) == number(text)


def parts_that_give(whole, text, times=100):
    """The whole numbers out of `whole` that make the printed percentage or rate: none, where it cannot be right."""
    near = int(number(text) * whole / times)
    return [part for part in range(max(0, near - 2), near + 3) if gives(part, whole, text, times)]


def wholes_that_give(part, text, up_to=1000):
    """The denominators that make the printed percentage of `part`."""
    return [whole for whole in range(max(1, part), up_to) if gives(part, whole, text)]
