"""Where another average or another model of neighbours would turn round what is said of our own figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpis.methods.rounding import steps_shown
from kpis.model.intervals import Compared
from kpis.scorecard.compared_words import COMPARED_WORDS
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.rows import ComparatorFigure, ScorecardRow

AVERAGES = {NEIGHBOURS: "mean", NEIGHBOURS_MEDIAN: "median"}
Others = Mapping[int, Sequence[ComparatorFigure]]
"""The comparators under each other model."""


@dataclass(frozen=True)
class _Turned:
    """One average in the model in force and in another one, of which the two would not say the same."""

    average: str
    model: int
    here: str
    here_shown: str
    there: str
    there_shown: str


def row_flips(row: ScorecardRow, other_models: Others, in_force: int) -> tuple[str, ...]:
    """A sentence for each, where the definition is the same. `other_models` are the comparators under each of them."""
    found = []
    if averages_disagree(row):
        mean, median = _averages(row)
        found.append(
            f"It depends on the average: ours is {_says(row, mean)} the mean of the neighbours ({mean.shown}), and "
            f"{_says(row, median)} their median ({median.shown})."
        )
    for one in _turned(row, other_models):
        found.append(
            f"It depends on the model: ours is {one.here} the {one.average} of the neighbours in the {in_force} model "
            f"({one.here_shown}), and {one.there} that in the {one.model} model ({one.there_shown})."
        )
    return tuple(found)


def flips_in_short(row: ScorecardRow, other_models: Others) -> tuple[str, ...]:
    """The same in few words, for a row: one sentence for the average, and one for each other model."""
    found = []
    if averages_disagree(row):
        mean, median = (_says(row, one) for one in _averages(row))
        found.append(
            f"It depends on the average: ours is {mean} that of similar councils (the mean), and {median} the middle "
            "one of them (the median)."
        )
    by_model: dict[int, list[_Turned]] = {}
    for one in _turned(row, other_models):
        by_model.setdefault(one.model, []).append(one)
    for model, turned in by_model.items():
        is_either = len({(one.here, one.there) for one in turned}) == 1 and len(turned) == len(AVERAGES)
        for one in turned[:1] if is_either else turned:
            theirs = "similar councils" if is_either else f"the {one.average} of similar councils"
            said = f"ours is {one.here} {theirs}, and {one.there} those of the {model} list"
            found.append(f"It depends on which councils are similar: {said}.")
    return tuple(found)


def averages_disagree(row: ScorecardRow) -> bool:
    """Whether the mean and the median of the neighbours would not say the same of our figure."""
    now = _published(row.comparators)
    return row.value is not None and len(now) == len(AVERAGES) and len({_says(row, c) for c in now.values()}) > 1


def _averages(row: ScorecardRow) -> tuple[ComparatorFigure, ComparatorFigure]:
    now = _published(row.comparators)
    return now[NEIGHBOURS], now[NEIGHBOURS_MEDIAN]


def _turned(row: ScorecardRow, other_models: Others) -> Iterator[_Turned]:
    now = _published(row.comparators)
    if row.value is None:
        return
    for model, others in other_models.items():
        for name, there in _published(others).items():
            here = now.get(name)
            if here and here.period == there.period and _says(row, here) != _says(row, there):
                yield _Turned(AVERAGES[name], model, _says(row, here), here.shown, _says(row, there), there.shown)


def _published(comparators: Sequence[ComparatorFigure]) -> dict[str, ComparatorFigure]:
    return {
        c.name: c
        for c in comparators
        if c.name in AVERAGES and c.is_published and c.same_definition and c.value is not None
    }


def _says(row: ScorecardRow, theirs: ComparatorFigure) -> str:
    if theirs.compared is not Compared.NOT_COMPARED or row.value is None or theirs.value is None:
        return COMPARED_WORDS[theirs.compared]
    ours, other = (steps_shown(v, row.indicator.decimals) for v in (row.value, theirs.value))
    return "equal to" if ours == other else "higher than" if ours > other else "lower than"
