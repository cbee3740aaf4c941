"""Reading one indicator over time, with every revision."""

from __future__ import annotations

from dataclasses import replace

from kpis.exports.contract import history_json
from kpis.exports.tabular import history_csv
from kpis.exports.text import history_text
from kpis.model.errors import NotFound
from kpis.model.people import Asker
from kpis.operations.assembly import comparators_of, must_be_an_officer, row_of
from kpis.scorecard.build import scorecard_periods
from kpis.scorecard.history import build_history
from kpis.scorecard.rate_population import population_words, rate_population
from kpis.scorecard.rows import History
from kpis.store.answers import list_answers
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.observations import list_all_of, list_current

__all__ = ["history_csv", "history_json", "history_of", "history_text"]


def history_of(store: Store, asker: Asker, code: str) -> History:
    """The history of an indicator up to its scorecard's newest period; raises NotFound, naming the nearest code."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        indicator = catalogue.get(code)
        codes = [other.code for other in catalogue.of_scorecard(indicator.scorecard)]
        periods = scorecard_periods(list_current(connection, codes))
        if not periods:
            raise NotFound(f"No figures have been loaded for {catalogue.title_of(indicator.scorecard).title} yet.")
        added = list_all_of(connection, indicator.code)
        elsewhere = comparators_of(connection, [indicator.code])
        answers = list_answers(connection, [indicator.code])
        history = build_history(catalogue, indicator, periods[-1], added, elsewhere)
        row = history.row
        count = row.numerator
        if count is None and indicator.count_of and row.period == periods[-1]:
            count = row_of(connection, catalogue, asker, indicator.count_of).value
        made = rate_population(indicator, row.period, row.value, count, catalogue)
        return replace(history, answers=tuple(reversed(answers)), population=population_words(made))
