"""The long layout, which Waymark hands out as its template: one row for each indicator and period."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from kpis.ingest.american_dates import american_months
from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.heading_checks import check_left_out, check_unheaded, many_tables
from kpis.ingest.headings import (
    COMPARATOR_FIELDS,
    ROWS_OF_NO_FIGURE,
    Field,
    Naming,
    field_of,
    likely_field_of,
    period_of,
    side_by_side,
)
from kpis.ingest.matching import RowLabel
from kpis.ingest.period_cells import period_in_cell
from kpis.ingest.rows_left_out import RowLeftOut, describes_columns, is_total, is_total_of_months, tell
from kpis.ingest.trouble import NO_VALUE, Trouble, confirm, reject, warn
from kpis.model.periods import Period

NEEDED = (Field.PERIOD, Field.VALUE)
NAMES = (Field.INDICATOR, Field.REF)
TEMPLATE_COLUMNS = "Section, Ref, Indicator, Period, Numerator, Denominator, Value, Unit, Target, Commentary"
TEMPLATE_FIELDS = tuple(Field(word.casefold()) for word in TEMPLATE_COLUMNS.split(", "))
FEWEST_OF_THE_TEMPLATE = 8
"""So many of its ten headings, and a sheet is the template and no table that happens to be long."""
SURELY_THE_TEMPLATE = 4
NAMES_THAT_SAY_NOTHING = re.compile(r"(Sheet|Tabelle|Feuil|Hoja|Foglio|Blad|Ark|Taul|Arkusz|Planilha)[0-9]+")
"""What programs call a sheet that nobody has named."""
FEWEST_COLUMNS = len(NEEDED) + 1
AFTER_THE_LAST_COLUMN = 1 << 20


def find_long_table(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """The long table on a sheet, or None where no row of headings names an indicator, a period and a value.

    `knows_name` says whether an indicator has a name: Total is then that indicator and no sum of the rows above.
    """
    for row, cells in sheet:
        if len(cells) >= FEWEST_COLUMNS and is_long(columns_of(cells, field_of)):
            return _read_all(sheet, row, parts_of(cells), field_of, knows_name)
    return None


def find_likely_long_table(sheet: Sheet, knows_name: Callable[[str], bool]) -> FoundTable | None:
    """A long table whose headings are others than the template's: a person is asked whether they are meant so."""
    for row, cells in sheet:
        if len(cells) >= FEWEST_COLUMNS and is_long(columns_of(cells, likely_field_of)):
            table = _read_all(sheet, row, [cells], likely_field_of, knows_name)
            others = [(c.text, named) for c in cells if (named := likely_field_of(c)) and field_of(c) is None]
            mapping = ", ".join(f'"{text}" is read as {named.value.capitalize()}' for text, named in others)
            asked = confirm(
                "C_COLUMN_MAPPING",
                f"the headings are not the template's: {mapping}.",
                "Confirm that, or give the columns the template's headings.",
            )
            table.problems.insert(0, asked.at(sheet.name, f"{row}:{row}"))
            return table
    return None


def find_template_without_a_column(sheet: Sheet) -> FoundTable | None:
    """The template's headings but for one that cannot be done without: refused by name."""
    for row, cells in sheet:
        if len(cells) < SURELY_THE_TEMPLATE:
            continue
        columns = columns_of(cells, field_of)
        lacking = [f for f in NEEDED if f not in columns] + ([] if any(f in columns for f in NAMES) else [NAMES[0]])
        if len(lacking) == 1 and sum(f in columns for f in TEMPLATE_FIELDS) >= SURELY_THE_TEMPLATE:
            if any(period_of(cell) for cell in cells):
                continue
            table = FoundTable("long", sheet.name)
            heads = ", ".join(cell.text for cell in cells)
            name = lacking[0].value.capitalize()
            missing = reject(
                "E_COLUMN_MISSING",
                f"there is no column called {name} among {heads}.",
                f"Give that column the heading {name}.",
            )
            table.problems.append(missing.at(sheet.name, f"{row}:{row}"))
            return table
    return None


def is_long(columns: dict[Field, int]) -> bool:
    """Whether headings name a period, a value, and an indicator or a ref."""
    return all(f in columns for f in NEEDED) and any(f in columns for f in NAMES)


