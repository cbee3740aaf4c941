"""A list of one period that no column names: it stands in the title, in the sheet's name or in the file's.

A person is asked, because a title may be left over from the month before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.headings import Field, likely_field_of
from kpis.ingest.period_text import parse_period
from kpis.ingest.trouble import confirm
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.wording import period_words

MAY_BE_ONE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{3,9}[ -]?(?:20)?[0-9]{2}|Q[1-4] ?20[0-9]{2}/[0-9]{2})(?![0-9/])")
OF_THE_FILE = re.compile(r"publish|produced|printed|extract|created|updated|meeting|committee", re.IGNORECASE)
"""Beside one of these stands the day of something else than the figures."""
NAMED = (Field.INDICATOR, Field.REF)
READ_WITH_IT = (*NAMED, Field.TARGET, Field.NUMERATOR, Field.DENOMINATOR, Field.UNIT)


def find_table_of_one_period(sheet: Sheet, file_name: str, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The list on a sheet, each figure for the period of its title, if a person confirms; None where none is named."""
    for row, cells in sheet:
        fields = {named: cell for cell in reversed(cells) if (named := likely_field_of(cell)) is not None}
        if Field.VALUE not in fields or Field.PERIOD in fields or not any(f in fields for f in NAMED):
            continue
        said = _period_said(sheet, row, file_name)
        return _read_as(sheet, fields, *said, knows_name) if said is not None else None
    return None


def _read_as(
    sheet: Sheet, fields: dict[Field, Cell], period: Period, where: str, knows_name: Callable[[str], bool]
) -> FoundTable | None:
    """The sheet with its period over the figures, as a table of one column of them."""
    head = fields[Field.VALUE]
    is_month = period.kind is PeriodKind.MONTH
    written = datetime(period.year, period.number, 1) if is_month else period_words(period)
    cells = dict(sheet.cells)
    cells[head.row, head.column] = replace(head, content=written)
    for named in READ_WITH_IT:
        if named in fields:
            is_name = named is Field.REF and Field.INDICATOR not in fields
            cell = fields[named]
            cells[cell.row, cell.column] = replace(cell, content=Field.INDICATOR.value if is_name else named.value)
    table = find_grid_tables(replace(sheet, cells=cells), knows_name)
    if table is not None:
        asked = confirm(
            "C_PERIOD_IN_TITLE",
            f"no column says the period of the figures; {where}.",
            f"Confirm {period_words(period)} for all of them, or add a column headed Period.",
        )
        table.problems.insert(0, asked.at(sheet.name, head.address))
    return table


def _period_said(sheet: Sheet, row: int, file_name: str) -> tuple[Period, str] | None:
    """The one period that the words nearest above the headings name, or else the names of the sheet and the file."""
    above = [(cell.text, "the title") for r, cells in sheet if r < row for cell in cells]
    for words, where in [*reversed(above), (sheet.name, "the sheet's name"), (file_name, "the file's name")]:
        if OF_THE_FILE.search(words):
            continue
        found = {p for text in MAY_BE_ONE.findall(words.replace("_", " ")) if (p := parse_period(text)[0]) is not None}
        if len(found) == 1:
            return found.pop(), f'{where} says "{words}"'
        if found:
            return None
    return None
