"""Rows of one group that fell together in one step, such as several teams: a sign of how it is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import period_words

FEWEST = 3
"""Rows that must fall together before it is a group that fell."""
FALLEN_TO = 2 / 3
"""A figure has fallen with the others when it is at two thirds of what it was, or lower."""
HALF = 0.5
SMALLEST = 20.0
"""Smaller figures fall by a third by chance."""
NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DASH = re.compile(r"\s[–—-]\s")


def number_words(number: int) -> str:
    """A number to ten in words, a larger one in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


@dataclass(frozen=True)
class Fallen:
    """The codes of the rows of a group that fell, what the group is called, and between which periods."""

    codes: tuple[str, ...]
    group: str
    of: int
    before: Period
    after: Period
    by_half: bool

    @property
    def words(self) -> str:
        count = number_words(len(self.codes)).capitalize()
        how = "by half or more" if self.by_half else "by a third or more"
        of = "" if len(self.codes) == self.of else f" of {number_words(self.of)}"
        when = f"between {period_words(self.before)} and {period_words(self.after)}"
        return f"{count}{of} figures of “{self.group}” fell {how} {when}."


def fallen_groups(rows: Sequence[ScorecardRow]) -> tuple[Fallen, ...]:
    """Every group of which at least three, and at least half, fell in one step; of each group the newest such step."""
    groups: dict[tuple[str, Unit], list[ScorecardRow]] = {}
    for row in rows:
        name = _group_of(row)
        if name and row.marker is not Marker.SUPPRESSED:
            groups.setdefault((name, row.indicator.unit), []).append(row)
    found = []
    for (name, _), members in groups.items():
        if len(members) >= FEWEST:
            fallen = _newest_fall(name, members)
            if fallen is not None:
                found.append(fallen)
    return tuple(found)


def _group_of(row: ScorecardRow) -> str:
    """What stands before the dash of a name, or before its brackets: the part that the teams share."""
    head = _DASH.split(row.indicator.name, maxsplit=1)
    return head[0].strip() if len(head) > 1 else ""


def _newest_fall(name: str, members: Sequence[ScorecardRow]) -> Fallen | None:
    periods = sorted({p.period for row in members for p in row.history}, key=lambda p: p.sort_key, reverse=True)
    for period in periods:
        pairs = [(row, step) for row in members if (step := _step(row, period)) is not None]
        fallen = [(row, now / then) for row, (then, now) in pairs if now <= then * FALLEN_TO]
        if len(fallen) >= FEWEST and 2 * len(fallen) >= len(pairs):
            by_half = all(share <= HALF for _, share in fallen)
            codes = tuple(row.indicator.code for row, _ in fallen)
            return Fallen(codes, name, len(pairs), period.previous(), period, by_half)
    return None


def _step(row: ScorecardRow, period: Period) -> tuple[float, float] | None:
    before, after = row.point(period.previous()), row.point(period)
    if before is None or after is None or before.value is None or after.value is None or before.value < SMALLEST:
        return None
    return before.value, after.value
