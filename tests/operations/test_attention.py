"""What needs attention across scorecards."""

from kpis.operations.attention import what_needs_attention
from kpis.operations.catalogue import shipped_catalogue
from kpis.scorecard.attention import Concern
from tests.operations.builders import OFFICER, PUBLIC, TIMELINESS, a_workbook, load, shipped


def test_an_empty_store_needs_no_attention(store):
    assert what_needs_attention(store, OFFICER) == []


def test_each_scorecard_is_judged_in_its_newest_period(published):
    found = [(a.scorecard.name, a.scorecard.period.label) for a in what_needs_attention(published, OFFICER)]
    assert found == [
        ("indicators-of-success-2023", "2023-03"),
        ("improvement-plan-2019", "2019-06"),
        ("quarterly-report-2022-23", "Q4 2022/23"),
        ("missing-children-2023", "2023-06"),
    ]


def test_a_scorecard_without_figures_is_left_out(store):
    workbook = shipped("missing-children-2023")
    load(store, workbook, catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    assert [a.scorecard.name for a in what_needs_attention(store, OFFICER)] == ["missing-children-2023"]


def test_an_indicator_that_has_just_turned_red_comes_first(store):
    load(store, a_workbook((TIMELINESS, "2023-02", "95.0%"), (TIMELINESS, "2023-03", "60.0%")))
    (attention,) = what_needs_attention(store, OFFICER)
    assert [(c, [r.indicator.code for r in rows]) for c, rows in attention.groups.items()] == [
        (Concern.NEWLY_RED, ["T1"])
    ]


def test_the_public_has_nothing_to_attend_to_in_an_empty_store(store):
    assert what_needs_attention(store, PUBLIC) == []
