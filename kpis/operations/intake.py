"""A workbook in somebody's hands, and the one place where it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpis.ingest.checks import AsRead, check_figures
from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.reading import Reading
from kpis.model.answers import questions, without_answered
from kpis.model.catalogue import Catalogue
from kpis.model.observations import Observation
from kpis.model.problems import Outcome
from kpis.store.answers import list_answers
from kpis.store.engine import Store
from kpis.store.observations import list_current


@dataclass(frozen=True)
class Workbook:
    """A file as someone hands it over: its name is data, never a path."""

    file_name: str
    content: bytes


def read_and_check(workbook: Workbook, catalogue: Catalogue, store: Store | None = None) -> Reading:
    """Reads and checks a workbook; nothing is kept.

    With a store, what is known there counts too: a question that was answered for the same figure is not asked again.
    The store is not held while the file is read, which may take long.
    """
    reading = _figures_checked(read_workbook_apart(workbook.content, workbook.file_name, catalogue), catalogue, store)
    asked = questions(reading.problems)
    if store is None or not asked:
        return reading
    with store.reading() as connection:
        known = list_answers(connection, sorted({q.indicator for q in asked if q.indicator}))
    return replace(reading, problems=without_answered(reading.problems, known))


def _figures_checked(reading: Reading, catalogue: Catalogue, store: Store | None) -> Reading:
    """Figures that cannot be taken in anyway are not checked against each other: another file comes first."""
    if reading.outcome is Outcome.REJECT:
        return reading
    standing = _standing(reading, catalogue, store)
    checked = check_figures(AsRead(reading.observations, catalogue, standing, reading.totals))
    return replace(reading, problems=(*reading.problems, *checked.problems), check_runs=checked.runs)


def _standing(reading: Reading, catalogue: Catalogue, store: Store | None) -> tuple[Observation, ...]:
    """The figures that count now, of every indicator in the scorecards that the workbook is about."""
    if store is None or not reading.observations:
        return ()
    scorecards = {catalogue.get(code).scorecard for code in {o.code for o in reading.observations}}
    codes = [i.code for i in catalogue.indicators if i.scorecard in scorecards]
    with store.reading() as connection:
        return tuple(kept.observation for kept in list_current(connection, codes))
