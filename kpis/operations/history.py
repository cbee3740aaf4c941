"""Reading one indicator over time, with every revision, what is said of it and what a member could ask."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.exports.contract import history_json
from kpis.exports.tabular import history_csv
from kpis.exports.text import history_text
from kpis.model.people import Asker, Audience
from kpis.operations.assembly import assemble_history, assemble_scorecard
from kpis.scorecard.question import Question
from kpis.scorecard.questions_to_ask import questions_about
from kpis.scorecard.rows import History
from kpis.scorecard.told import Told, all_told
from kpis.store.catalogue import list_catalogue
from kpis.store.commentary import list_commentary
from kpis.store.engine import Store

__all__ = ["IndicatorNow", "history_csv", "history_json", "history_of", "history_text", "indicator_now"]


@dataclass(frozen=True)
class IndicatorNow:
    """One indicator over time, what officers say of it, and what a member could ask.

    Words that are not published yet are drafts, and for officers alone.
    """

    history: History
    told: Told | None
    questions: tuple[Question, ...]


def history_of(store: Store, asker: Asker, code: str) -> History:
    """The history of an indicator up to its scorecard's newest period; raises NotFound, naming the nearest code."""
    with store.reading() as connection:
        return assemble_history(connection, list_catalogue(connection), asker, code)


def indicator_now(store: Store, asker: Asker, code: str) -> IndicatorNow:
    """An indicator as it stands; raises NotFound, naming the nearest code."""
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        history = assemble_history(connection, catalogue, asker, code)
        indicator = history.row.indicator
        scorecard = assemble_scorecard(connection, catalogue, asker, indicator.scorecard, None)
        told = None
        if asker.audience is Audience.OFFICERS:
            words = list_commentary(connection, scorecard.name, scorecard.period)
            told = all_told(words, tuple(scorecard.rows)).of(indicator.code)
        return IndicatorNow(history, told, questions_about(scorecard, indicator.code))
