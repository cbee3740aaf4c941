"""What several operations share: who may see what, and fetching what a scorecard needs."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.ingest.period_text import parse_period
from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound, Refused
from kpis.model.observations import KeptComparator
from kpis.model.people import Asker, Audience
from kpis.model.periods import Period
from kpis.operations.elsewhere import comparators_elsewhere
from kpis.scorecard.build import build_scorecard, scorecard_periods
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.scorecard.wording import period_words
from kpis.store.engine import Connection
from kpis.store.observations import list_comparators, list_current

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
    return build_scorecard(catalogue, name, period, kept, comparators_of(connection, codes), asker.audience)


def row_of(connection: Connection, catalogue: Catalogue, asker: Asker, code: str) -> ScorecardRow:
    """One indicator's row in its scorecard's newest period, exactly as that scorecard shows it to this asker."""
    indicator = catalogue.get(code)
    scorecard = assemble_scorecard(connection, catalogue, asker, indicator.scorecard, None)
    return next(row for row in scorecard.rows if row.indicator.code == indicator.code)


def comparators_of(connection: Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """Other areas' figures: those published, and after them those that workbooks print, which stand for their year."""
    return [*comparators_elsewhere(connection, codes), *list_comparators(connection, codes)]


def _named_period(text: str, periods: tuple[Period, ...]) -> Period:
    for known in periods:
        if known.label.casefold() == text.strip().casefold():
            return known
    meant, _ = parse_period(text)
    if meant is None:
        raise NotFound(f'"{text}" is not a period. Write a month as 2023-03.')
    if meant in periods:
        return meant
    first, last = period_words(periods[0]), period_words(periods[-1])
    raise NotFound(f"There are no figures for {period_words(meant)}. There are figures from {first} to {last}.")
