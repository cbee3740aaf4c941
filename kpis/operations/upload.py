"""Taking a workbook in: read, check, ask, show what would change, keep whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from kpis.exports.contract import Json, check_json
from kpis.exports.text import check_text
from kpis.ingest.collecting import collected_seldom
from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.ingest.reading import Reading
from kpis.model.answers import CONFIRMED_AT_ONCE, Answer, Reply, answer, questions
from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.observations import Comparator, KeptComparator, Observation
from kpis.model.people import Asker
from kpis.model.problems import Outcome, Problem
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.intake import Workbook, read_and_check
from kpis.operations.overtaking import Overtaking, list_overtaking
from kpis.scorecard.changes import Changes, build_changes
from kpis.store.answers import list_answers, save_answers
from kpis.store.audit import record
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
    newest_upload,
    note_seen,
    save_upload,
)

HELD_FOR = timedelta(days=1)
NO_REPLY = Reply()

__all__ = [
    "Overtaking",
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
class Preview:
    """What was understood of a workbook, and what taking it in would change. `seen` is the newest upload it counts."""

    file_name: str
    scorecard: str
    reading: Reading
    changes: Changes
    token: str = ""
    held_by: str = ""
    seen: int = 0

    @property
    def outcome(self) -> Outcome:
        return self.reading.outcome

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What a person must answer before it is taken in."""
        return questions(self.reading.problems)


@dataclass(frozen=True)
class Taken:
    """What became of a workbook: whether it was kept, and why not."""

    preview: Preview
    is_kept: bool
    upload: int | None = None
    unanswered: tuple[Problem, ...] = ()
    overtaken_by: tuple[Overtaking, ...] = field(default=())


def check_workbook(workbook: Workbook, catalogue: Catalogue, store: Store | None = None) -> Reading:
    """Reads and checks a workbook, with what a store knows where one is given; nothing is kept."""
    return read_and_check(workbook, catalogue, store)


def template() -> str:
    """The headings of the long layout, as a csv to fill in."""
    return ",".join(TEMPLATE_COLUMNS.split(", ")) + "\r\n"


def check_as_json(file: str, reading: Reading) -> Json:
    """A check as the contract has it."""
    return check_json(file, reading.outcome, len(reading.observations), reading.problems)


def check_as_text(file: str, reading: Reading, with_runs: bool = False) -> str:
    """A check in words; `with_runs` adds what each check looked at and what it could not."""
    runs = reading.check_runs if with_runs else ()
    return check_text(file, reading.outcome, len(reading.observations), reading.problems, runs)


@collected_seldom()
def preview_upload(store: Store, asker: Asker, workbook: Workbook, catalogue: Catalogue) -> Preview:
    """What taking a workbook in would change. Unless it is refused it is held, under a token, for the answer."""
    must_be_an_officer(asker)
    name = name_of(asker)
    reading = read_and_check(workbook, catalogue, store)
    with store.reading() as connection:
        preview = replace(_preview(connection, workbook.file_name, reading, catalogue), held_by=name)
    if preview.outcome is Outcome.REJECT:
        return preview
    preview = replace(preview, token=secrets.token_urlsafe(32))
    now = datetime.now(UTC)
    with store.writing() as connection:
        drop_held_before(connection, now - HELD_FOR)
        held = HeldWorkbook(preview.token, workbook.file_name, workbook.content, name, now, preview.seen)
        hold_workbook(connection, held)
    return preview


@collected_seldom()
def preview_held(store: Store, asker: Asker, token: str, catalogue: Catalogue) -> Preview:
    """The preview of a workbook that waits, made anew: others may have uploaded since."""
    must_be_an_officer(asker)
    held, reading = _read_held(store, token, catalogue)
    with store.reading() as connection:
        preview = _preview(connection, held.file_name, reading, catalogue)
    return replace(preview, token=token, held_by=held.held_by)


@collected_seldom()
def confirm_upload(
    store: Store,
    asker: Asker,
    token: str,
    catalogue: Catalogue,
    reply: Reply = NO_REPLY,
    seen: int | None = None,
) -> Taken:
    """Takes in a workbook that waits, in the name of the person who confirms.

    Read anew, because others may have changed figures or the catalogue since it was
    shown. It is not kept, and goes on waiting, when it is now refused, when a question has no answer, and when somebody
    changed the same figures after `seen`, the newest upload that the person's page counted (the one that it was first
    shown with, unless said).
    """
    must_be_an_officer(asker)
    name = name_of(asker)
    held, reading = _read_held(store, token, catalogue)
    given = [(q, reply.answer_to(q)) for q in questions(reading.problems)]
    unanswered = tuple(q for q, words in given if words is None)
    if reading.outcome is Outcome.REJECT or unanswered:
        with store.reading() as connection:
            preview = _preview(connection, held.file_name, reading, catalogue)
        return Taken(replace(preview, token=token, held_by=name), is_kept=False, unanswered=unanswered)
    with store.writing() as connection:
        held = get_held(connection, token)  # two people may press at once: the second is told
        keys = {(o.code, o.period) for o in reading.observations}
        overtaking = list_overtaking(connection, keys, held.seen if seen is None else seen)
        if overtaking:
            preview = _preview(connection, held.file_name, reading, catalogue)
            note_seen(connection, token, preview.seen)
            return Taken(replace(preview, token=token, held_by=name), is_kept=False, overtaken_by=overtaking)
        drop_held(connection, token)
        workbook = Workbook(held.file_name, held.content)
        answers = [answer(q, words) for q, words in given if words is not None]
        return _keep(connection, workbook, reading, catalogue, name, answers)


