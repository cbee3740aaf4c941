"""Which published rates rest on another population than the one that is added, told before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import KeptObservation, Observation
from kpis.model.periods import Period
from kpis.model.populations import Population
from kpis.scorecard.rate_population import rate_population
from kpis.scorecard.wording import number_shown


@dataclass(frozen=True)
class RateAgain:
    """A published rate that rests on another population, and what the same count gives with the new one."""

    indicator: Indicator
    period: Period
    count: float
    then: Population
    shown: str
    again: str


@dataclass(frozen=True)
class PopulationChange:
    """What adding a population would do. `revises` is the one that it takes the place of; `seen` stands for it all."""

    population: Population
    reason: str
    revises: Population | None
    rates: tuple[RateAgain, ...]
    seen: str


def codes_of_rates(catalogue: Catalogue) -> list[str]:
    """The indicators that are rates, and those that they are made from."""
    rates = [i for i in catalogue.indicators if i.unit is Unit.RATE_PER_10000]
    return [*(i.code for i in rates), *(i.count_of for i in rates if i.count_of)]


def rates_again(
    kept: Iterable[KeptObservation], now: Catalogue, then: Catalogue, population: Population
) -> Iterator[RateAgain]:
    """Each rate whose count is known and that this population would make anew, the newest period first."""
    figures = {one.key: one.observation for one in kept}
    for (code, period), figure in sorted(figures.items(), key=lambda pair: pair[0][1].sort_key, reverse=True):
        indicator = now.get(code)
        count = _count(indicator, figure, figures)
        if indicator.unit is not Unit.RATE_PER_10000 or count is None or figure.value is None:
            continue
        before = rate_population(indicator, period, figure.value, count, now)
        after = rate_population(indicator, period, figure.value, count, then)
        if after is not None and after.newer == population and (before is None or before.newer != population):
            shown = number_shown(figure.value, indicator)
            yield RateAgain(indicator, period, count, after.population, shown, after.newer_shown)


def _count(
    indicator: Indicator, figure: Observation, figures: Mapping[tuple[str, Period], Observation]
) -> float | None:
    if figure.numerator is not None:
        return figure.numerator
    row = figures.get((indicator.count_of, figure.period))
    return row.value if row is not None else None
