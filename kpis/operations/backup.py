"""Backing the store up and restoring it: what an administrator does on the server itself."""

from __future__ import annotations

from pathlib import Path

from kpis.store.backup import BackedUp, back_up, restore
from kpis.store.engine import Store


def back_up_store(store: Store, path: Path) -> BackedUp:
    """Writes the whole store to a new file and proves it; raises Refused with the reason."""
    return back_up(store, path)


def restore_store(store: Store, path: Path) -> tuple[BackedUp, Path | None]:
    """Puts a backup in the store's place; returns what it holds, and where the store's own content was set aside."""
    return restore(store, path)


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
