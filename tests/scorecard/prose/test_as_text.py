import pytest
import typst

from kpis.scorecard.prose.as_text import LONGEST_CELL, cell_text, plain_text, typst_markup
from kpis.scorecard.prose.markdown import read_commentary

TEXT = """# What are we worried about?

Visits are **late**, see [the paper](https://example.org).

- one
  - under it
- two

2. second
3. third
"""
HOSTILE = '#panic("no") \\ $x$ @ref <label> "quoted" // gone /* gone */ [a] `code` = head ~ _x_ *y* {z} #let a = 1; \\n'


def blocks(text):
    return read_commentary(text).blocks


def test_plain_text_keeps_the_words_and_the_shape():
    assert plain_text(blocks(TEXT)) == (
        "What are we worried about?\n\nVisits are late, see the paper (https://example.org).\n\n"
        "- one\n  - under it\n- two\n\n2. second\n3. third"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "＝1"])
def test_a_cell_never_begins_as_a_formula_does(text):
    assert cell_text(blocks(text)).startswith("'")


def test_a_cell_holds_no_more_than_it_can_and_says_so():
    long = read_commentary("word " * 3_900).blocks * 3
    text = cell_text(long)
    assert len(text) == LONGEST_CELL
    assert text.endswith("(the rest is in the commentary itself)")


@pytest.mark.parametrize(
    "text", [TEXT, HOSTILE, "> quoted\n\n---\n\n```\n#panic()\n```\n\na\\\nb", '[x](https://a.org/"#)']
)
def test_typst_sets_it_and_no_sign_of_it_means_anything(text):
    pdf = typst.compile(f'#set document(title: "t")\n{typst_markup(blocks(text))}\n'.encode())
    assert pdf.startswith(b"%PDF")


def test_typst_has_headings_at_their_level_and_links():
    markup = typst_markup(blocks(TEXT))
    assert "#heading(level: 3" in markup
    assert '#link("https://example.org")' in markup
    assert "#enum(start: 2)" in markup
