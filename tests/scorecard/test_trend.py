"""Which figures a trend is made of, where it breaks, and how it is said."""

from kpis.model.observations import Marker
from kpis.scorecard.trend import MOST_POINTS, trend_points, trend_words, unbroken
from tests.builders import financial_year
from tests.scorecard.builders import a_row, kept, kept_months


def values(points):
    return [p.value for p in points]


def test_a_trend_has_the_rows_own_kind_of_period():
    row = a_row([kept(financial_year(2021), 9.0), *kept_months({"2023-02": 1.0, "2023-03": 2.0})])
    assert values(trend_points(row)) == [1.0, 2.0]


def test_where_that_is_too_few_it_has_every_kind():
    row = a_row([kept(financial_year(2021), 9.0), *kept_months({"2023-03": 2.0})])
    assert values(trend_points(row)) == [9.0, 2.0]


def test_fewer_than_two_figures_are_no_trend():
    assert trend_points(a_row({"2023-02": Marker.SUPPRESSED, "2023-03": 2.0})) == ()


def test_a_trend_has_two_years_at_most():
    months = {f"{2020 + n // 12}-{n % 12 + 1:02d}": float(n) for n in range(39)}
    points = trend_points(a_row(months))
    assert (len(points), points[-1].value) == (MOST_POINTS, 38.0)


def test_a_marker_and_a_month_never_loaded_each_end_a_stretch():
    row = a_row({"2022-09": 1.0, "2022-10": 2.0, "2022-12": 3.0, "2023-01": Marker.SUPPRESSED, "2023-02": 4.0})
    assert [values(run) for run in unbroken(row.history)] == [[1.0, 2.0], [3.0], [4.0]]


def test_a_trend_is_said_from_end_to_end():
    row = a_row({"2023-01": 5.0, "2023-02": 9.0, "2023-03": 7.0})
    said = "From 5.0% in January 2023 to 7.0% in March 2023; lowest 5.0%, highest 9.0%"
    assert trend_words(row.history) == said
