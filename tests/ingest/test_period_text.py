from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest.cells import Cell
from kpis.ingest.period_cells import find_period, period_in_cell, serial_month
from kpis.ingest.period_text import HOW_TO_WRITE, MONTH_NAMES, for_academic_year, parse_period
from kpis.model.periods import Period
from kpis.model.problems import Severity
from tests.builders import academic_year, calendar_year, financial_year, month

APRIL_2018 = month("2018-04")


@pytest.mark.parametrize(
    "content",
    [
        "Apr-18",
        "Apr 18",
        "Apr18",
        "Apr'18",
        "apr-18",
        "Apr. 2018",
        "Apr-2018",
        "April 2018",
        "APRIL 2018",
        "  April\n2018 ",
        "April\u00a02018",
        "2018-04",
        "2018-04-01",
        "2018-04-30",
        "01/04/2018",
        "1/4/2018",
        "01.04.2018",
        "01-04-2018",
        "Apr−18",
        "Apr — 18",
        "April (2018)",
        "30th of April 2018",
        "April 1, 2018",
        "Sunday 1 April 2018",
        "as at 30 April 2018",
        "end of April 2018",
        "30/04/2018",
        date(2018, 4, 1),
        date(2018, 4, 30),
        datetime(2018, 4, 1),
        datetime(2018, 4, 30, 23, 59),
    ],
)
def test_april_2018_is_read_however_it_is_written(content):
    assert parse_period(content) == (APRIL_2018, None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Sept 24", month("2024-09")),
        ("Sep-24", month("2024-09")),
        ("September 2024", month("2024-09")),
        ("May-24", month("2024-05")),
        ("29/02/2024", month("2024-02")),
        ("28/02/2023", month("2023-02")),
        ("2023-03", month("2023-03")),
        ("1990-01", month("1990-01")),
        ("Q4 2022/23", Period.quarter(2022, 4)),
        ("q1 2022-23", Period.quarter(2022, 1)),
        ("Q4, 2022/2023", Period.quarter(2022, 4)),
        ("2022/23 Q4", Period.quarter(2022, 4)),
        ("2021/22", financial_year(2021)),
        ("2021-22", financial_year(2021)),
        ("2021/2022", financial_year(2021)),
        ("2021–22", financial_year(2021)),
        ("FY2021/22", financial_year(2021)),
        ("year ending March 2022", financial_year(2021)),
        ("12 months to 31 March 2022", financial_year(2021)),
        ("Year ended August 2022", academic_year(2021)),
        ("year to December 2022", calendar_year(2022)),
        ("Quarter 4 2022/23", Period.quarter(2022, 4)),
        ("Qtr 4 2022-23", Period.quarter(2022, 4)),
        ("2022/23 (Q4)", Period.quarter(2022, 4)),
        ("Q4 22/23", Period.quarter(2022, 4)),
        ("1999/00", financial_year(1999)),
        ("2022", calendar_year(2022)),
        (2022, calendar_year(2022)),
        (2022.0, calendar_year(2022)),
    ],
)
def test_months_quarters_and_years_are_read(content, expected):
    assert parse_period(content) == (expected, None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ""),
        (None, ""),
        ("12", "12"),
        (12, "12"),
        (2022.5, "2022.5"),
        (float("nan"), "nan"),
        (True, "True"),
        ("Foo-18", "Foo-18"),
        ("Septem 24", "Septem 24"),
        ("2018-13", "2018-13"),
        ("2018-00", "2018-00"),
        ("2024-02-30", "2024-02-30"),
        ("31/02/2024", "31/02/2024"),
        ("Q5 2022/23", "Q5 2022/23"),
        ("Q0 2022/23", "Q0 2022/23"),
        ("Q4 2022", "Q4 2022"),
        ("Q1 2022/23 Q4", "Q1 2022/23 Q4"),
        ("2021/23", "2021/23"),
        ("2021/2023", "2021/2023"),
        ("1989", "1989"),
        ("2101", "2101"),
        ("Apr-2101", "Apr-2101"),
        ("Apr-٢٤", "Apr-٢٤"),
    ],
)
def test_what_is_no_period_is_refused(content, words):
    period, trouble = parse_period(content)
    assert period is None
    assert (trouble.code, trouble.severity) == ("E_PERIOD", Severity.REJECT)
    assert trouble.message == f'"{words}" is not a period.'
    assert trouble.what_to_do == HOW_TO_WRITE


