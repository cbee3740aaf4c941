"""Withdrawing what was published, with a reason. Nothing of it is lost, and it can be published anew."""

from __future__ import annotations

from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.meetings import LONGEST_REASON, Publication
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.scorecard.meeting_words import publication_words
from kpis.store.audit import record
from kpis.store.engine import Store
from kpis.store.publications import get_publication, save_withdrawal


def withdraw(store: Store, asker: Asker, number: int, reason: str) -> Publication:
    """Withdraws a publication with a reason; it stays readable as what members once had. Raises Refused, NotFound."""
    must_be_an_officer(asker)
    by, now = name_of(asker, "withdrawing it"), datetime.now(UTC)
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST_REASON or not why.isprintable():
        raise Refused(f"Say why it is withdrawn, in 1 to {LONGEST_REASON} letters.")
    with store.writing() as connection:
        publication = get_publication(connection, number)
        save_withdrawal(connection, publication, why, by, now)
        record(connection, by, Deed.WITHDREW_PUBLICATION, f"{publication_words(publication)}: {why}", now)
        return get_publication(connection, number)
