"""The commands backup and restore."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kpis.machine_user import asker_at_this_machine
from kpis.operations.backup import back_up_store, backup_as_text, restore_store, restored_as_text
from kpis.store.engine import open_store

DONE = 0
NewCommand = Callable[..., argparse.ArgumentParser]


def add_backup_commands(commands: object, new_command: NewCommand) -> None:
    """Adds backup and restore to the command line."""
    backup = new_command(commands, "backup", _backup, "write the whole store to a file of its own, while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")

    restore = new_command(commands, "restore", _restore, "put a backup in the place of all that the store holds")
    restore.add_argument("file", type=Path, metavar="FILE")


def _backup(parsed: argparse.Namespace) -> int:
    with closing(open_store(parsed.database)) as store:
        sys.stdout.write(f"{backup_as_text(back_up_store(store, asker_at_this_machine(), parsed.file))}\n")
    return DONE


def _restore(parsed: argparse.Namespace) -> int:
    with closing(open_store(parsed.database)) as store:
        sys.stdout.write(f"{restored_as_text(*restore_store(store, asker_at_this_machine(), parsed.file))}\n")
    return DONE
