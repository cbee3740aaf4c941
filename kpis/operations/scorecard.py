"""Reading a scorecard, and which scorecards there are."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.exports.contract import Json, scorecard_json, scorecards_json
from kpis.exports.tabular import scorecard_csv, scorecards_csv
from kpis.exports.text import scorecard_text, scorecards_text
from kpis.model.catalogue import Catalogue
from kpis.model.people import Asker, Reads
from kpis.model.periods import Period
from kpis.operations.assembly import assemble_scorecard, period_named
from kpis.operations.published import published_periods
from kpis.scorecard.build import scorecard_periods
from kpis.scorecard.rows import Scorecard
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.observations import list_current

__all__ = ["list_scorecards", "period_named", "scorecard_csv", "scorecard_for", "scorecard_json", "scorecard_text"]


def scorecard_for(store: Store, asker: Asker, name: str, period: str | None = None) -> Scorecard:
    """The scorecard of a name and period as this asker may see it; raises NotFound or Refused."""
    with store.reading() as connection:
        return assemble_scorecard(connection, list_catalogue(connection), asker, name, period)


def list_scorecards(store: Store, asker: Asker) -> tuple[Catalogue, dict[str, Sequence[Period]]]:
    """The catalogue, and the periods of each scorecard in it; for members only those that were published."""
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        if asker.reads is Reads.PUBLISHED:
            return catalogue, dict(published_periods(connection))
        found: dict[str, Sequence[Period]] = {}
        for name in catalogue.scorecard_names:
            codes = [indicator.code for indicator in catalogue.of_scorecard(name)]
            found[name] = scorecard_periods(list_current(connection, codes))
        return catalogue, found


def scorecards_as_json(store: Store, asker: Asker) -> Json:
    """The list of scorecards as the contract has it."""
    return scorecards_json(*list_scorecards(store, asker))


def scorecards_as_text(store: Store, asker: Asker) -> str:
    """The list of scorecards in words."""
    return scorecards_text(*list_scorecards(store, asker))


def scorecards_as_csv(store: Store, asker: Asker) -> str:
    """The list of scorecards for Excel."""
    return scorecards_csv(*list_scorecards(store, asker))


def is_ready(store: Store) -> bool:
    """Whether the store answers; raises StoreUnavailable when it does not."""
    with store.reading() as connection:
        list_catalogue(connection)
    return True
