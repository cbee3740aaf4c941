"""E_CONFLICT and W_DUPLICATE_ROW: one indicator and period stands in two cells."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.ingest.as_read import AsRead
from kpis.ingest.trouble import reject, warn
from kpis.model.observations import Observation
from kpis.model.problems import Problem
from kpis.scorecard.wording import period_words


def check(read: AsRead) -> Iterator[Problem]:
    """Two different figures are refused; the same figure twice is stored once, with a warning."""
    if len(read.read_figures) == len(read.observations):
        return
    first: dict[tuple[str, object], Observation] = {}
    for observation in read.observations:
        earlier = first.setdefault((observation.code, observation.period), observation)
        if earlier is observation:
            continue
        label, when = observation.period.label, period_words(observation.period)
        is_elsewhere = earlier.sheet != observation.sheet
        first_cell = f'{earlier.cell} of sheet "{earlier.sheet}"' if is_elsewhere else earlier.cell
        if earlier.says_the_same_as(observation):
            repeated = warn(
                "W_DUPLICATE_ROW",
                f"{observation.code} for {when} stands here again, with the same figure as in {first_cell}.",
                "Nothing: it is stored once.",
            )
            yield repeated.at(observation.sheet, observation.cell, observation.code, label)
        else:
            cells = observation.cell if is_elsewhere else f"{earlier.cell},{observation.cell}"
            conflict = reject(
                "E_CONFLICT",
                f"{observation.code} for {when} is {earlier.as_written} in {first_cell} "
                f"and {observation.as_written} in {observation.cell}.",
                "Delete the wrong one.",
            )
            yield conflict.at(observation.sheet, cells, observation.code, label)