def drop_upload(store: Store, asker: Asker, token: str) -> None:
    """Forgets a workbook that waits."""
    must_be_an_officer(asker)
    with store.writing() as connection:
        drop_held(connection, token)


@collected_seldom()
def load_workbook(
    store: Store, asker: Asker, workbook: Workbook, catalogue: Catalogue, is_confirmed: bool, keep_catalogue: bool
) -> Taken:
    """Takes a workbook in at once, as the command line does: in one transaction, whole or not at all.

    A workbook with a question that nobody has answered is not kept. `keep_catalogue` keeps all of the catalogue, even
    the scorecards that this workbook is not about.
    """
    must_be_an_officer(asker)
    name = name_of(asker)
    reading = read_and_check(workbook, catalogue, store)
    asked = questions(reading.problems)
    if reading.outcome is Outcome.REJECT or (asked and not is_confirmed):
        with store.reading() as connection:
            preview = _preview(connection, workbook.file_name, reading, catalogue)
        return Taken(preview, is_kept=False, unanswered=asked)
    answers = [answer(q, CONFIRMED_AT_ONCE) for q in asked]
    with store.writing() as connection:
        if keep_catalogue:
            _keep_catalogue(connection, catalogue, name, datetime.now(UTC))
        return _keep(connection, workbook, reading, catalogue, name, answers)


def has_no_figures(store: Store) -> bool:
    """Whether nobody has ever taken a workbook in."""
    with store.reading() as connection:
        return count_uploads(connection) == 0


def _read_held(store: Store, token: str, catalogue: Catalogue) -> tuple[HeldWorkbook, Reading]:
    with store.reading() as connection:
        held = get_held(connection, token)
    return held, read_and_check(Workbook(held.file_name, held.content), catalogue, store)


def _preview(connection: Connection, file_name: str, reading: Reading, catalogue: Catalogue) -> Preview:
    changes = _changes(connection, reading, catalogue)
    return Preview(file_name, reading.scorecard, reading, changes, seen=newest_upload(connection))


def _changes(connection: Connection, reading: Reading, catalogue: Catalogue) -> Changes:
    if reading.outcome is Outcome.REJECT:
        return Changes((), (), 0)
    codes = sorted({o.code for o in reading.observations})
    standing = {k.key: k for k in list_current(connection, codes)}
    judged_by = list_catalogue(connection).joined_with(catalogue)
    return build_changes(judged_by, reading.observations, standing)


def _keep(
    connection: Connection,
    workbook: Workbook,
    reading: Reading,
    catalogue: Catalogue,
    by: str,
    answers: Sequence[Answer],
) -> Taken:
    """Adds what is new or changed, and the answers that nobody gave yet. What adds nothing leaves no trace.

    Looked at anew in the transaction that adds, because another may have been the first a moment ago.
    """
    now = datetime.now(UTC)
    preview = _preview(connection, workbook.file_name, reading, catalogue)
    save_catalogue(connection, catalogue.only([reading.scorecard]), by, now)
    added = _added(preview.changes, reading.observations)
    others = _new_comparators(connection, reading.comparators)
    known = {k.answer.key for k in list_answers(connection, sorted({a.indicator for a in answers if a.indicator}))}
    answers = [a for a in answers if a.key not in known]
    if not added and not others and not any(a.indicator for a in answers):
        return Taken(preview, is_kept=True)
    unchanged = preview.changes.unchanged
    upload = save_upload(connection, workbook.file_name, workbook.content, reading.scorecard, by, now, unchanged)
    save_observations(connection, upload, added)
    save_comparators(connection, upload, others)
    save_answers(connection, upload, answers, by, now)
    told = (
        f"Upload {upload}, {workbook.file_name}: {len(preview.changes.new)} new, {len(preview.changes.changed)} changed"
    )
    record(connection, by, Deed.TOOK_IN, told, now)
    return Taken(preview, is_kept=True, upload=upload)


def _keep_catalogue(connection: Connection, catalogue: Catalogue, by: str, at: datetime) -> None:
    """Keeps all of a catalogue; what changes is told in the audit trail."""
    before = list_catalogue(connection)
    save_catalogue(connection, catalogue, by, at)
    after = list_catalogue(connection)
    if after != before:
        defined = [i.code for i in after.indicators if i not in set(before.indicators)]
        aimed = {t.code for t in after.targets if t not in set(before.targets)}
        told = f"new or changed: {len(defined)} of its definitions, {len(aimed)} of its targets"
        record(connection, by, Deed.KEPT_CATALOGUE, told, at)


def _added(changes: Changes, observations: Sequence[Observation]) -> list[Observation]:
    if len(changes.differing) == len(observations):
        return list(observations)
    wanted = set(changes.differing)
    return [o for o in observations if (o.code, o.period) in wanted]


def _new_comparators(connection: Connection, read: Sequence[Comparator]) -> list[Comparator]:
    def figure(c: Comparator) -> tuple[object, ...]:
        return (c.code, c.name, c.period, c.value, c.marker)

    kept: list[KeptComparator] = list_comparators(connection, sorted({c.code for c in read}))
    standing = {figure(k.comparator) for k in kept}
    return [c for c in read if figure(c) not in standing]
