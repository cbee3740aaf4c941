"""A workbook in somebody's hands, and the one place where it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpis.ingest.reading import Reading, read_workbook
from kpis.model.answers import questions, without_answered
from kpis.model.catalogue import Catalogue
from kpis.store.answers import list_answers
from kpis.store.engine import Store


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
    reading = read_workbook(workbook.content, workbook.file_name, catalogue)
    asked = questions(reading.problems)
    if store is None or not asked:
        return reading
    with store.reading() as connection:
        known = list_answers(connection, sorted({q.indicator for q in asked if q.indicator}))
    return replace(reading, problems=without_answered(reading.problems, known))
