"""Saying why figures that members have seen are others now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.meetings import LONGEST_REASON, RevisionCause, RevisionReason
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of, period_named
from kpis.scorecard.meeting_words import CAUSE_WORDS
from kpis.scorecard.wording import period_words
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import save_revision_reason
from kpis.store.engine import Store


@dataclass(frozen=True)
class TypedReason:
    """Why one figure was revised, as somebody typed it. Without a cause and words nothing is said of it."""

    code: str
    period: str
    cause: str
    words: str = ""


def say_why_revised(store: Store, asker: Asker, typed: Sequence[TypedReason]) -> int:
    """Keeps every reason that is given, all of them or none, and says how many; raises Refused or NotFound."""
    must_be_an_officer(asker)
    by, now = name_of(asker, "saying why"), datetime.now(UTC)
    given = [one for one in typed if one.cause or one.words.strip()]
    if not given:
        raise Refused(
            "Say why at least one figure was revised: a late record, a new population, a definition or a correction."
        )
    with store.writing() as connection:
        catalogue = list_catalogue(connection)
        for one in given:
            indicator = catalogue.get(one.code)
            cause, words = _cause(one, indicator.name), _words(one, indicator.name)
            reason = RevisionReason(indicator.code, period_named(one.period), cause, words, by, now)
            save_revision_reason(connection, reason)
            about = f"{indicator.code} {indicator.name}, {period_words(reason.period)}: {CAUSE_WORDS[cause]}"
            record(connection, by, Deed.SAID_WHY_REVISED, about, now)
    return len(given)


def _cause(typed: TypedReason, name: str) -> RevisionCause:
    if typed.cause not in list(RevisionCause):
        raise Refused(f"Choose why {name} was revised: a late record, a new population, a definition or a correction.")
    return RevisionCause(typed.cause)


def _words(typed: TypedReason, name: str) -> str:
    words = " ".join(typed.words.split())
    if len(words) > LONGEST_REASON or not words.isprintable():
        raise Refused(f"Say why {name} was revised in at most {LONGEST_REASON} letters.")
    return words
