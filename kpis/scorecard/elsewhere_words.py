"""Other areas' figures in one sentence of a row: how they are counted before any number, then each with its verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kpis.model.intervals import Compared
from kpis.scorecard.compared_words import COMPARED_WORDS
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.elsewhere_flips import averages_disagree
from kpis.scorecard.rows import ComparatorFigure, ScorecardRow
from kpis.scorecard.wording import period_short

COUNTED_WORDS = {
    True: "counted the same",
    False: "counted differently",
    None: "perhaps counted differently (not checked)",
}
SHORT_NAMES = {NEIGHBOURS: "similar councils", NEIGHBOURS_MEDIAN: "the middle one of them"}
"""The field's statistical neighbours and their median, in words for a row; SIMILAR_COUNCILS says what they are."""
SIMILAR_COUNCILS = (
    "Similar councils are our statistical neighbours: those whose children and families are most like ours. Their "
    "figure is the average."
)
CHANCE_NOT_KNOWN = "Whether ours differs by more than chance is not known."


def elsewhere_in_words(row: ScorecardRow, in_columns: Collection[str]) -> str:
    """Those that have no column of their own; empty where there are none.

    The neighbours stand by their mean, and by their median too where the two would not say the same of ours.
    """
    left_out = {*in_columns} if averages_disagree(row) else {*in_columns, NEIGHBOURS_MEDIAN}
    others = [c for c in row.comparators if c.name not in left_out and c.value is not None]
    if not others:
        return ""
    alike: dict[str, list[ComparatorFigure]] = {}
    for other in others:
        alike.setdefault(_how_counted(other), []).append(other)
    figures = "; ".join(f"{how}: {', '.join(map(_figure, those))}" for how, those in alike.items())
    return " ".join([f"Elsewhere, {figures}.", *_what_is_not_known(row, others), *_other_than_the_target(row, others)])


def _how_counted(other: ComparatorFigure) -> str:
    when = f", {period_short(other.period)}" if other.period is not None else ""
    return COUNTED_WORDS[other.same_definition] + when


def _figure(other: ComparatorFigure) -> str:
    told = "" if other.compared is Compared.NOT_COMPARED else f" (ours is {COMPARED_WORDS[other.compared]} that)"
    return f"{SHORT_NAMES.get(other.name, other.name)} {other.shown}{told}"


def _what_is_not_known(row: ScorecardRow, others: Sequence[ComparatorFigure]) -> Iterator[str]:
    """Where the figures could be compared and no counts say how far ours can be trusted."""
    same = [other for other in others if other.same_definition and other.shown != row.shown]
    if row.value is not None and same and all(other.compared is Compared.NOT_COMPARED for other in same):
        yield CHANCE_NOT_KNOWN


def _other_than_the_target(row: ScorecardRow, others: Sequence[ComparatorFigure]) -> Iterator[str]:
    """A target that was taken from another area, and is not the figure of it that stands here."""
    for other in others:
        if row.target is not None and row.target.source == other.name and row.target_shown != other.shown:
            yield f"The target, {row.target_shown}, is another figure for {other.name}."
