"""Cells that carry a RAG by their colour alone."""

from __future__ import annotations

import colorsys
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

STRONG = 0.5
"""A pale fill is a band that leads the eye along a row, and says nothing."""
FULL = 255


def is_traffic_light(fill: Any) -> bool:
    """Whether a cell's fill is a strong red, amber, yellow or green. Theme colours are those of headings."""
    if fill.fill_type != "solid":
        return False
    text = _colour_of(fill.fgColor)[-6:]
    try:
        red, green, blue = (int(text[place : place + 2], 16) / FULL for place in (0, 2, 4))
    except ValueError:
        return False
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    return saturation >= STRONG and value >= STRONG and (hue <= 0.45 or hue >= 0.95)


def _colour_of(colour: Any) -> str:
    """Its red, green and blue, also where it is one of the numbered colours of old workbooks; none for a theme's."""
    if colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
        return str(COLOR_INDEX[colour.indexed])
    return str(colour.rgb) if colour.type == "rgb" else ""
