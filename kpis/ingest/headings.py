"""Which heading is which field, in the words that extracts use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from kpis.ingest.cells import Cell
from kpis.ingest.period_cells import find_period, in_its_own_place, serial_month
from kpis.model.periods import Period, PeriodKind
from kpis.model.regions import OUR_REGION, REGIONS


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
    REGION = "region"
    NEIGHBOURS = "Statistical neighbours"


PARTS = (Field.VALUE, Field.TARGET, Field.NUMERATOR, Field.DENOMINATOR)
"""What may stand of one period beside each other, or one under the other."""
ROWS_OF_NO_FIGURE = re.compile(
    r"(local |national )?targets?|num(erator)?|denom(inator)?"
    r"|forecast|trajectory|planned|project(ion|ed)|predicted|budget",
    re.IGNORECASE,
)
"""Under a heading that names no field these say that a row of a list is something else than the actual figure."""
COMPARATOR_FIELDS = (Field.ENGLAND, Field.REGION, Field.NEIGHBOURS)


def _regions() -> dict[str, str]:
    """Every heading that names a region, and the region's own name: South-West average, Yorkshire & Humber region."""
    found = {"region": OUR_REGION, "regional": OUR_REGION, "our region": OUR_REGION} | {
        name.casefold(): region.name for region in REGIONS for name in region.names
    }
    found |= {f"{word} region": name for word, name in found.items() if name != OUR_REGION}
    found |= {word.replace(" and ", " & "): name for word, name in found.items()}
    found |= {word.replace(" ", "-", 1): name for word, name in found.items()}
    return found | {f"{word} {average}": name for word, name in found.items() for average in ("average", "avg")}


_REGIONS = _regions()
_WORDS = {
    Field.REF: ("ref", "reference", "no", "number", "#", "code", "ref no", "ref. no"),
    Field.FLAG: ("flag", "status", "note"),
    Field.SECTION: ("section", "theme"),
    Field.INDICATOR: ("indicator", "indicator name", "measure", "measure name"),
    Field.PERIOD: ("period",),
    Field.NUMERATOR: ("numerator",),
    Field.DENOMINATOR: ("denominator",),
    Field.VALUE: ("value",),
    Field.UNIT: ("unit", "units"),
    Field.TARGET: ("target", "local target"),
    Field.DIRECTION: ("direction of travel", "direction", "dot"),
    Field.LINK: ("mtfp link", "link"),
    Field.COMMENTARY: ("commentary", "comment", "comments"),
    Field.ENGLAND: ("england", "national", "england average", "national average"),
    Field.REGION: tuple(_REGIONS),
    Field.NEIGHBOURS: (
        "statistical neighbours", "statistical neighbour", "stat neighbours", "sn", "statistical neighbours average",
        "statistical neighbour average", "sn average",
    ),
}  # fmt: skip
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_LIKELY_WORDS = {
    Field.REF: (
        "kpi ref", "kpi no", "kpi number", "kpi code", "kpi id", "pi ref", "pi no", "indicator ref", "indicator no",
        "indicator number", "indicator code", "indicator id", "measure ref", "measure no", "measure code", "measure id",
        "ref number", "id",
    ),
    Field.SECTION: ("service", "service area", "category", "directorate", "domain", "priority", "group", "area"),
    Field.INDICATOR: (
        "kpi", "kpi name", "pi", "metric", "performance indicator", "performance measure", "indicator description",
        "measure description", "description", "name", "title",
    ),
    Field.PERIOD: (
        "month", "date", "reporting period", "reporting month", "reporting date", "month ending", "period ending",
        "quarter", "time period",
    ),
    Field.NUMERATOR: ("num", "numer", "n", "top"),
    Field.DENOMINATOR: ("denom", "den", "d", "out of", "base", "cohort", "bottom"),
    Field.VALUE: (
        "actual", "actuals", "result", "figure", "figures", "performance", "outturn", "score", "data", "amount",
        "current value", "actual value", "current performance",
    ),
    Field.UNIT: ("unit of measure", "measurement", "uom", "format"),
    Field.TARGET: ("goal", "aim", "target value"),
}  # fmt: skip
_LIKELY_FIELD_OF = _FIELD_OF | {word: field for field, words in _LIKELY_WORDS.items() for word in words}
FOOTNOTE_MARKS = ":.*†‡§#¹²³⁰⁴⁵⁶⁷⁸⁹ "
_NOTE = re.compile(r" ?\[(?:note )?[0-9]{1,2}\]$", re.IGNORECASE)
_YEAR_OF_TARGET = re.compile(r"^[0-9]{4}/[0-9]{2} (?=.*target)")
_DIGIT = re.compile(r"[0-9]")
"""In every way to write a period there is one."""
_SHARE_SIGN = re.compile(r"^% | ?(%|\(%\))$")
_PERIOD_TAIL = re.compile(
    r"\s+(actual|outturn|result|year end|value|figure|performance)$"
    r"|\s*(\[(note )?[0-9]{1,2}\]|[(\[](p|r|%|provisional|revised)[)\]]| %)$",
    re.IGNORECASE,
)
_ENDS = frozenset([*"])%", *FOOTNOTE_MARKS, "actual", "outturn", "result", "end", "value", "figure", "performance"])
"""With one of these a tail may end: to look is cheaper than to try."""
_MARKS = frozenset(["]", *FOOTNOTE_MARKS])

