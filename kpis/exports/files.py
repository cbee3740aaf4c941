"""A scorecard as a file of one kind: its bytes, its kind's media type and a plain name to keep it under."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kpis.exports.commentary import NO_COMMENTARY, Commentary
from kpis.exports.contract import scorecard_json
from kpis.exports.pdf import scorecard_pdf
from kpis.exports.tabular import scorecard_csv
from kpis.exports.xlsx import scorecard_xlsx
from kpis.model.meetings import Publication
from kpis.scorecard.filters import Filters, only_shown
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.rows import Scorecard

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a csv in the letters of its own country


class FileKind(StrEnum):
    """What a scorecard can be taken away as; the value is the file's ending."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv",
    FileKind.JSON: "application/json",
}


@dataclass(frozen=True)
class ScorecardFile:
    """A file ready to be sent or written."""

    name: str
    kind: FileKind
    content: bytes

    @property
    def media_type(self) -> str:
        """What the file is to a browser."""
        return MEDIA_TYPES[self.kind]


def scorecard_file(
    scorecard: Scorecard,
    kind: FileKind,
    filters: Filters | None = None,
    commentary: Commentary = NO_COMMENTARY,
    publication: Publication | None = None,
    last_seen: LastSeen | None = None,
) -> ScorecardFile:
    """The rows asked for as one file; the same scorecard is the same bytes whoever asks and whenever.

    With a publication it says for which meeting it was given, and bears the moment at which it was published;
    `last_seen` is what its readers had before. JSON and csv are the contract of scripts elsewhere: figures, no more.
    """
    chosen = filters or Filters()
    meeting = f" meeting {publication.meeting.held_on.isoformat()}" if publication else ""
    name = plain_file_name(f"{scorecard.name} {scorecard.period.label}{meeting}", kind)
    return ScorecardFile(name, kind, _content(scorecard, kind, chosen, commentary, publication, last_seen))


def _content(
    scorecard: Scorecard,
    kind: FileKind,
    filters: Filters,
    commentary: Commentary,
    publication: Publication | None,
    last_seen: LastSeen | None,
) -> bytes:
    match kind:
        case FileKind.PDF:
            return scorecard_pdf(scorecard, filters, commentary, publication, last_seen)
        case FileKind.XLSX:
            return scorecard_xlsx(scorecard, filters, commentary, publication, last_seen)
        case FileKind.CSV:
            return csv_bytes(scorecard_csv(only_shown(scorecard, filters)))
        case FileKind.JSON:
            return json_bytes(scorecard_json(only_shown(scorecard, filters)))


def plain_file_name(name: str, ending: str) -> str:
    """A name that every system can keep: letters, digits, dashes and underscores."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name) + f".{ending}"


def csv_bytes(text: str) -> bytes:
    """A csv that Excel reads in the right letters."""
    return (BYTE_ORDER_MARK + text).encode()


def json_bytes(content: Any) -> bytes:
    """JSON without a NaN, which is no JSON."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
