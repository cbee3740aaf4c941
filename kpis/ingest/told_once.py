"""What is wrong in the same way with many rows is told once: where it first stands, and where else."""

from __future__ import annotations

from dataclasses import replace

from kpis.model.problems import Problem

Key = tuple[str, str, str, str]


class ToldOnce:
    """Adds problems to a list; one that was told before of the same sheet, in the same words, is only counted."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._places: dict[Key, int] = {}
        self._rows: dict[Key, int] = {}

    def tell(self, problem: Problem, rows: int = 1) -> None:
        """Notes a problem that so many rows have, the first of them at its place."""
        key = (problem.code, problem.sheet, problem.indicator, problem.statement)
        if key not in self._places:
            self._places[key] = len(self._problems)
            self._problems.append(problem)
        self._rows[key] = self._rows.get(key, 0) + rows

    def finish(self) -> None:
        """Says of each problem how many more rows have it."""
        for key, rows in self._rows.items():
            if rows > 1:
                place = self._places[key]
                more = "one more row" if rows == 2 else f"{rows - 1:,} more rows"
                told = self._problems[place]
                self._problems[place] = replace(told, message=f"{told.message} The same is so of {more} below.")
        self._rows = {}
