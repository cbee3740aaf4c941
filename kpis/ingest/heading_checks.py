"""What is told of columns that are left out, and of tables that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.trouble import confirm, warn
from kpis.model.problems import Problem

NUMBER = re.compile(r"[-£(]?[0-9][0-9,.]*[%)]?")
MOST_NAMED = 10
"""So many are named in a message; of the others their number."""


def check_left_out(sheet: Sheet, headings: Iterable[Cell], rows: Iterable[int]) -> Iterator[Problem]:
    """Warns of columns that no field takes up: those that carry colours alone, and then the others in one sentence."""
    rows = tuple(rows)
    others = []
    for heading in headings:
        cells = [sheet.cell(row, heading.column) for row in rows]
        coloured = [c for c in cells if (c.row, c.column) in sheet.coloured]
        if coloured and all(c.is_blank for c in cells):
            yield warn(
                "W_COLOUR_IGNORED",
                f'the column "{heading.text}" holds colours and no words; colours are not read.',
                "Nothing: the RAG is worked out from the figure, the target and the tolerance.",
            ).at(sheet.name, _addresses(coloured))
        else:
            others.append(heading)
    if others:
        named = _listed([f'"{h.text}"' for h in others])
        words = f"the column {named} is" if len(others) == 1 else f"the columns {named} are"
        yield warn("W_COLUMN_IGNORED", f"{words} left out.", "Nothing, if it is not needed.").at(
            sheet.name, _addresses(others)
        )


def check_unheaded(sheet: Sheet, columns: Iterable[int], rows: Iterable[int]) -> Iterator[Problem]:
    """Warns of columns that hold figures and have no heading: nobody can tell what the figures are."""
    rows = tuple(rows)
    for column in columns:
        filled = [
            cell for row in rows if not (cell := sheet.cell(row, column)).is_blank and NUMBER.fullmatch(cell.text)
        ]
        if filled:
            figures = "a figure" if len(filled) == 1 else f"{len(filled):,} figures"
            yield warn(
                "W_COLUMN_IGNORED",
                f"the column holds {figures} and has no heading, and is left out.",
                "Nothing, if it is not needed; give it a heading if it is.",
            ).at(sheet.name, filled[0].address)


def many_tables(second: Cell) -> Problem:
    """Asks whether a table to the right of another is meant to be read too."""
    return confirm(
        "C_MANY_TABLES",
        "a second table begins here, beside the first.",
        "Confirm that both are to be read, or delete the one that is not meant.",
    ).at(second.sheet, second.address)


def _addresses(cells: list[Cell]) -> str:
    return ",".join(c.address for c in cells[:MOST_NAMED])


def _listed(names: list[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
