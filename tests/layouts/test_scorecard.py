import re

import pytest

from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for
from kpis.scorecard.filters import Filters
from layouts.native import render
from layouts.scorecard import page

ASKER = Asker("a test")


def drawn(store, name, period=None, **filters):
    return render(page(scorecard_for(store, ASKER, name, period), Filters(**filters)).content)


def rows_in(html):
    return re.findall(r"<tr(?: hidden)?[^>]*data-section.*?</tr>", html)


def test_all_67_rows_are_on_the_page(published):
    assert len(rows_in(drawn(published, "indicators-of-success-2023"))) == 67


def test_rows_that_a_filter_leaves_out_are_hidden_and_still_there(published):
    html = drawn(published, "indicators-of-success-2023", rag="red")
    rows = rows_in(html)
    assert len(rows) == 67
    assert sum(" hidden" in row.partition(">")[0] for row in rows) == 67 - 24
    assert "Showing 24 of 67 indicators" in html


@pytest.mark.parametrize(
    "filters, left",
    [
        ({}, 67),
        ({"words": "supervision"}, 6),
        ({"words": "supervision fostering"}, 1),
        ({"words": "mtfp14"}, 1),
        ({"section": "A Stable and able workforce"}, 9),
        ({"section": "A Stable and able workforce", "rag": "red"}, 7),
        ({"change": "not_known"}, 67),
        ({"change": "usual"}, 0),
        ({"rag": "purple"}, 0),
        ({"words": "<script>"}, 0),
    ],
)
def test_filters_count_what_they_leave(published, filters, left):
    assert f"Showing {left} of 67 indicators" in drawn(published, "indicators-of-success-2023", **filters)


def test_nothing_left_is_said_in_words(published):
    html = drawn(published, "indicators-of-success-2023", words="zebra")
    assert '<p id="scorecard-nothing" class="inset">No indicator fits these filters.' in html


def test_the_same_words_month_after_month_are_said_once_across(published):
    html = drawn(published, "indicators-of-success-2023", words="7")
    row = next(r for r in rows_in(html) if "Initial contact decisions" in r)
    assert row.count("Report in development") == 1
    assert 'colspan="6"' in row


def test_six_recent_months_and_the_year_before_have_columns(published):
    html = drawn(published, "improvement-plan-2019")
    heads = re.findall(r'<th[^>]*scope="col"[^>]*>([^<]*)</th>', html.partition("</thead>")[0])
    expected = ["Ref", "Indicator", "2017/18", "Jan 19", "Feb 19", "Mar 19", "Apr 19", "May 19", "Jun 19"]
    assert heads[:9] == expected


def test_a_quarterly_scorecard_has_earlier_years_england_and_neighbours(published):
    html = drawn(published, "quarterly-report-2022-23")
    heads = re.findall(r"<th[^>]*scope=\"col\"[^>]*>([^<]*)</th>", html.partition("</thead>")[0])
    assert heads == [
        "Ref", "Indicator", "2019/20", "2020/21", "2021/22", "Q4 2022/23", "Trend", "Direction", "Target",
        "Against target", "England", "Statistical neighbours",
    ]  # fmt: skip


def test_every_heading_has_a_scope(published):
    html = drawn(published, "quarterly-report-2022-23")
    assert re.findall(r"<th(?![^>]*scope=)[^>]*>", html.replace("<thead", "<x-head")) == []


@pytest.mark.parametrize(
    "change, left", [("usual", 5), ("improvement", 6), ("concern", 1), ("moved", 1), ("not_known", 4)]
)
def test_rows_are_filtered_by_whether_their_change_is_real(published, change, left):
    assert f"Showing {left} of 17 indicators" in drawn(published, "improvement-plan-2019", change=change)


def test_colour_variation_and_assurance_stand_in_each_row_in_words(published):
    html = drawn(published, "improvement-plan-2019")
    row = next(r for r in rows_in(html) if 'href="/indicator/A12"' in r)
    for words in ("Amber", "Real improvement over the longer run", "Will not reliably meet the target without change"):
        assert words in row
    assert 'href="/methods#change"' in html


def test_a_row_that_cannot_be_judged_says_why(published):
    html = drawn(published, "indicators-of-success-2023")
    row = next(r for r in rows_in(html) if 'href="/indicator/N12"' in r)
    assert "Months overlap: cannot tell" in row
    assert "Too few months to tell" in html


def test_no_column_stands_for_a_month_before_the_first_figure(published):
    html = drawn(published, "missing-children-2023")
    assert [month for month in ("Mar 23", "Apr 23", "Jun 23") if month in html] == ["Apr 23", "Jun 23"]
