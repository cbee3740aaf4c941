"""The officers' words as elements: structure from the tree, and nothing from their text."""

from kpis.scorecard.prose.markdown import read_commentary
from layouts.native import render
from layouts.parts.prose import prose


def drawn(text, under=2):
    return str(render(prose(read_commentary(text).blocks, under)))


def test_each_block_and_piece_has_its_element():
    assert drawn("A **b** *c* `d` [e](/methods)\\\nf") == (
        '<p>A <strong>b</strong> <em>c</em> <code>d</code> <a href="/methods">e</a><br>f</p>'
    )
    assert drawn("- a\n- b\n  - c") == "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"
    assert drawn("3. a\n4. b") == '<ol start="3"><li>a</li><li>b</li></ol>'
    assert drawn("> a\n\n---") == "<blockquote><p>a</p></blockquote><hr>"
    assert drawn("```\na < b\n```") == '<pre style="white-space:pre-wrap">a &lt; b</pre>'


def test_an_item_of_several_paragraphs_keeps_them():
    assert drawn("- a\n\n  b") == "<ul><li><p>a</p><p>b</p></li></ul>"


def test_markup_is_text():
    assert drawn("<b onclick=alert(1)>x</b>") == "<p>&lt;b onclick=alert(1)&gt;x&lt;/b&gt;</p>"


def test_headings_go_below_the_pages_own():
    assert drawn("# a", under=3) == "<h4>a</h4>"
    assert drawn("## a\n\n# b", under=2) == "<h3>a</h3><h3>b</h3>"
