"""The population that a rate of ours was made with, and what the same count would give with a newer one."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.methods.rounding import as_shown
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator, Unit
from kpis.model.periods import Period
from kpis.model.populations import Population
from kpis.scorecard.wording import number_shown

PER = 10_000


@dataclass(frozen=True)
class RatePopulation:
    """A rate's count and the population that gives the rate as it is shown. `newer` is what took its place, if it did.

    That is the same year's as it was revised, or a later year's.
    """

    count: float
    population: Population
    newer: Population | None
    newer_shown: str


def rate_population(
    indicator: Indicator, period: Period, value: float | None, count: float | None, catalogue: Catalogue
) -> RatePopulation | None:
    """None where the figure is no rate, has no count, or no known population gives it."""
    if indicator.unit is not Unit.RATE_PER_10000 or value is None or count is None:
        return None
    standing = catalogue.populations_for(period)
    shown = as_shown(value, indicator.decimals)
    known = catalogue.populations_known_for(period)
    used = next((p for p in known if p.number and _rate(count, p, indicator) == shown), None)
    if used is None:
        return None
    newer = standing[0] if standing and standing[0].year >= used.year and standing[0] is not used else None
    again = number_shown(count / newer.number * PER, indicator) if newer is not None and newer.number else ""
    return RatePopulation(count, used, newer, again)


def _rate(count: float, population: Population, indicator: Indicator) -> object:
    return as_shown(count / population.number * PER, indicator.decimals)


def population_words(found: RatePopulation | None) -> tuple[str, ...]:
    """The count, the population and its year; and the revision that a newer population makes."""
    if found is None:
        return ()
    used = found.population
    source = f" ({used.source})" if used.source else ""
    words = [f"{found.count:,.0f} children, on a population of {used.number:,} in {used.year}{source}."]
    if found.newer is not None and found.newer.year == used.year:
        words.append(
            f"The population of {used.year} has been revised to {found.newer.number:,}: the same count gives "
            f"{found.newer_shown}, because of the population alone. The rate stays as it was published."
        )
    elif found.newer is not None:
        words.append(
            f"With the population of {found.newer.year}, {found.newer.number:,}, the same count gives "
            f"{found.newer_shown}: revised because of the population alone."
        )
    return tuple(words)
