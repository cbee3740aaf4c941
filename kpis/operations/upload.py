"""Taking a workbook in: read, check, show what would change, keep whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kpis.exports.contract import Json, check_json
from kpis.exports.text import check_text
from kpis.ingest.confined import read_workbook_apart
from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.ingest.reading import Reading
from kpis.model.catalogue import Catalogue
from kpis.model.errors import Refused
from kpis.model.observations import Comparator, KeptComparator, Observation
from kpis.model.people import Asker
from kpis.model.problems import Outcome
from kpis.operations.assembly import must_be_an_officer
from kpis.scorecard.changes import Changes, build_changes
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.observations import list_comparators, list_current, save_comparators, save_observations
from kpis.store.uploads import (
    HeldWorkbook,
    count_uploads,
    drop_held,
    drop_held_before,
    get_held,
    hold_workbook,
    save_upload,
)

HELD_FOR = timedelta(days=1)
LONGEST_NAME = 120

__all__ = [
    "Preview",
    "Reading",
    "Taken",
    "Workbook",
    "check_as_json",
    "check_as_text",
    "check_workbook",
    "confirm_upload",
    "drop_upload",
    "has_no_figures",
    "load_workbook",
    "preview_held",
    "preview_upload",
    "template",
]


@dataclass(frozen=True)
class Workbook:
    """A file as someone hands it over: its name is data, never a path."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class Preview:
    """What was understood of a workbook, and what taking it in would change."""

    file_name: str
    scorecard: str
    reading: Reading
    changes: Changes
    token: str = ""
    held_by: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.reading.outcome


@dataclass(frozen=True)
class Taken:
    """What became of a workbook: whether it was kept, and why not."""

    preview: Preview
    is_kept: bool
    upload: int | None = None


def check_workbook(workbook: Workbook, catalogue: Catalogue) -> Reading:
    """Reads and checks a workbook without a store; nothing is kept."""
    return read_workbook_apart(workbook.content, workbook.file_name, catalogue)


def template() -> str:
    """The headings of the long layout, as a csv to fill in."""
    return ",".join(TEMPLATE_COLUMNS.split(", ")) + "\r\n"


def check_as_json(file: str, reading: Reading) -> Json:
    """A check as the contract has it."""
    return check_json(file, reading.outcome, len(reading.observations), reading.problems)


def check_as_text(file: str, reading: Reading) -> str:
    """A check in words."""
    return check_text(file, reading.outcome, len(reading.observations), reading.problems)


def preview_upload(store: Store, asker: Asker, workbook: Workbook, catalogue: Catalogue) -> Preview:
    """What taking a workbook in would change. Unless it is refused it is held, under a token, for the answer."""
    must_be_an_officer(asker)
    name = _named(asker)
    reading = check_workbook(workbook, catalogue)
    token = "" if reading.outcome is Outcome.REJECT else secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    if token:
        with store.writing() as connection:
            drop_held_before(connection, now - HELD_FOR)
            hold_workbook(connection, HeldWorkbook(token, workbook.file_name, workbook.content, name, now))
    with store.reading() as connection:
        return replace(_preview(connection, workbook.file_name, reading, catalogue, token), held_by=name)


