from datetime import datetime

import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.period_cells import in_its_own_place, period_in_cell
from tests.builders import financial_year, month

APRIL = month("2024-04")


def read(content, number_format="General", **how):
    return period_in_cell(Cell("S", 5, 4, content, number_format, **how))


@pytest.mark.parametrize("content", ["202404", 202404, "20240401", 20240401, " 202404 "])
def test_digits_alone_are_a_month_where_a_period_must_stand(content):
    assert in_its_own_place(content) == APRIL
    assert read(content) == (APRIL, None)


@pytest.mark.parametrize("content", ["22/23", "22-23", "FY22/23"])
def test_two_short_years_are_a_financial_year_where_a_period_must_stand(content):
    assert in_its_own_place(content) == financial_year(2022)


@pytest.mark.parametrize("content", ["", "202413", "198904", "11/12", "22/24", "1/4", 512, True, None, "2024"])
def test_other_digits_are_no_period(content):
    assert in_its_own_place(content) is None


def test_a_day_counted_from_1904_is_four_years_later():
    period, asked = read(43_921, from_1904=True)
    assert (period, asked.code) == (APRIL, "C_PERIOD_SERIAL")
    assert asked.message == "43921 is a number; Excel counts it as the day 01/04/2024."


@pytest.mark.parametrize(
    ("number_format", "asks"),
    [
        ('mmm" 2023"', True),
        ('"March "yyyy', True),
        ('mmm" 2024"', False),
        ("mmm-yy", False),
        ('"month of "mmm yyyy', False),
    ],
)
def test_a_format_that_prints_another_month_or_year_is_asked_about(number_format, asks):
    period, trouble = read(datetime(2024, 4, 1), number_format)
    assert (period, trouble is not None) == (APRIL, asks)
