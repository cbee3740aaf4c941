"""Other areas' figures in one sentence of a row: how they are counted before any number, then each with its verdict."""

from __future__ import annotations

from collections.abc import Collection

from kpis.model.intervals import Compared
from kpis.scorecard.compared_words import COMPARED_WORDS
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.elsewhere_flips import averages_disagree
from kpis.scorecard.rows import ComparatorFigure, ScorecardRow
from kpis.scorecard.wording import period_short

COUNTED_WORDS = {True: "counted the same", False: "counted differently", None: "not checked to be counted the same"}
SHORT_NAMES = {NEIGHBOURS: "neighbours", NEIGHBOURS_MEDIAN: "their median"}


def elsewhere_in_words(row: ScorecardRow, in_columns: Collection[str]) -> str:
    """Those that have no column of their own; empty where there are none.

    The neighbours stand by their mean, and by their median too where the two would not say the same of ours.
    """
    left_out = {*in_columns} if averages_disagree(row) else {*in_columns, NEIGHBOURS_MEDIAN}
    others = [c for c in row.comparators if c.name not in left_out and c.value is not None]
    if not others:
        return ""
    years = " and ".join(dict.fromkeys(period_short(c.period) for c in others if c.period))
    figures = ", ".join(_figure(other) for other in others)
    return f"Elsewhere, {COUNTED_WORDS[others[0].same_definition]}, {years}: {figures}."


def _figure(other: ComparatorFigure) -> str:
    told = "" if other.compared is Compared.NOT_COMPARED else f" (ours is {COMPARED_WORDS[other.compared]} that)"
    return f"{SHORT_NAMES.get(other.name, other.name)} {other.shown}{told}"
