"""Undoing an upload: a recorded act that puts back what stood before, and never a deletion.

What stands for a figure after an undo is the newest that an upload brought which still counts; where there is none the
figure is withdrawn. So an upload that was undone never comes back by the undoing of another, and undoing an undo
takes the upload in again. Figures that a later upload has superseded are left alone. Definitions and targets that came
with a workbook's catalogue are not undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from kpis.model.audit import Deed
from kpis.model.errors import BadWithdrawal, Refused
from kpis.model.observations import KeptComparator, KeptObservation
from kpis.model.people import Asker
from kpis.model.uploads import Upload, acts_that_count, undo_that_counts, workbook_of
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.keeping import mistakes_of_name, reason_typed
from kpis.operations.overtaking import Overtaking, list_overtaking
from kpis.scorecard.changes import Changes, Key, compare
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.neighbours import is_comparator_upload
from kpis.store.observations import codes_in, list_added, list_added_comparators, save_put_back
from kpis.store.upload_list import get_upload
from kpis.store.uploads import list_undoes, newest_upload, save_undo

NAME, REASON = "name", "reason"
"""The parts of an undo that can be wrong, as its form calls them."""
Kept = TypeVar("Kept", KeptObservation, KeptComparator)


@dataclass(frozen=True)
class Superseded:
    """A later upload that has superseded some of the figures, so that they are left alone."""

    number: int
    name: str
    by: str
    figures: int


@dataclass(frozen=True)
class Undoing:
    """What undoing an upload would change. `seen` is the newest upload that it counts."""

    upload: Upload
    changes: Changes
    comparators: int
    superseded: tuple[Superseded, ...] = ()
    seen: int = 0


@dataclass(frozen=True)
class Undone:
    """What became of an undo: its number, or None with what others did meanwhile to the same figures."""

    undoing: Undoing
    number: int | None = None
    overtaken_by: tuple[Overtaking, ...] = field(default=())


@dataclass(frozen=True)
class _Plan:
    undoing: Undoing
    own: frozenset[Key]
    figures: tuple[KeptObservation, ...]
    others: tuple[KeptComparator, ...]


def preview_undo(store: Store, asker: Asker, number: int) -> Undoing:
    """What undoing an upload, or an undo, would change. Raises NotFound, or Refused where it cannot be undone."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return _plan(connection, number).undoing


def undo_upload(store: Store, asker: Asker, number: int, reason: str, seen: int | None = None) -> Undone:
    """Undoes an upload, or an undo, for a reason that is kept; not where others changed its figures after `seen`."""
    must_be_an_officer(asker)
    mistakes = mistakes_of_name(asker, NAME)
    reason = reason_typed(reason, REASON, "it is undone", mistakes)
    if mistakes:
        raise BadWithdrawal(tuple(mistakes))
    name = name_of(asker)
    with store.writing() as connection:
        plan = _plan(connection, number)
        if seen is not None:
            overtaking = list_overtaking(connection, plan.own, seen)
            if overtaking:
                return Undone(plan.undoing, overtaken_by=overtaking)
        undo = save_undo(connection, number, reason, plan.undoing.upload.scorecard, name, datetime.now(UTC))
        save_put_back(connection, undo, plan.figures, plan.others)
        record(connection, name, Deed.UNDID, f"Upload {number}, by upload {undo}: {reason}")
        return Undone(plan.undoing, undo)


def _plan(connection: Connection, number: int) -> _Plan:
    upload = get_upload(connection, number)
    undoes = list_undoes(connection)
    by = undo_that_counts(number, undoes)
    if by is not None:
        raise Refused(f"Upload {number} is undone already, by upload {by}. Undo upload {by} to take it in again.")
    workbook = workbook_of(number, undoes)
    if is_comparator_upload(connection, workbook):
        raise Refused(f"Upload {number} holds figures of other areas. Load the right file: it supersedes them.")
    counting = acts_that_count({**undoes, newest_upload(connection) + 1: number})
    codes = codes_in(connection, workbook)
    added = list_added(connection, codes)
    figures = _put_back(added, workbook, counting)
    others = _put_back(list_added_comparators(connection, codes), workbook, counting)
    own = frozenset(k.key for k in added if k.undo is None and k.source.upload == workbook)
    superseded = _superseded(connection, added, workbook, own - {k.key for k in figures})
    if codes and not figures and not others:
        raise Refused(f"Nothing of upload {number} stands any more: {_named(superseded)} Undo that first.")
    changes = _changes(connection, added, figures)
    undoing = Undoing(upload, changes, len(others), superseded, newest_upload(connection))
    return _Plan(undoing, own, figures, others)


def _put_back(added: Iterable[Kept], workbook: int, counting: frozenset[int]) -> tuple[Kept, ...]:
    """What must be added so that of each figure of the workbook the newest stands that still counts."""
    standing: dict[object, Kept] = {}
    wanted: dict[object, Kept] = {}
    own: dict[object, Kept] = {}
    for kept in added:
        standing[kept.key] = kept
        if kept.undo is None and kept.source.upload in counting:
            wanted[kept.key] = kept
        if kept.undo is None and kept.source.upload == workbook:
            own[kept.key] = kept
    back = []
    for key, brought in own.items():
        now, then = standing[key], wanted.get(key)
        if then is None and not now.is_withdrawn:
            back.append(_withdrawn(brought))
        elif then is not None and (now.is_withdrawn or now.source.upload != then.source.upload):
            back.append(then)
    return tuple(back)


def _withdrawn(kept: Kept) -> Kept:
    """That nothing stands any more, at the cell of the figure that is withdrawn."""
    if isinstance(kept, KeptObservation):
        observation = kept.observation
        nothing = replace(
            observation, value=None, marker=None, numerator=None, denominator=None, note="", as_written=""
        )
        return replace(kept, observation=nothing, is_withdrawn=True)
    return replace(kept, comparator=replace(kept.comparator, value=None, marker=None, as_written=""), is_withdrawn=True)


def _superseded(
    connection: Connection, added: Iterable[KeptObservation], workbook: int, left: Iterable[Key]
) -> tuple[Superseded, ...]:
    """The later uploads whose figures stand where those of the workbook are left alone."""
    standing = {k.key: k.source.upload for k in added}
    later = Counter(standing[key] for key in left if standing[key] != workbook)
    found = []
    for number, figures in sorted(later.items()):
        upload = get_upload(connection, number)
        found.append(Superseded(number, upload.name, upload.by, figures))
    return tuple(found)


def _named(superseded: Iterable[Superseded]) -> str:
    names = [f"{one.by}’s {one.name} (upload {one.number})" for one in superseded]
    return f"{' and '.join(names)} superseded it." if names else "other uploads superseded it."


def _changes(connection: Connection, added: Iterable[KeptObservation], back: Iterable[KeptObservation]) -> Changes:
    before: Mapping[object, KeptObservation] = {k.key: k for k in added}
    standing = {k.key: k for k in before.values() if not k.is_withdrawn}
    touched = {k.key: k for k in back}
    after = {key: k for key, k in {**standing, **touched}.items() if not k.is_withdrawn}
    return compare(list_catalogue(connection), standing, after, list(touched))
