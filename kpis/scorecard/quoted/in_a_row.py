"""How many periods in a row a text claims: "the third consecutive month", "for five months running"."""

from __future__ import annotations

import re

NTH = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twelfth": 12,
}  # fmt: skip
COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_UNIT = r"(?:months?|quarters?|years?|monthly|quarterly|annual|yearly)"
_RUNNING = r"(?:running|in a row)"
_ROW = r"(?:consecutive|successive|straight)"
IN_A_ROW = (
    rf"(?:for |in )?(?:the |a )?(?P<nth>{'|'.join(NTH)}) (?:{_ROW} {_UNIT}|{_UNIT}\b(?=[^.;]{{0,20}} {_RUNNING}))"
    rf"|for (?:the |a )(?P<nth_bare>{'|'.join(NTH)}) {_UNIT}"
    rf"|(?P<count>{'|'.join(COUNTS)}|[0-9]{{1,2}}) (?:{_ROW} {_UNIT}|{_UNIT} {_RUNNING})"
)
_IN_A_ROW = re.compile(rf"\b(?:{IN_A_ROW})\b", re.IGNORECASE)


def periods_in_a_row(text: str) -> int | None:
    """So many steps in one direction as a text claims; None where it claims no number of them."""
    match = _IN_A_ROW.search(text)
    if match is None:
        return None
    nth = match["nth"] or match["nth_bare"]
    if nth:
        return NTH[nth.casefold()]
    return int(match["count"]) if match["count"].isdigit() else COUNTS[match["count"].casefold()]
