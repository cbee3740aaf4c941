"""All areas in order of their figures, with ours, its neighbours and its region, and what may be said of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kpis.methods.averages import quartiles
from kpis.methods.figure_interval import figure_interval
from kpis.model.comparisons import Area, AreaKind, Council, KeptAreaFigure, Measure, MeasureLink, Neighbour
from kpis.model.intervals import Interval
from kpis.model.periods import Period
from kpis.scorecard.area_revisions import build_area_revisions
from kpis.scorecard.area_rows import AreaComparison, AreaPlace, AreaRole
from kpis.scorecard.area_verdicts import area_verdicts, flips
from kpis.scorecard.area_words import definition_words, missing_words, model_words, read_at_words
from kpis.scorecard.elsewhere import ENGLAND, neighbour_average
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import number_shown, period_words

ByArea = Mapping[str, KeptAreaFigure]


@dataclass(frozen=True)
class Elsewhere:
    """All that is known of other areas for one indicator: its link, every figure of its measures, and the neighbours.

    `added` is every figure that ours, England and the region ever had, in the order they were added. `read_at` is the
    moment that all of it was read at, None for now. `models` are those that were loaded, whoever they list.
    """

    link: MeasureLink
    measure: Measure
    areas: tuple[Area, ...]
    council: Council
    neighbours: tuple[Neighbour, ...]
    kept: tuple[KeptAreaFigure, ...]
    added: tuple[KeptAreaFigure, ...] = ()
    read_at: datetime | None = None
    models: tuple[int, ...] = ()

    def periods(self) -> tuple[Period, ...]:
        """The periods in which any area has a number, the newest first."""
        found = {
            k.figure.period for k in self.kept if k.figure.measure == self.link.measure and k.figure.value is not None
        }
        every = found or {k.figure.period for k in self.kept if k.figure.measure == self.link.measure}
        return tuple(sorted(every, key=lambda p: p.sort_key, reverse=True))

    def figures(self, measure: str, period: Period) -> dict[str, KeptAreaFigure]:
        """The figure of each area in one period."""
        found = (k for k in self.kept if k.figure.measure == measure and k.figure.period == period)
        return {k.figure.area: k for k in found}


def build_area_comparison(row: ScorecardRow, elsewhere: Elsewhere, period: Period, model: int | None) -> AreaComparison:
    """The comparison in one period. `model` is the year of the neighbours' model, None where none was loaded."""
    link, council = elsewhere.link, elsewhere.council
    figures = elsewhere.figures(link.measure, period)
    makers = [elsewhere.figures(name, period) if name else {} for name in (link.numerator, link.denominator)]
    models = tuple(sorted({*elsewhere.models, *(n.model for n in elsewhere.neighbours)}, reverse=True))
    near = {n.neighbour: n for n in elsewhere.neighbours if n.authority == council.authority and n.model == model}
    builder = _Places(row, elsewhere, figures, makers[0], makers[1], near)
    authorities = builder.authorities()
    england, region = builder.at(ENGLAND, AreaRole.ENGLAND), builder.at(council.region, AreaRole.REGION)
    ours = next((place for place in authorities if place.role is AreaRole.OURS), None)
    values = {code: one.figure.value for code, one in figures.items()}
    averages = tuple(
        found
        for m in sorted({*models, *([model] if model else [])}, reverse=True)
        if (found := neighbour_average(values, elsewhere.neighbours, council, m)) is not None
    )
    spread = quartiles([place.value for place in authorities])
    in_order = sorted([*authorities, *([region] if region else [])], key=lambda p: (p.value, p.name))
    name = next((a.name for a in elsewhere.areas if a.code == council.authority), council.authority)
    return AreaComparison(
        row=row,
        link=link,
        measure=elsewhere.measure,
        period=period,
        periods=elsewhere.periods(),
        model=model,
        models=models,
        council=name,
        places=tuple(in_order),
        england=england,
        region=region,
        ours=ours,
        quartiles=spread,
        quartiles_shown=tuple(number_shown(value, row.indicator) for value in spread or ()),
        averages=averages,
        definition=definition_words(link),
        missing=missing_words(elsewhere.areas, figures, period, frozenset(p.code for p in authorities)),
        verdicts=area_verdicts(row.indicator, name, ours, england, region, averages, model),
        flips=flips(row.indicator, name, ours, averages, model),
        revisions=build_area_revisions(elsewhere.added, link, elsewhere.areas, row.indicator),
        publications=tuple(dict.fromkeys(one.publication for one in figures.values())),
        notes=(
            *_own_words(row, name),
            *model_words(name, council, elsewhere.neighbours, model),
            *read_at_words(elsewhere.read_at),
        ),
    )


def _own_words(row: ScorecardRow, name: str) -> tuple[str, ...]:
    """Our own figure, from our own records, exactly as the scorecard shows it."""
    if not row.shown:
        return ()
    return (f"{name}’s own figure for {period_words(row.period)}, from its own records, is {row.shown}.",)


class _Places:
    """Makes the place of an area from its figure and its counts."""

    def __init__(
        self,
        row: ScorecardRow,
        elsewhere: Elsewhere,
        figures: ByArea,
        numerators: ByArea,
        denominators: ByArea,
        near: Mapping[str, Neighbour],
    ) -> None:
        self._row, self._elsewhere, self._near = row, elsewhere, near
        self._figures, self._numerators, self._denominators = figures, numerators, denominators
        self._names = {area.code: area.name for area in elsewhere.areas}

    def authorities(self) -> list[AreaPlace]:
        """Every authority with a number, from the lowest; those that show the same share a place."""
        codes = [area.code for area in self._elsewhere.areas if area.kind is AreaKind.AUTHORITY]
        found = [place for code in codes if (place := self.at(code, self._role(code))) is not None]
        found.sort(key=lambda place: (place.value, place.name))
        placed: list[AreaPlace] = []
        for number, place in enumerate(found, 1):
            is_level = bool(placed) and placed[-1].shown == place.shown
            placed.append(replace(place, place=placed[-1].place if is_level else number))
        return placed

    def at(self, code: str, role: AreaRole) -> AreaPlace | None:
        """The place of one area; None where it has no number, or one out of nobody."""
        kept = self._figures.get(code)
        if kept is None or kept.figure.value is None:
            return None
        figure, indicator = kept.figure, self._row.indicator
        numerator = figure.numerator if figure.numerator is not None else _value(self._numerators.get(code))
        denominator = figure.denominator if figure.denominator is not None else _value(self._denominators.get(code))
        if denominator == 0:
            return None
        interval = figure_interval(indicator.unit, figure.value, numerator, denominator)
        near = self._near.get(code)
        return AreaPlace(
            code,
            self._names.get(code, code),
            role,
            kept.figure.value,
            number_shown(kept.figure.value, indicator),
            interval,
            " to ".join(number_shown(v, indicator) for v in (interval.lower, interval.upper))
            if isinstance(interval, Interval)
            else "",
            numerator,
            denominator,
            kept.source,
            nearness=f"{near.rank}: {near.closeness}" if near else "",
        )

    def _role(self, code: str) -> AreaRole:
        if code == self._elsewhere.council.authority:
            return AreaRole.OURS
        return AreaRole.NEIGHBOUR if code in self._near else AreaRole.OTHER


def _value(kept: KeptAreaFigure | None) -> float | None:
    return kept.figure.value if kept else None


def choose_period(periods: Sequence[Period], label: str | None) -> Period | None:
    """The period of a label; the newest where none is asked for, None where there is none such."""
    if label is None:
        return periods[0] if periods else None
    return next((p for p in periods if p.label == label), None)
