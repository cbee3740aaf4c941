"""What is said of a comparison before and around its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from kpis.model.comparisons import (
    Area,
    AreaKind,
    Council,
    DefinitionMatch,
    KeptAreaFigure,
    MeasureLink,
    Neighbour,
)
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.scorecard.elsewhere import neighbour_codes
from kpis.scorecard.wording import moment_words

NOBODY = "out of nobody, because the number to take a share of is 0"
MISSING_WORDS = {
    Marker.SUPPRESSED: "withheld",
    Marker.NOT_AVAILABLE: "not available or withheld",
    Marker.NOT_APPLICABLE: "not applicable, with nobody to count",
}


def definition_words(link: MeasureLink) -> str:
    """Whether the published measure counts the same as ours: read before any number."""
    match link.match:
        case DefinitionMatch.SAME:
            return "The department counts the same as we do."
        case DefinitionMatch.DIFFERS:
            return f"Not counted the same: {link.words}."
        case DefinitionMatch.NOT_CHECKED:
            return "Nobody has checked yet whether the department counts the same as we do."


def missing_words(
    areas: Sequence[Area], figures: Mapping[str, KeptAreaFigure], period: Period, placed: Collection[str]
) -> tuple[str, ...]:
    """The authorities that have no place, counted in words; those that did not exist then are told apart."""
    year = period.last_day.year
    absent: list[str] = []
    why: Counter[str] = Counter()
    for area in areas:
        if area.kind is not AreaKind.AUTHORITY or area.code in placed:
            continue
        kept = figures.get(area.code)
        if kept is not None and kept.figure.value is not None:
            why[NOBODY] += 1
        elif not area.was_there(year):
            absent.append(area.name)
        else:
            marker = kept.figure.marker if kept is not None else None
            why[MISSING_WORDS.get(marker, "not available") if marker else "not in the file"] += 1
    sentences = [f"{words[:1].upper()}{words[1:]}: {count} {_authorities(count)}." for words, count in why.items()]
    if not placed:
        sentences.insert(0, "No authority has a figure for this year: all are withheld or missing.")
    if absent:
        sentences.append(f"{len(absent)} {_authorities(len(absent))} did not exist at the end of the year.")
    return tuple(sentences)


def model_words(name: str, council: Council, neighbours: Sequence[Neighbour], model: int | None) -> tuple[str, ...]:
    """Why there are no neighbours, where there are none."""
    if model is None:
        return ("No model of statistical neighbours has been loaded.",)
    if not neighbour_codes(neighbours, council, model):
        return (f"The {model} model does not list {name}, so there are no statistical neighbours to show.",)
    return ()


def read_at_words(read_at: datetime | None) -> tuple[str, ...]:
    """That other areas' figures are those of a day, where they are."""
    if read_at is None:
        return ()
    return (f"Figures of other areas are as they were when this was published, on {moment_words(read_at)}.",)


def _authorities(count: int) -> str:
    return "authority" if count == 1 else "authorities"
