"""Taking in a file about other areas: read, show what it would change, keep whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kpis.exports.contract import Json, check_json
from kpis.exports.text import check_text
from kpis.ingest.comparator_reading import ComparatorReading, is_about_other_areas
from kpis.ingest.confined import read_comparators_apart
from kpis.model.audit import Deed
from kpis.model.comparisons import AreaFigure, KnownAreas, MeasureLink, Neighbour, Publication
from kpis.model.errors import Refused
from kpis.model.indicators import Unit
from kpis.model.people import Asker
from kpis.model.populations import Population
from kpis.model.problems import Outcome
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.elsewhere import SHIPPED, council_in_force, links_of, shipped_comparisons
from kpis.operations.intake import Workbook
from kpis.scorecard.area_revisions import revision_reason
from kpis.store.area_figures import (
    list_measures,
    save_area_figures,
    save_measures,
    standing_of,
)
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.neighbours import (
    ComparatorFile,
    list_comparator_files,
    list_links,
    list_neighbours,
    save_links,
    save_neighbours,
    save_publication,
)
from kpis.store.populations import save_population
from kpis.store.uploads import (
    HeldWorkbook,
    drop_held,
    drop_held_before,
    get_held,
    hold_workbook,
    save_upload,
)

HELD_FOR = timedelta(days=1)
LONGEST_PUBLICATION = 200
CHANGES_SHOWN = 100
SHIPPED_FILES = (
    "statistical_neighbours_2021.csv",
    "statistical_neighbours_2025.csv",
    "local_authority_figures.csv",
)

__all__ = [
    "AreaChange",
    "ComparatorPreview",
    "ComparatorReading",
    "Workbook",
    "as_json",
    "as_text",
    "comparator_files",
    "confirm_comparators",
    "drop_comparators",
    "is_about_other_areas",
    "load_comparators",
    "load_shipped_comparators",
    "preview_comparators",
    "read_comparator_file",
]


@dataclass(frozen=True)
class AreaChange:
    """A published figure that a file would change, with the reason as far as its counts tell it."""

    measure: str
    area: str
    period: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class AreaChanges:
    """What a file would do: how many figures, neighbours and links are new, changed and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    shown: tuple[AreaChange, ...] = ()
    figures: tuple[AreaFigure, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    links: tuple[MeasureLink, ...] = ()
    populations: tuple[Population, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not self.new and not self.changed


@dataclass(frozen=True)
class ComparatorPreview:
    """What was understood of a file, and what taking it in would change. `upload` is set once it was taken in."""

    file_name: str
    reading: ComparatorReading
    changes: AreaChanges
    publication: str
    token: str = ""
    held_by: str = ""
    upload: int | None = None

    @property
    def outcome(self) -> Outcome:
        return self.reading.outcome


def read_comparator_file(store: Store | None, workbook: Workbook) -> ComparatorReading:
    """Reads a file about other areas with what is known of them; nothing is kept. The store is not held meanwhile."""
    return read_comparators_apart(workbook.content, workbook.file_name, _known(store))


def preview_comparators(store: Store, asker: Asker, workbook: Workbook, publication: str = "") -> ComparatorPreview:
    """What taking a file in would change. Unless it is refused it is held, under a token, for the answer."""
    must_be_an_officer(asker)
    name = name_of(asker)
    reading = read_comparator_file(store, workbook)
    preview = ComparatorPreview(
        workbook.file_name, reading, _changes_in(store, reading), _named(publication, reading), held_by=name
    )
    if preview.outcome is Outcome.REJECT:
        return preview
    preview = replace(preview, token=secrets.token_urlsafe(32))
    now = datetime.now(UTC)
    with store.writing() as connection:
        drop_held_before(connection, now - HELD_FOR)
        hold_workbook(connection, HeldWorkbook(preview.token, workbook.file_name, workbook.content, name, now))
    return preview


def confirm_comparators(store: Store, asker: Asker, token: str, publication: str = "") -> ComparatorPreview:
    """Takes in a file that waits, in the name of the person who confirms. Read and compared anew."""
    must_be_an_officer(asker)
    name = name_of(asker)
    with store.reading() as connection:
        held = get_held(connection, token)
    workbook = Workbook(held.file_name, held.content)
    reading = read_comparator_file(store, workbook)
    if reading.outcome is Outcome.REJECT:
        raise Refused("This file can no longer be taken in: upload it again to see why.")
    with store.writing() as connection:
        get_held(connection, token)  # two people may press at once: the second is told
        drop_held(connection, token)
        return _keep(connection, workbook, reading, name, publication)


def drop_comparators(store: Store, asker: Asker, token: str) -> None:
    """Forgets a file that waits."""
    must_be_an_officer(asker)
    with store.writing() as connection:
        drop_held(connection, token)


def load_comparators(store: Store, asker: Asker, workbook: Workbook, publication: str = "") -> ComparatorPreview:
    """Takes a file in at once, as the command line does; one that must be put right is not kept."""
    must_be_an_officer(asker)
    name = name_of(asker)
    reading = read_comparator_file(store, workbook)
    if reading.outcome is Outcome.REJECT:
        return ComparatorPreview(workbook.file_name, reading, AreaChanges(), _named(publication, reading))
    with store.writing() as connection:
        return _keep(connection, workbook, reading, name, publication)


def load_shipped_comparators(store: Store, asker: Asker) -> None:
    """The few figures that the demonstration shows, by the same road as any file."""
    for name in SHIPPED_FILES:
        path = SHIPPED / name
        load_comparators(store, asker, Workbook(path.name, path.read_bytes()))


def comparator_files(store: Store, asker: Asker) -> list[ComparatorFile]:
    """Every file about other areas that was taken in, the newest first."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return list_comparator_files(connection)


def as_text(file: str, reading: ComparatorReading) -> str:
    """What a file holds and what is odd about it, in words."""
    return check_text(file, reading.outcome, reading.size, reading.problems)


def as_json(file: str, reading: ComparatorReading) -> Json:
    """What a file holds and what is odd about it, as a check of a workbook has it."""
    return check_json(file, reading.outcome, reading.size, reading.problems)


def _known(store: Store | None) -> KnownAreas:
    shipped = shipped_comparisons()
    if store is None:
        return KnownAreas(shipped.areas, shipped.council, _linked(shipped.links))
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        links = links_of(connection).values()
        refs = tuple(sorted({i.ref for i in catalogue.indicators if i.ref}))
        codes = tuple(i.code for i in catalogue.indicators)
        measures = tuple(list_measures(connection))
        council = council_in_force(connection)
        return KnownAreas(shipped.areas, council, _linked(links), refs, codes, measures)


def _linked(links: Iterable[MeasureLink]) -> tuple[str, ...]:
    return tuple(sorted({name for link in links for name in link.measures}))


def _named(publication: str, reading: ComparatorReading) -> str:
    """The publication as somebody names it, or as the file's layout tells."""
    return " ".join(publication.split())[:LONGEST_PUBLICATION] or reading.publication


def _changes_in(store: Store, reading: ComparatorReading) -> AreaChanges:
    if reading.outcome is Outcome.REJECT:
        return AreaChanges()
    with store.reading() as connection:
        return _changes(connection, reading)


def _changes(connection: Connection, reading: ComparatorReading) -> AreaChanges:
    """Compared one measure after another, so that never more than one measure's figures are held twice."""
    by_measure: dict[str, list[AreaFigure]] = {}
    for figure in reading.figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    counts = {link.measure: link.numerator for link in links_of(connection).values() if link.numerator}
    units = {link.measure: link.indicator for link in links_of(connection).values()}
    catalogue = list_catalogue(connection)
    new: list[AreaFigure] = []
    changed: list[AreaFigure] = []
    shown: list[AreaChange] = []
    names = {area.code: area.name for area in shipped_comparisons().areas}
    for measure, figures in by_measure.items():
        standing = standing_of(connection, measure)
        differing = [f for f in figures if f.key in standing and not f.says_the_same_as(standing[f.key])]
        new += [f for f in figures if f.key not in standing]
        changed += differing
        if not differing or len(shown) >= CHANGES_SHOWN:
            continue
        counter = counts.get(measure, "")
        then = standing_of(connection, counter) if counter else {}
        now = {f.key: f for f in by_measure.get(counter, ())}
        indicator = catalogue.find(units.get(measure, ""))
        unit = indicator.unit if indicator else Unit.PERCENTAGE
        for figure in differing[: CHANGES_SHOWN - len(shown)]:
            before = standing[figure.key]
            key = (counter, figure.area, figure.period)
            was = _count(before, then.get(key))
            reason = revision_reason(unit, before, figure, (was, _count(figure, now.get(key, then.get(key)))))
            area = names.get(figure.area, figure.area)
            shown.append(AreaChange(measure, area, figure.period.label, _said(before), _said(figure), reason))
    linked = list_links(connection)
    known = {n.key: n for n in list_neighbours(connection)} if reading.neighbours else {}
    near = tuple(n for n in reading.neighbours if known.get(n.key) != n)
    links = tuple(link for link in reading.links if linked.get(link.indicator) != link)
    people = tuple(p for p in reading.populations if p not in catalogue.populations)
    counted = {(p.area, p.year) for p in catalogue.populations}
    overtaken = sum(n.key in known for n in near) + sum(link.indicator in linked for link in links)
    overtaken += sum((p.area, p.year) in counted for p in people)
    added = len(new) + len(near) + len(links) + len(people) - overtaken
    revised = len(changed) + overtaken
    unchanged = reading.size - added - revised
    return AreaChanges(added, revised, unchanged, tuple(shown), (*new, *changed), near, links, people)


def _count(figure: AreaFigure, counted: AreaFigure | None) -> float | None:
    if figure.numerator is not None:
        return figure.numerator
    return counted.value if counted is not None else None


def _said(figure: AreaFigure) -> str:
    return f"{figure.value:,g}" if figure.value is not None else str(figure.marker).replace("_", " ").capitalize()


def _keep(
    connection: Connection, workbook: Workbook, reading: ComparatorReading, by: str, publication: str
) -> ComparatorPreview:
    """Adds what is new or changed. What adds nothing leaves no trace."""
    changes = _changes(connection, reading)
    name = _named(publication, reading)
    preview = ComparatorPreview(workbook.file_name, reading, changes, name, held_by=by)
    if changes.is_nothing:
        return preview
    now = datetime.now(UTC)
    upload = save_upload(connection, workbook.file_name, workbook.content, "", by, now, changes.unchanged)
    save_publication(connection, upload, Publication(name), reading.layout)
    save_measures(connection, upload, reading.measures)
    save_area_figures(connection, upload, changes.figures)
    save_neighbours(connection, upload, changes.neighbours)
    save_links(connection, upload, changes.links)
    for population in changes.populations:
        save_population(connection, population, f"Upload {upload}, {workbook.file_name}", by, now)
    told = f"Upload {upload}, {workbook.file_name}: {changes.new:,} new, {changes.changed:,} changed"
    record(connection, by, Deed.LOADED_COMPARATORS, told, now)
    return replace(preview, upload=upload)
