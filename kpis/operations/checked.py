"""Reading a workbook and checking its figures against each other and what is kept: one place for every way in."""

from __future__ import annotations

from dataclasses import replace

from kpis.ingest.checks import AsRead, check_figures
from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.reading import Reading
from kpis.model.catalogue import Catalogue
from kpis.model.observations import Observation
from kpis.model.problems import Outcome
from kpis.store.engine import Store
from kpis.store.observations import list_current


def read_and_check(store: Store | None, content: bytes, file_name: str, catalogue: Catalogue) -> Reading:
    """What a workbook says and all that is wrong with it. A store of None checks the workbook by itself.

    Figures that cannot be taken in anyway are not checked against each other: the advisor sends another file first.
    """
    reading = read_workbook_apart(content, file_name, catalogue)
    if reading.outcome is Outcome.REJECT:
        return reading
    checked = check_figures(
        AsRead(reading.observations, catalogue, _standing(store, reading, catalogue), reading.totals)
    )
    return replace(reading, problems=(*reading.problems, *checked.problems), check_runs=checked.runs)


def _standing(store: Store | None, reading: Reading, catalogue: Catalogue) -> tuple[Observation, ...]:
    if store is None or not reading.observations:
        return ()
    scorecards = {catalogue.get(code).scorecard for code in {o.code for o in reading.observations}}
    codes = [i.code for i in catalogue.indicators if i.scorecard in scorecards]
    with store.reading() as connection:
        return tuple(kept.observation for kept in list_current(connection, codes))
