"""Before publishing: whether the figures, laid beside what was published before, give a small number away.

What is said of it holds no number: a secret is named by its indicator and period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kpis.model.catalogue import Catalogue
from kpis.model.errors import CannotWithhold
from kpis.model.observations import Observation
from kpis.model.people import Audience
from kpis.model.periods import Period
from kpis.model.small_numbers import Publication, SmallNumbersRule, Standing, Table
from kpis.operations.elsewhere import with_our_populations
from kpis.operations.published import open_publication
from kpis.operations.withholding import NONE_MORE, Figures, scorecard_released, withheld_from
from kpis.scorecard.build import build_scorecard
from kpis.scorecard.public_view import public_comparators, public_observations
from kpis.scorecard.reckoning import Figure, Reckoning, reckon
from kpis.scorecard.relations import BUT_FOR, SINCE, relate
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.withheld import Withheld
from kpis.scorecard.wording import period_words
from kpis.store.engine import Connection
from kpis.store.observations import list_comparators, list_current
from kpis.store.publications import list_publications

NEW = "this publication"
NOT_PROVED_SAFE = "It could not be proved that it gives nothing away: too much hangs together. Withhold all of it."
BEHIND = (", as in ", SINCE, BUT_FOR)
"""What follows the key of a figure in the key of a count that is worked out from it."""


@dataclass(frozen=True)
class Reviewed:
    """The verdict. `revealed` and `already_out` are sentences; `instead` are the figures to withhold as well.

    `instead` is empty where nothing more need be withheld, and None where nothing that is left would help.
    """

    revealed: tuple[str, ...]
    already_out: tuple[str, ...]
    instead: frozenset[Figure] | None
    instead_words: tuple[str, ...] = ()

    @property
    def may_be_published(self) -> bool:
        """Whether nothing new is given away."""
        return not self.revealed


def public_scorecard(
    connection: Connection, catalogue: Catalogue, name: str, period: Period, also: frozenset[Figure] = frozenset()
) -> Scorecard:
    """A scorecard as it would be published: the public view as at now, with some figures withheld as well."""
    codes = [indicator.code for indicator in catalogue.of_scorecard(name)]
    kept = list_current(connection, codes)
    withholding, withheld = withheld_from(connection, catalogue, name, kept)
    shown = public_observations(kept, Withheld(withheld.figures | also))
    figures = Figures(shown, public_comparators(list_comparators(connection, codes)), withholding)
    built = build_scorecard(catalogue, name, period, figures.kept, figures.comparators, Audience.PUBLIC)
    return scorecard_released(built, figures)


def review_publication(
    connection: Connection,
    catalogue: Catalogue,
    name: str,
    period: Period,
    earlier: Mapping[str, Scorecard],
    also: frozenset[Figure] = frozenset(),
) -> Reviewed:
    """What publishing a scorecard as at now would give away, alone or beside the earlier publications by their names.

    `also` are figures to be withheld beside those of the public view, as an earlier review may have asked for.
    """
    from kpis.methods.disclosure.publications import review  # the solver is loaded where it is needed, not before

    catalogue = with_our_populations(connection, catalogue.only([name]))
    kept = list_current(connection, [indicator.code for indicator in catalogue.indicators])
    withholding, withheld = withheld_from(connection, catalogue, name, kept)
    seen = [k.observation for k in kept if k.observation.period.sort_key <= period.sort_key]
    found = _reckoned(catalogue, seen, withholding.rule)
    new = _as_published(found, withheld.figures | also)
    before = [
        Publication(title, _table(_reckoned(catalogue, _observations(scorecard), withholding.rule)), frozenset())
        for title, scorecard in earlier.items()
    ]
    try:
        verdict = review(new, before, withholding.rule)
    except CannotWithhold:
        return Reviewed((NOT_PROVED_SAFE,), (), None)
    told = tuple(_revealed(found, one.key, one.together_with) for one in verdict.revealed)
    out = tuple(dict.fromkeys(_named(found, key) for key in verdict.already_out))
    more: frozenset[Figure] | None = None
    if verdict.withhold is not None:
        gone = withheld.figures | also
        more = frozenset(f for f, keys in found.figures.items() if keys & verdict.withhold and f not in gone)
    in_order = sorted(more or (), key=lambda f: (f[0], f[1].sort_key))
    return Reviewed(tuple(dict.fromkeys(told)), out, more, tuple(_figure_named(found, f) for f in in_order))


def review_beside_all(
    connection: Connection, catalogue: Catalogue, scorecard: Scorecard, is_more_withheld: bool = False
) -> tuple[Reviewed, frozenset[Figure]]:
    """The review of a scorecard beside all that was ever published of it, and what is withheld as well.

    Withdrawn publications count: what somebody has read stays known. `is_more_withheld` withholds whatever the review
    asks for, and looks again.
    """
    name, period = scorecard.name, scorecard.period
    earlier = {
        f"publication {p.number}": open_publication(connection, p.number, Audience.PUBLIC).pack.scorecard
        for p in reversed(list_publications(connection, name))
    }
    also: frozenset[Figure] = NONE_MORE
    reviewed = review_publication(connection, catalogue, name, period, earlier, also)
    while is_more_withheld and reviewed.revealed and reviewed.instead:
        also |= reviewed.instead
        reviewed = review_publication(connection, catalogue, name, period, earlier, also)
    return reviewed, also


def _reckoned(catalogue: Catalogue, observations: Iterable[Observation], rule: SmallNumbersRule) -> Reckoning:
    found = reckon(catalogue, observations, rule)
    relate(found)
    return found


def _observations(scorecard: Scorecard) -> Iterable[Observation]:
    """What a publication shows: every period of every row, and which of them are withheld."""
    for row in scorecard.rows:
        for point in row.history:
            yield Observation(
                row.indicator.code, point.period, point.value, point.marker, point.numerator, point.denominator
            )


def _table(found: Reckoning) -> Table:
    return Table(tuple(found.counts.values()), tuple(found.parts), tuple(found.shares.values()))


def _as_published(found: Reckoning, withheld: frozenset[Figure]) -> Publication:
    """The true figures, and which of them a reader does not get. Nought that goes with another is not told from it."""
    shown = {key for figure, keys in found.figures.items() if figure not in withheld for key in keys}
    printed = {key for keys in found.figures.values() for key in keys}
    hidden = printed - shown
    counts = {
        key: replace(count, standing=Standing.UNPRINTED)
        if key in hidden and count.value == 0 and found.rule.zero_is_shown
        else count
        for key, count in found.counts.items()
    }
    table = Table(tuple(counts.values()), tuple(found.parts), tuple(found.shares.values()))
    return Publication(NEW, table, frozenset(hidden & table.keys))


def _revealed(found: Reckoning, key: str, together_with: tuple[str, ...]) -> str:
    beside = f" beside {' and '.join(together_with)}" if together_with else " by itself"
    return f"It would give away a small number{beside}: {_named(found, key)}."


def _named(found: Reckoning, key: str) -> str:
    """The indicator and period of a count, or of the figure that it is behind."""
    for mark in BEHIND:
        key = key.partition(mark)[0]
    figure = found.about.get(key)
    return _figure_named(found, figure) if figure is not None else key


def _figure_named(found: Reckoning, figure: Figure) -> str:
    code, period = figure
    indicator = found.catalogue.find(code)
    return f"{indicator.name if indicator else code}, {period_words(period)}"
