import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.model.errors import Refused
from kpis.scorecard.prose.as_text import cell_text, plain_text, typst_markup
from kpis.scorecard.prose.markdown import is_safe_link, read_commentary
from kpis.scorecard.prose.placeholders import fill_placeholders
from kpis.scorecard.prose.tree import BlockKind, PieceKind
from tests.scorecard.quoted.builders import plans, visits

PARTS = st.sampled_from(
    [
        "<script>", "</script>", "<b>", "&lt;i&gt;", "[a](", "javascript:x", ")", "![x](http://a/b.png)", "**", "_",
        "`", "```\n", "\n", "\n\n", "- ", "> ", "1. ", "# ", "{{V1}}", "{{v1:target}}", "{{X}}", "{{", "}}", "words",
        "=1+1", "#panic()", "\\", '"', "//", "$", "<https://a.org>", "<style>x</style>", "[b]: javascript:y\n", "[b]",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=30).map("".join))


def everything(blocks):
    for block in blocks:
        yield from all_pieces(block.pieces)
        yield from everything(block.blocks)


def all_pieces(pieces):
    for piece in pieces:
        yield piece
        yield from all_pieces(piece.pieces)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused_and_nothing_in_it_runs(text):
    try:
        prose = read_commentary(text)
    except Refused:
        return
    for piece in everything(prose.blocks):
        assert isinstance(piece.kind, PieceKind)
        assert piece.kind is not PieceKind.LINK or is_safe_link(piece.href)
        assert piece.kind in (PieceKind.TEXT, PieceKind.CODE) or not piece.text
    assert all(isinstance(block.kind, BlockKind) for block in prose.blocks)
    assert not cell_text(prose.blocks).startswith(("=", "+", "-", "@", "\t"))


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_typst_sets_whatever_was_typed(text):
    try:
        markup = typst_markup(read_commentary(text).blocks)
    except Refused:
        return
    assert typst.compile(markup.encode()).startswith(b"%PDF")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(categories=("L", "N", "P")), min_size=1, max_size=60))
def test_letters_and_numbers_are_never_lost(text):
    try:
        shown = plain_text(read_commentary(text).blocks)
    except Refused:
        return
    if not set(text) & set("&`~"):
        assert [c for c in text if c.isalnum() and not c.isdigit()] == [
            c for c in shown if c.isalpha() or (c.isalnum() and not c.isdigit())
        ]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_filling_in_never_raises_and_leaves_what_it_cannot_fill(text):
    filled = fill_placeholders(text, (visits(), plans()))
    assert ("{{X}}" in filled.text) == ("{{X}}" in text)
