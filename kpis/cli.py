"""The command line: one command for each operation. Prints an answer, or one sentence and exit status 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kpis.access_commands import add_access_commands
from kpis.backup_commands import add_backup_commands
from kpis.command_line import REFUSED, say
from kpis.intake_commands import add_intake_commands
from kpis.meeting_commands import add_meeting_commands
from kpis.model.errors import WaymarkError
from kpis.scorecard_commands import add_scorecard_commands
from kpis.settings_command import add_settings_command
from kpis.store.engine import ADDRESS_VARIABLE, database_address


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{message[:1].upper()}{message[1:].rstrip('.')}. See {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status. 0 done; 1 done, with problems to look at; 2 refused."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except WaymarkError as refusal:
        say(str(refusal))
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped.")
        return REFUSED
    return status


def _parser() -> _Parser:
    parser = _Parser(prog="python -m kpis", description="Scorecards of a council's children's services.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for add_commands in (
        add_intake_commands,
        add_scorecard_commands,
        add_meeting_commands,
        add_backup_commands,
        add_access_commands,
        add_settings_command,
    ):
        add_commands(commands, _command)
    return parser


def _command(commands, name: str, run, words: str) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument(
        "--database",
        metavar="URL",
        default=database_address(os.environ),
        help=f"where figures are kept (default: {ADDRESS_VARIABLE}, or a file beside the program)",
    )
    parser.set_defaults(run=run)
    return parser
