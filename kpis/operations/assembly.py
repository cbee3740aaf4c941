"""What several operations share: who may see what, and fetching what a scorecard needs."""

from __future__ import annotations

from kpis.ingest.period_text import parse_period
from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker, Audience
from kpis.model.periods import Period
from kpis.operations.withholding import figures_for, scorecard_released
from kpis.scorecard.build import build_scorecard, scorecard_periods
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import period_words
from kpis.store.engine import Connection
from kpis.store.events import list_standing_events

LONGEST_NAME = 120
OFFICERS_ONLY = "This is for officers. The public can see the scorecards, and how we judge."


def must_be_an_officer(asker: Asker) -> None:
    """Refuses the public what only officers may see or do."""
    if asker.audience is not Audience.OFFICERS:
        raise Refused(OFFICERS_ONLY)


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
    name = catalogue.get_scorecard(name)
    figures = figures_for(connection, catalogue, asker, name)
    periods = scorecard_periods(figures.kept)
    if not periods:
        raise NotFound(f"No figures have been loaded for {catalogue.title_of(name).title} yet.")
    period = periods[-1] if period_text is None else _named_period(period_text, periods)
    events = list_standing_events(connection)
    built = build_scorecard(catalogue, name, period, figures.kept, figures.comparators, asker.audience, events)
    return scorecard_released(built, figures)


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