def columns_of(cells: list[Cell], name_of: Naming) -> dict[Field, int]:
    """The column of each field that headings name; of two for one field the first."""
    columns: dict[Field, int] = {}
    for cell in cells:
        named = name_of(cell)
        if named is not None:
            columns.setdefault(named, cell.column)
    return columns


def parts_of(cells: list[Cell]) -> list[list[Cell]]:
    """A row of headings, parted where a second long table begins beside the first."""
    return side_by_side(cells, lambda part: is_long(columns_of(part, field_of)))


def _read_all(
    sheet: Sheet, row: int, parts: list[list[Cell]], name_of: Naming, knows_name: Callable[[str], bool]
) -> FoundTable:
    """Every table that begins in a row of headings, as one."""
    table = FoundTable("long", sheet.name)
    _check_sheet_name(sheet, parts[0], table)
    starts = [1, *(part[0].column for part in parts[1:]), AFTER_THE_LAST_COLUMN]
    for part, (start, end) in zip(parts, pairwise(starts), strict=True):
        if part is not parts[0]:
            table.problems.append(many_tables(part[0]))
        _Part(sheet, part, name_of, range(start, end), table, knows_name).read(row)
    return table


def _check_sheet_name(sheet: Sheet, cells: list[Cell], table: FoundTable) -> None:
    """The template on a sheet that nobody has named. Any name of one's own says enough."""
    columns = columns_of(cells, field_of)
    is_template = sum(f in columns for f in TEMPLATE_FIELDS) >= FEWEST_OF_THE_TEMPLATE
    if is_template and NAMES_THAT_SAY_NOTHING.fullmatch(sheet.name):
        unnamed = warn(
            "W_SHEET_NAME",
            "the sheet's name does not say what is in it; it is read by its headings.",
            "Nothing, if these are the figures you mean; Scorecard is the usual name.",
        )
        table.problems.append(unnamed.at(sheet.name, ""))


