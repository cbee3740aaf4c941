"""What several operations share: who may see what, and fetching what a scorecard needs."""

from __future__ import annotations

from dataclasses import replace

from kpis.ingest.period_text import parse_period
from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker, Audience
from kpis.model.periods import Period
from kpis.scorecard.build import build_scorecard, scorecard_periods
from kpis.scorecard.history import build_history
from kpis.scorecard.rows import History, Scorecard
from kpis.scorecard.wording import period_words
from kpis.store.answers import list_answers
from kpis.store.engine import Connection
from kpis.store.observations import list_all_of, list_comparators, list_current

LONGEST_NAME = 120


def must_be_an_officer(asker: Asker) -> None:
    """Refuses the public view, which is closed until small numbers are withheld from it."""
    if asker.audience is not Audience.OFFICERS:
        raise Refused("The public view is closed: this version cannot yet withhold small numbers from it.")


def name_of(asker: Asker) -> str:
    """The name that is kept with what an officer does; raises Refused where there is none."""
    name = " ".join(asker.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(f"Say who is uploading: a name of 1 to {LONGEST_NAME} letters.")
    return name


def assemble_scorecard(
    connection: Connection, catalogue: Catalogue, asker: Asker, name: str, period_text: str | None
) -> Scorecard:
    """The scorecard of a name for a period, the newest unless one is named; raises NotFound for what is not there."""
    must_be_an_officer(asker)
    name = catalogue.get_scorecard(name)
    codes = [indicator.code for indicator in catalogue.of_scorecard(name)]
    kept = list_current(connection, codes)
    periods = scorecard_periods(kept)
    if not periods:
        raise NotFound(f"No figures have been loaded for {catalogue.title_of(name).title} yet.")
    period = periods[-1] if period_text is None else _named_period(period_text, periods)
    return build_scorecard(catalogue, name, period, kept, list_comparators(connection, codes), asker.audience)


def period_named(text: str) -> Period:
    """The period that somebody wrote; raises NotFound for what is none."""
    meant, _ = parse_period(text)
    if meant is None:
        raise NotFound(f'"{text}" is not a period. Write a month as 2023-03.')
    return meant


def _named_period(text: str, periods: tuple[Period, ...]) -> Period:
    for known in periods:
        if known.label.casefold() == text.strip().casefold():
            return known
    meant = period_named(text)
    if meant in periods:
        return meant
    first, last = period_words(periods[0]), period_words(periods[-1])
    raise NotFound(f"There are no figures for {period_words(meant)}. There are figures from {first} to {last}.")


def assemble_history(
    connection: Connection, catalogue: Catalogue, asker: Asker, code: str, period: Period | None = None
) -> History:
    """One indicator over time up to a period, the newest of its scorecard unless one is given; raises NotFound."""
    must_be_an_officer(asker)
    indicator = catalogue.get(code)
    if period is None:
        codes = [other.code for other in catalogue.of_scorecard(indicator.scorecard)]
        periods = scorecard_periods(list_current(connection, codes))
        if not periods:
            raise NotFound(f"No figures have been loaded for {catalogue.title_of(indicator.scorecard).title} yet.")
        period = periods[-1]
    added = list_all_of(connection, indicator.code)
    elsewhere = list_comparators(connection, [indicator.code])
    answers = list_answers(connection, [indicator.code])
    history = build_history(catalogue, indicator, period, added, elsewhere)
    return replace(history, answers=tuple(reversed(answers)))
