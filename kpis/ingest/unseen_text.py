"""Text that nobody can see: written in the colour of its background, in letters too small to be any, or not printed."""

from __future__ import annotations

import colorsys
import re
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.cell_range import MultiCellRange

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

LEAST_CONTRAST = 1.2
"""As the guidelines on accessibility measure it: 1 is the same colour, 21 black on white."""
SMALLEST_LETTERS = 2.0
"""In points. At one or two they are a row of dots."""
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
OFFICE_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""In which a cell's style counts the colours of its workbook's theme."""
WINDOW_TEXT, WINDOW = 64, 65
FULL = 255
SECTIONS_WITH_TEXT = 3


def cannot_be_told_apart(text: Colour, background: Colour) -> bool:
    """Whether nobody sees text of one colour on another."""
    light, dark = sorted((_luminance(text), _luminance(background)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST


def colour_of(text: str) -> Colour | None:
    """The colour that six digits name, after a # or two digits more; None for any other text."""
    found = re.fullmatch(r"(?:#|[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", text)
    if found is None:
        return None
    red, green, blue = (int(digits, 16) / FULL for digits in found.groups())
    return red, green, blue


def prints_no_text(number_format: str) -> bool:
    """Whether a cell's format leaves the place for text empty, as ;;; does."""
    return number_format.endswith(";") and number_format.count(";") == SECTIONS_WITH_TEXT


class UnseenText:
    """Which fonts of an Excel workbook cannot be seen on which of its fills."""

    def __init__(self, book: Any) -> None:
        self._fonts, self._fills = book._fonts, book._fills
        self._theme = _theme(book.loaded_theme)
        self._known: dict[tuple[int, int], bool] = {}

    def hides(self, font: int, fill: int) -> bool:
        """Whether text in a font, by its number, cannot be seen on a fill. What cannot be told is taken to be seen."""
        pair = (font, fill)
        if pair not in self._known:
            self._known[pair] = self._hides(self._fonts[font], self._fills[fill])
        return self._known[pair]

    def _hides(self, font: Any, fill: Any) -> bool:
        if font.sz is not None and font.sz <= SMALLEST_LETTERS:
            return True
        text = BLACK if font.color is None else self._colour(font.color, BLACK)
        background = self._background(fill)
        return text is not None and background is not None and cannot_be_told_apart(text, background)

    def _background(self, fill: Any) -> Colour | None:
        kind = getattr(fill, "patternType", "gradient")
        if kind in (None, "none"):
            return WHITE
        return self._colour(fill.fgColor, WHITE) if kind == "solid" else None

    def _colour(self, colour: Any, usual: Colour) -> Colour | None:
        match colour.type:
            case "rgb":
                plain = colour_of(str(colour.rgb))
            case "theme":
                plain = self._theme.get(colour.theme)
            case "indexed":
                named = {WINDOW_TEXT: BLACK, WINDOW: WHITE}
                is_listed = 0 <= colour.indexed < len(COLOR_INDEX)
                plain = colour_of(COLOR_INDEX[colour.indexed]) if is_listed else named.get(colour.indexed)
            case _:
                plain = usual
        return None if plain is None else _tinted(plain, colour.tint or 0.0)


def decided_elsewhere(sheet: Any) -> MultiCellRange:
    """The cells of an Excel sheet whose colours a table's style or a rule decides, and not their own format."""
    ranges = MultiCellRange()
    for table in sheet.tables.values():
        ranges.add(table.ref)
    for rule in sheet.conditional_formatting:
        for part in rule.sqref.ranges:
            ranges.add(part)
    return ranges


def _theme(xml: bytes | None) -> dict[int, Colour]:
    """The colours of a workbook's theme by their numbers; those of Office where it has none of its own."""
    text = (xml or b"").decode("utf-8", "replace")
    found: dict[int, Colour] = {}
    for number, (name, usual) in enumerate(zip(THEME_ORDER, OFFICE_THEME, strict=True)):
        own = re.search(rf'<a:{name}>\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9A-Fa-f]{{6}})"', text)
        found[number] = colour_of(own[1] if own else usual) or WHITE
    return found


def _tinted(colour: Colour, tint: float) -> Colour:
    """A colour made lighter (above nought) or darker (below), as styles write it."""
    if not tint:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
