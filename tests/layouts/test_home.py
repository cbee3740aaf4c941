"""The front page: each scorecard's rows by concern, then what was revised since, then its files."""

from kpis.scorecard.attention import build_attention
from layouts import home
from layouts.native import render
from tests.exports.test_given_for import a_publication
from tests.exports.test_revised import LAST, red_twice


def test_what_was_revised_stands_after_the_rows_that_need_attention_and_the_files_last():
    html = str(render(home.page([build_attention(red_twice(), LAST)]).content))
    order = ["Newly means since members", "Newly red (1)", "Revised since members last saw them", "Take this away"]
    assert sorted(order, key=html.index) == order


def test_members_take_away_the_publication_and_nothing_newer():
    content = home.members_page([(a_publication(), build_attention(red_twice()))]).content
    html = str(render(content))
    assert 'href="/publications/3/scorecard.pdf"' in html
    assert "/api/v1/scorecards" not in html
