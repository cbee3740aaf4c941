"""A workbook's bytes and the catalogue to observations and problems: the whole road, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kpis.ingest.cells import Sheet
from kpis.ingest.container import FileKind, check_container
from kpis.ingest.csv_text import TextFile, open_text, sheet_of
from kpis.ingest.decimal_commas import read_decimal_commas
from kpis.ingest.finding import TableFinder
from kpis.ingest.list_reading import read_list
from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.ingest.odd_sheets import TOO_MANY_COLUMNS, check_sheets
from kpis.ingest.plain_rows import all_rows, part_rows
from kpis.ingest.reader import Reader, Reading
from kpis.ingest.trouble import Trouble, reject
from kpis.ingest.workbook import each_sheet
from kpis.model.catalogue import Catalogue
from kpis.model.errors import UnreadableFile
from kpis.model.local_time import today
from kpis.model.problems import Outcome, Problem, Severity

__all__ = ["Reading", "read_workbook"]

NO_FIGURES = reject("E_NO_ROWS", "there are no rows of figures.", "Fill in the rows under the headings.")


def read_workbook(content: bytes, file_name: str, catalogue: Catalogue, kind: FileKind | None = None) -> Reading:
    """Reads a file of any layout. Never raises for what a file holds: a file that is no table gives one problem.

    `kind` is given where the file was looked at before, by check_container, and found to be that. A file without a
    single figure is refused, whatever else there is to tell of it.
    """
    return refused_if_empty(_read(content, file_name, catalogue, kind))


def refused_if_empty(reading: Reading) -> Reading:
    """The reading, refused if there is not a single figure in it and nothing else refuses it."""
    if reading.observations or reading.comparators or reading.outcome is Outcome.REJECT:
        return reading
    return replace(reading, problems=(*reading.problems, NO_FIGURES.at("", "")))


def _read(content: bytes, file_name: str, catalogue: Catalogue, kind: FileKind | None = None) -> Reading:
    try:
        kind = kind or check_container(content, file_name)
        if kind is FileKind.CSV:
            text, asked = read_decimal_commas(open_text(content))
            reading = _read_text(text, file_name, catalogue)
            return replace(reading, problems=(asked, *reading.problems)) if asked and reading.layouts else reading
        return read_sheets_as_found(each_sheet(content, kind), file_name, catalogue)
    except UnreadableFile as refusal:
        return Reading(problems=(refusal.problem,))


def _read_text(text: TextFile, file_name: str, catalogue: Catalogue) -> Reading:
    parted = part_rows(text)
    listed = read_list(text, parted, catalogue, today())
    if listed is not None:
        return listed
    rows = all_rows(text) if parted.rows else parted.odd.items()
    return read_sheets_as_found([sheet_of(rows)], file_name, catalogue)


def read_sheets_as_found(sheets: Iterable[Sheet], file_name: str, catalogue: Catalogue) -> Reading:
    """Reads sheets cell by cell, whatever their layout. Of each only its tables are kept while the next is read."""
    odd: list[Problem] = []
    finder = TableFinder(catalogue, file_name)
    has_cells = False
    for sheet in sheets:
        told = tuple(check_sheets([sheet]))
        if not any(p.code == TOO_MANY_COLUMNS for p in told):
            finder.look_at(sheet)
        odd += told
        has_cells = has_cells or bool(sheet.cells)
    tables = finder.tables
    if not tables or not any(t.rows or t.problems for t in tables):
        refused = tuple(p for p in odd if p.severity is Severity.REJECT)
        return Reading(problems=refused or (_nothing_found(has_cells and not tables).at("", ""),))
    reader = Reader(catalogue, Counter(row.label for table in tables for row in table.rows), today())
    for table in tables:
        reader.begin(table)
        for row in table.rows:
            reader.read_row(table.sheet, row)
    reading = reader.finish(tables)
    return replace(reading, problems=(*odd, *reading.problems))


def _nothing_found(has_other_cells: bool) -> Trouble:
    if not has_other_cells:
        return NO_FIGURES
    return reject(
        "E_NO_TABLE",
        "no table of indicators was found.",
        f"Use the template's headings ({TEMPLATE_COLUMNS}), or a row for each indicator with a column for each month.",
    )
