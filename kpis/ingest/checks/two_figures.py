"""E_CONFLICT and W_DUPLICATE_ROW: one indicator and period stands in two cells."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.ingest.as_read import AsRead
from kpis.ingest.trouble import reject, warn
from kpis.model.observations import Observation
from kpis.model.problems import Problem
from kpis.scorecard.wording import period_words

STORED_ONCE = "Nothing: it is stored once."
DELETE_ONE = "Delete the wrong one."
MOST_TOLD = 1_000
"""So many repeats and so many conflicts are told each; of more, how many there are."""


def check(read: AsRead) -> Iterator[Problem]:
    """Two different figures are refused; the same figure twice is stored once, with a warning."""
    if not read.has_repeats:
        return
    told = {True: 0, False: 0}
    last: dict[bool, Observation] = {}
    for observation in read.observations:
        earlier = read.read_figures[observation.code, observation.period]
        if earlier is observation:
            continue
        is_same = earlier.agrees_with(observation)
        told[is_same] += 1
        last[is_same] = observation
        if told[is_same] <= MOST_TOLD:
            yield _repeated(earlier, observation) if is_same else _conflict(earlier, observation)
    for is_same, observation in last.items():
        more = told[is_same] - MOST_TOLD
        if more > 0:
            told_of = f"{more:,} more figures stand twice, the last of them here"
            trouble = (
                warn("W_DUPLICATE_ROW", f"{told_of}, with the same figure.", STORED_ONCE)
                if is_same
                else reject("E_CONFLICT", f"{told_of}, with another figure than before.", DELETE_ONE)
            )
            yield trouble.at(observation.sheet, observation.cell, observation.code, observation.period.label)


def _repeated(earlier: Observation, observation: Observation) -> Problem:
    label, when = observation.period.label, period_words(observation.period)
    repeated = warn(
        "W_DUPLICATE_ROW",
        f"{observation.code} for {when} stands here again, with the same figure as in {_place(earlier, observation)}.",
        STORED_ONCE,
    )
    return repeated.at(observation.sheet, observation.cell, observation.code, label)


def _conflict(earlier: Observation, observation: Observation) -> Problem:
    label, when = observation.period.label, period_words(observation.period)
    cells = observation.cell if earlier.sheet != observation.sheet else f"{earlier.cell},{observation.cell}"
    conflict = reject(
        "E_CONFLICT",
        f"{observation.code} for {when} is {_written(earlier)} in {_place(earlier, observation)} "
        f"and {_written(observation)} in {observation.cell}.",
        DELETE_ONE,
    )
    return conflict.at(observation.sheet, cells, observation.code, label)


def _written(figure: Observation) -> str:
    """The figure, with its fraction where it has one: two figures may differ in that alone."""
    if figure.numerator is None or figure.denominator is None or "/" in figure.as_written:
        return figure.as_written
    return f"{figure.as_written} ({figure.numerator:.15g}/{figure.denominator:.15g})"


def _place(earlier: Observation, observation: Observation) -> str:
    return earlier.cell if earlier.sheet == observation.sheet else f'{earlier.cell} of sheet "{earlier.sheet}"'
