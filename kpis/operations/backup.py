"""Backing the store up and restoring it: what an administrator does on the server itself, and the trail tells of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kpis.model.audit import Deed, Entry
from kpis.model.people import Asker
from kpis.operations.door import must_be_an_administrator
from kpis.store.audit import list_entries, record
from kpis.store.backup import BackedUp, Replaced, back_up, restore
from kpis.store.engine import Connection, Store


def back_up_store(store: Store, asker: Asker, path: Path) -> BackedUp:
    """Writes the whole store to a new file and proves it; raises Refused with the reason.

    The trail says that it began before anything is copied. So no copy is made that the trail does not know of, the copy
    says itself from when it is, and a row without a file is a backup that failed.
    """
    must_be_an_administrator(asker)
    return back_up(store, path, _note_of_backup(store, asker))


def restore_store(store: Store, asker: Asker, path: Path) -> tuple[BackedUp, Path | None]:
    """Puts a backup in the store's place; returns what it holds, and where the store's own content was set aside.

    The restored trail goes on with a row that says so, put in place in the same step: with where the backup's trail
    ended, and where that of the store before it did.
    """
    must_be_an_administrator(asker)

    def note(restored: Connection, replaced: Replaced) -> None:
        told = f"{_named(path)}, {_ended(next(iter(list_entries(restored, 1)), None))}"
        if replaced.aside is not None:
            told += f". What stood here is in {_named(replaced.aside)}, {_ended(replaced.newest)}"
        record(restored, asker.name, Deed.RESTORED, told)

    return restore(store, path, _note_of_backup(store, asker), note)


def _note_of_backup(store: Store, asker: Asker) -> Callable[[Path], None]:
    def note(path: Path) -> None:
        with store.writing() as connection:
            record(connection, asker.name, Deed.BEGAN_BACKUP, _named(path))

    return note


def _named(path: Path) -> str:
    """Where a file is. A name that is no text is told as well as it can be."""
    return os.fsencode(path.absolute()).decode("utf-8", "replace")


def _ended(newest: Entry | None) -> str:
    if newest is None:
        return "whose trail is empty"
    return f"whose trail ends with row {newest.number} of {newest.at.isoformat(timespec='seconds')}, {newest.digest}"


def backup_as_text(done: BackedUp) -> str:
    """What was written, in words."""
    return f"Backed up to {done.path} and read through: {_held(done)}."


def restored_as_text(done: BackedUp, aside: Path | None) -> str:
    """What stands in the store now, and where the rest went."""
    told = f"Restored {done.path}: {_held(done)}."
    return told if aside is None else f"{told}\nWhat the store held before is in {aside}."


def _held(done: BackedUp) -> str:
    counts = ((done.uploads, "upload"), (done.figures, "figure"), (done.publications, "publication"))
    listed = [f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in counts]
    return f"{listed[0]}, {listed[1]} and {listed[2]}, {done.bytes:,} bytes"
