"""W_TARGET_DIFFERS: a workbook prints another target than the catalogue has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpis.ingest.cells import Cell
from kpis.ingest.target_text import target_in_cell
from kpis.ingest.trouble import warn
from kpis.methods.rounding import as_shown
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.periods import Period
from kpis.model.problems import Problem
from kpis.model.targets import Target, target_in_force

WHAT_TO_DO = "The catalogue's target counts. Change it there, with its reason, if it is out of date."


def check_target(cell: Cell, indicator: Indicator, targets: Iterable[Target]) -> Iterator[Problem]:
    """Warns where the printed target is none of those that the indicator has had. A blank says nothing."""
    try:
        printed = target_in_cell(cell)
    except ValueError as wrong:
        yield warn("W_TARGET_UNREAD", str(wrong), WHAT_TO_DO).at(cell.sheet, cell.address, indicator.code)
        return
    if printed is None:
        return
    known = [(t.kind, *(None if v is None else as_shown(v, 4) for v in (t.low, t.high))) for t in targets]
    wanted = (printed.kind, *(None if v is None else as_shown(v, 4) for v in (printed.low, printed.high)))
    if wanted not in known:
        message = f"the target here, {cell.text}, is not the one in the catalogue."
        yield warn("W_TARGET_DIFFERS", message, WHAT_TO_DO).at(cell.sheet, cell.address, indicator.code)


def check_targets(
    cells: Iterable[tuple[Cell, Period]], indicator: Indicator, catalogue: Catalogue
) -> Iterator[Problem]:
    """Warns of targets printed beside each period's figure that were not in force then; of like ones the first."""
    told = set()
    for cell, period in cells:
        in_force = target_in_force(catalogue.targets_of(indicator.code), period)
        for problem in check_target(cell, indicator, [in_force] if in_force else []):
            if problem.statement not in told:
                told.add(problem.statement)
                yield problem
