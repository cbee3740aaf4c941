"""Problems: one thing wrong with a workbook, where it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters, the worst first."""

    REJECT = "reject"
    CONFIRM = "confirm"
    WARN = "warn"


class Outcome(StrEnum):
    """What becomes of a workbook."""

    ACCEPT = "accept"
    WARN = "warn"
    CONFIRM = "confirm"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong and what to do. `sheet` and `cell` are empty where the whole file is meant."""

    code: str
    severity: Severity
    message: str
    what_to_do: str
    sheet: str = ""
    cell: str = ""
    indicator: str = ""
    period: str = ""

    @property
    def where(self) -> str:
        """The place in the words on the screen: Sheet "Q1", cell D14, or cells G1 and K1, or row 5."""
        return place_in_words(self.sheet, self.cell)

    @property
    def statement(self) -> str:
        """What is wrong, without the place it is in."""
        words = self.message.removeprefix(f"{self.where}: ")
        return words[:1].upper() + words[1:]


def place_in_words(sheet: str, cell: str) -> str:
    """A place as a person finds it; the file, where there is neither sheet nor cell."""
    place = _in_words(cell)
    if sheet and cell:
        return f'Sheet "{sheet}", {place}'
    if sheet:
        return f'Sheet "{sheet}"'
    return place[:1].upper() + place[1:] or "The file"


def _in_words(cell: str) -> str:
    """An address as a person says it: 1:1 is row 1, G1,K1 are two cells, A2:J2 all cells between."""
    if not cell:
        return ""
    ranges = [(first, last or first) for first, _, last in (part.partition(":") for part in cell.split(","))]
    parts = [first if first == last else f"{first} to {last}" for first, last in ranges]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    kind = "row" if ranges[0][0].isdecimal() else "column" if ranges[0][0].isalpha() else "cell"
    return f"{kind}s {listed}" if " " in listed else f"{kind} {listed}"


@dataclass(frozen=True)
class NotChecked:
    """How many figures a check could not look at, for one reason."""

    reason: str
    count: int


@dataclass(frozen=True)
class CheckRun:
    """How far one check on the figures could see. What it did not check is said with its reason, never called fine."""

    name: str
    codes: tuple[str, ...]
    looked_at: int
    found: int
    not_checked: tuple[NotChecked, ...] = ()


def outcome_of(problems: Iterable[Problem]) -> Outcome:
    """The worst severity decides; nothing wrong is accepted."""
    severities = {p.severity for p in problems}
    for severity in Severity:
        if severity in severities:
            return Outcome(severity.value)
    return Outcome.ACCEPT
