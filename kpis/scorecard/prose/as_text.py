"""A commentary as plain text, as one cell of a spreadsheet, and as typst for a PDF. Nothing in them runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kpis.scorecard.prose.tree import Block, BlockKind, Piece, PieceKind

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""
RUNS_IN_A_CELL = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CUT = " … (the rest is in the commentary itself)"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain_text(blocks: Iterable[Block]) -> str:
    """The words alone: a paragraph a line, an empty line between, "- " and "1. " before items, links with addresses."""
    return "\n".join(_lines(blocks)).strip("\n")


def cell_text(blocks: Iterable[Block]) -> str:
    """The words for one cell: short enough for it, and with an apostrophe before what a spreadsheet would work out."""
    text = _UNSEEN.sub("", plain_text(blocks))
    if text.startswith(RUNS_IN_A_CELL):
        text = f"'{text}"
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def typst_text(text: str) -> str:
    """A stretch of text as a typst string in its markup: every character stands for itself."""
    text = _UNSEEN.sub("", text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'#"{text}";' if text else ""


def typst_markup(blocks: Iterable[Block]) -> str:
    """The commentary in typst. Words are strings and structure is calls, so that no sign of theirs means anything."""
    return "\n\n".join(filter(None, (_typst_block(block) for block in blocks)))


def piece_text(piece: Piece) -> str:
    """The words of a piece; of a link also its address, unless the words are it."""
    match piece.kind:
        case PieceKind.TEXT | PieceKind.CODE:
            return piece.text
        case PieceKind.BREAK:
            return "\n"
        case PieceKind.STRONG | PieceKind.EMPHASIS:
            return pieces_text(piece.pieces)
        case PieceKind.LINK:
            words = pieces_text(piece.pieces)
            return words if words == piece.href else f"{words} ({piece.href})"


def pieces_text(pieces: Iterable[Piece]) -> str:
    """The words of some pieces."""
    return "".join(piece_text(piece) for piece in pieces)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block.kind:
            case BlockKind.PARAGRAPH | BlockKind.HEADING | BlockKind.CODE:
                yield from pieces_text(block.pieces).split("\n")
                yield ""
            case BlockKind.BULLETS | BlockKind.NUMBERED:
                for number, item in enumerate(block.blocks, start=block.start):
                    mark = "- " if block.kind is BlockKind.BULLETS else f"{number}. "
                    yield from _marked(mark, item.blocks)
                yield ""
            case BlockKind.ITEM | BlockKind.QUOTE:
                yield from _lines(block.blocks)
            case BlockKind.RULE:
                yield ""


def _marked(mark: str, blocks: Iterable[Block]) -> Iterator[str]:
    lines = [line for line in _lines(blocks) if line] or [""]
    yield f"{mark}{lines[0]}"
    yield from (f"{' ' * len(mark)}{line}" for line in lines[1:])


def _typst_block(block: Block) -> str:
    match block.kind:
        case BlockKind.PARAGRAPH:
            return _typst_pieces(block.pieces)
        case BlockKind.HEADING:
            return f"#heading(level: {block.level}, outlined: false)[{_typst_pieces(block.pieces)}]"
        case BlockKind.BULLETS:
            return f"#list{''.join(f'[{typst_markup(item.blocks)}]' for item in block.blocks)}"
        case BlockKind.NUMBERED:
            items = "".join(f"[{typst_markup(item.blocks)}]" for item in block.blocks)
            return f"#enum(start: {block.start}){items}"
        case BlockKind.ITEM:
            return typst_markup(block.blocks)
        case BlockKind.QUOTE:
            return f"#quote(block: true)[{typst_markup(block.blocks)}]"
        case BlockKind.CODE:
            return _typst_pieces(block.pieces)
        case BlockKind.RULE:
            return ""


def _typst_pieces(pieces: Iterable[Piece]) -> str:
    return "".join(_typst_piece(piece) for piece in pieces)


def _typst_piece(piece: Piece) -> str:
    match piece.kind:
        case PieceKind.TEXT | PieceKind.CODE:
            return typst_text(piece.text)
        case PieceKind.BREAK:
            return "#linebreak();"
        case PieceKind.STRONG:
            return f"#strong[{_typst_pieces(piece.pieces)}];"
        case PieceKind.EMPHASIS:
            return f"#emph[{_typst_pieces(piece.pieces)}];"
        case PieceKind.LINK:
            if not piece.href.startswith(("http://", "https://", "mailto:")):
                return _typst_pieces(piece.pieces)
            address = piece.href.replace("\\", "\\\\").replace('"', '\\"')
            return f'#link("{address}")[{_typst_pieces(piece.pieces)}];'
