from kpis.ingest.checks.own_history import TOO_SHORT, check
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
        "is 18.0% in July 2022, far from its usual 80.2; 81.0, one slip of a digit away, would fit" in swapped.message
    )


def test_what_no_single_slip_explains_is_told_as_far_outside():
    (problem,) = rate((*STEADY[:3], 35.5, *STEADY[4:])).problems
    assert (problem.code, problem.period) == ("W_OUTSIDE_HISTORY", "2022-07")
    assert "far outside its own history, which is about 80.2" in problem.message


def test_chance_is_allowed_for_in_small_counts():
    assert told(check(as_read([a_count()], monthly("C1", (3, 3, 3, 3, 7, 3, 3), start=START)))) == []


def test_fewer_than_six_figures_are_no_history():
    checked = rate((80.0, 20.0, 80.0))
    assert (told(checked), dict(checked.not_checked)) == ([], {TOO_SHORT: 3})


def test_only_figures_of_the_workbook_are_told():
    before = monthly("T1", STEADY[:-1], start=START)
    checked = check(as_read([an_indicator()], monthly("T1", (22.2,), start=month("2022-10")), standing=before))
    assert [p.period for p in checked] == ["2022-10"]