class _Part:
    """One long table: the columns it covers and what its headings name."""

    def __init__(
        self,
        sheet: Sheet,
        headings: list[Cell],
        name_of: Naming,
        covers: range,
        table: FoundTable,
        knows_name: Callable[[str], bool],
    ) -> None:
        self._sheet, self._name_of, self._covers, self._table = sheet, name_of, covers, table
        self._headings, self._knows_name = headings, knows_name
        self._columns = columns_of(headings, name_of)
        self._left_out: list[RowLeftOut] = []
        self._american: dict[str, tuple[Period, Trouble]] = {}

    def read(self, header_row: int) -> None:
        self._check_headings(header_row)
        dates = (self._sheet.cell(r, self._columns[Field.PERIOD]) for r in self._sheet.rows if r > header_row)
        self._american = american_months(c.text for c in dates if isinstance(c.content, str))
        is_first = True
        for row, filled in self._sheet:
            cells = [c for c in filled if c.column in self._covers]
            if row <= header_row or not cells:
                continue
            if is_first and describes_columns(cells):
                last = max(c.column for c in self._headings)
                self._left_out.append(RowLeftOut(row, self._headings[0].column, last, "holds no figure"))
            elif is_long(again := columns_of(cells, self._name_of)):
                self._leave_out(cells)
                if again != self._columns:
                    self._headings, self._columns = cells, again
                    self._check_headings(row)
                continue
            elif self._is_note(cells):
                self._leave_out(cells)
            elif self._is_beside_a_figure(row):
                self._leave_out(cells, "holds no actual figure")
            elif is_total(*self._labels(row)) and not any(self._knows_name(self._text(row, f)) for f in NAMES):
                self._leave_out(cells, "holds a total")
            else:
                self._read_row(row, cells)
            is_first = False
        self._table.problems.extend(tell(self._sheet.name, self._left_out))

    def _is_beside_a_figure(self, row: int) -> bool:
        """Whether a column that names no field says that the row holds a target, a count or what was expected."""
        others = (cell.column for cell in self._headings if self._name_of(cell) is None)
        return any(ROWS_OF_NO_FIGURE.fullmatch(self._sheet.cell(row, column).text) for column in others)

    def _labels(self, row: int) -> list[str]:
        """The words that should name an indicator; where both are blank a total may stand in the section's column."""
        names = [self._text(row, f) for f in NAMES]
        return names if any(names) else [self._text(row, Field.SECTION)]

    def _leave_out(self, cells: list[Cell], why: str = "holds no figure") -> None:
        self._left_out.append(RowLeftOut(cells[0].row, cells[0].column, cells[0].column, why))

    def _check_headings(self, header_row: int) -> None:
        seen: dict[Field, Cell] = {}
        unknown = []
        for cell in self._headings:
            named = self._name_of(cell)
            if named is None or named in COMPARATOR_FIELDS:
                unknown.append(cell)
            elif named in seen:
                twice = reject(
                    "E_DUPLICATE_COLUMN", f'two columns are called "{cell.text}".', "Delete one, or rename it."
                )
                self._table.problems.append(twice.at(cell.sheet, f"{seen[named].address},{cell.address}"))
            else:
                seen[named] = cell
        below = [row for row in self._sheet.rows if row > header_row]
        self._table.problems.extend(check_left_out(self._sheet, unknown, below))
        headed = {cell.column for cell in self._headings}
        with_names = [row for row in below if any(self._text(row, f) for f in NAMES)]
        last = max((cells[-1].column for cells in self._sheet.rows.values()), default=0)
        unheaded = [c for c in range(self._covers.start, min(self._covers.stop, last + 1)) if c not in headed]
        self._table.problems.extend(check_unheaded(self._sheet, unheaded, with_names))

    def _is_note(self, cells: list[Cell]) -> bool:
        """A title, note or rule: words where neither a figure stands, nor a ref or an indicator, or a lone cell with
        words.
        """
        names = {self._columns.get(f) for f in NAMES}
        figures = {self._columns.get(f) for f in (Field.VALUE, Field.NUMERATOR, Field.DENOMINATOR)}
        if any(c.column in names for c in cells):
            figures.add(
                self._columns[Field.PERIOD]
            )  # beside a name a period wants its figure; a date of extract does not
        if len(cells) > 1 and all(c.merged_over for c in cells[1:]) and len({c.text for c in cells}) == 1:
            return True  # a section or a note, merged across the table
        if any(c.column in figures or c.is_formula_without_value for c in cells):
            return False
        return len(cells) == 1 or not any(c.column in names for c in cells)

    def _cell(self, row: int, named: Field) -> Cell | None:
        return self._sheet.cell(row, self._columns[named]) if named in self._columns else None

    def _text(self, row: int, named: Field) -> str:
        found = self._cell(row, named)
        return found.text if found else ""

    def _read_row(self, row: int, cells: list[Cell]) -> None:
        label = RowLabel(*(self._text(row, f) for f in (Field.INDICATOR, Field.REF, Field.SECTION)))
        period_cell = self._sheet.cell(row, self._columns[Field.PERIOD])
        problems = self._table.problems
        if period_cell.is_formula_without_value:
            problems.append(NO_VALUE.at(self._sheet.name, period_cell.address, label.ref))
            return
        if period_cell.is_blank:
            missing = reject("E_PERIOD_MISSING", "the period is missing.", "Write the month, such as Apr-24.")
            problems.append(missing.at(self._sheet.name, period_cell.address, label.ref))
            return
        american = self._american.get(period_cell.text)
        period, trouble = american or period_in_cell(period_cell)
        is_sum = period is None and is_total_of_months(period_cell)
        if is_sum:
            self._leave_out(cells, "holds a total of other rows")
        elif trouble is not None:
            problems.append(trouble.at(self._sheet.name, period_cell.address, label.ref))
        if period is None and not is_sum:
            return
        figure = FoundFigure(
            self._sheet.cell(row, self._columns[Field.VALUE]),
            period,
            numerator=self._cell(row, Field.NUMERATOR),
            denominator=self._cell(row, Field.DENOMINATOR),
            unit=self._cell(row, Field.UNIT),
            period_at=period_cell,
        )
        at = self._cell(row, Field.INDICATOR) or self._cell(row, Field.REF) or period_cell
        found = FoundRow(
            label,
            at,
            (figure,),
            self._cell(row, Field.TARGET),
            self._cell(row, Field.REF),
            self._cell(row, Field.SECTION),
            a_blank_is_missing=True,
        )
        (self._table.totals if is_sum else self._table.rows).append(found)
