"""The commands backup and restore."""

from __future__ import annotations

import argparse
from pathlib import Path

from kpis.command_line import DONE, NewCommand, opened, print_text
from kpis.machine_user import asker_at_this_machine
from kpis.operations.backup import back_up_store, backup_as_text, restore_store, restored_as_text


def add_backup_commands(commands: object, new_command: NewCommand) -> None:
    """Adds backup and restore to the command line."""
    backup = new_command(commands, "backup", _backup, "write the whole store to a file of its own, while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")

    restore = new_command(commands, "restore", _restore, "put a backup in the place of all that the store holds")
    restore.add_argument("file", type=Path, metavar="FILE")


def _backup(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        print_text(backup_as_text(back_up_store(store, asker_at_this_machine(), parsed.file)))
    return DONE


def _restore(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        print_text(restored_as_text(*restore_store(store, asker_at_this_machine(), parsed.file)))
    return DONE
