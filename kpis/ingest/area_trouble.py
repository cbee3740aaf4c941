"""Trouble with a file of a quarter of a million rows: each kind told once, with how often and the first places."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpis.ingest.comparator_rows import Row
from kpis.ingest.trouble import Trouble
from kpis.model.problems import Problem

PLACES_NAMED = 5


@dataclass
class _Told:
    trouble: Trouble
    sheet: str
    lines: list[int] = field(default_factory=list)
    count: int = 0


class AreaTrouble:
    """Gathers what is wrong. The same sentence is one problem, wherever it stands."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str, str], _Told] = {}

    def report(self, trouble: Trouble, row: Row) -> None:
        """Notes trouble with a row. `{count}` in its message becomes how often it was noted."""
        told = self._told.setdefault((trouble.code, row.sheet, trouble.message), _Told(trouble, row.sheet))
        told.count += 1
        if len(told.lines) < PLACES_NAMED:
            told.lines.append(row.line)

    def problems(self) -> tuple[Problem, ...]:
        """One problem for each sentence, at the first rows that it is about."""
        found = []
        for told in self._told.values():
            counts = "{count}" in told.trouble.message
            more = 0 if counts else told.count - len(told.lines)
            message = told.trouble.message.replace("{count}", f"{told.count:,}")
            message += f" And {more:,} more rows." if more else ""
            trouble = Trouble(told.trouble.code, told.trouble.severity, message, told.trouble.what_to_do)
            found.append(trouble.at(told.sheet, ",".join(f"{line}:{line}" for line in told.lines)))
        return tuple(found)
