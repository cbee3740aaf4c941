"""Headings in two rows: each month over Actual and Target, or Actual and Target each over its months.

Beside the figures of a month stand its target, its numerator and its denominator; what else stands there is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from kpis.ingest.cells import Cell
from kpis.ingest.headings import Field, comparator_of, field_of, likely_field_of, part_of
from kpis.ingest.period_text import month_named, parse_period, period_within
from kpis.ingest.signs import read_sign
from kpis.ingest.trouble import confirm, reject
from kpis.model.periods import Period, PeriodKind
from kpis.model.problems import Problem
from kpis.scorecard.wording import period_words

PeriodOf = Callable[[Cell], Period | None]
SHARES = ("%", "percentage", "per cent", "percent", "rate", "%age")
"""What a figure may be called beside its target or its counts, where nothing there is called Actual."""
COUNTS = ("number", "no", "no.", "count", "volume", "total")
"""What may be a figure or its numerator."""
NO_FIGURES = ("rag", "rag rating", "rag status", "variance", "difference", "trend", "change")
EXPECTED = ("forecast", "trajectory", "plan", "planned", "projection", "projected", "predicted", "budget")
"""Months under one of these hold no figures."""
FARTHEST_BELOW = 2
FEWEST_WITHIN = 2
LONGEST_HEADING = 40


@dataclass
class TwoRows:
    """Two rows of headings as one: `cells` are the headings of the figures and of all that belongs to a whole row."""

    top: int
    row: int
    cells: list[Cell] = field(default_factory=list)
    beside: dict[int, tuple[Period, Field]] = field(default_factory=dict)
    """By their columns the targets, numerators and denominators of a period."""
    left_out: list[Cell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Group:
    """The columns of one period, each with its own heading."""

    period: Period
    at: Cell
    below: list[Cell]


def two_rows(upper: list[Cell], lower: list[Cell], period_in: PeriodOf) -> TwoRows | None:
    """The filled cells of a row and of the next one as headings of both; None where they are not meant so."""
    if not 0 < lower[0].row - upper[0].row <= FARTHEST_BELOW:
        return None
    return (
        _months_over_years(upper, lower)
        or _months_above(upper, lower, period_in)
        or _months_below(upper, lower, period_in)
    )


def _months_over_years(upper: list[Cell], lower: list[Cell]) -> TwoRows | None:
    """Each month over its own year, as if the two were one heading."""
    below = {cell.column: cell for cell in lower}
    months = [cell for cell in upper if month_named(cell.text) is not None]
    years = [_year_in(below[c.column]) if c.column in below else None for c in months]
    if len(months) < FEWEST_WITHIN or None in years:
        return None
    others = [c for c in lower if c.column not in {m.column for m in months}]
    if not all(c.merged_over or likely_field_of(c) is not None for c in others):
        return None  # a row with a name, whose figures happen to look like years
    found = TwoRows(upper[0].row, lower[0].row)
    for cell, year in zip(months, years, strict=True):
        period = period_within(year, cell.text) if year is not None else None
        if period is not None:
            found.cells.append(replace(below[cell.column], content=_written(period)))
    _add_others(found, upper, lower, {c.column for c in months})
    return found


def _year_in(cell: Cell) -> Period | None:
    period = parse_period(cell.text)[0]
    return period if period is not None and period.kind not in (PeriodKind.MONTH, PeriodKind.QUARTER) else None


def _months_above(upper: list[Cell], lower: list[Cell], period_in: PeriodOf) -> TwoRows | None:
    groups = _groups(upper, lower, period_in)
    below = [cell for group in groups for cell in group.below]
    has_many = any(len(group.below) > 1 for group in groups)
    parts = {part_of(cell) for cell in below}
    if not (has_many or {Field.VALUE, Field.TARGET} <= parts) or not _are_headings(upper, lower, below):
        return None
    if any(period_in(c) is not None or _heads_names(c) for c in below):
        return None  # a quarter over its months says nothing more, and a title over the table is no heading of it
    found = TwoRows(upper[0].row, lower[0].row)
    if not _read_within(groups, found):
        for group in groups:
            _read_group(group, found)
    _add_others(found, upper, lower, {c.column for c in below} | {c.column for c in upper if period_in(c) is not None})
    return found


def _are_headings(upper: list[Cell], lower: list[Cell], below: list[Cell]) -> bool:
    """Whether a row under months is one of headings: words that stand for no figure, and no name under Indicator."""
    above = {cell.column: cell.text for cell in upper}
    before = [cell for cell in lower if cell.column < below[0].column]
    if any(above.get(cell.column, cell.text) != cell.text and likely_field_of(cell) is None for cell in before):
        return False
    return all(
        isinstance(c.content, str) and len(c.text) <= LONGEST_HEADING and read_sign(c.text, {}) is None for c in below
    )


def _heads_names(cell: Cell) -> bool:
    named = field_of(cell)
    return named in (Field.INDICATOR, Field.SECTION, Field.REF) and cell.text.casefold() not in COUNTS


def _read_within(groups: list[_Group], found: TwoRows) -> bool:
    """Months or quarters under their years: whether there are such, asked about once as months without a year are."""
    within = [(c, period_within(g.period, c.text)) for g in groups for c in g.below]
    named = [(cell, period) for cell, period in within if period is not None]
    if len(named) < FEWEST_WITHIN:
        return False
    found.cells += [replace(cell, content=_written(period)) for cell, period in named]
    found.left_out += [cell for cell, period in within if period is None]
    years = " and ".join(dict.fromkeys(f'"{g.at.text}"' for g in groups))
    first, last = (period_words(period) for period in (named[0][1], named[-1][1]))
    asked = confirm(
        "C_PERIOD_NO_YEAR",
        f"the periods name no year; the headings above say {years}.",
        f"Confirm {first} to {last}, or write each with its year.",
    )
    found.problems.append(asked.at(named[0][0].sheet, named[0][0].address))
    return True


def _written(period: Period) -> datetime | str:
    return datetime(period.year, period.number, 1) if period.kind is PeriodKind.MONTH else period_words(period)


def _groups(upper: list[Cell], lower: list[Cell], period_in: PeriodOf) -> list[_Group]:
    """Each period with the headings under it: as far as the next heading beside it, or as the cells that it merges."""
    groups: list[_Group] = []
    for place, cell in enumerate(upper):
        period = period_in(cell)
        if period is None:
            continue
        end = upper[place + 1].column if place + 1 < len(upper) else lower[-1].column + 1
        below = [c for c in lower if cell.column <= c.column < end and not _is_same(cell, c)]
        before = upper[place - 1] if place else None
        if groups and before is not None and before.column == cell.column - 1 and period_in(before) == period:
            groups[-1].below += below
        else:
            groups.append(_Group(period, cell, below))
    return groups


def _is_same(upper: Cell, lower: Cell) -> bool:
    """Whether two cells are one, merged down."""
    return bool(lower.merged_over) and lower.text == upper.text


def _read_group(group: _Group, found: TwoRows) -> None:
    if not group.below:
        found.cells.append(group.at)
        return
    columns: dict[Field, Cell] = {}
    for cell in group.below:
        named = _part_in(cell, group.below)
        if named is None:
            found.left_out.append(cell)
        elif named in columns:
            twice = f"{columns[named].address},{cell.address}"
            message = (
                f'two columns of {period_words(group.period)} are called "{columns[named].text}" and "{cell.text}".'
            )
            found.problems.append(
                reject("E_DUPLICATE_COLUMN", message, "Delete one, or rename it.").at(cell.sheet, twice)
            )
        else:
            columns[named] = cell
    figure = columns.pop(Field.VALUE, None)
    if figure is not None:
        found.cells.append(replace(group.at, column=figure.column, stands_at=group.at.address))
    elif set(columns) != {Field.TARGET}:
        found.problems.append(_no_figure(group))
    found.beside |= {cell.column: (group.period, named) for named, cell in columns.items()}


def _part_in(cell: Cell, group: list[Cell]) -> Field | None:
    """What a column holds beside its neighbours: a bare % is the figure where no other column is, or may be."""
    named = part_of(cell)
    if named is not None or cell.text.casefold() not in SHARES:
        return named
    others = [c for c in group if c is not cell]
    is_clear = all(part_of(c) not in (None, Field.VALUE) or is_no_figure(c) for c in others)
    return Field.VALUE if others and is_clear else None


def is_no_figure(cell: Cell) -> bool:
    """Whether a heading is of what is said about a figure, or expected of it."""
    is_about_it = field_of(cell) in (Field.FLAG, Field.DIRECTION, Field.COMMENTARY)
    return is_about_it or cell.text.casefold() in (*NO_FIGURES, *EXPECTED)


def _no_figure(group: _Group) -> Problem:
    heads = " and ".join(f'"{c.text}"' for c in group.below)
    message = f"of the columns of {period_words(group.period)}, {heads}, none is plainly the figure."
    what_to_do = "Give the column that holds the figures the heading Actual."
    place = ",".join(c.address for c in group.below)
    return reject("E_COLUMN_MISSING", message, what_to_do).at(group.at.sheet, place)


def _months_below(upper: list[Cell], lower: list[Cell], period_in: PeriodOf) -> TwoRows | None:
    periods = {c.column: p for c in lower if (p := period_in(c)) is not None}
    is_named = any(field_of(cell) is Field.INDICATOR for cell in (*upper, *lower))
    has_figures = any(c.column not in periods and isinstance(c.content, int | float) for c in lower)
    if has_figures or len(periods) < (1 if is_named else FEWEST_WITHIN):
        return None
    blocks = _blocks(upper, lower, periods)
    parts = {block.column: part_of(block) for block in blocks.values()}
    is_value_named = Field.VALUE in parts.values()
    others = [c for c in blocks.values() if parts[c.column] is not Field.VALUE and period_in(c) is None]
    if not (others and is_value_named) and not any(_says_no_figures(c) for c in others):
        return None
    found = TwoRows(upper[0].row, lower[0].row)
    for cell in lower:
        if cell.column not in periods:
            continue
        block = blocks.get(cell.column)
        named = parts[block.column] if block is not None else None
        if named is Field.VALUE or (not is_value_named and (block is None or period_in(block) is not None)):
            found.cells.append(cell)
        elif named is not None:
            found.beside[cell.column] = (periods[cell.column], named)
        else:
            found.left_out.append(block or cell)
    if not found.cells:
        found.problems.append(_no_figures(list(blocks.values())))
    _add_others(found, upper, lower, set(periods))
    return found


def _says_no_figures(block: Cell) -> bool:
    return part_of(block) is not None or block.text.casefold() in EXPECTED or comparator_of(block) != ""


def _blocks(upper: list[Cell], lower: list[Cell], periods: dict[int, Period]) -> dict[int, Cell]:
    """By the columns of months the heading above: as far as the next heading, or the cells that it merges."""
    blocks: dict[int, Cell] = {}
    for cell, last in zip(upper, [*(c.column for c in upper[1:]), lower[-1].column + 1], strict=True):
        if cell.column not in periods:
            continue
        before = blocks.get(cell.column - 1)
        first = before if before is not None and before.text == cell.text else cell
        blocks |= dict.fromkeys((c for c in periods if cell.column <= c < last), first)
    return blocks


def _no_figures(blocks: list[Cell]) -> Problem:
    heads = " and ".join(dict.fromkeys(f'"{c.text}"' for c in blocks))
    message = f"the months stand under {heads}, and no heading says where the figures are."
    what_to_do = "Write Actual above the months that hold the figures."
    return reject("E_COLUMN_MISSING", message, what_to_do).at(blocks[0].sheet, blocks[0].address)


def _add_others(found: TwoRows, upper: list[Cell], lower: list[Cell], taken: set[int]) -> None:
    """The headings that belong to whole rows, from whichever of the two rows names them."""
    by_column: dict[int, Cell] = {}
    for cell in _outside(lower, taken):
        by_column[cell.column] = cell
    for cell in _outside(upper, taken):
        below = by_column.get(cell.column)
        if below is None or (field_of(cell) is not None and field_of(below) is None):
            by_column[cell.column] = cell
    found.cells = sorted([*found.cells, *by_column.values()], key=lambda c: c.column)


def _outside(cells: list[Cell], taken: set[int]) -> Iterator[Cell]:
    return (cell for cell in cells if cell.column not in taken)
