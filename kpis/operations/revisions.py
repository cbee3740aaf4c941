"""Saying why figures that members have seen are others now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import BadReasons
from kpis.model.meetings import RevisionCause, RevisionReason
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of, period_named
from kpis.operations.keeping import LONGEST_REASON, Mistakes, mistakes_of_name, one_line
from kpis.scorecard.meeting_words import CAUSE_WORDS
from kpis.scorecard.wording import period_words
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import save_revision_reason
from kpis.store.engine import Store

NAME, CAUSE, WORDS = "name", "cause", "words"
"""The parts of a form of reasons that can be wrong; the last two belong to one figure each: see `part_of`."""
CAUSES = "a late record, a new population, a definition or a correction"


@dataclass(frozen=True)
class TypedReason:
    """Why one figure was revised, as somebody typed it. Without a cause and words nothing is said of it."""

    code: str
    period: str
    cause: str
    words: str = ""


def say_why_revised(store: Store, asker: Asker, typed: Sequence[TypedReason]) -> int:
    """Keeps every reason that is given, all of them or none, and says how many; raises BadReasons or NotFound."""
    must_be_an_officer(asker)
    given = {place: one for place, one in enumerate(typed) if one.cause or one.words.strip()}
    mistakes = mistakes_of_name(asker, NAME)
    if not given:
        mistakes.append((part_of(CAUSE, 0), f"Say why at least one figure was revised: {CAUSES}."))
    with store.writing() as connection:
        catalogue = list_catalogue(connection)
        names = {place: catalogue.get(one.code).name for place, one in given.items()}
        mistakes += [m for place, one in given.items() for m in _mistakes(place, one, names[place])]
        if mistakes:
            raise BadReasons(tuple(mistakes))
        by, now = name_of(asker), datetime.now(UTC)
        for place, one in given.items():
            cause, code = RevisionCause(one.cause), catalogue.get(one.code).code
            reason = RevisionReason(code, period_named(one.period), cause, one_line(one.words), by, now)
            save_revision_reason(connection, reason)
            about = f"{code} {names[place]}, {period_words(reason.period)}: {CAUSE_WORDS[cause]}"
            record(connection, by, Deed.SAID_WHY_REVISED, about, now)
    return len(given)


def part_of(part: str, place: int) -> str:
    """The part of a form that is about the figure in one place of its list, counted from 0."""
    return f"{part}-{place}"


def _mistakes(place: int, typed: TypedReason, name: str) -> Mistakes:
    mistakes: Mistakes = []
    if typed.cause not in list(RevisionCause):
        mistakes.append((part_of(CAUSE, place), f"Choose why {name} was revised: {CAUSES}."))
    if len(one_line(typed.words)) > LONGEST_REASON:
        words = f"Say why {name} was revised in at most {LONGEST_REASON} letters."
        mistakes.append((part_of(WORDS, place), words))
    return mistakes