@pytest.mark.parametrize("month", ["May", "Sept", "apr.", "November"])
def test_a_month_without_its_year_is_told_to_have_one(month):
    period, trouble = parse_period(month)
    assert (period, trouble.code, trouble.message) == (None, "E_PERIOD", f'"{month}" does not say its year.')
    assert trouble.what_to_do == "Write the month with its year, such as Apr-24."


def test_the_refusal_of_a_period_says_how_to_write_one():
    assert HOW_TO_WRITE == "Write a month as Apr-24, a quarter as Q4 2022/23 or a year as 2022/23."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("1924-04", '"1924-04" is the year 1924.'),
        ("April 1989", '"April 1989" is the year 1989.'),
        (datetime(1924, 4, 1), '"01/04/1924" is the year 1924.'),
        ("1988/89", '"1988/89" is the year 1988.'),
    ],
)
def test_a_year_before_living_memory_is_a_slip_of_the_pen(content, words):
    period, trouble = parse_period(content)
    assert period is None
    assert (trouble.code, trouble.message, trouble.what_to_do) == ("E_PERIOD_TOO_OLD", words, "Check the year.")


@pytest.mark.parametrize("content", ["15/04/2018", "2018-04-15", date(2018, 4, 15), datetime(2018, 4, 29)])
def test_a_day_in_the_middle_is_read_as_its_month_with_a_warning(content):
    period, trouble = parse_period(content)
    assert period == APRIL_2018
    assert (trouble.code, trouble.severity) == ("W_PERIOD_NOT_FIRST", Severity.WARN)
    assert trouble.message.endswith("/04/2018, and is read as April 2018.")


@pytest.mark.parametrize(
    ("content", "other"),
    [("04/01/2024", "April 2024"), ("02/01/2024", "February 2024"), ("12/01/2024", "December 2024")],
)
def test_a_day_in_january_that_may_be_the_first_of_another_month_is_asked_about(content, other):
    period, trouble = parse_period(content)
    assert period == month("2024-01")
    assert (trouble.code, trouble.severity) == ("C_PERIOD_AMBIGUOUS", Severity.CONFIRM)
    assert trouble.message == f'"{content}" may be {int(content[:2])} January 2024 or the first day of {other}.'
    assert trouble.what_to_do.startswith("Confirm January 2024, or write ")


@pytest.mark.parametrize(("content", "code"), [("01/01/2024", None), ("13/01/2024", "W_PERIOD_NOT_FIRST")])
def test_a_day_in_january_that_can_only_be_that_is_not_asked_about(content, code):
    period, trouble = parse_period(content)
    assert period == month("2024-01")
    assert (trouble and trouble.code) == code


@pytest.mark.parametrize("content", [0.531, 12.0, 45383.0, "Indicator", "Target", "Pre Ofsted visit", None])
def test_a_heading_that_names_no_period_is_none(content):
    assert find_period(Cell("Sheet", 1, 1, content)) is None


def test_a_year_over_an_academic_year_indicator_is_the_academic_year():
    assert for_academic_year(financial_year(2021)) == academic_year(2021)


@pytest.mark.parametrize("period", [APRIL_2018, Period.quarter(2022, 4), calendar_year(2022), academic_year(2021)])
def test_only_a_financial_year_becomes_an_academic_year(period):
    assert for_academic_year(period) == period


@given(st.integers(1990, 2089), st.integers(1, 12), st.sampled_from(["{m:.3}-{y}", "{m} {y}", "{m:.3} {y}", "{m}-{y}"]))
@settings(max_examples=100, database=None, deadline=None)
def test_every_month_written_with_its_name_is_that_month(year, number, form):
    written = form.format(m=MONTH_NAMES[number - 1].title(), y=year)
    assert parse_period(written) == (Period.month(year, number), None)