def preview_held(store: Store, asker: Asker, token: str, catalogue: Catalogue) -> Preview:
    """The preview of a workbook that waits, made anew: others may have uploaded since."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        held = get_held(connection, token)
        reading = read_workbook_apart(held.content, held.file_name, catalogue)
        return replace(_preview(connection, held.file_name, reading, catalogue, token), held_by=held.held_by)


def confirm_upload(store: Store, asker: Asker, token: str, catalogue: Catalogue) -> Taken:
    """Takes in a workbook that waits; its questions count as answered yes by the person who confirms.

    Read anew, because others may have changed figures or the catalogue since it was shown: one that is now refused is
    not kept, and goes on waiting.
    """
    must_be_an_officer(asker)
    name = _named(asker)
    with store.reading() as connection:
        held = get_held(connection, token)
        reading = read_workbook_apart(held.content, held.file_name, catalogue)
        if reading.outcome is Outcome.REJECT:  # the catalogue has changed since it was shown
            return Taken(_preview(connection, held.file_name, reading, catalogue, token), is_kept=False)
    workbook = Workbook(held.file_name, held.content)
    with store.writing() as connection:
        get_held(connection, token)  # two people may press at once: the second is told
        drop_held(connection, token)
        return _keep(connection, workbook, reading, catalogue, name)


def drop_upload(store: Store, asker: Asker, token: str) -> None:
    """Forgets a workbook that waits."""
    must_be_an_officer(asker)
    with store.writing() as connection:
        drop_held(connection, token)


def load_workbook(
    store: Store, asker: Asker, workbook: Workbook, catalogue: Catalogue, is_confirmed: bool, keep_catalogue: bool
) -> Taken:
    """Takes a workbook in at once, as the command line does: in one transaction, whole or not at all.

    A workbook with a question that nobody has answered is not kept. `keep_catalogue` keeps all of the catalogue, even
    the scorecards that this workbook is not about.
    """
    must_be_an_officer(asker)
    name = _named(asker)
    reading = check_workbook(workbook, catalogue)
    if reading.outcome is Outcome.REJECT or (reading.outcome is Outcome.CONFIRM and not is_confirmed):
        with store.reading() as connection:
            return Taken(_preview(connection, workbook.file_name, reading, catalogue), is_kept=False)
    with store.writing() as connection:
        if keep_catalogue:
            save_catalogue(connection, catalogue, name, datetime.now(UTC))
        return _keep(connection, workbook, reading, catalogue, name)


def has_no_figures(store: Store) -> bool:
    """Whether nobody has ever taken a workbook in."""
    with store.reading() as connection:
        return count_uploads(connection) == 0


def _named(asker: Asker) -> str:
    name = " ".join(asker.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(f"Say who is uploading: a name of 1 to {LONGEST_NAME} letters.")
    return name


def _preview(
    connection: Connection, file_name: str, reading: Reading, catalogue: Catalogue, token: str = ""
) -> Preview:
    return Preview(file_name, reading.scorecard, reading, _changes(connection, reading, catalogue), token)


def _changes(connection: Connection, reading: Reading, catalogue: Catalogue) -> Changes:
    if reading.outcome is Outcome.REJECT:
        return Changes((), (), 0)
    codes = sorted({o.code for o in reading.observations})
    standing = {(k.observation.code, k.observation.period): k for k in list_current(connection, codes)}
    judged_by = list_catalogue(connection).joined_with(catalogue)
    return build_changes(judged_by, reading.observations, standing)


def _keep(connection: Connection, workbook: Workbook, reading: Reading, catalogue: Catalogue, by: str) -> Taken:
    """Adds what is new or changed. A workbook that changes nothing leaves no trace."""
    now = datetime.now(UTC)
    preview = _preview(connection, workbook.file_name, reading, catalogue)
    save_catalogue(connection, catalogue.only([reading.scorecard]), by, now)
    added = _added(preview.changes, reading.observations)
    others = _new_comparators(connection, reading.comparators)
    if not added and not others:
        return Taken(preview, is_kept=True)
    upload = save_upload(connection, workbook.file_name, workbook.content, reading.scorecard, by, now)
    save_observations(connection, upload, added)
    save_comparators(connection, upload, others)
    return Taken(preview, is_kept=True, upload=upload)


def _added(changes: Changes, observations: Sequence[Observation]) -> list[Observation]:
    wanted = {(c.indicator.code, c.period) for c in (*changes.new, *changes.changed)}
    return [o for o in observations if (o.code, o.period) in wanted]


def _new_comparators(connection: Connection, read: Sequence[Comparator]) -> list[Comparator]:
    def figure(c: Comparator) -> tuple[object, ...]:
        return (c.code, c.name, c.period, c.value, c.marker)

    kept: list[KeptComparator] = list_comparators(connection, sorted({c.code for c in read}))
    standing = {figure(k.comparator) for k in kept}
    return [c for c in read if figure(c) not in standing]
