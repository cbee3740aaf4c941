"""Inside a publication every address leads to what was frozen."""

import pytest
from dash import html

from layouts import routes
from layouts.native import element, render
from layouts.parts.published_tree import published_tree


@pytest.mark.parametrize(
    "address, inside",
    [
        ("/", "/publications/3"),
        ("/scorecard/plan?rag=red", "/publications/3/scorecard?rag=red"),
        ("/indicator/N01", "/publications/3/indicator/N01"),
        ("/api/v1/scorecards/plan.csv?period=2023-03", "/publications/3/scorecard.csv"),
        ("/api/v1/scorecards/plan.pdf?period=2023-03&rag=red", "/publications/3/scorecard.pdf?rag=red"),
        ("/api/v1/indicators/N01.json", "/publications/3/indicators/N01.json"),
        ("/methods#change", "/methods#change"),
        ("/publications/2", "/publications/2"),
        ("#part", "#part"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_an_address_leads_inside_the_publication(address, inside):
    assert routes.within(3, address) == inside


def test_every_link_and_form_of_a_tree_is_led_inside():
    tree = [
        html.P(html.A("One", href="/indicator/N01")),
        element("form", html.A("All", href="/"), action="/scorecard/p"),
    ]
    text = render(published_tree(3, tree))
    assert text == (
        '<p><a href="/publications/3/indicator/N01">One</a></p>'
        '<form action="/publications/3/scorecard"><a href="/publications/3">All</a></form>'
    )
