"""A commentary as a page shows it: each block and piece of its tree as an element, and never any markup of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from kpis.scorecard.prose.outline import under_heading
from kpis.scorecard.prose.tree import Block, BlockKind, Piece, PieceKind

HEADINGS = {1: html.H1, 2: html.H2, 3: html.H3, 4: html.H4, 5: html.H5, 6: html.H6}
AS_TYPED = {"whiteSpace": "pre-wrap"}


def prose(blocks: Iterable[Block], under: int) -> list[Any]:
    """The blocks; their headings go below the page's heading of the level that they stand `under`."""
    return [_block(block) for block in under_heading(blocks, under)]


def _block(block: Block) -> Any:
    match block.kind:
        case BlockKind.PARAGRAPH:
            return html.P(_pieces(block.pieces))
        case BlockKind.HEADING:
            return HEADINGS[block.level](_pieces(block.pieces))
        case BlockKind.BULLETS:
            return html.Ul(_blocks(block.blocks))
        case BlockKind.NUMBERED:
            return html.Ol(_blocks(block.blocks), start=str(block.start))
        case BlockKind.ITEM:
            return html.Li(_item(block.blocks))
        case BlockKind.QUOTE:
            return html.Blockquote(_blocks(block.blocks))
        case BlockKind.CODE:
            return html.Pre(_pieces(block.pieces), style=AS_TYPED)
        case BlockKind.RULE:
            return html.Hr()


def _blocks(blocks: Iterable[Block]) -> list[Any]:
    return [_block(block) for block in blocks]


def _item(blocks: tuple[Block, ...]) -> list[Any]:
    """A line of a list stands close to the next: only what has several paragraphs is set as paragraphs."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    if len(paragraphs) > 1:
        return _blocks(blocks)
    close = ((_pieces(b.pieces) if b.kind is BlockKind.PARAGRAPH else [_block(b)]) for b in blocks)
    return [one for pieces in close for one in pieces]


def _pieces(pieces: Iterable[Piece]) -> list[Any]:
    return [_piece(piece) for piece in pieces]


def _piece(piece: Piece) -> Any:
    match piece.kind:
        case PieceKind.TEXT:
            return piece.text
        case PieceKind.STRONG:
            return html.Strong(_pieces(piece.pieces))
        case PieceKind.EMPHASIS:
            return html.Em(_pieces(piece.pieces))
        case PieceKind.CODE:
            return html.Code(piece.text)
        case PieceKind.LINK:
            return html.A(_pieces(piece.pieces), href=piece.href)
        case PieceKind.BREAK:
            return html.Br()
