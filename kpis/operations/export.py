"""Taking a scorecard away as a file, and writing it whole or not at all."""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path

from kpis.exports.commentary import NO_COMMENTARY, Commentary
from kpis.exports.files import FileKind, ScorecardFile, csv_bytes, json_bytes, plain_file_name, scorecard_file
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker, Audience
from kpis.operations.assembly import assemble_scorecard
from kpis.operations.words import words_in_files
from kpis.scorecard.build import scorecard_periods
from kpis.scorecard.filters import Filters
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.told import all_told
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import list_commentary
from kpis.store.engine import Connection, Store
from kpis.store.observations import list_current

__all__ = ["FileKind", "ScorecardFile", "csv_bytes", "json_bytes", "plain_file_name"]


def kind_of_file(name: str) -> FileKind:
    """The kind that a file's ending asks for; raises Refused with the list of those there are."""
    ending = "" if name.endswith("/") else Path(name).suffix.casefold().removeprefix(".")
    for kind in FileKind:
        if kind.value == ending:
            return kind
    *most, last = (f".{kind.value}" for kind in FileKind)
    raise Refused(f"{name} does not say what to make: end it in {', '.join(most)} or {last}.")


def export_scorecard(
    store: Store,
    asker: Asker,
    name: str | None,
    kind: FileKind,
    period: str | None = None,
    filters: Filters | None = None,
) -> ScorecardFile:
    """A scorecard as a file, as this asker may see it; without a name the only one that has figures."""
    with store.reading() as connection:
        named = _only_scorecard(connection, asker) if name is None else name
        scorecard = assemble_scorecard(connection, list_catalogue(connection), asker, named, period)
        words = _words(connection, asker, scorecard)
    return scorecard_file(scorecard, kind, filters, words)


def _words(connection: Connection, asker: Asker, scorecard: Scorecard) -> Commentary:
    """The officers' words as they stand; until they are published they are drafts, and for officers alone."""
    if asker.audience is not Audience.OFFICERS:
        return NO_COMMENTARY
    words = list_commentary(connection, scorecard.name, scorecard.period)
    return words_in_files(all_told(words, tuple(scorecard.rows)))


def _only_scorecard(connection: Connection, asker: Asker) -> str:
    catalogue = list_catalogue(connection)
    with_figures = [
        name
        for name in catalogue.scorecard_names
        if scorecard_periods(list_current(connection, [i.code for i in catalogue.of_scorecard(name)]))
    ]
    match with_figures:
        case [only]:
            return only
        case []:
            raise NotFound("No figures have been loaded yet. Load a workbook first.")
        case _:
            raise Refused(f"Say which scorecard to take away. There are: {', '.join(with_figures)}.")


def save_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; one that is there is replaced, and stays as it was if this fails."""
    place = path.resolve()
    unfinished = place.with_name(f".{place.name}.{uuid.uuid4().hex}.part")
    try:
        if place.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        with unfinished.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(place)
    except OSError as failure:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {failure.strerror}.") from None
