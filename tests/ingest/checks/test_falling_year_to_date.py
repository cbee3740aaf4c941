import pytest

from kpis.ingest.checks.falling_year_to_date import NO_COUNTS, check
from kpis.model.indicators import Basis
from tests.builders import a_count, an_indicator, month
from tests.ingest.checks.builders import as_read, figure, monthly, told

COUNT = a_count(basis=Basis.YEAR_TO_DATE)
APRIL = month("2022-04")


@pytest.mark.parametrize("values", [(7, 10, 16), (7, 7, 7), (7, None, 16)])
def test_a_count_since_april_that_grows_or_stands_is_right(values):
    assert told(check(as_read([COUNT], monthly("C1", values, start=APRIL)))) == []


def test_a_count_since_april_cannot_fall_even_over_a_month_without_a_figure():
    assert told(check(as_read([COUNT], monthly("C1", (7, 10, 9), start=APRIL)))) == [("C_YTD_FALLS", "C1", "2022-06")]
    assert told(check(as_read([COUNT], monthly("C1", (7, None, 6), start=APRIL)))) == [("C_YTD_FALLS", "C1", "2022-06")]


def test_a_new_year_begins_again_in_april():
    assert told(check(as_read([COUNT], monthly("C1", (90, 7), start=month("2022-03"))))) == []


def test_a_count_since_one_day_does_not_begin_again():
    since = a_count(basis=Basis.SINCE_DATE)
    assert told(check(as_read([since], monthly("C1", (90, 7), start=month("2022-03"))))) == [
        ("C_YTD_FALLS", "C1", "2022-04")
    ]


def test_both_sides_of_a_fraction_can_only_grow():
    rate = an_indicator(basis=Basis.YEAR_TO_DATE)
    rows = [figure("T1", 50.0, period=APRIL, of=(5, 10)), figure("T1", 66.7, period=APRIL.following(), of=(6, 9))]
    (problem,) = check(as_read([rate], rows)).problems
    assert 'the denominator of T1 "Indicator T1" is 9 in May 2022 and was 10 in April 2022' in problem.message


def test_a_later_figure_that_stands_is_compared_with_a_corrected_earlier_one():
    standing = monthly("C1", (7, 10), start=APRIL)
    checked = check(as_read([COUNT], monthly("C1", (11,), start=APRIL), standing=standing))
    assert told(checked) == [("C_YTD_FALLS", "C1", "2022-04")]


def test_a_percentage_without_its_counts_is_not_checked():
    rate = an_indicator(basis=Basis.YEAR_TO_DATE)
    assert dict(check(as_read([rate], monthly("T1", (50.0, 40.0), start=APRIL))).not_checked) == {NO_COUNTS: 2}
