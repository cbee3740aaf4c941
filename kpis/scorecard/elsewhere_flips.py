"""Where another average or another model of neighbours would turn round what is said of our own figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpis.methods.rounding import steps_shown
from kpis.model.intervals import Compared
from kpis.scorecard.compared_words import COMPARED_WORDS
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.rows import ComparatorFigure, ScorecardRow

AVERAGES = {NEIGHBOURS: "mean", NEIGHBOURS_MEDIAN: "median"}


def row_flips(
    row: ScorecardRow, other_models: Mapping[int, Sequence[ComparatorFigure]], in_force: int
) -> tuple[str, ...]:
    """A sentence for each, where the definition is the same. `other_models` are the comparators under each of them."""
    now = _published(row.comparators)
    if row.value is None or not now:
        return ()
    found = []
    if averages_disagree(row):
        mean, median = (now[name] for name in AVERAGES)
        found.append(
            f"It depends on the average: ours is {_says(row, mean)} the mean of the neighbours ({mean.shown}), and "
            f"{_says(row, median)} their median ({median.shown})."
        )
    for model, others in other_models.items():
        for name, there in _published(others).items():
            here = now.get(name)
            if here and here.period == there.period and _says(row, here) != _says(row, there):
                found.append(
                    f"It depends on the model: ours is {_says(row, here)} the {AVERAGES[name]} of the neighbours in "
                    f"the {in_force} model ({here.shown}), and {_says(row, there)} that in the {model} model "
                    f"({there.shown})."
                )
    return tuple(found)


def averages_disagree(row: ScorecardRow) -> bool:
    """Whether the mean and the median of the neighbours would not say the same of our figure."""
    now = _published(row.comparators)
    return row.value is not None and len(now) == len(AVERAGES) and len({_says(row, c) for c in now.values()}) > 1


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
