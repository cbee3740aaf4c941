"""Which rows a sentence is about: by code, by ref, or by the words it shares with their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from kpis.model.indicators import Indicator, Unit
from kpis.scorecard.quoted.sentences import plain
from kpis.scorecard.quoted.vocabulary import PARTS, tokens
from kpis.scorecard.rows import ScorecardRow

LEAST_COVERAGE = 0.25
"""The weight of its name's words that a sentence must share with a row before it can be about it."""
CLOSE = 0.72
"""A row that shares so much of what the best row shares may be meant as well."""
KIN, WHOLE = 0.95, 0.95
"""A row with a longer name that shares as much as the best, or one that is named whole, may be meant too."""
IN_BRACKETS = 0.5
"""What the words in brackets of a name weigh, beside the others."""
_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")


@dataclass(frozen=True)
class Subject:
    """A row that a piece of text is about, how much of its name is in the text, and the weight of what they share."""

    row: ScorecardRow
    coverage: float
    weight: float


@dataclass(frozen=True)
class _Name:
    core: frozenset[str]
    aside: frozenset[str]


class Subjects:
    """The rows that a text may be about, with their names made ready once."""

    def __init__(self, rows: Iterable[ScorecardRow]) -> None:
        self.rows = tuple(rows)
        self._names = {row.indicator.code: _names(row.indicator) for row in self.rows}
        counted = Counter(t for names in self._names.values() for t in set().union(*(n.core | n.aside for n in names)))
        self._weight = {token: log(1 + (len(self.rows) + 1) / seen) for token, seen in counted.items()}
        self._found: dict[str, tuple[Subject, ...]] = {}
        self._codes = {
            row.indicator.code: re.compile(rf"(?<![\w-]){re.escape(row.indicator.code)}(?![\w-])") for row in self.rows
        }

    def of(self, text: str) -> tuple[Subject, ...]:
        """The rows that a plain text is about, the likeliest first; none where it shares too little with every name."""
        if text not in self._found:
            self._found[text] = self._of(text)
        return self._found[text]

    def _of(self, text: str) -> tuple[Subject, ...]:
        named = [row for row in self.rows if self._codes[row.indicator.code].search(text)]
        if named:
            return tuple(Subject(row, 1.0, 1.0) for row in named)
        said = tokens(text)
        found = [s for row in self.rows if (s := self._subject(row, said)) is not None]
        best = max((s.weight for s in found if s.coverage >= LEAST_COVERAGE), default=0.0)
        meant = [s for s in found if s.weight >= CLOSE * best and s.coverage >= LEAST_COVERAGE]
        kin = [s for s in found if s not in meant and best and (s.weight >= KIN * best or s.coverage >= WHOLE)]
        return (*sorted(meant, key=lambda s: -s.weight * s.coverage), *kin)

    def _subject(self, row: ScorecardRow, said: frozenset[str]) -> Subject | None:
        best = None
        for name in self._names[row.indicator.code]:
            shared = self._sum(name.core & said) + IN_BRACKETS * self._sum(name.aside & said)
            whole = self._sum(name.core) + IN_BRACKETS * self._sum(name.aside & PARTS)
            if name.core & said and whole:
                subject = Subject(row, min(1.0, shared / whole), shared)
                best = max(best or subject, subject, key=lambda s: s.weight * s.coverage)
        return best

    def _sum(self, some: frozenset[str]) -> float:
        return sum(self._weight[token] for token in some)

    def narrowed_by(self, row: ScorecardRow, said: frozenset[str]) -> frozenset[str]:
        """The words of a text that narrow a figure to a part of this row: they are not in its own name."""
        names = self._names[row.indicator.code]
        own = frozenset().union(*(n.core | n.aside for n in names)) | tokens(plain(_out_of(row.indicator)))
        return (said & PARTS) - own


def _names(indicator: Indicator) -> list[_Name]:
    found = []
    for text in (indicator.name, *indicator.aliases):
        flat = plain(text)
        core, aside = tokens(_BRACKETS.sub(" ", flat)), tokens(" ".join(_BRACKETS.findall(flat)))
        found.append(_Name(core or aside, aside - core if core else frozenset()))
    return found


def _out_of(indicator: Indicator) -> str:
    return " ".join((indicator.section, indicator.name, indicator.numerator, indicator.denominator))


def is_in_a_name(word: str, rows: Iterable[ScorecardRow]) -> bool:
    """Whether a word of movement is a part of a row's name, as in "interviews declined", and so tells no movement."""
    return any(re.search(rf"\b{re.escape(word)}\b", row.indicator.name, re.IGNORECASE) for row in rows)


def related(rows: Sequence[ScorecardRow], to: Sequence[ScorecardRow]) -> tuple[ScorecardRow, ...]:
    """The rows that count what these are made from: the number under a rate, the total of a share, and back."""
    codes = {row.indicator.code for row in to}
    linked = {c for row in to for c in (row.indicator.count_of, row.indicator.whole) if c}
    shares = (Unit.PERCENTAGE, Unit.RATE_PER_10000, Unit.RATIO)
    return tuple(
        row
        for row in rows
        if row.indicator.code not in codes
        and (
            row.indicator.code in linked
            or (row.indicator.count_of in codes or (row.indicator.whole in codes and row.indicator.unit in shares))
        )
    )
