"""What needs attention in each scorecard, what changed since members last saw it, and what a member could ask."""

from __future__ import annotations

from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound
from kpis.model.people import Asker, Reads
from kpis.operations.assembly import assemble_scorecard
from kpis.operations.packing import last_seen_of
from kpis.operations.published import newest_publication, newest_publications
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.questions_to_ask import with_questions
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store


def what_needs_attention(store: Store, asker: Asker) -> list[Attention]:
    """One answer for each scorecard that has figures, in the order of the catalogue; empty for an empty store.

    Members get what needed attention in what they were given last.
    """
    with store.reading() as connection:
        if asker.reads is Reads.PUBLISHED:
            packs = [opened.pack for opened in newest_publications(connection, asker.audience)]
            return [with_questions(build_attention(pack.scorecard, pack.last_seen)) for pack in packs]
        catalogue = list_catalogue(connection)
        found = [_attention(connection, catalogue, asker, name) for name in catalogue.scorecard_names]
    return [attention for attention in found if attention is not None]


def _attention(connection: Connection, catalogue: Catalogue, asker: Asker, name: str) -> Attention | None:
    """None for a scorecard without figures, which has nothing that needs attention."""
    try:
        scorecard = assemble_scorecard(connection, catalogue, asker, name, None)
    except NotFound:
        return None
    before = newest_publication(connection, name, asker.audience)
    last_seen = last_seen_of(connection, before, scorecard) if before else None
    return with_questions(build_attention(scorecard, last_seen))
