"""Claims that every figure of a stretch stayed on one side: "above 85% since October", "has not fallen below 89.7"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpis.methods.rounding import as_shown
from kpis.model.indicators import Unit
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_words

_N = r"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<percent>%| per ?cent)?(?![0-9]| ?(?:percentage )?points?\b)"
_KEPT = re.compile(
    r"(?<!not )(?<!never )(?<!once )\b(?:stayed|remained|been|kept|held)\b(?: [a-z]+){0,3}? "
    r"(?:(?P<up>above|over)|(?P<down>below|under)) "
    rf"{_N}",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:not|never)(?: once)? (?:(?:fallen|fell|dropped|dipped|slipped|gone|been) (?P<up>below|under)"
    rf"|(?:risen|rose|climbed|gone|been) (?P<down>above|over)) {_N}",
    re.IGNORECASE,
)
_THROUGHOUT = re.compile(
    r"\b(?:throughout|in (?:the|this) period|in (?:each|every) (?:month|quarter)|all (?:year|quarter))\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Kept:
    """One claim with its place: which side of a number every figure is said to be, and whether on it counts."""

    start: int
    end: int
    way: int
    number: Decimal
    is_percent: bool
    on_it_counts: bool


def claims_kept(text: str) -> Iterator[Kept]:
    """Every such claim of a plain sentence."""
    for pattern, on_it_counts in ((_KEPT, False), (_NEVER, True)):
        for match in pattern.finditer(text):
            word = "up" if match["up"] else "down"
            number = Decimal(match["n"].replace(",", ""))
            way = 1 if match["up"] else -1
            yield Kept(match.start(word), match.end(word), way, number, match["percent"] is not None, on_it_counts)


def check_kept(kept: Kept, begins: int, text: str, whens: Sequence[When], row: ScorecardRow) -> Iterator[Finding]:
    """Held against every figure of the stretch that the sentence names; nothing where it names none."""
    points = list(_points(text, whens, row))
    if len(points) < 2 or kept.is_percent is not (row.indicator.unit is Unit.PERCENTAGE):
        return
    values = [as_shown(p.value or 0.0, row.indicator.decimals) for p in points]
    sides = [(v - kept.number) * kept.way for v in values]
    holds = all(s >= 0 if kept.on_it_counts else s > 0 for s in sides)
    says = f"The data give {', '.join(p.shown for p in points)} from {period_words(points[0].period)} on."
    outcome = Outcome.AGREES if holds else Outcome.DIRECTION_NOT_SHOWN
    yield Finding("", begins + kept.start, begins + kept.end, outcome, says, (row.indicator.code,))


def _points(text: str, whens: Sequence[When], row: ScorecardRow) -> Iterator[HistoryPoint]:
    span = next((w for w in whens if w.is_span and not w.is_implied), None)
    if span is None and not _THROUGHOUT.search(text):
        return
    for point in row.history:
        inside = span is None or (span.first_day <= point.period.first_day and point.period.last_day <= span.last_day)
        if inside and point.value is not None and point.period.kind is row.period.kind:
            yield point
