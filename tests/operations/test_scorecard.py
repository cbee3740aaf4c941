"""Reading a scorecard, and which scorecards there are."""

import pytest

from kpis.model.errors import NotFound
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.scorecard import (
    is_ready,
    list_scorecards,
    scorecard_for,
    scorecards_as_json,
    scorecards_as_text,
)
from tests.operations.builders import GOOD, OFFICER, PUBLIC, load, shipped


def test_the_newest_period_is_shown_unless_one_is_named(store):
    load(store, GOOD)
    assert scorecard_for(store, OFFICER, "tests").period.label == "2023-03"
    assert scorecard_for(store, OFFICER, "tests", "2023-02").period.label == "2023-02"


@pytest.mark.parametrize("text", ["2023-02", " 2023-02 ", "Feb-23", "February 2023", "01/02/2023"])
def test_a_period_may_be_written_as_people_write_it(text, store):
    load(store, GOOD)
    assert scorecard_for(store, OFFICER, "tests", text).period.label == "2023-02"


@pytest.mark.parametrize("text", ["q4 2022/23", "Q4 2022/23", "2022/23 Q4"])
def test_a_quarter_may_be_written_in_any_case_and_order(text, published):
    assert scorecard_for(published, OFFICER, "quarterly-report-2022-23", text).period.label == "Q4 2022/23"


def test_a_period_without_figures_is_not_found_and_those_there_are_are_named(store):
    load(store, GOOD)
    with pytest.raises(NotFound) as told:
        scorecard_for(store, OFFICER, "tests", "2024-01")
    assert str(told.value) == (
        "There are no figures for January 2024. There are figures from February 2023 to March 2023."
    )


@pytest.mark.parametrize("text", ["soon", "", "2023-13", "99", "2023-02; DROP TABLE uploads"])
def test_what_is_no_period_is_said_to_be_none(text, store):
    load(store, GOOD)
    with pytest.raises(NotFound) as told:
        scorecard_for(store, OFFICER, "tests", text)
    assert str(told.value) == f'"{text}" is not a period. Write a month as 2023-03.'


def test_the_name_of_a_scorecard_may_be_in_any_case(store):
    load(store, GOOD)
    assert scorecard_for(store, OFFICER, " TESTS ").name == "tests"


def test_an_unknown_scorecard_names_the_nearest_and_all_there_are(published):
    with pytest.raises(NotFound) as told:
        scorecard_for(published, OFFICER, "improvement-plan-2091")
    assert str(told.value).startswith("No scorecard called improvement-plan-2091. Did you mean improvement-plan-2019?")
    assert "missing-children-2023" in str(told.value)


def test_an_empty_store_has_no_scorecards_and_says_so(store):
    assert list_scorecards(store, OFFICER)[1] == {}
    assert scorecards_as_json(store, OFFICER) == {"scorecards": []}
    assert scorecards_as_text(store, OFFICER).startswith("Nothing has been loaded yet.")
    with pytest.raises(NotFound, match="There are: none yet"):
        scorecard_for(store, OFFICER, "tests")


def test_a_scorecard_whose_figures_nobody_loaded_says_so(store):
    workbook = shipped("missing-children-2023")
    load(store, workbook, catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    assert list_scorecards(store, OFFICER)[1]["improvement-plan-2019"] == ()
    with pytest.raises(NotFound) as told:
        scorecard_for(store, OFFICER, "improvement-plan-2019")
    assert str(told.value) == "No figures have been loaded for Improvement plan 2019: monthly indicators yet."


def test_the_published_scorecards_are_listed_in_the_order_of_their_titles(published):
    answer = scorecards_as_json(published, OFFICER)["scorecards"]
    assert [s["scorecard"] for s in answer] == [
        "indicators-of-success-2023",
        "improvement-plan-2019",
        "quarterly-report-2022-23",
        "missing-children-2023",
    ]
    assert answer[3]["periods"] == ["2023-04", "2023-05", "2023-06"]


def test_the_public_has_the_same_list_of_scorecards(published):
    assert scorecards_as_json(published, PUBLIC) == scorecards_as_json(published, OFFICER)
    assert scorecards_as_text(published, PUBLIC) == scorecards_as_text(published, OFFICER)


def test_a_store_that_answers_is_ready(store):
    assert is_ready(store)
