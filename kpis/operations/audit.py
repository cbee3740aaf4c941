"""The audit trail: reading it, and checking that nobody has changed it."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.model.audit import Entry, Verified
from kpis.model.people import Asker
from kpis.operations.door import must_be_an_administrator
from kpis.store.audit import BEFORE_THE_FIRST, count_entries, digest_of, every_entry, list_entries
from kpis.store.engine import Store

ENTRIES_ON_A_PAGE = 100


@dataclass(frozen=True)
class Trail:
    """One page of the trail, the newest first."""

    entries: tuple[Entry, ...]
    page: int
    pages: int


def trail_on_page(store: Store, asker: Asker, page: int = 1) -> Trail:
    """A page of the trail; the last page for a number beyond it."""
    must_be_an_administrator(asker)
    with store.reading() as connection:
        pages = max(1, -(-count_entries(connection) // ENTRIES_ON_A_PAGE))
        page = min(max(1, page), pages)
        entries = list_entries(connection, ENTRIES_ON_A_PAGE, (page - 1) * ENTRIES_ON_A_PAGE)
        return Trail(tuple(entries), page, pages)


def verify_trail(store: Store, asker: Asker, seen: str = "") -> Verified:
    """Whether every row is as it was written; with `seen`, also whether the row of a digest noted earlier is there."""
    must_be_an_administrator(asker)
    previous, rows, is_seen = BEFORE_THE_FIRST, 0, not seen
    with store.reading() as connection:
        for entry in every_entry(connection):
            reason = _fault(entry, rows + 1, previous)
            if reason:
                return Verified(rows, previous, rows + 1, reason)
            previous, rows = entry.digest, rows + 1
            is_seen = is_seen or entry.digest == seen
    if not is_seen:
        return Verified(rows, previous, rows + 1, "rows that were there when the digest was noted are gone")
    return Verified(rows, previous)


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number != number:
        return "it is not there"
    if entry.previous != previous:
        return "it does not follow the row before it"
    if entry.digest != digest_of(entry.number, entry.at, entry.by, entry.deed, entry.about, entry.previous):
        return "it is not as it was written"
    return ""
