import pytest

from kpis.model.errors import Refused
from kpis.scorecard.prose.as_text import plain_text
from kpis.scorecard.prose.markdown import LONGEST_COMMENTARY, is_safe_link, read_commentary
from kpis.scorecard.prose.tree import BlockKind, PieceKind


def kinds(text):
    return [block.kind for block in read_commentary(text).blocks]


def pieces(text):
    return [(p.kind, p.text or p.href) for p in read_commentary(text).blocks[0].pieces]


def test_the_three_questions_are_headings_below_the_pages_own():
    blocks = read_commentary("# What is working well?\n\n## More\n\n###### Least").blocks
    assert [b.level for b in blocks] == [3, 4, 6]
    assert [b.level for b in read_commentary("# One", highest_heading=4).blocks] == [4]


def test_lists_quotations_and_paragraphs_are_blocks():
    text = "Words.\n\n- one\n- two\n\n3. three\n\n> said\n\n---\n\n```\ncode\n```"
    assert kinds(text) == [
        BlockKind.PARAGRAPH, BlockKind.BULLETS, BlockKind.NUMBERED, BlockKind.QUOTE, BlockKind.RULE, BlockKind.CODE,
    ]  # fmt: skip
    assert read_commentary("3. three").blocks[0].start == 3


def test_strong_emphasis_and_links_are_pieces():
    found = pieces("**on time** and *soon*, see [the paper](https://example.org/a)")
    assert [kind for kind, _ in found] == [
        PieceKind.STRONG, PieceKind.TEXT, PieceKind.EMPHASIS, PieceKind.TEXT, PieceKind.LINK,
    ]  # fmt: skip
    assert found[-1][1] == "https://example.org/a"


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "<b>bold</b>", "<!-- hidden -->", "<img src=x onerror=y>"]
)
def test_markup_is_text_and_its_place_is_told(markup):
    prose = read_commentary(f"First line.\n\nThen {markup} here.")
    assert markup in plain_text(prose.blocks)
    assert prose.notes[0].startswith("Line 3: “<")
    assert {p.kind for b in prose.blocks for p in b.pieces} == {PieceKind.TEXT}


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//elsewhere.org/a", "file:///etc",
        "java\nscript:x", "\\\\server\\x", "x:y", "", "http://a b", "https://a\"onclick=x", "\x01https://a",
    ],
)  # fmt: skip
def test_a_link_that_is_not_safe_is_not_one(href):
    assert not is_safe_link(href)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.org/a", "file:///etc", "x:y"])
def test_a_link_that_is_not_safe_is_shown_as_its_words(href):
    prose = read_commentary(f"[words](<{href}>) and [words]({href})")
    assert all(piece.kind is PieceKind.TEXT for block in prose.blocks for piece in block.pieces)
    assert "words" in plain_text(prose.blocks)


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b=c", "http://a.org", "mailto:a@b.org", "/indicator/N10", "#top", "a/b"]
)
def test_a_link_that_is_safe_is_one(href):
    assert is_safe_link(href)


def test_an_entity_cannot_hide_a_scheme():
    prose = read_commentary("[x](java&#115;cript&#58;alert(1)) [y](&#106;avascript:1)")
    assert all(p.kind is PieceKind.TEXT for p in prose.blocks[0].pieces)


def test_a_picture_is_its_words():
    prose = read_commentary("![a chart](https://example.org/x.png)")
    assert plain_text(prose.blocks) == "a chart"
    assert prose.notes == ("Line 1: pictures are not shown. Their words are kept.",)


def test_what_is_too_long_is_refused_with_both_numbers():
    assert read_commentary("x" * LONGEST_COMMENTARY).blocks
    with pytest.raises(Refused, match=r"100,000 characters and at most 20,000.*Nothing was lost"):
        read_commentary("x" * 100_000)


@pytest.mark.parametrize(("character", "name"), [("\x00", "U\\+0000"), ("\u202e", "U\\+202E"), ("\x1b", "U\\+001B")])
def test_a_character_that_cannot_be_seen_is_refused_with_its_place(character, name):
    with pytest.raises(Refused, match=rf"Line 2, character 4: .*{name}"):
        read_commentary(f"One.\nTwo{character}.")


def test_lists_deeper_than_anyone_reads_are_refused_with_their_line():
    with pytest.raises(Refused, match=r"^Line 1: a list or a quotation stands more than 6 deep"):
        read_commentary("> " * 30 + "deep")


def test_nothing_makes_nothing():
    assert read_commentary("").blocks == ()