@given(st.text(max_size=20))
@settings(max_examples=200, database=None, deadline=None)
def test_any_text_is_a_period_or_trouble(text):
    period, trouble = parse_period(text)
    assert period is not None or trouble is not None


@pytest.mark.parametrize("text", ["2011-12", "2004-05", "2000-01"])
def test_a_year_and_a_number_that_is_a_month_are_a_month_as_we_write_it_ourselves(text):
    period, trouble = parse_period(text)
    assert trouble is None
    assert period.label == text


def test_an_ambiguous_date_of_another_century_is_refused_and_not_asked_about():
    assert parse_period("04/01/1924")[1].code == "E_PERIOD_TOO_OLD"


def test_a_bare_number_that_excel_counts_as_a_day_is_asked_about():
    period, trouble = parse_period(45413)
    assert period == Period.month(2024, 5)
    assert trouble.code == "C_PERIOD_SERIAL"
    assert "Excel counts it as the day 01/05/2024" in trouble.message
    assert parse_period(45413.5)[0] == Period.month(2024, 5)


@pytest.mark.parametrize("number", [60, 32_873, 73_052, 10**12, float("inf")])
def test_a_number_that_is_no_day_of_living_memory_is_no_period(number):
    assert parse_period(number)[1].code == "E_PERIOD"


def test_a_day_of_1900_is_a_small_number_formatted_as_a_date():
    assert parse_period(datetime(1900, 2, 28))[1].code == "E_PERIOD"


@pytest.mark.parametrize(
    "content",
    [
        "1 April 2018",
        "1st April 2018",
        "01-Apr-18",
        "01/04/18",
        "04/2018",
        "2018/04",
        "2018 Apr",
        "Apr’18",
        "2018-04-01 00:00:00",
        "2018-04-01T00:00:00",
        "Apr\u200b-18",
    ],
)
def test_april_2018_is_read_as_other_programs_write_it(content):
    assert parse_period(content) == (APRIL_2018, None)


@pytest.mark.parametrize(
    "content", ["30 Feb 2024", "30/02/2024", "31 April 2024", "13/2024", "2024/13", "Apr", "24-Foo"]
)
def test_a_day_or_month_that_never_was_is_refused(content):
    assert parse_period(content)[1].code == "E_PERIOD"


def test_a_number_in_a_text_that_excel_counts_as_a_day_is_asked_about():
    period, asked = parse_period("45383")
    assert (period, asked.code) == (month("2024-04"), "C_PERIOD_SERIAL")


def test_a_number_that_prints_a_month_in_letters_is_read_as_printed_and_asked_about():
    period, asked = period_in_cell(Cell("Q1", 5, 4, 45413, '"Apr-24"'))
    assert (period, asked.code) == (month("2024-04"), "C_PERIOD_SERIAL")
    assert asked.message == (
        'the cell prints "Apr-24" and holds the number 45413, which Excel counts as the day 01/05/2024.'
    )
    assert asked.what_to_do == "Confirm April 2024, or write the month meant as text."


def test_a_number_that_prints_no_month_is_read_as_excels_day():
    assert period_in_cell(Cell("Q1", 5, 4, 45413, '"later"'))[0] == month("2024-05")


@pytest.mark.parametrize(
    ("content", "expected"), [(45383, month("2024-04")), (45384, None), (512, None), (True, None), ("45383", None)]
)
def test_only_the_first_day_of_a_month_may_head_a_column_as_a_number(content, expected):
    assert serial_month(Cell("Q1", 1, 4, content)) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [("04/30/2024", "2024-04"), ("4/13/24", "2024-04"), ("24-Apr", "2024-04"), ("24 April", "2024-04")],
)
def test_what_can_only_be_meant_in_one_odd_way_is_proposed_and_asked_about(text, label):
    period, asked = parse_period(text)
    assert (period.label, asked.code) == (label, "C_PERIOD_AMBIGUOUS")


@pytest.mark.parametrize(
    "text", ["13/13/2024", "00-Foo", "year ending April 2024", "22/23", "12/24", "01-04-24", "a" * 100]
)
def test_what_may_be_anything_else_is_no_period(text):
    assert parse_period(text)[1].code == "E_PERIOD"
