"""Which edition of the figures the store holds, so that an answer made from it may be used again."""

from __future__ import annotations

from kpis.store.edition import Edition, edition
from kpis.store.engine import Store


def edition_of(store: Store) -> Edition:
    """Equal for as long as nothing was added."""
    with store.reading() as connection:
        return edition(connection)
