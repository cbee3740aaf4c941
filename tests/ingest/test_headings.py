from datetime import datetime

import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.headings import Field, comparator_of, field_of, period_of
from kpis.model.periods import Period
from tests.builders import calendar_year, financial_year, month


def heading(content):
    return Cell("Q1", 1, 1, content)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Ref", Field.REF),
        ("No.", Field.REF),
        ("INDICATOR", Field.INDICATOR),
        ("Measure name:", Field.INDICATOR),
        ("Direction of travel", Field.DIRECTION),
        ("Target", Field.TARGET),
        ("2019/20 Local Target", Field.TARGET),
        ("MTFP link", Field.LINK),
        ("England", Field.ENGLAND),
        ("Statistical neighbours", Field.NEIGHBOURS),
        ("Something else", None),
        ("", None),
    ],
)
def test_a_heading_names_a_field_in_the_words_of_extracts(words, field):
    assert field_of(heading(words)) is field


@pytest.mark.parametrize(
    ("content", "period"),
    [
        ("Apr-18", month("2018-04")),
        (datetime(2018, 4, 1), month("2018-04")),
        ("2017/18 Actual", financial_year(2017)),
        ("2021 Actual", calendar_year(2021)),
        ("2021/22 outturn", financial_year(2021)),
        ("Q4 2022/23", Period.quarter(2022, 4)),
        ("2019/20 Local Target", None),
        ("Indicator", None),
        (2022, None),
        (True, None),
        (None, None),
    ],
)
def test_a_heading_names_a_period_only_in_words_or_as_a_date(content, period):
    assert period_of(heading(content)) == period


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("England", "England"),
        ("National average", "England"),
        ("SN", "Statistical neighbours"),
        ("North East", "North East"),
        ("North West region", "North West"),
        ("Yorkshire and The Humber", "Yorkshire and the Humber"),
        ("Yorkshire & Humber", "Yorkshire and the Humber"),
        ("EAST MIDLANDS AVERAGE", "East Midlands"),
        ("West Midlands*", "West Midlands"),
        ("East of England", "East of England"),
        ("London", "London"),
        ("Inner London", "London (Inner)"),
        ("London (Outer)", "London (Outer)"),
        ("South-East", "South East"),
        ("South West", "South West"),
        ("Region", "our region"),
        ("Regional average", "our region"),
        ("East", ""),
        ("Plymouth", ""),
        ("Target", ""),
    ],
)
def test_a_heading_names_england_the_neighbours_or_a_region_under_its_own_name(words, name):
    assert comparator_of(heading(words)) == name
