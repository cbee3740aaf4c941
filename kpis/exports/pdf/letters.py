"""Which signs a print can show. A sign that no shipped typeface has would stop the whole print, so it is replaced."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

SHOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a sign that cannot be shown; the annex of a print says so where it was needed."""
MAY_BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_UNBROKEN = 24
"""A word with more letters may go on in the next line, where it would run out of its column."""
_RANGES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
    (0x1CD, 0x1DC), (0x1E6, 0x1E7), (0x1EA, 0x1EB), (0x1F4, 0x1F5), (0x1F8, 0x21B), (0x226, 0x233),
    (0x391, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F), (0x490, 0x491),
    (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122),
    (0x2153, 0x2154), (0x215B, 0x215E), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25B2), (0x25C6, 0x25C6), (0x25CB, 0x25CB), (0x25CF, 0x25CF),
    (0xFFFD, 0xFFFD),
)  # fmt: skip
PRINTABLE = frozenset(chr(code) for low, high in _RANGES for code in range(low, high + 1))
_SPACES = dict.fromkeys("\t\v\f\r\n\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")


def printable(text: str) -> str:
    """The text in signs that the shipped typefaces have; signs that are never seen are left out."""
    signs = "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text))
    return re.sub(rf"[^\s-]{{{LONGEST_UNBROKEN}}}(?=[^\s-])", rf"\g<0>{MAY_BREAK}", signs)


def all_printable(values: Any) -> Any:
    """Lists and dictionaries with every text in them made printable."""
    match values:
        case str():
            return printable(values)
        case list() | tuple():
            return [all_printable(value) for value in values]
        case dict():
            return {key: all_printable(value) for key, value in values.items()}
        case _:
            return values


def has_unshown(values: Any) -> bool:
    """Whether some text in lists and dictionaries holds a sign that had to be replaced."""
    match values:
        case str():
            return SHOWN in values
        case list() | tuple():
            return any(has_unshown(value) for value in values)
        case dict():
            return any(has_unshown(value) for value in values.values())
        case _:
            return False


def _sign(sign: str) -> str:
    if sign in PRINTABLE:
        return sign
    if sign in _SPACES:
        return _SPACES[sign]
    return "" if unicodedata.category(sign) in ("Cc", "Cf") else SHOWN
