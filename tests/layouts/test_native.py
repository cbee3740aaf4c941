import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from layouts.native import element, render


def test_a_text_is_escaped():
    assert render(html.P("<script>alert(1)</script> & 'more'")) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;more&#39;</p>"
    )


def test_an_attribute_is_escaped():
    assert render(html.A("x", href='"><script>')) == '<a href="&#34;&gt;&lt;script&gt;">x</a>'


@given(st.text())
def test_no_text_ever_becomes_markup(text):
    assert render(html.P(text, title=text)) == f'<p title="{escape(text)}">{escape(text)}</p>'


def test_names_are_spelt_as_html_spells_them():
    tree = html.Label("Name", htmlFor="a", className="b", **{"aria-label": "c", "data-d": "e"})
    assert render(tree) == '<label class="b" for="a" aria-label="c" data-d="e">Name</label>'


def test_an_attribute_that_is_true_stands_alone_and_one_that_is_false_is_left_out():
    assert render(html.Div(hidden=True)) == "<div hidden></div>"
    assert render(html.Div(hidden=False)) == "<div></div>"
    assert render(element("input", required=True, checked=False)) == "<input required>"


def test_an_element_without_content_is_not_closed():
    assert render(element("input", type="text", aria_label="x")) == '<input type="text" aria-label="x">'


def test_lists_and_nothing_are_children_too():
    assert render([None, html.B("a"), ["b", 3]]) == "<b>a</b>b3"


def test_what_is_no_component_is_refused():
    with pytest.raises(TypeError, match="object is no component"):
        render(object())
