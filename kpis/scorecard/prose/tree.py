"""A commentary as a small tree that a page, a PDF or a cell can be made from. It holds text and nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """What a stretch of text is."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    BREAK = "break"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or a strong, emphasised or linked one that holds pieces. `href` is safe to follow."""

    kind: PieceKind
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    href: str = ""


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERED = "numbered"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or code holds pieces; a list, an item or a quotation holds blocks.

    `level` is that of a heading, 1 to 6, already lowered to its place on the page; `start` the first number of a list.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    level: int = 0
    start: int = 1


@dataclass(frozen=True)
class Prose:
    """A commentary that has been read. `notes` say where something was taken as text, such as a tag, and why."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
