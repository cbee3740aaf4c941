"""Reading one indicator over time, with every revision."""

from __future__ import annotations

from kpis.exports.contract import history_json
from kpis.exports.tabular import history_csv
from kpis.exports.text import history_text
from kpis.model.people import Asker
from kpis.operations.assembly import assemble_history
from kpis.scorecard.rows import History
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store

__all__ = ["history_csv", "history_json", "history_of", "history_text"]


def history_of(store: Store, asker: Asker, code: str) -> History:
    """The history of an indicator up to its scorecard's newest period; raises NotFound, naming the nearest code."""
    with store.reading() as connection:
        return assemble_history(connection, list_catalogue(connection), asker, code)
