"""A scorecard on paper: a tagged PDF/UA-1 of A4 pages, set by typst without a network and checked by it.

Values go to the template as JSON. No text of a workbook, a catalogue or a commentary is ever read as markup.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import typst

from kpis.exports.commentary import NO_COMMENTARY, Commentary
from kpis.exports.pdf.content import print_values
from kpis.exports.printed_on import newest_upload
from kpis.model.errors import Refused
from kpis.scorecard.filters import Filters
from kpis.scorecard.rows import Scorecard

TEMPLATE = Path(__file__).parent / "scorecard.typ"
TYPEFACES = Path(__file__).parents[3] / "data" / "fonts"


def scorecard_pdf(
    scorecard: Scorecard, filters: Filters | None = None, commentary: Commentary = NO_COMMENTARY
) -> bytes:
    """The whole print. The same scorecard, filters and commentary are the same bytes, on any day."""
    values = {**print_values(scorecard, filters or Filters(), commentary), "made": _moment(scorecard)}
    compiler = typst.Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=_typefaces(), sys_inputs={"values": json.dumps(values)}
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=newest_upload(scorecard))
    except typst.TypstError as failure:
        raise Refused(f"This print cannot be made ({failure.message}). Take the csv file instead.") from failure
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def _moment(scorecard: Scorecard) -> list[int]:
    at = newest_upload(scorecard)
    return [at.year, at.month, at.day, at.hour, at.minute, at.second]


@cache
def _typefaces() -> typst.Fonts:
    """The typefaces that are shipped, and none of the machine's own: a print looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[TYPEFACES])
