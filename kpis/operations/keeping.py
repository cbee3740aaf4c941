"""What forms that keep something share: who may keep settings, a line, a day, a reason and a name as typed."""

from __future__ import annotations

import hashlib
from datetime import date

from kpis.model.errors import Refused
from kpis.model.people import Asker, Role
from kpis.operations.assembly import LONGEST_NAME, must_be_an_officer, name_of
from kpis.operations.typed_day import day_typed

LONGEST_REASON = 500
Mistakes = list[tuple[str, str]]
"""The part of a form that is wrong, and what is wrong with it."""


def must_keep_settings(asker: Asker) -> None:
    """Refuses all but administrators; before the first of them is added, whoever sits at the machine is one."""
    must_be_an_officer(asker)
    if asker.role is not Role.ADMINISTRATOR:
        raise Refused("Only an administrator may do this. Ask one of them.")


def one_line(text: str) -> str:
    """What was typed, on one line and without signs that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def reason_typed(text: str, part: str, asked: str, mistakes: Mistakes) -> str:
    """The reason as it is kept. One that is missing or too long is added to the mistakes: Say why `asked`."""
    reason = one_line(text)
    if not 0 < len(reason) <= LONGEST_REASON:
        mistakes.append((part, f"Say why {asked}, in 1 to {LONGEST_REASON} letters."))
    return reason


def day_in(text: str, part: str, asked: str, mistakes: Mistakes) -> date | None:
    """The day that was typed; None, with what is wrong added to the mistakes, where it is none. Give `asked`."""
    try:
        return day_typed(text, asked)
    except Refused as refusal:
        mistakes.append((part, str(refusal)))
        return None


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
