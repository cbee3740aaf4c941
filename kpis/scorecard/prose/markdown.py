"""Markdown to a tree: paragraphs, lists, headings, quotations, strong, emphasis, code and safe links, and nothing else.

Markup and scripts are text, and are shown as they were typed. Pictures are not drawn: the words stay. The library never
makes HTML here; only its tokens are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kpis.model.commentary import LONGEST_COMMENTARY
from kpis.model.errors import Refused
from kpis.scorecard.prose.tree import Block, BlockKind, Piece, PieceKind, Prose

HIGHEST_HEADING, LOWEST_HEADING = 3, 6
"""Where a page's own headings end: a "#" of the commentary is a heading of the third level."""
MOST_NESTED, READ_NESTED = 12, 40
SAFE_SCHEMES = ("http", "https", "mailto")

_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TURNS_TEXT = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!https?:|mailto:)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*(?=:)")


def read_commentary(text: str, highest_heading: int = HIGHEST_HEADING) -> Prose:
    """The tree of a commentary; raises Refused, naming the place, for one that cannot be kept."""
    refuse_what_cannot_be_kept(text)
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": READ_NESTED})
    reader.disable(["html_block", "html_inline", "reference", "code"])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = reader.parse(text)
    too_deep = next((t for t in tokens if t.level > MOST_NESTED), None)
    if too_deep is not None:
        line = too_deep.map[0] + 1 if too_deep.map else 1
        raise Refused(
            f"Line {line}: a list or a quotation stands more than {MOST_NESTED // 2} deep. "
            "Take some of the signs at the beginning of the line away."
        )
    blocks = tuple(_blocks(tokens, highest_heading))
    return Prose(blocks, tuple(_notes(text)))


def refuse_what_cannot_be_kept(text: str) -> None:
    """Refuses a text that is too long, or that holds a character no file may hold; says where and what to do."""
    if len(text) > LONGEST_COMMENTARY:
        raise Refused(
            f"The commentary has {len(text):,} characters and at most {LONGEST_COMMENTARY:,} can be kept. "
            "Shorten it, or put the rest into a document of its own. Nothing was lost: it is still in the box."
        )
    odd = _NOT_ALLOWED.search(text) or _TURNS_TEXT.search(text)
    if odd is not None:
        line = text.count("\n", 0, odd.start()) + 1
        place = odd.start() - (text.rfind("\n", 0, odd.start()) + 1) + 1
        raise Refused(
            f"Line {line}, character {place}: there is a character that cannot be seen (U+{ord(odd[0]):04X}). "
            "Delete it and type the words around it again."
        )


def is_safe_link(href: str) -> bool:
    """Whether a link may be followed: http, https, mailto, or within this site. Nothing that runs."""
    if not href or _NOT_ALLOWED.search(href) or re.search(r"[\s\\<>\"']", href) or href.startswith("//"):
        return False
    scheme = _SCHEME.match(href)
    if scheme is not None:
        return scheme[0].lower() in SAFE_SCHEMES
    return ":" not in href.split("/")[0]


def _notes(text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        tag = _TAG.search(line)
        if tag is not None:
            seen = line[tag.start() : tag.start() + 20]
            yield f"Line {number}: “{seen}” is shown as it is typed. Markup has no effect here: use ** for strong."
        if "![" in line:
            yield f"Line {number}: pictures are not shown. Their words are kept."


def _blocks(tokens: Sequence[Token], highest: int) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _closing(tokens, place) if token.nesting == 1 else place
        yield from _block(token, tokens[place + 1 : end], highest)
        place = end + 1


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes this one."""
    depth = 0
    for number in range(place, len(tokens)):
        depth += tokens[number].nesting
        if depth == 0:
            return number
    return len(tokens)


def _block(token: Token, inside: Sequence[Token], highest: int) -> Iterator[Block]:
    match token.type:
        case "paragraph_open":
            yield Block(BlockKind.PARAGRAPH, _pieces_of(inside))
        case "heading_open":
            level = min(LOWEST_HEADING, highest - 1 + int(token.tag[1:]))
            yield Block(BlockKind.HEADING, _pieces_of(inside), level=level)
        case "bullet_list_open":
            yield Block(BlockKind.BULLETS, blocks=tuple(_blocks(inside, highest)))
        case "ordered_list_open":
            start = token.attrGet("start")
            yield Block(BlockKind.NUMBERED, blocks=tuple(_blocks(inside, highest)), start=int(start or 1))
        case "list_item_open":
            yield Block(BlockKind.ITEM, blocks=tuple(_blocks(inside, highest)))
        case "blockquote_open":
            yield Block(BlockKind.QUOTE, blocks=tuple(_blocks(inside, highest)))
        case "fence" | "code_block":
            yield Block(BlockKind.CODE, (Piece(PieceKind.TEXT, token.content.rstrip("\n")),))
        case "hr":
            yield Block(BlockKind.RULE)
        case "inline":
            yield Block(BlockKind.PARAGRAPH, tuple(_pieces(token.children or [])))
        case _:
            if token.content:
                yield Block(BlockKind.PARAGRAPH, (Piece(PieceKind.TEXT, token.content),))


def _pieces_of(inside: Sequence[Token]) -> tuple[Piece, ...]:
    return tuple(piece for token in inside for piece in _pieces(token.children or []))


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end = _closing(tokens, place) if token.nesting == 1 else place
        yield from _piece(token, tokens[place + 1 : end])
        place = end + 1


def _piece(token: Token, inside: Sequence[Token]) -> Iterator[Piece]:
    match token.type:
        case "strong_open":
            yield Piece(PieceKind.STRONG, pieces=tuple(_pieces(inside)))
        case "em_open":
            yield Piece(PieceKind.EMPHASIS, pieces=tuple(_pieces(inside)))
        case "link_open":
            href = str(token.attrGet("href") or "")
            if is_safe_link(href):
                yield Piece(PieceKind.LINK, pieces=tuple(_pieces(inside)), href=href)
            else:
                yield from _pieces(inside)
                yield Piece(PieceKind.TEXT, f" ({href})" if href else "")
        case "code_inline":
            yield Piece(PieceKind.CODE, token.content)
        case "softbreak":
            yield Piece(PieceKind.TEXT, " ")
        case "hardbreak":
            yield Piece(PieceKind.BREAK)
        case _:
            if token.content:
                yield Piece(PieceKind.TEXT, token.content)
