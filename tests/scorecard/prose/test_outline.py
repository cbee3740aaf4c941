"""The headings of a commentary never leave out a level under those of the page."""

import pytest

from kpis.scorecard.prose.markdown import read_commentary
from kpis.scorecard.prose.outline import under_heading
from kpis.scorecard.prose.tree import BlockKind


def levels(text, under):
    blocks = under_heading(read_commentary(text).blocks, under)
    inside = [inner for block in blocks for inner in (block, *block.blocks)]
    return [block.level for block in inside if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "text, under, expected",
    [
        ("# a\n\n## b\n\n# c", 2, [3, 4, 3]),
        ("# a\n\n## b\n\n# c", 3, [4, 5, 4]),
        ("### a", 2, [3]),
        ("# a\n\n### b\n\n### c", 2, [3, 4, 4]),
        ("## a\n\n# b", 2, [3, 3]),
        ("# a\n\n## b\n\n### c\n\n#### d", 4, [5, 6, 6, 6]),
        ("> ## a\n\n# b", 2, [3, 3]),
        ("no heading", 2, []),
    ],
)
def test_each_heading_is_one_level_below_the_one_that_it_stands_under(text, under, expected):
    assert levels(text, under) == expected
