"""The four published workbooks against the printed tables, cell for cell; the oracle is parsed here and simply."""

import csv
import re
from pathlib import Path

import pytest

from kpis.ingest.catalogue_sheet import read_catalogue
from kpis.ingest.reading import read_workbook
from kpis.model.observations import Marker
from kpis.model.periods import Period
from tests.builders import academic_year, calendar_year, financial_year

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WORDS = {
    "x": Marker.SUPPRESSED,
    "-": Marker.NOT_AVAILABLE,
    "Not available": Marker.NOT_AVAILABLE,
    "Inspections paused due to COVID": Marker.NOT_AVAILABLE,
    "Not reported": Marker.NOT_REPORTED,
    "Not benchmarked": Marker.NOT_BENCHMARKED,
    "Report development required": Marker.REPORT_IN_DEVELOPMENT,
    "Quality Assurance Framework re-developed – reporting due Apr": Marker.REPORT_IN_DEVELOPMENT,
}
FRACTION_BELOW = {"A08": "A09", "A10": "A11", "A12": "A13", "A14": "A15", "A16": "A17"}
"""The percentages of the 2019 pack, and the rows under them that print their fractions."""
ABSENCE = ("R2-3", "R2-4", "R2-5")


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(ROOT / "data" / "catalogue.csv")


@pytest.fixture(scope="module")
def readings(catalogue):
    paths = sorted((ROOT / "data" / "workbooks").glob("*.xlsx"))
    return {path.stem: read_workbook(path.read_bytes(), path.name, catalogue) for path in paths}


def printed_rows(name):
    with (GOLDEN / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def printed_value(text):
    """(value, marker, numerator, denominator) of a printed figure."""
    if text in WORDS:
        return None, WORDS[text], None, None
    figure, _, inside = text.rstrip(")").partition(" (")
    number = re.sub(r"[%,r]| points", "", figure, flags=re.IGNORECASE)
    if "/" in number:
        top, bottom = number.split("/")
        return float(top), None, float(top), float(bottom)
    top, _, bottom = inside.partition("/")
    return float(number), None, float(top) if top else None, float(bottom) if bottom else None


def printed_period(text):
    text = text.removesuffix(" Actual")
    if "-" in text:
        return Period.month(*(int(part) for part in text.split("-")))
    if text.startswith("Q"):
        return Period.quarter(int(text[3:7]), int(text[1]))
    if " " in text:
        return Period.month(int(text[-4:]), MONTHS.index(text[:3]) + 1)
    return financial_year(int(text[:4])) if "/" in text else calendar_year(int(text))


def printed_plan():
    printed = {}
    for row in printed_rows("plan_2023_indicators.csv"):
        for column in range(1, 7):
            name, year = row[f"m{column}_month"].split("-")
            period = Period.month(2000 + int(year), MONTHS.index(name) + 1)
            printed[f"N{int(row['number']):02d}", period] = (*printed_value(row[f"m{column}"]), "")
    return printed


def printed_pack():
    printed = {}
    for row in printed_rows("pack_2019_monthly.csv"):
        if row["row_type"] != "target":
            period = printed_period(row["period"])
            printed[row["row_id"], period] = (*printed_value(row["value_text"]), row["source"])
    for (code, period), (value, marker, _, _, source) in list(printed.items()):
        if code in FRACTION_BELOW:
            fraction = printed[FRACTION_BELOW[code], period]
            printed[code, period] = (value, marker, *fraction[2:4], source)
    return printed


def report_code(row):
    return f"R{row['section'][0]}-{row['ref']}{row['ref_part'].upper()}"


def printed_report():
    printed = {}
    for row in printed_rows("q4_2022_23_report.csv"):
        code = report_code(row)
        for column in ("prev1", "prev2", "prev3", "current"):
            period = printed_period(row[f"{column}_header"])
            period = academic_year(period.year) if code in ABSENCE else period
            printed[code, period] = (*printed_value(row[f"{column}_value"]), "")
    return printed


def printed_missing():
    printed = {}
    for place, row in enumerate(printed_rows("missing_children_2023.csv"), 1):
        for label in ("2023-04", "2023-05", "2023-06"):
            printed[f"M{place:02d}", printed_period(label)] = (*printed_value(row[label]), "")
    return printed


WORKBOOKS = {
    "indicators-of-success-2023": (printed_plan, 67 * 6),
    "improvement-plan-2019": (printed_pack, 17 * 16),
    "quarterly-report-2022-23": (printed_report, 36 * 4 - 3),
    "missing-children-2023": (printed_missing, 14 * 3),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_figure_is_read_as_printed(readings, name):
    printed, number = WORKBOOKS[name]
    read = {
        (o.code, o.period): (o.value, o.marker, o.numerator, o.denominator, o.note) for o in readings[name].observations
    }
    assert read == printed()
    assert len(readings[name].observations) == number


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_published_workbook_is_accepted_and_known_for_what_it_is(readings, name):
    assert readings[name].problems == ()
    assert readings[name].scorecard == name


def test_the_published_workbooks_hold_857_figures(readings):
    assert sum(len(reading.observations) for reading in readings.values()) == 857


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("indicators-of-success-2023", "monthly table"),
        ("improvement-plan-2019", "monthly table"),
        ("quarterly-report-2022-23", "year table"),
        ("missing-children-2023", "long"),
    ],
)
def test_the_layout_is_recognised_by_its_content(readings, name, layout):
    assert readings[name].layouts == (layout,)


def test_every_comparator_is_read_as_printed_with_its_own_period(readings):
    printed = {}
    for row in printed_rows("q4_2022_23_report.csv"):
        for column, name in (("england", "England"), ("stat_neighbours", "Statistical neighbours")):
            if row[f"{column}_value"]:
                text = row[f"{column}_period"]
                value, marker, *_ = printed_value(row[f"{column}_value"])
                printed[report_code(row), name] = (value, marker, printed_period(text) if text else None)
    comparators = readings["quarterly-report-2022-23"].comparators
    assert {(c.code, c.name): (c.value, c.marker, c.period) for c in comparators} == printed
    assert len(comparators) == len(printed)


@pytest.mark.parametrize("name", ["indicators-of-success-2023", "improvement-plan-2019", "missing-children-2023"])
def test_the_other_papers_print_no_comparators(readings, name):
    assert readings[name].comparators == ()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_figure_names_a_cell_of_its_own(readings, name):
    read = [*readings[name].observations, *readings[name].comparators]
    assert all(re.fullmatch(r"[A-Z]+[0-9]+", figure.cell) for figure in read)
    assert len({(figure.sheet, figure.cell) for figure in read}) == len(read)


def test_every_indicator_of_the_catalogue_has_a_definition_and_figures(catalogue, readings):
    with_figures = {o.code for reading in readings.values() for o in reading.observations}
    assert [i.code for i in catalogue.indicators if not i.definition] == []
    assert {i.code for i in catalogue.indicators} == with_figures
    assert len(catalogue.indicators) == 134


def test_the_catalogue_has_the_targets_as_printed(catalogue):
    for row in printed_rows("plan_2023_indicators.csv"):
        (target,) = catalogue.targets_of(f"N{int(row['number']):02d}")
        number = re.match(r"[0-9.]+", row["target_text"])
        printed = float(number[0]) if number else {"Monitor": "monitor", "TBC": "to_be_confirmed"}[row["target_text"]]
        assert (target.low if number else target.kind.value) == printed, row["number"]
