"""The command that prints every setting."""

from __future__ import annotations

import argparse
import os

from kpis.command_line import DONE, DONE_WITH_PROBLEMS, NewCommand, add_format, print_json, print_text
from kpis.operations.settings import settings_as_json, settings_as_text, settings_found


def add_settings_command(commands: object, new_command: NewCommand) -> None:
    """Adds settings to the command line."""
    settings = new_command(commands, "settings", _settings, "print every setting, and where its value came from")
    add_format(settings, "text", "json")


def _settings(parsed: argparse.Namespace) -> int:
    found = settings_found(os.environ, parsed.database)
    if parsed.format == "json":
        print_json(settings_as_json(found))
    else:
        print_text(settings_as_text(found))
    return DONE_WITH_PROBLEMS if found.faults else DONE
