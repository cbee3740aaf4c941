"""Doubts that the rest of their own sentence takes back: where its figures agree with a row, it is about that row.

A doubt that is wrong costs an officer's trust in all the others, so what a sentence leaves open is not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpis.scorecard.quoted.figures import Figure, Kind
from kpis.scorecard.quoted.given import fits, goals
from kpis.scorecard.quoted.outcomes import Finding, NotChecked, Outcome
from kpis.scorecard.quoted.subjects import Subjects
from kpis.scorecard.rows import ScorecardRow

OF_ANOTHER = "The figures of this sentence are of another row, so it is not certain which one this is about."
AS_TARGET = "It is the target, and our own figure stands beside it."
IN_WORDS = "It is a share in words beside figures that are right, so it is not certain of what it is a share."


def settled(
    of_figures: Sequence[tuple[Figure, Finding]], of_movements: Iterable[Finding], subjects: Subjects
) -> list[Finding]:
    """The findings of one sentence, the doubts that it takes back as not checked."""
    agreed = {code for _, f in of_figures if f.outcome is Outcome.AGREES for code in f.codes}
    rows = [row for row in subjects.rows if row.indicator.code in agreed]
    told = agreed | {code for row in subjects.rows for code in _counted_with(row, agreed)}
    found = [_figure(figure, finding, rows) for figure, finding in of_figures]
    return [*found, *(_open(f, OF_ANOTHER) if _is_of_another(f, told) else f for f in of_movements)]


def _figure(figure: Figure, finding: Finding, rows: Sequence[ScorecardRow]) -> Finding:
    """A figure in a sentence whose other figures agree with some rows."""
    if not finding.is_doubt or not rows:
        return finding
    if figure.in_words and figure.kind is Kind.PERCENT:
        return _open(finding, IN_WORDS)
    own = [row for row in rows if row.indicator.code in finding.codes]
    if finding.outcome is Outcome.ANOTHER_ROW and any(fits(figure, g, 3) for row in own for g in goals(row.target)):
        return _open(finding, AS_TARGET)
    return finding


def _counted_with(row: ScorecardRow, agreed: set[str]) -> set[str]:
    """A rate and the number that it is made from tell of one thing: both, where the figures are of either."""
    both = {row.indicator.code, row.indicator.count_of}
    return both if row.indicator.count_of and both & agreed else set()


def _is_of_another(finding: Finding, told: set[str]) -> bool:
    return finding.is_doubt and bool(finding.codes) and bool(told) and not told & set(finding.codes)


def _open(finding: Finding, why: str) -> Finding:
    return replace(finding, outcome=Outcome.NOT_CHECKED, says=f"{why} {finding.says}", reason=NotChecked.NO_INDICATOR)
