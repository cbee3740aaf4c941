"""Published figures that a later file changed. A rate changes with its population too, though no count did."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.model.comparisons import Area, AreaFigure, KeptAreaFigure, MeasureLink
from kpis.model.indicators import Indicator, Unit
from kpis.model.periods import Period
from kpis.scorecard.area_rows import AreaRevision
from kpis.scorecard.wording import value_shown

SAME_COUNT = "The count is the same: the population that the rate is made with was revised"
OTHER_COUNT = "The count was revised"
UNKNOWN = "No count is published with it, so the reason is not known"
SAME_COUNT_SHARE = "The count is the same: the number that it is a share of was revised"


def revision_reason(
    unit: Unit, before: AreaFigure, after: AreaFigure, counts: tuple[float | None, float | None]
) -> str:
    """Why a figure changed, in words: from its counts then and now, and from the year of its population."""
    then, now = counts
    if then is None or now is None:
        return f"{UNKNOWN}."
    if then != now:
        return f"{OTHER_COUNT}, from {then:,.0f} to {now:,.0f}."
    words = SAME_COUNT if unit is Unit.RATE_PER_10000 else SAME_COUNT_SHARE
    years = (before.population_year, after.population_year)
    if None not in years and years[0] != years[1]:
        words += f" (of {years[0]} before, of {years[1]} now)"
    return f"{words}."


def build_area_revisions(
    added: Sequence[KeptAreaFigure], link: MeasureLink, areas: Sequence[Area], indicator: Indicator
) -> tuple[AreaRevision, ...]:
    """Each change of value among figures in the order they were added, the newest first."""
    names = {area.code: area.name for area in areas}
    counts: dict[tuple[str, Period], dict[int, float | None]] = {}
    for kept in added:
        if link.numerator and kept.figure.measure == link.numerator:
            counts.setdefault((kept.figure.area, kept.figure.period), {})[kept.source.upload] = kept.figure.value
    standing: dict[tuple[str, Period], KeptAreaFigure] = {}
    found = []
    for kept in added:
        figure = kept.figure
        if figure.measure != link.measure:
            continue
        key = (figure.area, figure.period)
        before = standing.get(key)
        standing[key] = kept
        if before is None or (before.figure.value, before.figure.marker) == (figure.value, figure.marker):
            continue
        known = counts.get(key, {})
        then, now = (_count_at(one, known) for one in (before, kept))
        found.append(
            AreaRevision(
                names.get(figure.area, figure.area),
                figure.period,
                value_shown(before.figure.value, before.figure.marker, indicator),
                value_shown(figure.value, figure.marker, indicator),
                revision_reason(indicator.unit, before.figure, figure, (then, now)),
                kept.source,
            )
        )
    return tuple(found[::-1])


def _count_at(kept: KeptAreaFigure, known: dict[int, float | None]) -> float | None:
    """The count with a figure, or the one that stood once its file was taken in."""
    if kept.figure.numerator is not None:
        return kept.figure.numerator
    until = [upload for upload in known if upload <= kept.source.upload]
    return known[max(until)] if until else None
