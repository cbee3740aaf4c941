"""What is wrong in the same way with many rows is told once: where it first stands, and of how many more it is so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kpis.model.problems import Problem

Key = tuple[str, str, str, str]
MOST_TOLD = 10_000
"""So many different problems of one kind are told each: nobody reads more, and all of them must be kept."""


class ToldOnce:
    """Adds problems to a list; one that was told before of the same sheet, in the same words, is only counted."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._places: dict[Key, int] = {}
        self._rows: Counter[Key] = Counter()
        self._told: Counter[str] = Counter()
        self._last: dict[str, Key] = {}
        self._untold: Counter[str] = Counter()

    def tell(self, problem: Problem, rows: int = 1) -> None:
        """Notes a problem that so many rows have, the first of them at its place."""
        key = (problem.code, problem.sheet, problem.indicator, problem.statement)
        if key not in self._places and self._told[problem.code] >= MOST_TOLD:
            self._untold[problem.code] += rows
            return
        if key not in self._places:
            self._told[problem.code] += 1
            self._last[problem.code] = key
            self._places[key] = len(self._problems)
            self._problems.append(problem)
        self._rows[key] += rows

    def finish(self) -> None:
        """Says of each problem how many more rows have it; the last of very many says how many are not told."""
        for key, rows in self._rows.items():
            if rows > 1:
                self._add(key, f"The same is so of {_rows(rows - 1)} below.")
        for code, rows in self._untold.items():
            verb = "is" if rows == 1 else "are"
            self._add(self._last[code], f"{_rows(rows).capitalize()} like these {verb} not listed.")

    def _add(self, key: Key, words: str) -> None:
        told = self._problems[self._places[key]]
        self._problems[self._places[key]] = replace(told, message=f"{told.message} {words}")


def _rows(number: int) -> str:
    return "one more row" if number == 1 else f"{number:,} more rows"
