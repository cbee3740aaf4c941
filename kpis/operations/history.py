"""Reading one indicator over time, with every revision."""

from __future__ import annotations

from dataclasses import replace

from kpis.exports.contract import history_json
from kpis.exports.tabular import history_csv
from kpis.exports.text import history_text
from kpis.model.errors import NotFound
from kpis.model.people import Asker
from kpis.operations.assembly import comparators_of, must_be_an_officer, row_of
from kpis.operations.elsewhere import comparators_elsewhere, known_neighbours, shipped_comparisons
from kpis.scorecard.build import comparator_figures, scorecard_periods
from kpis.scorecard.elsewhere_flips import row_flips
from kpis.scorecard.history import build_history
from kpis.scorecard.rate_population import population_words, rate_population
from kpis.scorecard.rows import History, ScorecardRow
from kpis.store.answers import list_answers
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
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
        return replace(
            history,
            answers=tuple(reversed(answers)),
            population=population_words(made),
            depends_on=_depends_on(connection, row),
        )


def _depends_on(connection: Connection, row: ScorecardRow) -> tuple[str, ...]:
    """What the other average, and the neighbours of each other model, would say of the row's own figure."""
    in_force = shipped_comparisons().council.model
    models = {n.model for n in known_neighbours(connection)} - {in_force}
    point = row.point(row.period)
    if point is None:
        return ()
    code = row.indicator.code
    others = {
        model: comparator_figures(row.indicator, point, comparators_elsewhere(connection, [code], model))
        for model in sorted(models)
    }
    return row_flips(row, others, in_force)
