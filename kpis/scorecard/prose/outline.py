"""The headings of a commentary under those of a page, so that no level is left out on the way down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpis.scorecard.prose.markdown import LOWEST_HEADING
from kpis.scorecard.prose.tree import Block, BlockKind


def under_heading(blocks: Iterable[Block], level: int) -> tuple[Block, ...]:
    """The same blocks with their headings below one of a level: each as deep as the headings that it stands under."""
    return _lowered(tuple(blocks), level, [])


def _lowered(blocks: tuple[Block, ...], level: int, above: list[int]) -> tuple[Block, ...]:
    """`above` holds the levels, as they were written, of the headings that the next one may stand under."""
    found = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block = replace(block, level=min(LOWEST_HEADING, level + len(above)))
        found.append(replace(block, blocks=_lowered(block.blocks, level, above)))
    return tuple(found)
