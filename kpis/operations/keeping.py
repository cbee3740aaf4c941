"""What forms that keep something share: who may keep settings, a line of words, a day, and the name that is kept."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from kpis.model.errors import Refused
from kpis.model.people import Asker, Role
from kpis.operations.assembly import LONGEST_NAME, must_be_an_officer, name_of

LONGEST_REASON = 500
OLDEST_YEAR, LATEST_YEAR = 1990, 2100
DAY_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
Mistakes = list[tuple[str, str]]
"""The part of a form that is wrong, and what is wrong with it."""


def must_keep_settings(asker: Asker) -> None:
    """Refuses all but administrators; before the first of them is added, whoever sits at the machine is one."""
    must_be_an_officer(asker)
    if asker.role is not Role.ADMINISTRATOR:
        raise Refused("Only an administrator may do this. Ask one of them.")


def day_in(text: str) -> date | None:
    """The day that somebody typed, or a browser's own date box gave; None where it is none."""
    for form in DAY_FORMS:
        try:
            day = datetime.strptime(" ".join(text.split()), form).date()
        except ValueError:
            continue
        return day if OLDEST_YEAR <= day.year <= LATEST_YEAR else None
    return None


def one_line(text: str) -> str:
    """What was typed, on one line and without signs that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def mistakes_of_name(asker: Asker, part: str) -> Mistakes:
    """That there is no name to keep, where there is none."""
    try:
        name_of(asker)
    except Refused:
        return [(part, f"Give your name, in 1 to {LONGEST_NAME} letters.")]
    return []


def fingerprint(*shown: object) -> str:
    """What stands for everything that somebody was shown, so that it is noticed where it has changed since."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()
