"""Checks on what was read: one file, one check, each with its code. Two checks may not share a code.

Some look at the workbook alone, while it is read; the others compare its figures with each other and with those that
stand, once all are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from kpis.ingest.as_read import AsRead, Checked
from kpis.ingest.checks import (
    copied_fraction,
    denominators,
    falling_year_to_date,
    fraction,
    given_away,
    group_falls,
    impossible_percentage,
    more_than_all,
    own_history,
    parts_and_total,
    rate_and_population,
    stock_and_flow,
    target_differs,
    total_of_shares,
    two_figures,
    wrong_place,
)
from kpis.model.problems import CheckRun, NotChecked, Problem

Check = Callable[[AsRead], Iterable[Problem]]
ON_READING: tuple[Check, ...] = (two_figures.check, more_than_all.check)
ON_FIGURES: tuple[ModuleType, ...] = (
    fraction,
    copied_fraction,
    impossible_percentage,
    parts_and_total,
    rate_and_population,
    denominators,
    total_of_shares,
    falling_year_to_date,
    own_history,
    group_falls,
    stock_and_flow,
    given_away,
)

__all__ = [
    "ON_FIGURES",
    "AsRead",
    "FiguresChecked",
    "check_figures",
    "run_all",
    "target_differs",
    "wrong_place",
]


@dataclass(frozen=True)
class FiguresChecked:
    """What the checks on the figures found, and how far each of them could see."""

    problems: tuple[Problem, ...] = ()
    runs: tuple[CheckRun, ...] = ()


def run_all(read: AsRead) -> Iterator[Problem]:
    """Every check that looks at one workbook alone, in order."""
    for check in ON_READING:
        yield from check(read)


def check_figures(read: AsRead) -> FiguresChecked:
    """Every check on the figures themselves, in order."""
    problems: list[Problem] = []
    runs: list[CheckRun] = []
    for module in ON_FIGURES:
        checked: Checked = module.check(read)
        problems += checked.problems
        reasons = tuple(NotChecked(reason, count) for reason, count in checked.not_checked.most_common())
        runs.append(CheckRun(module.NAME, module.CODES, checked.looked_at, len(checked.problems), reasons))
    return FiguresChecked(tuple(problems), tuple(runs))
