"""Signs that stand where a figure should: what each means, and which of them a person must be asked about."""

from __future__ import annotations

import re

from kpis.ingest.cells import clean_text
from kpis.ingest.trouble import Trouble, confirm, reject
from kpis.model.catalogue import Sign
from kpis.model.observations import CellValue, Marker

COMMON_SIGNS = {
    "x": Marker.SUPPRESSED,
    "c": Marker.SUPPRESSED,
    "[c]": Marker.SUPPRESSED,
    "suppressed": Marker.SUPPRESSED,
    "withheld": Marker.SUPPRESSED,
    "redacted": Marker.SUPPRESSED,
    "confidential": Marker.SUPPRESSED,
    "[x]": Marker.NOT_AVAILABLE,
    "not available": Marker.NOT_AVAILABLE,
    "z": Marker.NOT_APPLICABLE,
    "[z]": Marker.NOT_APPLICABLE,
    "not applicable": Marker.NOT_APPLICABLE,
    "not reported": Marker.NOT_REPORTED,
    "low": Marker.SUPPRESSED,
    "[low]": Marker.SUPPRESSED,
    "not benchmarked": Marker.NOT_BENCHMARKED,
    "report development required": Marker.REPORT_IN_DEVELOPMENT,
    "report in development": Marker.REPORT_IN_DEVELOPMENT,
    "tbc": Marker.TO_BE_CONFIRMED,
    "to be confirmed": Marker.TO_BE_CONFIRMED,
}
ROUNDS_TO_NOUGHT = ("low", "[low]")
"""More than nought and too small to print: no number, and the word stays with the figure."""
UNCLEAR_SIGNS = (
    "-", "--", "---", ".", "..", "...", "…", ":", "~", "?", "n/a", "na", "n.a.", "n.a", "n\\a", "n/k", "nk", "nil", "u",
    "[u]", "w", "[w]", "n/d", "[d]", "not known", "unknown", "no data", "data not available", "not yet available",
    "tba", "pending", "awaited", "awaiting data",
)  # fmt: skip
WITHHELD_IF_CONFIRMED = re.compile(r"\*+|#+|[†‡§]+|s|\[s\]|ds|supp\.?|\(c\)|\(x\)")
ATTACHED = {
    "b": "break in series", "e": "estimated", "er": "error corrected", "f": "forecast", "p": "provisional",
    "r": "revised", "u": "low reliability",
}  # fmt: skip
"""The shorthand of official statistics that stands beside a figure and never in its place."""
EMPTY_SIGNS = ("null", "none", "nan", "(null)")
CELL_ERROR = re.compile(r"#([A-ZÀ-Ý0-9_/]+[!?]|N/A|NV|DIV/0|GETTING_DATA)|Err:[0-9]{3}", re.IGNORECASE)
"""In Excel's own words, in those of its other languages, and in LibreOffice's."""
SMALL = r"([0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
BELOW = re.compile(
    rf"(<=?|≤|fewer than|less than|under|below|up to|no more than|at most) ?{SMALL}"
    rf"|[01] ?(-|–|to) ?[0-9]|{SMALL} or (fewer|less|below|under)",
    re.IGNORECASE,
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""All that a program or a hand may write for a hyphen or a minus."""
PLAIN_DASHES = str.maketrans(dict.fromkeys(DASHES, "-"))

Parsed = tuple[CellValue | None, Trouble | None]


def plain_sign(text: str) -> str:
    """A sign as it is looked up: case, spacing and the kind of dash do not count; brackets do."""
    return clean_text(text).casefold().translate(PLAIN_DASHES)


def read_sign(text: str, signs: dict[str, Sign]) -> Parsed | None:
    """What a text says that is a sign and no figure; None for any other. A council's own signs count first."""
    sign = plain_sign(text)
    if CELL_ERROR.fullmatch(text):
        return None, reject(
            "E_CELL_ERROR", f"the cell shows the error {text}.", "Mend the formula, or write [x] for not available."
        )
    own = signs.get(sign)
    if own is not None:
        return CellValue(marker=own.marker), None
    if sign in COMMON_SIGNS or BELOW.fullmatch(text):
        note = "low" if sign in ROUNDS_TO_NOUGHT else ""
        return CellValue(marker=COMMON_SIGNS.get(sign, Marker.SUPPRESSED), note=note), None
    return _asked_about(text, sign) or _refused(text, sign)


def _asked_about(text: str, sign: str) -> Parsed | None:
    if WITHHELD_IF_CONFIRMED.fullmatch(sign):
        return CellValue(marker=Marker.SUPPRESSED), confirm(
            "C_SYMBOL",
            f'"{text}" may mean withheld, missing, or too wide to show.',
            "Confirm that it means withheld, or write the figure, 0 or [x] for not available.",
        )
    if sign in UNCLEAR_SIGNS:
        return CellValue(marker=Marker.NOT_AVAILABLE), confirm(
            "C_SYMBOL",
            f'"{text}" may mean nought, missing or withheld.',
            "Confirm that it means not available, or write 0, [x] for not available or [c] for withheld.",
        )
    return None


def _refused(text: str, sign: str) -> Parsed | None:
    if sign.strip("[]") in ATTACHED and sign.startswith("["):
        meaning = ATTACHED[sign.strip("[]")]
        return None, reject(
            "E_SYMBOL", f'"{text}" means {meaning}, and no figure stands before it.', "Write the figure."
        )
    if sign in EMPTY_SIGNS:
        return None, reject(
            "E_NUMBER" if sign == "nan" else "E_SYMBOL",
            f'"{text}" is not a number.',
            "Write the figure, or [x] for not available.",
        )
    return None
