"""The methods page as it is served: anchors, headings in order, and nothing that depends on what is loaded."""

import re

from kpis.operations.explanation import explained_methods
from kpis.scorecard.departures import DEPARTURES
from layouts import about
from layouts.native import render

HTML = str(render(about.page(explained_methods()).content))


def test_every_section_has_the_anchor_that_the_contents_link_to():
    linked = re.findall(r'href="#([\w-]+)"', HTML)
    assert linked == re.findall(r'<h2 id="([\w-]+)"', HTML)
    assert {"change", "elsewhere", "small-numbers"} <= set(linked)


def test_no_heading_skips_a_level():
    levels = [int(level) for level in re.findall(r"<h([1-6])", HTML)]
    assert levels[:2] == [1, 2]
    assert set(levels) == {1, 2, 3}


def test_the_words_of_a_row_are_explained():
    for words in (
        "Usual variation",
        "Real improvement",
        "Real worsening",
        "Will not reliably meet the target without change",
        "Not enough data yet: 13 months are needed",
        "Not applicable: the months overlap",
        "Withheld",
    ):
        assert f"<dt>{words}</dt>" in HTML


def test_the_picture_has_its_words():
    assert re.search(r'<svg[^>]* role="img"[^>]* aria-label="[^"]*the usual range from 52.3% to 59.0%', HTML)
    assert HTML.count("<circle") + HTML.count('width="9"') == 15


def test_every_departure_is_listed():
    tables = HTML.partition('id="differences"')[2]
    assert tables.count('<tr role="row">') == len(DEPARTURES) + 3


def test_the_page_is_the_same_whatever_is_loaded(client, empty_client):
    assert client.get("/methods").text == empty_client.get("/methods").text


def test_every_page_links_to_it(client):
    foot = client.get("/upload").text.partition("<footer")[2]
    assert 'href="/methods"' in foot
    assert 'href="/accessibility"' in foot
