"""The commands scorecard, history and export: what is shown, on the screen or in a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from kpis.command_line import (
    DONE,
    NewCommand,
    add_audience,
    add_format,
    asker_of,
    json_text,
    opened,
    print_json,
    print_text,
)
from kpis.model.errors import Refused
from kpis.model.people import Asker
from kpis.operations import export as exports
from kpis.operations import history as histories
from kpis.operations import meetings, publications
from kpis.operations import scorecard as scorecards
from kpis.store.engine import Store


def add_scorecard_commands(commands: object, new_command: NewCommand) -> None:
    """Adds scorecard, history and export to the command line."""
    scorecard = new_command(commands, "scorecard", _scorecard, "show a scorecard; without a name, list them")
    scorecard.add_argument("name", nargs="?", metavar="NAME")
    scorecard.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    add_audience(scorecard)
    add_format(scorecard, "text", "json", "csv")

    history = new_command(commands, "history", _history, "show one indicator over time")
    history.add_argument("code", metavar="CODE")
    add_audience(history)
    add_format(history, "text", "json", "csv")

    export = new_command(commands, "export", _export, "write a scorecard to a file: .pdf, .xlsx, .csv or .json")
    export.add_argument("name", nargs="?", metavar="NAME", help="not needed where only one scorecard has figures")
    export.add_argument("--to", required=True, metavar="FILE", help="its ending says what to make; it is replaced")
    export.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    export.add_argument("--meeting", metavar="YYYY-MM-DD", help="what was published for the meeting of a day")
    export.add_argument("--committee", metavar="NAME", help="which committee, where several meet on that day")
    add_audience(export)


def _scorecard(parsed: argparse.Namespace) -> int:
    asker = asker_of(parsed)
    with opened(parsed) as store:
        if parsed.name is None:
            print_text(_scorecards(store, asker, parsed.format))
            return DONE
        scorecard = scorecards.scorecard_for(store, asker, parsed.name, parsed.period)
    match parsed.format:
        case "json":
            print_json(scorecards.scorecard_json(scorecard))
        case "csv":
            print_text(scorecards.scorecard_csv(scorecard))
        case _:
            print_text(scorecards.scorecard_text(scorecard))
    return DONE


def _scorecards(store: Store, asker: Asker, form: str) -> str:
    match form:
        case "json":
            return json_text(scorecards.scorecards_as_json(store, asker))
        case "csv":
            return scorecards.scorecards_as_csv(store, asker)
        case _:
            return scorecards.scorecards_as_text(store, asker)


def _history(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        history = histories.history_of(store, asker_of(parsed), parsed.code)
    match parsed.format:
        case "json":
            print_json(histories.history_json(history))
        case "csv":
            print_text(histories.history_csv(history))
        case _:
            print_text(histories.history_text(history))
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    kind = exports.kind_of_file(parsed.to)
    held_on = None if parsed.meeting is None else meetings.day_of_meeting(parsed.meeting)
    if held_on is not None and parsed.period is not None:
        raise Refused("What was published for a meeting has its own period: leave out --period.")
    with opened(parsed) as store:
        asker = asker_of(parsed)
        if held_on is not None:
            made = publications.meeting_file(store, asker, parsed.name, kind, held_on, parsed.committee)
        else:
            made = exports.export_scorecard(store, asker, parsed.name, kind, parsed.period)
    exports.save_file(Path(parsed.to), made.content)
    return DONE