Naming = Callable[[Cell], Field | None]


def field_of(cell: Cell) -> Field | None:
    """The field that a heading names; a year before Target ("2019/20 Local Target") does not hide it."""
    return _FIELD_OF.get(_words_of(cell))


def likely_field_of(cell: Cell) -> Field | None:
    """The field that a heading names in the template's words or in others that extracts use: KPI, Month, Actual."""
    return _LIKELY_FIELD_OF.get(_words_of(cell))


def part_of(cell: Cell) -> Field | None:
    """Which part of one period's figures a heading names, in any words that extracts use; None for anything else."""
    named = _LIKELY_FIELD_OF.get(_SHARE_SIGN.sub("", _words_of(cell)))
    return named if named in PARTS else None


def period_and_part(cell: Cell) -> tuple[Period, Field] | None:
    """The period and the part of its figures that one heading names: "Apr-24 Target", "Actual Apr-24"."""
    if not isinstance(cell.content, str) or " " not in cell.text or _DIGIT.search(cell.text) is None:
        return None
    words = cell.text.split(" ")
    for part, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        named = _LIKELY_FIELD_OF.get(part.strip("()[]-–:%").casefold())
        period = period_of(replace(cell, content=" ".join(rest).strip(" -–:()"))) if named in PARTS else None
        if named is not None and period is not None:
            return period, named
    return None


def comparator_of(cell: Cell) -> str:
    """The name of the comparator whose figures stand below a heading, a region's under its own; empty for no such."""
    words = _words_of(cell)
    named = _FIELD_OF.get(words)
    if named is Field.REGION:
        return _REGIONS[words]
    return named.value if named in COMPARATOR_FIELDS else ""


def _words_of(cell: Cell) -> str:
    words = cell.text.casefold()
    if words[-1:] in _MARKS:
        words = _NOTE.sub("", words).rstrip(FOOTNOTE_MARKS) or words
    return _YEAR_OF_TARGET.sub("", words) if words[:1].isdigit() else words


def side_by_side(cells: list[Cell], is_table: Callable[[list[Cell]], bool]) -> list[list[Cell]]:
    """A row of headings, parted where a whole second table begins beside the first; else the row alone."""
    seen: set[Field] = set()
    for place, cell in enumerate(cells):
        named = field_of(cell)
        if named in seen and is_table(cells[:place]) and is_table(cells[place:]):
            return [cells[:place], *side_by_side(cells[place:], is_table)]
        if named is not None:
            seen.add(named)
    return [cells]


def period_of(cell: Cell) -> Period | None:
    """The period that a heading names: a date, "Apr-18", "2017/18 Actual", "Q4 2022/23"."""
    if isinstance(cell.content, str):
        if _DIGIT.search(cell.content) is None:
            return None
        words = cell.text
        if words[-1:] in _ENDS or words.rpartition(" ")[2].casefold() in _ENDS:
            words = _PERIOD_TAIL.sub("", words).rstrip(FOOTNOTE_MARKS)
        cell = Cell(cell.sheet, cell.row, cell.column, words)
    elif isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        return None
    return find_period(cell) or in_its_own_place(cell.content)


def number_as_month(cell: Cell) -> Period | None:
    """A number that names a month where others name theirs: a day as Excel counts them, or 202404."""
    return serial_month(cell) or (in_its_own_place(cell.content) if isinstance(cell.content, int) else None)


def is_month(period: Period) -> bool:
    """Whether a heading's period is a month, as in a monthly table."""
    return period.kind is PeriodKind.MONTH
