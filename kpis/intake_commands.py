"""The commands check and load: what is wrong with a workbook, and taking it in."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from kpis.command_line import (
    DONE,
    DONE_WITH_PROBLEMS,
    REFUSED,
    NewCommand,
    add_format,
    asker_of,
    opened,
    print_json,
    print_text,
    say,
)
from kpis.model.errors import NotFound
from kpis.model.problems import Outcome
from kpis.operations import catalogue as catalogues
from kpis.operations import comparators
from kpis.operations import upload as uploads
from kpis.store.engine import Store

EXIT_OF = {
    Outcome.ACCEPT: DONE,
    Outcome.WARN: DONE_WITH_PROBLEMS,
    Outcome.CONFIRM: DONE_WITH_PROBLEMS,
    Outcome.REJECT: REFUSED,
}


def add_intake_commands(commands: object, new_command: NewCommand) -> None:
    """Adds check and load to the command line."""
    check = new_command(commands, "check", _check, "read a workbook and say what is wrong, keeping nothing")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--catalogue", type=Path, metavar="FILE", help="the catalogue to read it with")
    add_format(check, "text", "json")

    load = new_command(commands, "load", _load, "take workbooks in, each whole or not at all")
    load.add_argument("files", type=Path, nargs="+", metavar="FILE")
    load.add_argument("--by", required=True, metavar="NAME", help="who takes them in")
    load.add_argument("--confirm", action="store_true", help="answer yes to the questions a workbook raises")
    load.add_argument("--catalogue", type=Path, metavar="FILE", help="the catalogue to read with; it is kept")
    add_format(load, "text", "json")


def _workbook(path: Path) -> uploads.Workbook:
    try:
        return uploads.Workbook(path.name, path.read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no file called {path}.") from None
    except OSError as failure:
        raise NotFound(f"{path} cannot be read: {failure.strerror}.") from None


def _check(parsed: argparse.Namespace) -> int:
    workbook = _workbook(parsed.file)
    with _kept_store(parsed) as store:
        if comparators.is_about_other_areas(workbook.content, workbook.file_name):
            return _check_others(parsed, comparators.read_comparator_file(store, workbook))
        reading = uploads.check_workbook(workbook, catalogues.reading_catalogue(store, parsed.catalogue), store)
    if parsed.format == "json":
        print_json(uploads.check_as_json(str(parsed.file), reading))
    else:
        print_text(uploads.check_as_text(str(parsed.file), reading, with_runs=True))
    if reading.outcome is Outcome.REJECT:
        say(_refusal(parsed.file, reading))
    return EXIT_OF[reading.outcome]


def _check_others(parsed: argparse.Namespace, reading: comparators.ComparatorReading) -> int:
    if parsed.format == "json":
        print_json(comparators.as_json(str(parsed.file), reading))
    else:
        print_text(comparators.as_text(str(parsed.file), reading))
    if reading.outcome is Outcome.REJECT:
        say(_refusal(parsed.file, reading))
    return EXIT_OF[reading.outcome]


def _kept_store(parsed: argparse.Namespace) -> AbstractContextManager[Store | None]:
    """The store whose catalogue a check reads with; none is made only to look into it."""
    if parsed.catalogue is not None:
        return nullcontext()
    path = parsed.database.removeprefix("sqlite:///")
    return nullcontext() if path != parsed.database and not Path(path).exists() else opened(parsed)


def _refusal(path: Path, reading: uploads.Reading | comparators.ComparatorReading) -> str:
    rejected = [p for p in reading.problems if p.severity.value == "reject"]
    more = f" ({len(rejected) - 1} more like it)" if len(rejected) > 1 else ""
    return f"{path} cannot be taken in: {rejected[0].message}{more}"


def _load(parsed: argparse.Namespace) -> int:
    workbooks = [_workbook(path) for path in parsed.files]
    statuses, answers = [], []
    with opened(parsed) as store:
        for path, workbook in zip(parsed.files, workbooks, strict=True):
            others = _load_others(parsed, store, workbook)
            if others is None:
                catalogue = catalogues.reading_catalogue(store, parsed.catalogue)
                keeps = parsed.catalogue is not None
                taken = uploads.load_workbook(store, asker_of(parsed), workbook, catalogue, parsed.confirm, keeps)
                others = _instead_of_nothing(parsed, store, workbook, taken)
            if others is not None:
                statuses.append(_others_status(path, others))
                answers.append(_others_as_json(path, others))
                if parsed.format == "text":
                    print_text(_others_as_text(path, others))
                continue
            statuses.append(_load_status(path, taken))
            answers.append(_taken_as_json(path, taken))
            if parsed.format == "text":
                print_text(_taken_as_text(path, taken))
    if parsed.format == "json":
        print_json({"files": answers})
    return max(statuses)


def _load_others(
    parsed: argparse.Namespace, store: Store, workbook: uploads.Workbook
) -> comparators.ComparatorPreview | None:
    """What became of a file about other areas; None for one that is about something else."""
    if not comparators.is_about_other_areas(workbook.content, workbook.file_name):
        return None
    return comparators.load_comparators(store, asker_of(parsed), workbook)


def _instead_of_nothing(
    parsed: argparse.Namespace, store: Store, workbook: uploads.Workbook, taken: uploads.Taken
) -> comparators.ComparatorPreview | None:
    """A workbook without a table of indicators may be about other areas; None where it is not."""
    if taken.is_kept or all(p.code != "E_NO_TABLE" for p in taken.preview.reading.problems):
        return None
    loaded = comparators.load_comparators(store, asker_of(parsed), workbook)
    return loaded if loaded.reading.layout else None


def _others_status(path: Path, loaded: comparators.ComparatorPreview) -> int:
    if loaded.outcome is Outcome.REJECT:
        say(_refusal(path, loaded.reading))
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
        say(_refusal(path, reading))
    else:
        say(f"{path} is not taken in: it raises questions. Look at them, then load it again with --confirm.")
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
