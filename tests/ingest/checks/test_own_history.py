from kpis.ingest.checks.own_history import TOO_SHORT, check
from kpis.model.indicators import Basis
from tests.builders import a_count, an_indicator, month
from tests.ingest.checks.builders import as_read, monthly, told

START = month("2022-04")
STEADY = (80.1, 81.0, 79.5, 80.4, 80.8, 79.9, 80.2)


def rate(values):
    return check(as_read([an_indicator()], monthly("T1", values, start=START)))


def test_a_steady_series_and_a_steady_rise_draw_no_alarm():
    assert told(rate(STEADY)) == []
    assert told(rate((40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0))) == []


def test_a_change_of_level_that_stays_draws_no_alarm():
    assert told(rate((80.1, 81.0, 79.5, 80.4, 40.8, 39.9, 40.2))) == []


def test_one_slip_of_a_digit_away_from_its_history_is_told_with_the_figure_that_would_fit():
    (problem,) = rate((*STEADY[:3], 8.04, *STEADY[4:])).problems
    assert problem.code == "W_DIGIT_SLIP"
    swapped = rate((*STEADY[:3], 18.0, *STEADY[4:])).problems[0]
    assert (
        "is 18.0% in July 2022; about 80.2% would be usual, and 81.0%, one slip of a digit away, would fit."
        in swapped.message
    )


def test_what_no_single_slip_explains_is_told_as_far_outside():
    (problem,) = rate((*STEADY[:3], 35.5, *STEADY[4:])).problems
    assert (problem.code, problem.period) == ("W_OUTSIDE_HISTORY", "2022-07")
    assert "far outside its own history: about 80.2% would be usual." in problem.message


def test_a_slip_in_a_steady_rise_is_told_though_it_is_no_stranger_to_the_row():
    (problem,) = rate((40.2, 44.8, 50.1, 55.3, 59.7, 65.2, 49.9, 75.1, 80.2, 84.9)).problems
    assert (problem.code, problem.period) == ("W_DIGIT_SLIP", "2022-10")
    assert "about 70.2% would be usual, and 69.9%" in problem.message


def a_total(values, start=START):
    return check(as_read([a_count(basis=Basis.YEAR_TO_DATE)], monthly("C1", values, start=start)))


def test_a_year_to_date_count_is_judged_by_what_each_month_adds():
    growing = (21, 40, 62, 80, 101, 119, 140, 162, 180, 199, 221, 240, 19, 41)
    assert told(a_total(growing)) == []
    (problem,) = a_total((*growing[:5], 179, *growing[6:])).problems
    assert (problem.code, problem.period) == ("W_DIGIT_SLIP", "2022-09")
    assert "is 179 in September 2022; about 121 would be usual, and 119, one slip" in problem.message


def test_a_year_to_date_count_with_a_month_missing_draws_no_alarm():
    assert told(a_total((21, 40, 62, None, None, 119, 140, 162, 180, 199, 221, 240))) == []


def test_several_figures_of_a_section_that_are_far_off_together_are_no_slips():
    codes = ("T1", "T2", "T3")
    figures = [f for code in codes for f in monthly(code, (*STEADY[:3], 18.0, *STEADY[4:]), start=START)]
    checked = check(as_read([an_indicator(code) for code in codes], figures))
    assert [p.code for p in checked] == ["W_OUTSIDE_HISTORY"] * 3


def test_the_total_that_a_share_is_out_of_says_what_chance_gives():
    indicators = [an_indicator(whole="C1"), a_count(basis=Basis.SNAPSHOT)]
    shares = monthly("T1", (50.0, 62.5, 37.5, 50.0, 62.5, 12.5, 50.0, 50.0), start=START)
    few, many = (monthly("C1", (n,) * 8, start=START) for n in (8, 800))
    assert told(check(as_read(indicators, shares + few))) == []
    assert told(check(as_read(indicators, shares))) != []
    assert told(check(as_read(indicators, shares + many))) != []


def test_a_row_near_all_shows_how_few_it_is_out_of():
    tens = (100.0, 90.0, 100.0, 100.0, 70.0, 100.0, 90.0, 100.0)
    assert told(rate(tens)) == []
    assert told(rate((*tens[:4], 30.0, *tens[5:]))) == [("W_OUTSIDE_HISTORY", "T1", "2022-08")]
    assert told(rate((100.0, 99.4, 100.0, 100.0, 70.0, 100.0, 99.5, 100.0))) == [("W_OUTSIDE_HISTORY", "T1", "2022-08")]


def test_a_low_month_that_was_as_low_the_year_before_draws_no_alarm():
    values = [80.0 + n % 3 for n in range(30)]
    values[4] = values[16] = values[28] = 21.0
    assert told(rate(values)) == []
    assert told(rate([*values[:28], 81.0, 80.0])) == []
    assert told(rate(values[:12])) != []


def test_chance_is_allowed_for_in_small_counts():
    assert told(check(as_read([a_count()], monthly("C1", (3, 3, 3, 3, 7, 3, 3), start=START)))) == []


def test_fewer_than_six_figures_are_no_history():
    checked = rate((80.0, 20.0, 80.0))
    assert (told(checked), dict(checked.not_checked)) == ([], {TOO_SHORT: 3})


def test_only_figures_of_the_workbook_are_told():
    before = monthly("T1", STEADY[:-1], start=START)
    checked = check(as_read([an_indicator()], monthly("T1", (22.2,), start=month("2022-10")), standing=before))
    assert [p.period for p in checked] == ["2022-10"]
