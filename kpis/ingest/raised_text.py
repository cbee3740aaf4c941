"""Text of which a part stands raised or struck out: 512 with a small 1 is a figure with a footnote, and not 5,121."""

from __future__ import annotations

from enum import Enum

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Standing(Enum):
    """How a part of a text stands."""

    PLAIN = "plain"
    RAISED = "raised"
    STRUCK_OUT = "struck out"


def as_seen(text: str, standing: Standing) -> str:
    """A part of a text in letters that still say how it stood, once they stand in one line with the rest.

    What is struck out is kept in words: whoever reads the figure can then not take it for one.
    """
    match standing:
        case Standing.PLAIN:
            return text
        case Standing.RAISED:
            return text.translate(RAISED)
        case Standing.STRUCK_OUT:
            return f"[struck out: {text.strip()}]" if text.strip() else ""
