"""Which heading is which field, in the words that extracts use."""

from __future__ import annotations

import re
from enum import StrEnum

from kpis.ingest.cells import Cell
from kpis.ingest.period_text import find_period
from kpis.model.periods import Period, PeriodKind


class Field(StrEnum):
    """What a column holds."""

    REF = "ref"
    FLAG = "flag"
    SECTION = "section"
    INDICATOR = "indicator"
    PERIOD = "period"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    UNIT = "unit"
    TARGET = "target"
    DIRECTION = "direction"
    LINK = "link"
    COMMENTARY = "commentary"
    ENGLAND = "England"
    REGION = "South West"
    NEIGHBOURS = "Statistical neighbours"


COMPARATOR_FIELDS = (Field.ENGLAND, Field.REGION, Field.NEIGHBOURS)

_WORDS = {
    Field.REF: ("ref", "reference", "no", "number", "#", "code"),
    Field.FLAG: ("flag", "status", "note"),
    Field.SECTION: ("section", "theme"),
    Field.INDICATOR: ("indicator", "indicator name", "measure", "measure name"),
    Field.PERIOD: ("period",),
    Field.NUMERATOR: ("numerator",),
    Field.DENOMINATOR: ("denominator",),
    Field.VALUE: ("value",),
    Field.UNIT: ("unit",),
    Field.TARGET: ("target", "local target"),
    Field.DIRECTION: ("direction of travel", "direction", "dot"),
    Field.LINK: ("mtfp link", "link"),
    Field.COMMENTARY: ("commentary", "comment", "comments"),
    Field.ENGLAND: ("england", "national"),
    Field.REGION: ("south west", "region"),
    Field.NEIGHBOURS: ("statistical neighbours", "statistical neighbour", "stat neighbours", "sn"),
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_PERIOD_TAIL = re.compile(r"\s+(actual|outturn|result|year end)$", re.IGNORECASE)


def field_of(cell: Cell) -> Field | None:
    """The field that a heading names; a year before Target ("2019/20 Local Target") does not hide it."""
    words = cell.text.casefold().rstrip(":.")
    words = re.sub(r"^[0-9]{4}/[0-9]{2} (?=.*target)", "", words)
    return _FIELD_OF.get(words)


def period_of(cell: Cell) -> Period | None:
    """The period that a heading names: a date, "Apr-18", "2017/18 Actual", "Q4 2022/23"."""
    if isinstance(cell.content, str):
        cell = Cell(cell.sheet, cell.row, cell.column, _PERIOD_TAIL.sub("", cell.text))
    elif isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        return None
    period = find_period(cell)
    return None if period is None else period


def is_month(period: Period) -> bool:
    """Whether a heading's period is a month, as in a monthly table."""
    return period.kind is PeriodKind.MONTH
