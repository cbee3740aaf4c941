"""Reading one indicator over time."""

import pytest

from kpis.model.errors import NotFound
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.history import history_of
from tests.operations.builders import GOOD, OFFICER, PUBLIC, TIMELINESS, a_workbook, load, shipped


def test_a_history_holds_every_period_oldest_first(store):
    load(store, GOOD)
    history = history_of(store, OFFICER, "T1")
    assert [(p.period.label, p.shown) for p in history.points] == [("2023-02", "60.0%"), ("2023-03", "64.1%")]
    assert history.scorecard_title == "Tests"


@pytest.mark.parametrize("code", ["t1", " T1 ", "T1"])
def test_a_code_may_be_in_any_case(code, store):
    load(store, GOOD)
    assert history_of(store, OFFICER, code).row.indicator.code == "T1"


def test_the_row_stands_at_the_newest_period_of_the_scorecard_even_without_a_figure(store):
    load(store, a_workbook((TIMELINESS, "2023-03", "64.1%"), ("Contacts", "2023-04", "609")))
    row = history_of(store, OFFICER, "T1").row
    assert (row.period.label, row.value) == ("2023-04", None)
    assert row.verdict == "No figure has been loaded for this period."


def test_an_unknown_indicator_names_the_nearest(published):
    with pytest.raises(NotFound) as told:
        history_of(published, OFFICER, "N10l")
    assert str(told.value).startswith("No indicator called N10l. Did you mean N1")


def test_an_indicator_nothing_like_any_other_is_not_found_without_a_hint(published):
    with pytest.raises(NotFound) as told:
        history_of(published, OFFICER, "☃☃☃☃")
    assert str(told.value) == "No indicator called ☃☃☃☃."


def test_an_indicator_of_a_scorecard_without_figures_says_that_none_were_loaded(store):
    workbook = shipped("missing-children-2023")
    load(store, workbook, catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    with pytest.raises(NotFound) as told:
        history_of(store, OFFICER, "A07")
    assert str(told.value) == ("No figures have been loaded for Improvement plan 2019: monthly indicators yet.")


def test_the_public_has_every_figure_that_is_not_withheld_and_nothing_that_was_revised(store):
    load(store, GOOD, keep_catalogue=True)
    load(store, a_workbook((TIMELINESS, "2023-03", "65.0%"), name="later.csv"))
    public, officers = (history_of(store, asker, "T1") for asker in (PUBLIC, OFFICER))
    assert [p.shown for p in public.points] == [p.shown for p in officers.points] == ["60.0%", "65.0%"]
    assert (len(officers.revisions), public.revisions, public.answers) == (1, (), ())
