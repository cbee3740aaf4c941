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


@dataclass(frozen=True)
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
        """The place in the words on the screen: Sheet "Q1", cell D14."""
        if self.sheet and self.cell:
            return f'Sheet "{self.sheet}", cell {self.cell}'
        if self.sheet:
            return f'Sheet "{self.sheet}"'
        return f"Cell {self.cell}" if self.cell else "The file"

    @property
    def statement(self) -> str:
        """What is wrong, without the place it is in."""
        words = self.message.removeprefix(f"{self.where}: ")
        return words[:1].upper() + words[1:]


def outcome_of(problems: Iterable[Problem]) -> Outcome:
    """The worst severity decides; nothing wrong is accepted."""
    severities = {p.severity for p in problems}
    for severity in Severity:
        if severity in severities:
            return Outcome(severity.value)
    return Outcome.ACCEPT
