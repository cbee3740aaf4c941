"""A table written in any layout reads back the same; ods is read and not written, and is left out."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest.reading import read_workbook
from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from tests.builders import LONG_HEADINGS, a_catalogue, a_count, a_csv, a_workbook, an_indicator

UNITS = {"T1": Unit.PERCENTAGE, "C1": Unit.COUNT, "R1": Unit.RATE_PER_10000}
NAMES = {"T1": "Visits in time", "C1": "Contacts", "R1": "Children in care per 10,000"}
CATALOGUE = a_catalogue(
    an_indicator("T1", name=NAMES["T1"]),
    a_count("C1", name=NAMES["C1"]),
    an_indicator("R1", name=NAMES["R1"], unit=UNITS["R1"]),
)
SIGNS = {Marker.SUPPRESSED: "[c]", Marker.NOT_AVAILABLE: "[x]", Marker.NOT_APPLICABLE: "[z]"}
tenths = st.integers(10, 1000).map(lambda n: n / 10)  # below 1 a bare number is asked about
figures = {"T1": tenths, "C1": st.integers(0, 99_999).map(float), "R1": tenths}


@st.composite
def tables(draw):
    """Some indicators by some months in a row, each with a value or a marker."""
    period = Period.month(draw(st.integers(1990, 2024)), draw(st.integers(1, 12)))
    months = [period]
    for _ in range(draw(st.integers(1, 4))):
        months.append(months[-1].following())
    codes = draw(st.lists(st.sampled_from(list(UNITS)), min_size=1, max_size=3, unique=True))
    return {(c, m): draw(figures[c] | st.sampled_from(list(SIGNS))) for c in codes for m in months}


def as_text(code, figure):
    if isinstance(figure, Marker):
        return SIGNS[figure]
    return {Unit.PERCENTAGE: f"{figure:.1f}%", Unit.COUNT: f"{figure:,.0f}"}.get(UNITS[code], f"{figure:.1f}r")


def as_number(code, figure):
    if isinstance(figure, Marker):
        return SIGNS[figure]
    return figure


def in_words(month):
    return month.first_day.strftime("%b-%Y")


def as_date(month):
    return datetime.combine(month.first_day, datetime.min.time())


def long_layout(table, heading, figure):
    columns = ("Indicator", "Period", "Value")
    found = [dict(zip(columns, (NAMES[c], heading(m), figure(c, v)), strict=True)) for (c, m), v in table.items()]
    return [LONG_HEADINGS, *([row.get(h) for h in LONG_HEADINGS] for row in found)]


def grid_layout(table, heading, figure):
    codes, months = (list(dict.fromkeys(part)) for part in zip(*table, strict=True))
    rows = [[NAMES[c], *(figure(c, table[c, m]) for m in months)] for c in codes]
    return [["Indicator", *map(heading, months)], *rows]


def read_back(content, file_name):
    reading = read_workbook(content, file_name, CATALOGUE)
    assert {p.code for p in reading.problems} <= {"W_TEXT_NUMBER"}
    return {(o.code, o.period): o.marker or o.value for o in reading.observations}


@pytest.mark.parametrize("layout", [long_layout, grid_layout])
@pytest.mark.parametrize("heading", [in_words, as_date])
@pytest.mark.parametrize("figure", [as_text, as_number])
@given(table=tables())
@settings(max_examples=10, database=None, deadline=None)
def test_a_table_written_as_xlsx_reads_back_the_same(layout, heading, figure, table):
    assert read_back(a_workbook(layout(table, heading, figure)), "figures.xlsx") == table


@pytest.mark.parametrize("layout", [long_layout, grid_layout])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(table=tables())
@settings(max_examples=10, database=None, deadline=None)
def test_a_table_written_as_csv_reads_back_the_same(layout, separator, table):
    rows = layout(table, in_words, as_text)
    assert read_back(a_csv(rows, separator=separator), "figures.csv") == table


@given(table=tables())
@settings(max_examples=10, database=None, deadline=None)
def test_percentages_formatted_by_excel_read_back_the_same(table):
    percentages = {place: figure for place, figure in table.items() if place[0] == "T1"}
    rows = long_layout(percentages, as_date, lambda _, v: SIGNS[v] if isinstance(v, Marker) else v / 100)
    formats = {f"G{row}": "0.0%" for row in range(2, len(rows) + 1)}
    content = a_workbook(rows, formats=formats)
    assert not percentages or read_back(content, "figures.xlsx") == percentages
