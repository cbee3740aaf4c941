"""What several operations share: who may see what, and fetching what a scorecard needs."""

from __future__ import annotations

from dataclasses import replace

from kpis.ingest.period_text import parse_period
from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound, Refused
from kpis.model.people import ON_THE_COMMAND_LINE, Asker, Audience, Reads
from kpis.model.periods import Period
from kpis.operations.elsewhere import council_in_force, neighbours_missing, with_our_populations
from kpis.operations.published import published_history, published_scorecard, published_with
from kpis.operations.withholding import NONE_MORE, Figures, figures_for, history_released, scorecard_released
from kpis.scorecard.build import build_scorecard, figures_under, scorecard_periods
from kpis.scorecard.elsewhere_flips import row_flips
from kpis.scorecard.history import build_history
from kpis.scorecard.rate_population import population_words, rate_population
from kpis.scorecard.reckoning import Figure
from kpis.scorecard.rows import History, Scorecard, ScorecardRow
from kpis.scorecard.wording import period_words
from kpis.store.answers import list_answers
from kpis.store.engine import Connection
from kpis.store.events import list_standing_events
from kpis.store.observations import list_all_of

LONGEST_NAME = 120
OFFICERS_ONLY = "This is for officers. The public can see the scorecards, and how we judge."


def must_be_an_officer(asker: Asker) -> None:
    """Refuses the public what only officers may see or do."""
    if asker.audience is not Audience.OFFICERS:
        raise Refused(OFFICERS_ONLY)


def name_of(asker: Asker, doing: str = "uploading") -> str:
    """The name that is kept with what an officer does; raises Refused where there is none."""
    name = " ".join(asker.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(f"Say who is {doing}: a name of 1 to {LONGEST_NAME} letters.")
    return name


def account_name(typed: str) -> str:
    """The name of a new account; raises Refused for none, and for one that the trail gives to the machine's users."""
    name = name_of(Asker(typed))
    if name.casefold().endswith(ON_THE_COMMAND_LINE):
        raise Refused(
            f"No name here ends in “{ON_THE_COMMAND_LINE}”: the audit trail calls the machine’s own users so."
        )
    return name


def assemble_scorecard(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    period_text: str | None,
    also: frozenset[Figure] = NONE_MORE,
) -> Scorecard:
    """The scorecard of a name for a period, the newest unless one is named; raises NotFound for what is not there.

    Whoever reads nothing but what was published gets what was frozen. `also` are withheld from the public as well.
    """
    if asker.reads is Reads.PUBLISHED:
        return published_scorecard(connection, name, period_text)
    name = catalogue.get_scorecard(name)
    figures = figures_for(connection, catalogue, asker, name, also)
    periods = scorecard_periods(figures.kept)
    if not periods:
        raise NotFound(f"No figures have been loaded for {catalogue.title_of(name).title} yet.")
    period = periods[-1] if period_text is None else _named_period(period_text, periods)
    events = list_standing_events(connection)
    built = build_scorecard(
        catalogue, name, period, figures.kept, figures.comparators, asker.audience, events, figures.other_models
    )
    return scorecard_released(built, figures)


def row_of(connection: Connection, catalogue: Catalogue, asker: Asker, code: str) -> ScorecardRow:
    """One indicator's row in its scorecard's newest period, exactly as that scorecard shows it to this asker."""
    if asker.reads is Reads.PUBLISHED:
        return _published_row(connection, code)
    indicator = catalogue.get(code)
    scorecard = assemble_scorecard(connection, catalogue, asker, indicator.scorecard, None)
    return next(row for row in scorecard.rows if row.indicator.code == indicator.code)


def _published_row(connection: Connection, code: str) -> ScorecardRow:
    scorecard = published_with(connection, code).pack.scorecard
    return next(row for row in scorecard.rows if row.indicator.code.casefold() == code.strip().casefold())


def assemble_history(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    code: str,
    period: Period | None = None,
    figures: Figures | None = None,
) -> History:
    """One indicator over time up to a period, the newest of its scorecard unless one is given; raises NotFound.

    Whoever reads nothing but what was published gets what was frozen last. `figures` are those of its scorecard, where
    they were fetched before.
    """
    if asker.reads is Reads.PUBLISHED:
        return published_history(connection, code)
    indicator = catalogue.get(code)
    figures = figures or figures_for(connection, catalogue, asker, indicator.scorecard, elsewhere_of=indicator.code)
    periods = scorecard_periods(figures.kept)
    if not periods:
        raise NotFound(f"No figures have been loaded for {catalogue.title_of(indicator.scorecard).title} yet.")
    at = periods[-1] if period is None else period
    if figures.withholding is not None:
        added, answers = [k for k in figures.kept if k.observation.code == indicator.code], []
    else:
        added, answers = list_all_of(connection, indicator.code), list_answers(connection, [indicator.code])
    history = build_history(catalogue, indicator, at, added, figures.comparators, list_standing_events(connection))
    told = replace(
        history,
        answers=tuple(reversed(answers)),
        population=_population(connection, catalogue, asker, history.row, is_newest=at == periods[-1]),
        depends_on=_depends_on(connection, history.row, figures),
    )
    return history_released(told, figures)


def _population(
    connection: Connection, catalogue: Catalogue, asker: Asker, row: ScorecardRow, is_newest: bool
) -> tuple[str, ...]:
    """What a rate was made with, in words, from figures that this asker may see."""
    count = row.numerator
    if count is None and row.indicator.count_of and is_newest:
        count = row_of(connection, catalogue, asker, row.indicator.count_of).value
    ours = with_our_populations(connection, catalogue)
    return population_words(rate_population(row.indicator, row.period, row.value, count, ours))


def _depends_on(connection: Connection, row: ScorecardRow, figures: Figures) -> tuple[str, ...]:
    """What the other average, and the neighbours of each other model, would say; or why there are no neighbours."""
    mine = {
        model: [k for k in kept if k.comparator.code == row.indicator.code]
        for model, kept in figures.other_models.items()
    }
    is_compared = any(c.is_published for c in row.comparators)
    missing = neighbours_missing(connection) if is_compared else ()
    return (*row_flips(row, figures_under(row, mine), council_in_force(connection).model), *missing)


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
