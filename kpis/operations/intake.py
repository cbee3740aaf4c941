"""A workbook in somebody's hands, and the one place where it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpis.ingest.checks import AsRead, check_figures
from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.reading import Reading
from kpis.ingest.trouble import reject
from kpis.model.answers import questions, without_answered
from kpis.model.catalogue import Catalogue
from kpis.model.observations import Observation
from kpis.model.problems import Outcome
from kpis.model.regions import OUR_REGION
from kpis.operations.elsewhere import council_in_force, region_name, shipped_comparisons, with_our_populations
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
    reading = read_workbook_apart(workbook.content, workbook.file_name, catalogue)
    reading = _figures_checked(_with_our_region_named(reading, store), catalogue, store)
    asked = questions(reading.problems)
    if store is None or not asked:
        return reading
    with store.reading() as connection:
        known = list_answers(connection, sorted({q.indicator for q in asked if q.indicator}))
    return replace(reading, problems=without_answered(reading.problems, known))


def _with_our_region_named(reading: Reading, store: Store | None) -> Reading:
    """What stands under "Region" is our region's, by its name. Where the workbook names it as well, that counts."""
    if all(c.name != OUR_REGION for c in reading.comparators):
        return reading
    if store is None:
        ours = region_name(shipped_comparisons().council)
    else:
        with store.reading() as connection:
            ours = region_name(council_in_force(connection))
    named = {c.code: c for c in reading.comparators if c.name == ours}
    twice = [c for c in reading.comparators if c.name == OUR_REGION and c.code in named]
    differing = [c for c in twice if (c.period, c.value) != (named[c.code].period, named[c.code].value)]
    comparators = tuple(
        replace(c, name=ours) if c.name == OUR_REGION else c for c in reading.comparators if c not in twice
    )
    problems = tuple(
        reject(
            "E_DUPLICATE_COLUMN",
            f"{c.as_written} is said to be of our region, and {named[c.code].as_written} of {ours}, which is ours.",
            "Delete one of the two columns, or name the region that the other is of.",
        ).at(c.sheet, f"{named[c.code].cell},{c.cell}", c.code)
        for c in differing
    )
    return replace(reading, comparators=comparators, problems=(*reading.problems, *problems))


def _figures_checked(reading: Reading, catalogue: Catalogue, store: Store | None) -> Reading:
    """Figures that cannot be taken in anyway are not checked against each other: another file comes first."""
    if reading.outcome is Outcome.REJECT:
        return reading
    standing = _standing(reading, catalogue, store)
    if store is not None:
        with store.reading() as connection:
            catalogue = with_our_populations(connection, catalogue)
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
