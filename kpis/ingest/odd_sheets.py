"""What is odd about a sheet before anyone looks for a table in it: hidden data, people, notes and unreadable text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kpis.ingest.cells import Cell, Sheet, column_letters
from kpis.ingest.trouble import confirm, reject, warn
from kpis.model.problems import Problem

LONGEST_TEXT = 32_767
"""The most that Excel itself keeps in a cell."""

_PERSON = r"(child|young person|yp|pupil|student|client|service user|case|parent|carer|mother|father|sibling)"
_NAMES = r"(full ?|preferred )?(name|names|forename|surname|first ?name|last ?name|family name|given name|initials)"
NAMES_OF_PEOPLE = re.compile(rf"{_PERSON}(['’]?s['’]?)? ?{_NAMES}", re.IGNORECASE)
"""A heading that stands over nothing but people: one is enough."""
NUMBERS_OF_PEOPLE = re.compile(
    rf"({_PERSON}(['’]?s['’]?)? ?)?(d\.?o\.?b\.?|date of birth|birth ?date|birthday)( ?\(d\.?o\.?b\.?\))?"
    r"|(nhs|upn|uln|national insurance|ni|hospital) ?(number|no\.?)|upn|uln",
    re.IGNORECASE,
)
"""So is one of these, if a date or a number stands below: a glossary explains such words too."""
PERSONAL_HEADINGS = re.compile(
    rf"{NAMES_OF_PEOPLE.pattern}|{NUMBERS_OF_PEOPLE.pattern}|{_NAMES}"
    rf"|(home |current )?address|post ?code|(lcs|mosaic|case|{_PERSON}) ?id",
    re.IGNORECASE,
)
"""One that may stand over something else too. Two of them side by side do not."""
A_PERSON = re.compile(_PERSON, re.IGNORECASE)
SAID_OF_A_PERSON = re.compile(
    r"gender|sex|age|ethnicity|ethnic (group|origin)|nationality|religion|legal status"
    r"|(allocated |key )?(social )?worker",
    re.IGNORECASE,
)
"""Beside a heading of people it is said of each of them; beside numbers it may be a group."""
FEWEST_DIGITS = 4
MOST_COLUMNS = 500
"""Forty years of months."""
TOO_MANY_COLUMNS = "E_TOO_MANY_COLUMNS"
MOST_NOTES = 10
RAG_WORDS = ("r", "a", "g", "red", "amber", "green")
"""Often written in the very colour of their cell, which says it all."""
FEWEST_PERSONAL_HEADINGS = 2
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x00(?:0[0-8BCEF]|1[0-9A-F]|7F)_", re.IGNORECASE)


def check_sheets(sheets: Iterable[Sheet]) -> Iterator[Problem]:
    """Everything odd about the sheets of a workbook, in their order."""
    for sheet in sheets:
        yield from _people(sheet)
        yield from _hidden(sheet)
        yield from _struck_out(sheet)
        yield from _unseen(sheet)
        yield from _texts(sheet)
        yield from _too_wide(sheet)
        yield from _notes(sheet)


def _too_wide(sheet: Sheet) -> Iterator[Problem]:
    for row, cells in sheet:
        if len(cells) > MOST_COLUMNS:
            message = f"{len(cells):,} columns are filled; no table of indicators has more than {MOST_COLUMNS}."
            yield reject(TOO_MANY_COLUMNS, message, "Send only the columns that hold the figures.").at(
                sheet.name, f"{row}:{row}"
            )
            return


def _notes(sheet: Sheet) -> Iterator[Problem]:
    """Each note at its own cell; of very many the last one told stands for the rest."""
    told = sheet.commented[:MOST_NOTES]
    for place, address in enumerate(told, 1):
        more = len(sheet.commented) - len(told) if place == len(told) else 0
        count = f" and on {more} more" if more else ""
        message = f"the note on this cell{count} is left out."
        yield warn("W_COMMENT_IGNORED", message, "Nothing, if it is not needed.").at(sheet.name, address)


def _people(sheet: Sheet) -> Iterator[Problem]:
    """Headings that only a list of people has: the file must not be kept at all."""
    for (_, cells), (row, below) in pairwise(sheet):
        named = [c for c in cells if PERSONAL_HEADINGS.fullmatch(c.text)]
        is_certain = any(len(cells) > 1 and _is_certain(c.text, sheet.cell(row, c.column).text) for c in named)
        named += [c for c in cells if A_PERSON.fullmatch(c.text)]
        is_each_described = bool(named) and any(SAID_OF_A_PERSON.fullmatch(c.text) for c in cells)
        if is_certain or len(named) >= FEWEST_PERSONAL_HEADINGS or is_each_described:
            yield reject(
                "E_PERSONAL_DATA",
                "this looks like a list of people, with names or dates of birth.",
                "Delete that sheet, hidden sheets too, and upload the figures alone.",
            ).at(sheet.name, below[0].address)
            return


def may_head_people(text: str) -> bool:
    """Whether a heading may be that of a list of people, if others beside it are too."""
    return PERSONAL_HEADINGS.fullmatch(text) is not None or A_PERSON.fullmatch(text) is not None


def _is_certain(heading: str, below: str) -> bool:
    has_number = sum(map(str.isdigit, below)) >= FEWEST_DIGITS
    return NAMES_OF_PEOPLE.fullmatch(heading) is not None or (
        has_number and NUMBERS_OF_PEOPLE.fullmatch(heading) is not None
    )


def _hidden(sheet: Sheet) -> Iterator[Problem]:
    if sheet.visibility == "veryHidden" and sheet.rows:
        yield reject(
            "E_HIDDEN_DATA",
            "the sheet is hidden so that Excel does not list it, and holds data.",
            "Copy the table of figures alone into a new workbook.",
        ).at(sheet.name, "")
    elif sheet.visibility == "hidden" and sheet.rows:
        yield confirm(
            "C_HIDDEN_SHEET", "the sheet is hidden.", "Confirm that it belongs to the figures, or delete it."
        ).at(sheet.name, "")
    hidden = [str(row) for row in sheet.hidden_rows if row in sheet.rows]
    if hidden:
        rows = "row" if len(hidden) == 1 else "rows"
        yield confirm(
            "C_HIDDEN_ROWS",
            f"{rows} {', '.join(hidden[:10])} {'is' if rows == 'row' else 'are'} hidden.",
            "Confirm that the hidden rows are meant, or delete them.",
        ).at(sheet.name, ",".join(hidden[:10]))
    filled = {column for (_, column), cell in sheet.cells.items() if not cell.is_blank} if sheet.hidden_columns else ()
    letters = [column_letters(column) for column in sheet.hidden_columns if column in filled]
    if letters:
        words = "column" if len(letters) == 1 else "columns"
        yield confirm(
            "C_HIDDEN_COLUMNS",
            f"{words} {', '.join(letters[:10])} {'is' if words == 'column' else 'are'} hidden.",
            "Confirm that the hidden columns are meant, or delete them.",
        ).at(sheet.name, ",".join(letters[:10]))


def _struck_out(sheet: Sheet) -> Iterator[Problem]:
    """Figures that somebody has crossed out and not deleted."""
    cells = [sheet.cell(*place) for place in sheet.struck_out]
    numbers = [cell.address for cell in cells if any(map(str.isdigit, cell.text))]
    if numbers:
        words = "the figure in this cell is" if len(numbers) == 1 else f"{len(numbers)} figures are"
        yield confirm(
            "C_STRUCK_OUT",
            f"{words} struck out.",
            "Confirm that they count all the same, or delete what does not.",
        ).at(sheet.name, ",".join(numbers[:MOST_NOTES]))


def _unseen(sheet: Sheet) -> Iterator[Problem]:
    """Text in the colour of its background, or in letters too small to read."""
    cells = [sheet.cell(*place) for place in sheet.unseen]
    cells = [cell for cell in cells if not cell.is_blank and cell.text.casefold() not in RAG_WORDS]
    if cells:
        words = "what this cell holds" if len(cells) == 1 else f"what {len(cells):,} cells hold"
        yield confirm(
            "C_HIDDEN_TEXT",
            f"{words} cannot be seen: it has the colour of its background, is too small, or is not printed.",
            "Confirm that it is meant to be read, or delete it.",
        ).at(sheet.name, ",".join(cell.address for cell in cells[:MOST_NOTES]))


def is_odd_text(text: str) -> bool:
    """Whether there is something to tell of a text, whatever it says."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_TEXT and "_x" not in text and "_X" not in text:
        return False
    return len(text) > LONGEST_TEXT or BIDI_CONTROLS.search(text) is not None or CONTROLS.search(text) is not None


def _texts(sheet: Sheet) -> Iterator[Problem]:
    for cell in sheet.cells.values():
        if not isinstance(cell.content, str):
            continue
        if len(cell.content) > LONGEST_TEXT:
            length = f"{len(cell.content):,}"
            yield reject(
                "E_TEXT_TOO_LONG", f"the text has {length} characters; Excel keeps {LONGEST_TEXT:,}.", "Shorten it."
            ).at(sheet.name, cell.address)
        elif BIDI_CONTROLS.search(cell.content):
            yield _told("W_BIDI_CONTROL", "characters that turn the direction of writing", cell)
        elif CONTROLS.search(cell.content):
            yield _told("W_CONTROL_CHARACTER", "characters that cannot be seen", cell)


def _told(code: str, what: str, cell: Cell) -> Problem:
    return warn(code, f"the text holds {what}; they are left out.", "Nothing, if the words are right without them.").at(
        cell.sheet, cell.address
    )
