"""Which tables a workbook holds: every sheet is tried for each layout, the plainest first."""

from __future__ import annotations

from kpis.ingest.cells import Sheet
from kpis.ingest.found import FoundTable
from kpis.ingest.grid_table import find_grid_tables
from kpis.ingest.long_table import find_likely_long_table, find_long_table, find_template_without_a_column
from kpis.ingest.matching import Matcher, RowLabel
from kpis.ingest.months_without_year import find_table_without_years
from kpis.ingest.period_in_title import find_table_of_one_period
from kpis.ingest.turned_table import find_turned_table
from kpis.model.catalogue import Catalogue
from kpis.model.problems import Severity


class TableFinder:
    """Looks at one sheet after another and keeps the tables, but no sheet.

    Tables are recognised by their content: sheet names and positions do not count. Layouts that a person must be asked
    about count only where no sheet has a plain one, and only where they name an indicator of the catalogue: a cover
    sheet or a register of actions is no question.
    """

    def __init__(self, catalogue: Catalogue, file_name: str = "") -> None:
        self._matcher, self._file_name = Matcher(catalogue, {}), file_name
        self._plain: list[FoundTable] = []
        self._likely: list[FoundTable] = []
        self._templates: list[FoundTable] = []

    def look_at(self, sheet: Sheet) -> None:
        """Finds the table of a sheet, if it has one."""
        table = find_long_table(sheet, self._matcher.knows_name) or find_grid_tables(sheet, self._matcher.knows_name)
        if table is not None:
            self._plain.append(table)
        elif not self._plain:
            self._note(self._likely, _likely(sheet, self._matcher, self._file_name))
            self._note(self._templates, find_template_without_a_column(sheet))

    @staticmethod
    def _note(tables: list[FoundTable], table: FoundTable | None) -> None:
        if table is not None:
            tables.append(table)

    @property
    def tables(self) -> list[FoundTable]:
        """The tables on all sheets, of the plainest layout that there is."""
        return self._plain or self._likely or self._templates


def _likely(sheet: Sheet, matcher: Matcher, file_name: str) -> FoundTable | None:
    if not any(matcher.knows(RowLabel(cell.text, cell.text)) for cell in sheet.cells.values()):
        return None  # a table of these layouts would be none either
    for table in (
        find_likely_long_table(sheet, matcher.knows_name),
        find_turned_table(sheet, matcher.knows_name),
        find_table_without_years(sheet, file_name, matcher.knows_name),
        find_table_of_one_period(sheet, file_name, matcher.knows_name),
    ):
        if table is not None and (
            any(matcher.knows(row.label) for row in table.rows) or _is_refused_unread(table, sheet, matcher)
        ):
            return table
    return None


def _is_refused_unread(table: FoundTable, sheet: Sheet, matcher: Matcher) -> bool:
    """A table that cannot be read at all, on a sheet that names an indicator."""
    is_refused = any(p.severity is Severity.REJECT for p in table.problems)
    return is_refused and not table.rows and any(matcher.knows_name(cell.text) for cell in sheet.cells.values())
