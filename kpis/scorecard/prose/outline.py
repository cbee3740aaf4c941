"""The headings of a commentary under those of a page, so that no level is left out on the way down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpis.scorecard.prose.markdown import LOWEST_HEADING
from kpis.scorecard.prose.tree import Block, BlockKind


def under_heading(blocks: Iterable[Block], level: int) -> tuple[Block, ...]:
    """The same blocks with their headings below one of a level, each at most one level below the heading before it."""
    blocks = tuple(blocks)
    highest = min((block.level for block in _headings(blocks)), default=0)
    return _lowered(blocks, level + 1 - highest, [level])


def _headings(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield block
        yield from _headings(block.blocks)


def _lowered(blocks: tuple[Block, ...], by: int, last: list[int]) -> tuple[Block, ...]:
    """`last` holds the level of the heading before."""
    found = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            last[0] = min(LOWEST_HEADING, last[0] + 1, block.level + by)
            block = replace(block, level=last[0])
        found.append(replace(block, blocks=_lowered(block.blocks, by, last)))
    return tuple(found)
