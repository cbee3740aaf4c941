"""A scorecard on paper: a tagged PDF/UA-1 of A4 pages, set by typst without a network and checked by it.

Values go to the template as JSON. No text of a workbook, a catalogue or a commentary is ever read as markup.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from kpis.exports.commentary import NO_COMMENTARY, Commentary
from kpis.exports.given_for import moment_of
from kpis.exports.pdf.content import print_values
from kpis.model.errors import Refused
from kpis.model.meetings import Publication
from kpis.scorecard.filters import Filters
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.rows import Scorecard

TYPESETTING = Path(__file__).parent / "typesetting.py"
TEMPLATE = Path(__file__).parent / "scorecard.typ"
TYPEFACES = Path(__file__).parents[3] / "data" / "fonts"
LONGEST_SECONDS = 60


def scorecard_pdf(
    scorecard: Scorecard,
    filters: Filters | None = None,
    commentary: Commentary = NO_COMMENTARY,
    publication: Publication | None = None,
    last_seen: LastSeen | None = None,
) -> bytes:
    """The whole print. The same of all these are the same bytes, on any day. `last_seen` is what readers had before."""
    at = moment_of(scorecard, publication)
    values = print_values(scorecard, filters or Filters(), commentary, publication, last_seen)
    return _typeset(json.dumps({**values, "made": _parts(at)}), at)


def _parts(at: datetime) -> list[int]:
    return [at.year, at.month, at.day, at.hour, at.minute, at.second]


def _typeset(values: str, at: datetime) -> bytes:
    command = [sys.executable, "-I", str(TYPESETTING), str(TEMPLATE), str(TYPEFACES), str(int(at.timestamp()))]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and no argument that a person wrote
            command, input=values.encode(), capture_output=True, check=False, timeout=LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"This print takes more than {LONGEST_SECONDS} seconds. Ask for fewer sections.") from None
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it gave no reason"]
        raise Refused(f"This print cannot be made ({reason[0]}). Take the csv file instead.")
    return done.stdout
