"""The figures of a scorecard as one asker may have them: all of them for officers, the public ones for everybody else.

What is withheld is found once for each edition of the store. The solver's own answers are remembered beyond that, by
what they were reckoned from, so that an upload costs only what it changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from weakref import WeakKeyDictionary

from kpis.model.catalogue import Catalogue
from kpis.model.observations import KeptComparator, KeptObservation
from kpis.model.people import Asker, Audience
from kpis.operations.elsewhere import comparators_of, comparators_of_other_models, with_our_populations
from kpis.scorecard.public_view import in_public, public_comparators, public_observations
from kpis.scorecard.reckoning import Figure
from kpis.scorecard.rows import History, Scorecard, Withholding
from kpis.scorecard.withheld import Withheld, find_withheld
from kpis.store.edition import Edition, edition
from kpis.store.engine import Connection
from kpis.store.observations import list_current
from kpis.store.small_numbers import get_rule

NOTHING = Withheld(frozenset())
NONE_MORE: frozenset[Figure] = frozenset()


@dataclass
class _Found:
    """What was found last for one scorecard of one store, and of which edition. Only one asker looks at a time."""

    lock: Lock = field(default_factory=Lock)
    edition: Edition = ()
    withheld: Withheld = NOTHING


_remembered: WeakKeyDictionary[object, dict[str, _Found]] = WeakKeyDictionary()
_remembering = Lock()


@dataclass(frozen=True)
class Figures:
    """What a scorecard is built from. `withholding` is set where it is for the public.

    `other_models` are the comparators under each model of neighbours that is not in force.
    """

    kept: list[KeptObservation]
    comparators: list[KeptComparator]
    withholding: Withholding | None = None
    other_models: dict[int, list[KeptComparator]] = field(default_factory=dict)


def figures_for(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    also: frozenset[Figure] = NONE_MORE,
    elsewhere_of: str | None = None,
) -> Figures:
    """The figures that count in a scorecard. Nothing for the public is built from any others.

    `also` are withheld from the public as well, as the review before publishing may ask for. `elsewhere_of` asks for
    the comparators of that one indicator alone.
    """
    codes = [indicator.code for indicator in catalogue.of_scorecard(name)]
    kept = list_current(connection, codes)
    wanted = codes if elsewhere_of is None else [elsewhere_of]
    elsewhere, others = comparators_of(connection, wanted), comparators_of_other_models(connection, wanted)
    match asker.audience:
        case Audience.OFFICERS:
            return Figures(kept, elsewhere, other_models=others)
        case Audience.PUBLIC:
            withholding, withheld = withheld_from(connection, catalogue, name, kept)
            return Figures(
                public_observations(kept, Withheld(withheld.figures | also)),
                public_comparators(elsewhere),
                withholding,
                {model: public_comparators(found) for model, found in others.items()},
            )


def withheld_from(
    connection: Connection, catalogue: Catalogue, name: str, kept: list[KeptObservation]
) -> tuple[Withholding, Withheld]:
    """By which rule a scorecard withholds, and what; found once for each edition of the store."""
    rule = get_rule(connection, catalogue, name)
    now = edition(connection)
    with _remembering:
        found = _remembered.setdefault(connection.engine, {}).setdefault(name, _Found())
    with found.lock:
        if found.edition != now:
            ours = with_our_populations(connection, catalogue.only([name]))
            found.withheld = find_withheld(ours, [k.observation for k in kept], rule)
            found.edition = now
        withheld = found.withheld
    return Withholding(rule, withheld.is_proved), withheld


def scorecard_released(scorecard: Scorecard, figures: Figures) -> Scorecard:
    """A scorecard that was built from such figures, as it leaves for whoever asked."""
    if figures.withholding is None:
        return scorecard
    return in_public(replace(scorecard, withholding=figures.withholding), figures.withholding.rule)


def history_released(history: History, figures: Figures) -> History:
    """An indicator's history that was built from such figures, as it leaves for whoever asked."""
    if figures.withholding is None:
        return history
    told = replace(history, audience=Audience.PUBLIC, withholding=figures.withholding)
    return in_public(told, figures.withholding.rule)
