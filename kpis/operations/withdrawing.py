"""Withdrawing what was published, with a reason. Nothing of it is lost, and it can be published anew."""

from __future__ import annotations

from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import BadWithdrawal
from kpis.model.meetings import Publication
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.keeping import mistakes_of_name, reason_typed
from kpis.scorecard.meeting_words import publication_words
from kpis.store.audit import record
from kpis.store.engine import Store
from kpis.store.publications import get_publication, save_withdrawal

NAME, REASON = "name", "reason"
"""The parts of a withdrawal that can be wrong, as its form calls them."""


def withdraw(store: Store, asker: Asker, number: int, reason: str) -> Publication:
    """Withdraws a publication with a reason; it stays readable as what members once had.

    Raises NotFound, BadWithdrawal, or Refused where it is withdrawn already.
    """
    must_be_an_officer(asker)
    mistakes = mistakes_of_name(asker, NAME)
    why = reason_typed(reason, REASON, "it is withdrawn", mistakes)
    if mistakes:
        raise BadWithdrawal(tuple(mistakes))
    by, now = name_of(asker), datetime.now(UTC)
    with store.writing() as connection:
        publication = get_publication(connection, number)
        save_withdrawal(connection, publication, why, by, now)
        record(connection, by, Deed.WITHDREW_PUBLICATION, f"{publication_words(publication)}: {why}", now)
        return get_publication(connection, number)
