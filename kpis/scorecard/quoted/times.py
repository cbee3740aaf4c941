"""Words that say how many times a figure became what it was: doubled, more than trebled, almost halved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

VERBS_UP = r"doubled|doubling|trebled|trebling|tripled|tripling|quadrupled"
VERBS_DOWN = r"halved|halving"
_FACTORS = {
    "doubl": Decimal(2), "trebl": Decimal(3), "tripl": Decimal(3), "quadrupl": Decimal(4), "halv": Decimal("0.5"),
}  # fmt: skip
ROUGHLY = Decimal("0.12")
"""A tenth or so from twice is still "doubled"; so much of the whole from a half is still "halved"."""
FAIRLY = Decimal("0.06")
NEARLY = Decimal("0.25")
"""A quarter short of twice is still "nearly doubled"."""
_N = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_FROM_TO = re.compile(
    rf"\bfrom (?:around |about |just )?{_N}(?![0-9/-])%?[^.;0-9]{{0,40}}? to (?:around |about |just )?{_N}"
)
_MORE = re.compile(r"\b(?:more than|over|at least|well over) $", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|approximately|about|around|practically|virtually) $", re.IGNORECASE)


@dataclass(frozen=True)
class Times:
    """The least and the most that a later figure may be, as times the earlier one; None where there is no most."""

    least: Decimal
    most: Decimal | None

    def holds(self, first: Decimal, last: Decimal) -> bool:
        """Whether the later figure is so many times the earlier one; from nothing it can be no number of times."""
        if first <= 0:
            return False
        return last >= self.least * first and (self.most is None or last <= self.most * first)


def times_meant(word: str, before: str) -> Times | None:
    """What a verb claims with the words before it; None where it names no number of times."""
    is_more, is_nearly = bool(_MORE.search(before)), bool(_NEARLY.search(before))
    stem = next((s for s in _FACTORS if word.casefold().startswith(s)), None)
    if stem is None:
        return None
    factor = _FACTORS[stem]
    if factor < 1:
        return (
            Times(Decimal(0), factor)
            if is_more
            else Times(factor - ROUGHLY, factor + (ROUGHLY if is_nearly else FAIRLY))
        )
    if is_more:
        return Times(factor, None)
    return Times(factor * (1 - (NEARLY if is_nearly else ROUGHLY)), factor * (1 + (FAIRLY if is_nearly else NEARLY)))


def own_ends(text: str) -> tuple[Decimal, Decimal] | None:
    """The two figures of "from 33 to 61" in a text, where it has them."""
    match = _FROM_TO.search(text)
    return None if match is None else (_number(match[1]), _number(match[2]))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
