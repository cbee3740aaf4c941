"""The command that prints every setting."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable

from kpis.operations.settings import settings_as_json, settings_as_text, settings_found

DONE, DONE_WITH_PROBLEMS = 0, 1
NewCommand = Callable[..., argparse.ArgumentParser]


def add_settings_command(commands: object, new_command: NewCommand) -> None:
    """Adds settings to the command line."""
    settings = new_command(commands, "settings", _settings, "print every setting, and where its value came from")
    settings.add_argument("--format", choices=["text", "json"], default="text")


def _settings(parsed: argparse.Namespace) -> int:
    found = settings_found(os.environ, parsed.database)
    if parsed.format == "json":
        sys.stdout.write(json.dumps(settings_as_json(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(settings_as_text(found) + "\n")
    return DONE_WITH_PROBLEMS if found.faults else DONE
