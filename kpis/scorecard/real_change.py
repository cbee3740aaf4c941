"""Whether the change of a series is real: its figures and its events, put to the methods, as of one period.

Works from the observations it is given and from nothing else, and on the values as loaded, not as rounded. Whoever
withholds figures puts markers in their place first; here a marker is a month without a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kpis.methods.annual_trend import no_annual_trend, trend_of_proportions, trend_of_values
from kpis.methods.assurance import assurance
from kpis.methods.intervals import rate_interval
from kpis.methods.process_behaviour import limits_at, not_applicable, process_behaviour
from kpis.methods.rebaselines import place_rebaselines
from kpis.methods.variation import variation
from kpis.model.events import KeptEvent, PlacedEvent
from kpis.model.indicators import Indicator, Unit
from kpis.model.intervals import Interval, NoTrend, TrendOfFive
from kpis.model.observations import Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.process import (
    Assurance,
    NoAssurance,
    NoProcess,
    ProcessBehaviour,
    ProcessLimits,
    Signal,
    Stretch,
    Variation,
)
from kpis.model.rebaselines import Rebaseline
from kpis.model.targets import Target

Figures = Mapping[Period, Observation]


@dataclass(frozen=True)
class RealChange:
    """What can be said of a series as of its row's own period.

    `reason` says why there is no variation and no assurance; `assurance_reason` why there is a variation and no
    assurance. `first` is the oldest period, at position 0 of `behaviour`; None where there is none at all. `latest` is
    the month of the newest figure, older than the row's own where that has none. `trend` is of yearly figures, or why
    there is none; months have neither.
    """

    variation: Variation | None = None
    assurance: Assurance | None = None
    reason: NoProcess | None = None
    assurance_reason: NoAssurance | None = None
    first: Period | None = None
    latest: Period | None = None
    behaviour: ProcessBehaviour | None = None
    trend: TrendOfFive | NoTrend | None = None
    events: tuple[PlacedEvent, ...] = ()

    def at(self, period: Period) -> tuple[ProcessLimits | None, Signal | None]:
        """The mean and limits in force at a period, and what is unusual about its figure."""
        if self.behaviour is None or self.first is None or period.kind is not self.first.kind:
            return None, None
        position = period.ordinal - self.first.ordinal
        if not 0 <= position < len(self.behaviour.signals):
            return None, None
        return limits_at(self.behaviour, position), self.behaviour.signals[position]

    @property
    def current(self) -> Stretch | None:
        """The stretch of the newest figure."""
        return self.behaviour.current if self.behaviour is not None else None

    def month(self, position: int) -> Period:
        """The month at a position of the behaviour."""
        if self.first is None:
            raise ValueError("There is no series.")
        return self.first.shifted(position)


NOTHING_SAID = RealChange()


def build_real_change(
    indicator: Indicator,
    period: Period,
    observations: Iterable[Observation],
    target: Target | None,
    events: Iterable[KeptEvent] = (),
) -> RealChange:
    """The change of one indicator as of a period; `observations` are those up to it, `target` the one in force."""
    figures = {o.period: o for o in observations if o.period.kind is period.kind}
    first, last = min(figures, key=_order, default=None), max(figures, key=_order, default=None)
    placed = _placed(indicator, events, first, last)
    reason = not_applicable(indicator.basis)
    if reason is None and period.kind is not PeriodKind.MONTH:
        reason = NoProcess.NOT_MONTHLY
    if reason is not None:
        return RealChange(reason=reason, first=first, trend=_trend(indicator, figures), events=placed)
    if first is None or last is None:
        return RealChange(reason=NoProcess.NO_VALUES, events=placed)
    values: list[float | None] = [None] * (last.ordinal - first.ordinal + 1)
    for month, observation in figures.items():
        values[month.ordinal - first.ordinal] = observation.value
    starts = [one.period.ordinal - first.ordinal for one in placed if one.begins_stretch and one.period is not None]
    return _judged(indicator, first, process_behaviour(values, starts), target, placed)


def _order(period: Period) -> int:
    return period.ordinal


def _judged(
    indicator: Indicator,
    first: Period,
    behaviour: ProcessBehaviour,
    target: Target | None,
    placed: tuple[PlacedEvent, ...],
) -> RealChange:
    """Variation and assurance of the newest figure, where its stretch has limits."""
    position = behaviour.latest
    latest = None if position is None else first.shifted(position)
    limits = None if position is None else limits_at(behaviour, position)
    if position is None or limits is None or limits.lower is None or limits.upper is None:
        return RealChange(reason=behaviour.reason, first=first, latest=latest, behaviour=behaviour, events=placed)
    assured = assurance(limits.lower, limits.upper, indicator.polarity, target)
    return RealChange(
        variation=variation(behaviour.signals[position], indicator.polarity),
        assurance=assured if isinstance(assured, Assurance) else None,
        assurance_reason=assured if isinstance(assured, NoAssurance) else None,
        first=first,
        latest=latest,
        behaviour=behaviour,
        events=placed,
    )


def _placed(
    indicator: Indicator, events: Iterable[KeptEvent], first: Period | None, last: Period | None
) -> tuple[PlacedEvent, ...]:
    """The events about an indicator that count, oldest first, each at its period or with the reason why it has none."""
    about = [one for one in events if one.withdrawal is None and one.event.subject.has(indicator)]
    if not about:
        return ()
    count = 0 if first is None or last is None else last.ordinal - first.ordinal + 1
    periods = [first.shifted(position) for position in range(count)] if first is not None else []
    placed = []
    for kept in sorted(about, key=lambda one: (one.event.day, one.number)):
        rebaseline = Rebaseline(indicator.code, kept.event.day, kept.event.title)
        (one,) = place_rebaselines([rebaseline], periods)
        period = None if one.position is None else periods[one.position]
        placed.append(PlacedEvent(kept, period, one.reason, kept.event.is_rebaseline and bool(one.position)))
    return tuple(placed)


def _trend(indicator: Indicator, figures: Figures) -> TrendOfFive | NoTrend:
    """The trend of the five latest years whose figure and counts are known."""
    reason = no_annual_trend(indicator.basis, indicator.unit)
    if reason is not None:
        return reason
    years = [figures[period] for period in sorted(figures, key=_order)]
    if indicator.unit is Unit.RATE_PER_10000:
        return _trend_of_rates(indicator, years)
    counts = [
        (int(o.numerator), int(o.denominator))
        for o in years
        if o.value is not None
        and o.numerator is not None
        and o.denominator is not None
        and o.numerator == int(o.numerator)
        and o.denominator == int(o.denominator)
        and o.denominator > 0
    ]
    return trend_of_proportions([n for n, _ in counts], [d for _, d in counts], indicator.polarity)


def _trend_of_rates(indicator: Indicator, years: Sequence[Observation]) -> TrendOfFive | NoTrend:
    known = [
        (o.value, found)
        for o in years
        if o.value is not None and isinstance(found := rate_interval(o.numerator, o.denominator), Interval)
    ]
    return trend_of_values([value for value, _ in known], [found for _, found in known], indicator.polarity)
