"""Published figures of other areas as comparators of our indicators: England, the region, statistical neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpis.methods.averages import mean, median
from kpis.model.comparisons import Area, Council, KeptAreaFigure, MeasureLink, Neighbour
from kpis.model.observations import Comparator, KeptComparator
from kpis.model.periods import Period

NEIGHBOURS = "Statistical neighbours"
NEIGHBOURS_MEDIAN = "Statistical neighbours (median)"
ENGLAND = "970"


@dataclass(frozen=True)
class NeighbourAverage:
    """The neighbours of ours in one model together: how many have a figure, of how many, their mean and their median.

    `is_printed` is for an average that a file prints without the figures that it is made from.
    """

    model: int
    mean: float | None
    median: float | None
    counted: int
    of: int
    is_printed: bool = False


def neighbour_codes(neighbours: Iterable[Neighbour], council: Council, model: int) -> tuple[str, ...]:
    """The neighbours of our own authority in a model, the nearest first; none where it is not in the model."""
    ours = [n for n in neighbours if n.authority == council.authority and n.model == model]
    return tuple(n.neighbour for n in sorted(ours, key=lambda n: n.rank))


def average_codes(model: int) -> tuple[str, str]:
    """Under which codes a printed mean and median of the neighbours are kept."""
    return f"SN{model}-mean", f"SN{model}-median"


def neighbour_average(
    values: Mapping[str, float | None], neighbours: Sequence[Neighbour], council: Council, model: int
) -> NeighbourAverage | None:
    """Of the figures of one measure and period by area; None where the model gives nothing to average."""
    codes = neighbour_codes(neighbours, council, model)
    found = [value for code in codes if (value := values.get(code)) is not None]
    if found:
        return NeighbourAverage(model, mean(found), median(found), len(found), len(codes))
    printed = [values.get(code) for code in average_codes(model)]
    if printed != [None, None]:
        return NeighbourAverage(model, printed[0], printed[1], 0, len(codes), is_printed=True)
    return NeighbourAverage(model, None, None, 0, len(codes)) if codes else None


def build_elsewhere(
    links: Mapping[str, MeasureLink],
    kept: Iterable[KeptAreaFigure],
    areas: Sequence[Area],
    council: Council,
    neighbours: Sequence[Neighbour],
) -> list[KeptComparator]:
    """The comparators of each linked indicator in every period, as if a workbook had printed them."""
    names = {area.code: area.name for area in areas}
    by_measure: dict[str, dict[Period, dict[str, KeptAreaFigure]]] = {}
    for one in kept:
        figure = one.figure
        by_measure.setdefault(figure.measure, {}).setdefault(figure.period, {})[figure.area] = one
    found = []
    for link in links.values():
        for period, figures in by_measure.get(link.measure, {}).items():
            for code in (ENGLAND, council.region):
                if code in figures:
                    found.append(_area_comparator(link, names.get(code, code), figures[code]))
            found += _neighbour_comparators(link, period, figures, neighbours, council)
    return found


def _area_comparator(link: MeasureLink, name: str, kept: KeptAreaFigure) -> KeptComparator:
    figure = kept.figure
    comparator = Comparator(
        link.indicator,
        name,
        figure.period,
        figure.value,
        figure.marker,
        same_definition=link.match.is_same,
        cell=kept.source.cell,
        differs=link.words,
        note=kept.publication.name,
        is_published=True,
    )
    return KeptComparator(comparator, kept.source)


def _neighbour_comparators(
    link: MeasureLink,
    period: Period,
    figures: Mapping[str, KeptAreaFigure],
    neighbours: Sequence[Neighbour],
    council: Council,
) -> Iterator[KeptComparator]:
    values = {code: one.figure.value for code, one in figures.items()}
    average = neighbour_average(values, neighbours, council, council.model)
    if average is None or average.mean is None:
        return
    made_of = f"{average.counted} of {average.of} have a figure" if average.counted else "as printed"
    codes = neighbour_codes(neighbours, council, council.model) if average.counted else average_codes(council.model)
    source = max((figures[code].source for code in codes if code in figures), key=lambda s: s.upload)
    for name, which, value in (
        (NEIGHBOURS, "mean", average.mean),
        (NEIGHBOURS_MEDIAN, "median", average.median),
    ):
        comparator = Comparator(
            link.indicator,
            name,
            period,
            value,
            None,
            same_definition=link.match.is_same,
            differs=link.words,
            note=f"{which}, {average.model} model, {made_of}",
            is_published=True,
        )
        yield KeptComparator(comparator, source)
