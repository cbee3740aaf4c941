from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.model.periods import Period, PeriodKind
from tests.builders import academic_year, calendar_year, financial_year, month

years = st.integers(1990, 2100)
periods = (
    st.builds(Period.month, years, st.integers(1, 12))
    | st.builds(Period.quarter, years, st.integers(1, 4))
    | st.builds(financial_year, years)
    | st.builds(academic_year, years)
    | st.builds(calendar_year, years)
)


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (month("2023-03"), "2023-03"),
        (month("2022-12"), "2022-12"),
        (Period.quarter(2022, 4), "Q4 2022/23"),
        (Period.quarter(2022, 1), "Q1 2022/23"),
        (financial_year(2022), "2022/23"),
        (financial_year(1999), "1999/00"),
        (financial_year(2008), "2008/09"),
        (academic_year(2021), "2021/22"),
        (calendar_year(2022), "2022"),
    ],
)
def test_a_period_is_labelled_as_it_is_written_in_files(period, label):
    assert period.label == label


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (month("2023-02"), date(2023, 2, 1), date(2023, 2, 28)),
        (month("2024-02"), date(2024, 2, 1), date(2024, 2, 29)),
        (month("2000-02"), date(2000, 2, 1), date(2000, 2, 29)),
        (month("2100-02"), date(2100, 2, 1), date(2100, 2, 28)),
        (month("2023-12"), date(2023, 12, 1), date(2023, 12, 31)),
        (Period.quarter(2022, 1), date(2022, 4, 1), date(2022, 6, 30)),
        (Period.quarter(2022, 2), date(2022, 7, 1), date(2022, 9, 30)),
        (Period.quarter(2022, 3), date(2022, 10, 1), date(2022, 12, 31)),
        (Period.quarter(2022, 4), date(2023, 1, 1), date(2023, 3, 31)),
        (financial_year(2022), date(2022, 4, 1), date(2023, 3, 31)),
        (academic_year(2022), date(2022, 9, 1), date(2023, 8, 31)),
        (calendar_year(2022), date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period, first, last):
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month("2023-03"), month("2023-02")),
        (month("2023-01"), month("2022-12")),
        (Period.quarter(2022, 4), Period.quarter(2022, 3)),
        (Period.quarter(2022, 1), Period.quarter(2021, 4)),
        (financial_year(2022), financial_year(2021)),
        (academic_year(2022), academic_year(2021)),
        (calendar_year(2022), calendar_year(2021)),
    ],
)
def test_the_previous_period_is_the_one_just_before(period, before):
    assert period.previous() == before
    assert before.following() == period


@pytest.mark.parametrize(
    ("period", "a_year_before"),
    [
        (month("2024-02"), month("2023-02")),
        (Period.quarter(2022, 1), Period.quarter(2021, 1)),
        (financial_year(2022), financial_year(2021)),
        (calendar_year(2022), calendar_year(2021)),
    ],
)
def test_the_same_period_last_year_keeps_its_number(period, a_year_before):
    assert period.same_last_year() == a_year_before


@pytest.mark.parametrize("number", [0, 13, -1])
def test_there_is_no_thirteenth_month(number):
    with pytest.raises(ValueError, match=f"There is no month {number}."):
        Period.month(2023, number)


@pytest.mark.parametrize("number", [0, 5])
def test_there_is_no_fifth_quarter(number):
    with pytest.raises(ValueError, match=f"There is no quarter {number}."):
        Period.quarter(2023, number)


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        (month("2023-04"), True),
        (month("2023-03"), False),
        (month("2023-05"), False),
        (Period.quarter(2023, 1), True),
        (Period.quarter(2023, 4), False),
        (financial_year(2023), False),
        (academic_year(2023), False),
        (calendar_year(2023), False),
    ],
)
def test_a_financial_year_starts_in_april_and_in_the_first_quarter(period, starts):
    assert period.starts_financial_year is starts


def test_periods_are_sorted_by_their_last_day_and_the_longer_comes_first():
    march, quarter, year = month("2023-03"), Period.quarter(2022, 4), financial_year(2022)
    shuffled = [march, month("2023-04"), year, month("2023-02"), quarter]
    in_order = [month("2023-02"), year, quarter, march, month("2023-04")]
    assert sorted(shuffled, key=lambda p: p.sort_key) == in_order


@given(periods)
@settings(max_examples=200, database=None, deadline=None)
def test_following_is_the_inverse_of_previous(period):
    assert period.previous().following() == period
    assert period.following().previous() == period


@given(periods)
@settings(max_examples=200, database=None, deadline=None)
def test_the_following_period_begins_the_day_after_the_last(period):
    assert period.following().first_day == period.last_day + timedelta(days=1)


@given(periods)
@settings(max_examples=200, database=None, deadline=None)
def test_a_year_of_steps_back_is_the_same_period_last_year(period):
    earlier = period
    for _ in range({PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}.get(period.kind, 1)):
        earlier = earlier.previous()
    assert earlier == period.same_last_year()


@given(periods, st.integers(-50, 50))
@settings(max_examples=200, database=None, deadline=None)
def test_a_period_shifted_by_so_many_lies_so_many_ordinals_on(period, by):
    assert period.shifted(by).ordinal - period.ordinal == by
    assert period.shifted(by).kind is period.kind
    assert period.shifted(by).shifted(-by) == period


@given(periods)
@settings(max_examples=100, database=None, deadline=None)
def test_the_next_ordinal_is_the_following_period(period):
    assert period.shifted(1) == period.following()
    assert period.shifted(-1) == period.previous()


@pytest.mark.parametrize(
    "period, first, last, number",
    [
        (Period.month(2023, 2), "2023-02", "2023-02", 1),
        (Period.quarter(2022, 3), "2022-10", "2022-12", 3),
        (Period.quarter(2022, 4), "2023-01", "2023-03", 3),
        (financial_year(2022), "2022-04", "2023-03", 12),
        (academic_year(2022), "2022-09", "2023-08", 12),
        (calendar_year(2022), "2022-01", "2022-12", 12),
    ],
)
def test_a_period_is_made_of_its_months_oldest_first(period, first, last, number):
    labels = [month.label for month in period.months]
    assert (labels[0], labels[-1], len(labels)) == (first, last, number)
    assert labels == sorted(set(labels))


def test_a_year_has_twelve_months_and_four_quarters():
    assert (month("2023-03").in_year, Period.quarter(2022, 4).in_year, financial_year(2022).in_year) == (12, 4, None)
