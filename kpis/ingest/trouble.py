"""Trouble with a text, before anyone knows which cell it stands in: becomes a Problem once the place is known."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.model.problems import Problem, Severity, place_in_words


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong and what to do; the cell is named when it is turned into a problem."""

    code: str
    severity: Severity
    message: str
    what_to_do: str

    def at(self, sheet: str, cell: str, indicator: str = "", period: str = "") -> Problem:
        """The problem at a place; its message begins with the place in the words on the screen, if there is one."""
        where = f"{place_in_words(sheet, cell)}: " if sheet or cell else ""
        message = where + self.message
        return Problem(self.code, self.severity, message, self.what_to_do, sheet, cell, indicator, period)


def reject(code: str, message: str, what_to_do: str) -> Trouble:
    """Trouble for which nothing can be taken in."""
    return Trouble(code, Severity.REJECT, message, what_to_do)


def confirm(code: str, message: str, what_to_do: str) -> Trouble:
    """Trouble that a person must answer."""
    return Trouble(code, Severity.CONFIRM, message, what_to_do)


def warn(code: str, message: str, what_to_do: str) -> Trouble:
    """Trouble that does no harm, and that the advisor should know of."""
    return Trouble(code, Severity.WARN, message, what_to_do)


NO_VALUE = reject("E_FORMULA_NO_VALUE", "the formula has no value.", "Open the file in Excel and save it again.")
"""Of a formula that no program has worked out, wherever it stands."""
