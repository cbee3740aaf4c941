"""What a table says before anyone has matched its rows to indicators."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpis.ingest.cells import Cell
from kpis.ingest.matching import RowLabel
from kpis.model.periods import Period
from kpis.model.problems import Problem


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One cell that should hold a figure: of a period, or of a comparator."""

    cell: Cell
    period: Period | None = None
    comparator: str = ""
    numerator: Cell | None = None
    denominator: Cell | None = None
    unit: Cell | None = None
    period_at: Cell | None = None

    @property
    def has_counts(self) -> bool:
        """Whether a numerator or a denominator is written in a cell of its own."""
        return any(c is not None and not c.is_blank for c in (self.numerator, self.denominator))


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row of a table: its label, the cell its name stands in, its figures and its target."""

    label: RowLabel
    at: Cell
    figures: tuple[FoundFigure, ...]
    target: Cell | None = None
    ref: Cell | None = None
    section: Cell | None = None
    a_blank_is_missing: bool = False
    period_targets: tuple[tuple[Cell, Period], ...] = ()


@dataclass
class FoundTable:
    """A table of one layout on one sheet."""

    layout: str
    sheet: str
    rows: list[FoundRow] = field(default_factory=list)
    totals: list[FoundRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
