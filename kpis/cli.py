"""The command line: one command for each operation. Prints an answer, or one sentence and exit status 2."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

from kpis.access_commands import add_access_commands
from kpis.model.errors import NotFound, Refused, WaymarkError
from kpis.model.people import Asker, Audience
from kpis.model.problems import Outcome
from kpis.operations import backup as backups
from kpis.operations import catalogue as catalogues
from kpis.operations import comparators, meetings, publications, publishing
from kpis.operations import export as exports
from kpis.operations import history as histories
from kpis.operations import scorecard as scorecards
from kpis.operations import upload as uploads
from kpis.settings_command import add_settings_command
from kpis.store.engine import ADDRESS_VARIABLE, Store, database_address, open_store

DONE, DONE_WITH_PROBLEMS, REFUSED = 0, 1, 2
EXIT_OF = {
    Outcome.ACCEPT: DONE,
    Outcome.WARN: DONE_WITH_PROBLEMS,
    Outcome.CONFIRM: DONE_WITH_PROBLEMS,
    Outcome.REJECT: REFUSED,
}


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
        _say(str(refusal))
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        _say("Stopped.")
        return REFUSED
    return status


def _parser() -> _Parser:
    parser = _Parser(prog="python -m kpis", description="Scorecards of a council's children's services.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    check = _command(commands, "check", _check, "read a workbook and say what is wrong, keeping nothing")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--catalogue", type=Path, metavar="FILE", help="the catalogue to read it with")
    _add_format(check, "text", "json")

    load = _command(commands, "load", _load, "take workbooks in, each whole or not at all")
    load.add_argument("files", type=Path, nargs="+", metavar="FILE")
    load.add_argument("--by", required=True, metavar="NAME", help="who takes them in")
    load.add_argument("--confirm", action="store_true", help="answer yes to the questions a workbook raises")
    load.add_argument("--catalogue", type=Path, metavar="FILE", help="the catalogue to read with; it is kept")
    _add_format(load, "text", "json")

    scorecard = _command(commands, "scorecard", _scorecard, "show a scorecard; without a name, list them")
    scorecard.add_argument("name", nargs="?", metavar="NAME")
    scorecard.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    _add_audience(scorecard)
    _add_format(scorecard, "text", "json", "csv")

    history = _command(commands, "history", _history, "show one indicator over time")
    history.add_argument("code", metavar="CODE")
    _add_audience(history)
    _add_format(history, "text", "json", "csv")

    export = _command(commands, "export", _export, "write a scorecard to a file: .pdf, .xlsx, .csv or .json")
    export.add_argument("name", nargs="?", metavar="NAME", help="not needed where only one scorecard has figures")
    export.add_argument("--to", required=True, metavar="FILE", help="its ending says what to make; it is replaced")
    export.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    export.add_argument("--meeting", metavar="YYYY-MM-DD", help="what was published for the meeting of a day")
    export.add_argument("--committee", metavar="NAME", help="which committee, where several meet on that day")
    _add_audience(export)

    publish = _command(commands, "publish", _publish, "freeze a scorecard for a committee's meeting")
    publish.add_argument("name", metavar="NAME")
    publish.add_argument("--meeting", required=True, metavar="YYYY-MM-DD", help="the day of the meeting")
    publish.add_argument("--by", required=True, metavar="NAME", help="who publishes it")
    publish.add_argument("--committee", metavar="NAME", help="which committee, where several meet on that day")
    publish.add_argument("--period", metavar="PERIOD", help="such as 2023-03; the newest unless said")
    publish.add_argument(
        "--withhold-too",
        action="store_true",
        help="withhold from the public whatever else would give a small number away",
    )
    _add_format(publish, "text", "json")

    meeting = _command(commands, "meetings", _meetings, "list the meetings of committees, or add one")
    meeting.add_argument("--add", metavar="COMMITTEE", help="the committee whose meeting is added")
    meeting.add_argument("--on", metavar="YYYY-MM-DD", help="the day on which it meets")
    meeting.add_argument("--by", default="command line", metavar="NAME", help="who adds it")
    backup = _command(commands, "backup", _backup, "write the whole store to a file of its own, while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")

    restore = _command(commands, "restore", _restore, "put a backup in the place of all that the store holds")
    restore.add_argument("file", type=Path, metavar="FILE")

    add_access_commands(commands, _command)
    add_settings_command(commands, _command)
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


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default="text")


def _add_audience(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=[a.value for a in Audience], default=Audience.OFFICERS.value)


def _asker(parsed: argparse.Namespace) -> Asker:
    return Asker(getattr(parsed, "by", "command line"), Audience(getattr(parsed, "audience", Audience.OFFICERS)))


@contextmanager
def _open(parsed: argparse.Namespace) -> Iterator[Store]:
    store = open_store(parsed.database)
    try:
        yield store
    finally:
        store.close()


def _workbook(path: Path) -> uploads.Workbook:
    try:
        return uploads.Workbook(path.name, path.read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no file called {path}.") from None
    except OSError as failure:
        raise NotFound(f"{path} cannot be read: {failure.strerror}.") from None


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _print(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)


def _print_json(answer: object) -> None:
    _print(_json(answer))


def _check(parsed: argparse.Namespace) -> int:
    workbook = _workbook(parsed.file)
    with _kept_store(parsed) as store:
        if comparators.is_about_other_areas(workbook.content, workbook.file_name):
            return _check_others(parsed, comparators.read_comparator_file(store, workbook))
        reading = uploads.check_workbook(workbook, catalogues.reading_catalogue(store, parsed.catalogue), store)
    if parsed.format == "json":
        _print_json(uploads.check_as_json(str(parsed.file), reading))
    else:
        _print(uploads.check_as_text(str(parsed.file), reading, with_runs=True))
    if reading.outcome is Outcome.REJECT:
        _say(_refusal(parsed.file, reading))
    return EXIT_OF[reading.outcome]


def _check_others(parsed: argparse.Namespace, reading: comparators.ComparatorReading) -> int:
    if parsed.format == "json":
        _print_json(comparators.as_json(str(parsed.file), reading))
    else:
        _print(comparators.as_text(str(parsed.file), reading))
    if reading.outcome is Outcome.REJECT:
        _say(_refusal(parsed.file, reading))
    return EXIT_OF[reading.outcome]


def _kept_store(parsed: argparse.Namespace) -> AbstractContextManager[Store | None]:
    """The store whose catalogue a check reads with; none is made only to look into it."""
    if parsed.catalogue is not None:
        return nullcontext()
    path = parsed.database.removeprefix("sqlite:///")
    return nullcontext() if path != parsed.database and not Path(path).exists() else _open(parsed)


def _refusal(path: Path, reading: uploads.Reading | comparators.ComparatorReading) -> str:
    rejected = [p for p in reading.problems if p.severity.value == "reject"]
    more = f" ({len(rejected) - 1} more like it)" if len(rejected) > 1 else ""
    return f"{path} cannot be taken in: {rejected[0].message}{more}"


def _load(parsed: argparse.Namespace) -> int:
    workbooks = [_workbook(path) for path in parsed.files]
    statuses, answers = [], []
    with _open(parsed) as store:
        for path, workbook in zip(parsed.files, workbooks, strict=True):
            others = _load_others(parsed, store, workbook)
            if others is None:
                catalogue = catalogues.reading_catalogue(store, parsed.catalogue)
                keeps = parsed.catalogue is not None
                taken = uploads.load_workbook(store, _asker(parsed), workbook, catalogue, parsed.confirm, keeps)
                others = _instead_of_nothing(parsed, store, workbook, taken)
            if others is not None:
                statuses.append(_others_status(path, others))
                answers.append(_others_as_json(path, others))
                if parsed.format == "text":
                    _print(_others_as_text(path, others))
                continue
            statuses.append(_load_status(path, taken))
            answers.append(_taken_as_json(path, taken))
            if parsed.format == "text":
                _print(_taken_as_text(path, taken))
    if parsed.format == "json":
        _print_json({"files": answers})
    return max(statuses)


def _load_others(
    parsed: argparse.Namespace, store: Store, workbook: uploads.Workbook
) -> comparators.ComparatorPreview | None:
    """What became of a file about other areas; None for one that is about something else."""
    if not comparators.is_about_other_areas(workbook.content, workbook.file_name):
        return None
    return comparators.load_comparators(store, _asker(parsed), workbook)


def _instead_of_nothing(
    parsed: argparse.Namespace, store: Store, workbook: uploads.Workbook, taken: uploads.Taken
) -> comparators.ComparatorPreview | None:
    """A workbook without a table of indicators may be about other areas; None where it is not."""
    if taken.is_kept or all(p.code != "E_NO_TABLE" for p in taken.preview.reading.problems):
        return None
    loaded = comparators.load_comparators(store, _asker(parsed), workbook)
    return loaded if loaded.reading.layout else None


def _others_status(path: Path, loaded: comparators.ComparatorPreview) -> int:
    if loaded.outcome is Outcome.REJECT:
        _say(_refusal(path, loaded.reading))
    return EXIT_OF[loaded.outcome]


def _others_as_json(path: Path, loaded: comparators.ComparatorPreview) -> dict[str, object]:
    changes = loaded.changes
    return {
        **comparators.as_json(str(path), loaded.reading),
        "kept": loaded.outcome is not Outcome.REJECT,
        "upload": loaded.upload,
        "new": changes.new,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
    }


def _others_as_text(path: Path, loaded: comparators.ComparatorPreview) -> str:
    changes = loaded.changes
    lines = [comparators.as_text(str(path), loaded.reading)]
    if loaded.outcome is not Outcome.REJECT and loaded.upload is None:
        lines.append("  Nothing has changed: all of it is already here.")
    elif loaded.outcome is not Outcome.REJECT:
        lines.append(f"  Kept: {changes.new:,} new, {changes.changed:,} changed, {changes.unchanged:,} unchanged.")
    return "\n".join(lines)


def _load_status(path: Path, taken: uploads.Taken) -> int:
    reading = taken.preview.reading
    if taken.is_kept:
        return EXIT_OF[reading.outcome]
    if reading.outcome is Outcome.REJECT:
        _say(_refusal(path, reading))
    else:
        _say(f"{path} is not taken in: it raises questions. Look at them, then load it again with --confirm.")
    return REFUSED


def _taken_as_json(path: Path, taken: uploads.Taken) -> dict[str, object]:
    changes = taken.preview.changes
    return {
        **uploads.check_as_json(str(path), taken.preview.reading),
        "kept": taken.is_kept,
        "upload": taken.upload,
        "new": len(changes.new),
        "changed": len(changes.changed),
        "unchanged": changes.unchanged,
    }


def _taken_as_text(path: Path, taken: uploads.Taken) -> str:
    changes = taken.preview.changes
    lines = [uploads.check_as_text(str(path), taken.preview.reading)]
    if taken.is_kept and changes.is_nothing and taken.upload is None:
        lines.append("  Nothing has changed: all of it is already here.")
    elif taken.is_kept:
        lines.append(f"  Kept: {len(changes.new)} new, {len(changes.changed)} changed, {changes.unchanged} unchanged.")
    return "\n".join(lines)


def _scorecard(parsed: argparse.Namespace) -> int:
    asker = _asker(parsed)
    with _open(parsed) as store:
        if parsed.name is None:
            _print(_scorecards(store, asker, parsed.format))
            return DONE
        scorecard = scorecards.scorecard_for(store, asker, parsed.name, parsed.period)
    match parsed.format:
        case "json":
            _print_json(scorecards.scorecard_json(scorecard))
        case "csv":
            _print(scorecards.scorecard_csv(scorecard))
        case _:
            _print(scorecards.scorecard_text(scorecard))
    return DONE


def _scorecards(store: Store, asker: Asker, form: str) -> str:
    match form:
        case "json":
            return _json(scorecards.scorecards_as_json(store, asker))
        case "csv":
            return scorecards.scorecards_as_csv(store, asker)
        case _:
            return scorecards.scorecards_as_text(store, asker)


def _history(parsed: argparse.Namespace) -> int:
    with _open(parsed) as store:
        history = histories.history_of(store, _asker(parsed), parsed.code)
    match parsed.format:
        case "json":
            _print_json(histories.history_json(history))
        case "csv":
            _print(histories.history_csv(history))
        case _:
            _print(histories.history_text(history))
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    kind = exports.kind_of_file(parsed.to)
    held_on = None if parsed.meeting is None else meetings.day_of_meeting(parsed.meeting)
    if held_on is not None and parsed.period is not None:
        raise Refused("What was published for a meeting has its own period: leave out --period.")
    with _open(parsed) as store:
        asker = _asker(parsed)
        if held_on is not None:
            made = publications.meeting_file(store, asker, parsed.name, kind, held_on, parsed.committee)
        else:
            made = exports.export_scorecard(store, asker, parsed.name, kind, parsed.period)
    exports.save_file(Path(parsed.to), made.content)
    return DONE


def _publish(parsed: argparse.Namespace) -> int:
    with _open(parsed) as store:
        held_on = meetings.day_of_meeting(parsed.meeting)
        meeting, asker = meetings.meeting_on(store, held_on, parsed.committee), _asker(parsed)
        ready = publishing.prepare(store, asker, parsed.name, meeting.number, parsed.period)
        done = publishing.publish(store, asker, parsed.name, meeting.number, parsed.period, parsed.withhold_too)
    missing = [m.words for m in ready.missing if not m.stops]
    if parsed.format == "json":
        _print_json(publications.publication_as_json(done, missing))
    else:
        _print(publications.publication_as_text(done, missing))
    return DONE_WITH_PROBLEMS if missing else DONE


def _meetings(parsed: argparse.Namespace) -> int:
    with _open(parsed) as store:
        if parsed.add is not None:
            meetings.add_meeting(store, _asker(parsed), parsed.add, parsed.on or "")
        _print(meetings.meetings_as_text(meetings.list_meetings(store)))
    return DONE


def _backup(parsed: argparse.Namespace) -> int:
    with _open(parsed) as store:
        _print(backups.backup_as_text(backups.back_up_store(store, parsed.file)))
    return DONE


def _restore(parsed: argparse.Namespace) -> int:
    with _open(parsed) as store:
        _print(backups.restored_as_text(*backups.restore_store(store, parsed.file)))
    return DONE
