"""What needs attention in each scorecard, in its newest period, and what a member could ask about it."""

from __future__ import annotations

from kpis.model.errors import NotFound
from kpis.model.people import Asker
from kpis.operations.assembly import assemble_scorecard
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.questions_to_ask import with_questions
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store


def what_needs_attention(store: Store, asker: Asker) -> list[Attention]:
    """One answer for each scorecard that has figures, in the order of the catalogue; empty for an empty store."""
    found = []
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        for name in catalogue.scorecard_names:
            try:
                scorecard = assemble_scorecard(connection, catalogue, asker, name, None)
            except NotFound:
                continue  # a scorecard without figures has nothing that needs attention
            found.append(with_questions(build_attention(scorecard)))
    return found
