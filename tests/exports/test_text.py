"""Answers in words at a command line."""

import pytest

from kpis.exports.text import check_text, history_text, scorecard_text, scorecards_text
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import ScorecardTitle
from kpis.model.observations import Marker
from kpis.model.people import Asker
from kpis.model.periods import Period
from kpis.model.problems import Outcome, Problem, Severity
from kpis.operations.history import history_of
from kpis.operations.scorecard import scorecard_for
from tests.builders import MARCH, an_indicator
from tests.scorecard.builders import a_scorecard, a_target, kept_months

OFFICER = Asker("a test")


def test_a_scorecard_in_words_has_title_section_figure_arrow_colour_and_sentence():
    figures = kept_months({"2023-02": 60.0, "2023-03": 64.1})
    text = scorecard_text(a_scorecard([an_indicator(ref="12")], figures, targets=[a_target(90.0, amber_low=76.5)]))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines == [
        "Tests: March 2023",
        "",
        "Visits",
        "12 Indicator T1 64.1% ↑ Up, better target 90.0% Red",
        "Better than last month. Still below target. Up is good.",
        "Not enough data yet: 13 months are needed.",
    ]


def test_a_row_without_a_figure_says_so():
    assert "No figure" in scorecard_text(a_scorecard([an_indicator()], []))


def test_a_withheld_row_says_so():
    text = scorecard_text(a_scorecard([an_indicator()], kept_months({"2023-03": Marker.SUPPRESSED})))
    assert "Withheld" in text


def test_a_long_name_is_cut_at_a_word():
    name = "Percentage of children " * 8
    text = scorecard_text(a_scorecard([an_indicator(name=name)], []))
    assert "  Percentage of children Percentage of children Percentage of…  " in text


def test_a_yearly_row_of_a_quarterly_scorecard_names_its_own_period(published):
    text = scorecard_text(scorecard_for(published, OFFICER, "quarterly-report-2022-23"))
    assert "45.9% (2022)" in text
    assert "8.8% (2021/22 academic year)" in text


def test_a_history_in_words_names_the_cell_of_each_figure(published):
    lines = history_text(history_of(published, OFFICER, "A07")).splitlines()
    assert lines[0] == "A07  Re-referrals within 12 months (YTD)"
    assert lines[2] == "Better than last month. Still above target. Down is good."
    newest = " ".join(lines[-1].split())
    assert newest.startswith("June 2019 31.4% Red improvement-plan-2019.xlsx, Priority 2 ")


def test_an_empty_store_says_how_to_load_a_workbook():
    assert scorecards_text(Catalogue(), {}) == (
        "Nothing has been loaded yet. Load a workbook with: python -m kpis load FILE --by NAME"
    )


def test_the_list_of_scorecards_says_what_each_covers():
    catalogue = Catalogue(scorecards=(ScorecardTitle("tests", "Tests"),))
    lines = scorecards_text(catalogue, {"tests": (Period.month(2023, 2), MARCH), "bare": ()}).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "tests Tests (February 2023 to March 2023)",
        "bare Bare (no figures yet)",
    ]


@pytest.mark.parametrize(
    "outcome, words",
    [
        (Outcome.ACCEPT, "nothing wrong"),
        (Outcome.WARN, "can be taken in; please look at the warnings"),
        (Outcome.CONFIRM, "a person must answer the questions before it is taken in"),
        (Outcome.REJECT, "cannot be taken in"),
    ],
)
def test_a_check_says_its_outcome_in_words(outcome, words):
    assert check_text("march.xlsx", outcome, 3, []) == f"march.xlsx: 3 figures read; {words}."


def test_a_check_lists_each_problem_with_what_to_do():
    problem = Problem("E_NUMBER", Severity.REJECT, 'Sheet "Q1", cell D14: "abc" is not a number.', "Write the figure.")
    lines = check_text("march.xlsx", Outcome.REJECT, 0, [problem]).splitlines()
    assert lines[1] == '  reject  E_NUMBER  Sheet "Q1", cell D14: "abc" is not a number. Write the figure.'
