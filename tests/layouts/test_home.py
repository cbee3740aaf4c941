"""The front page: each scorecard's rows by concern, then what was revised since, then its files."""

from kpis.scorecard.attention import build_attention
from layouts import home
from layouts.native import render
from tests.builders import an_indicator, month
from tests.exports.test_given_for import a_publication
from tests.exports.test_revised import LAST, red_twice
from tests.scorecard.builders import a_scorecard, kept_months


def test_what_was_revised_stands_after_the_rows_that_need_attention_and_the_files_last():
    html = str(render(home.page([build_attention(red_twice(), LAST)]).content))
    order = ["Newly means since members", "Newly red (1)", "Revised since members last saw them", "Take this away"]
    assert sorted(order, key=html.index) == order


def test_members_read_the_scorecard_with_something_red_first():
    green = a_scorecard([an_indicator(ref="1")], kept_months({"2023-04": 61.0}), month("2023-04"))
    found = [build_attention(green), build_attention(red_twice())]
    html = str(render(home.members_page([(a_publication(), one) for one in found]).content))
    assert html.index("March 2023. ") < html.index("April 2023. ")


def test_members_take_away_the_publication_and_nothing_newer():
    content = home.members_page([(a_publication(), build_attention(red_twice()))]).content
    html = str(render(content))
    assert 'href="/publications/3/scorecard.pdf"' in html
    assert "/api/v1/scorecards" not in html
