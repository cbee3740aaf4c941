"""The figures as the public may have them: made once, in the data, before anything is judged or drawn.

A withheld figure becomes the marker *suppressed* and nothing else. Of every other figure what officers wrote beside it
stays behind: notes, the text of the cell, who brought it. Superseded figures are not handed on at all. What is then
built (rows, histories, files, charts) never meets a withheld number, and goes out by a list of what may: `released`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from kpis.model.events import KeptEvent, PlacedEvent
from kpis.model.indicators import Indicator
from kpis.model.intervals import Fragility, TrendOfFive
from kpis.model.observations import (
    NO_SOURCE,
    KeptComparator,
    KeptObservation,
    Marker,
    Observation,
    Source,
)
from kpis.model.periods import Period
from kpis.model.process import ProcessBehaviour, ProcessLimits, Signal
from kpis.model.small_numbers import SmallNumbersRule
from kpis.model.targets import Target
from kpis.model.verdicts import Direction, Rag, RagReason, RagVerdict
from kpis.scorecard.real_change import RealChange
from kpis.scorecard.reckoning import Figure
from kpis.scorecard.rows import (
    ComparatorFigure,
    Comparison,
    History,
    HistoryPoint,
    Scorecard,
    ScorecardRow,
    Section,
    Withholding,
)
from kpis.scorecard.withheld import Withheld
from kpis.scorecard.wording import withheld_sentence, withheld_shown


def _named(fields_: str) -> frozenset[str]:
    return frozenset(fields_.split())


SAFE: Mapping[type, frozenset[str]] = {
    Scorecard: _named("name title description period periods audience sections withholding"),
    Section: _named("name rows"),
    ScorecardRow: _named(
        "indicator period value shown marker numerator denominator target target_shown amber_shown rag direction "
        "verdict comparators history source change depends_on"
    ),
    HistoryPoint: _named("period value shown marker rag target numerator denominator source limits signal"),
    ComparatorFigure: _named(
        "name period value shown same_definition source differs note compared compared_words is_published"
    ),
    History: _named(
        "row scorecard_title points targets comparisons audience withholding fragility population depends_on"
    ),
    Comparison: _named("name period shown words"),
    RealChange: _named("variation assurance reason assurance_reason first latest behaviour trend events"),
    PlacedEvent: _named("kept period reason begins_stretch"),
}
"""What leaves the server for the public, field by field. All of it is made from figures that were withheld first."""

KEPT_BACK: Mapping[type, frozenset[str]] = {HistoryPoint: _named("note"), History: _named("revisions answers")}
"""What the public never gets: what officers wrote, and figures that no longer count."""

WHOLE = (
    str,
    int,
    float,
    Enum,
    Period,
    Indicator,
    Target,
    Direction,
    RagVerdict,
    Source,
    Withholding,
    ProcessBehaviour,
    ProcessLimits,
    Signal,
    TrendOfFive,
    Fragility,
)
"""Given out as they are: they are made from the catalogue, or from figures that were withheld first."""

NOT_RATED = RagVerdict(Rag.NOT_RATED, RagReason.SUPPRESSED)
"""Of a withheld figure the public is told that it is withheld, even where there is no target to rate it by."""

Given = TypeVar("Given")


def public_observations(kept: Iterable[KeptObservation], withheld: Withheld) -> list[KeptObservation]:
    """The figures that count, each shown or withheld."""
    return [_public(one, withheld.figures) for one in kept if not one.is_withdrawn]


def _public(kept: KeptObservation, withheld: frozenset[Figure]) -> KeptObservation:
    seen = kept.observation
    if (seen.code, seen.period) in withheld or seen.marker is Marker.SUPPRESSED:
        return KeptObservation(Observation(seen.code, seen.period, None, Marker.SUPPRESSED), NO_SOURCE)
    shown = Observation(
        seen.code,
        seen.period,
        seen.value,
        seen.marker,
        seen.numerator,
        seen.denominator,
        sheet=seen.sheet,
        cell=seen.cell,
    )
    return KeptObservation(shown, _public_source(kept.source))


def public_comparators(kept: Iterable[KeptComparator]) -> list[KeptComparator]:
    """The same measure elsewhere, which its publishers have made safe, without the text of the cell."""
    return [_public_comparator(one) for one in kept if not one.is_withdrawn]


def _public_comparator(kept: KeptComparator) -> KeptComparator:
    return KeptComparator(replace(kept.comparator, as_written=""), _public_source(kept.source))


def _public_source(source: Source) -> Source:
    """The upload with its day, its file, sheet and cell, and not by whom."""
    return replace(source, by="")


def in_public(answer: Given, rule: SmallNumbersRule) -> Given:
    """A scorecard or a history, built from public figures: only what may leave, with the scorecard's own sign."""
    released: Given = _released(answer, rule)
    return released


def _released(thing: Any, rule: SmallNumbersRule) -> Any:
    if thing is None or isinstance(thing, WHOLE):
        return thing
    if isinstance(thing, KeptEvent):
        return replace(thing, by="")
    if isinstance(thing, tuple):
        return tuple(_released(one, rule) for one in thing)
    if not is_dataclass(thing) or type(thing) not in SAFE:
        raise TypeError(f"Nobody has said whether the public may see a {type(thing).__name__}.")
    kind: Any = type(thing)
    missing = [f.name for f in fields(kind) if f.name not in SAFE[kind] and f.default is f.default_factory is MISSING]
    if missing:
        raise TypeError(f"{kind.__name__} needs {missing[0]}, which the public may not see.")
    return _with_sign(kind(**{name: _released(getattr(thing, name), rule) for name in SAFE[kind]}), rule)


def _with_sign(thing: Any, rule: SmallNumbersRule) -> Any:
    if isinstance(thing, HistoryPoint) and thing.marker is Marker.SUPPRESSED:
        return replace(thing, shown=withheld_shown(rule), rag=NOT_RATED)
    if isinstance(thing, ScorecardRow) and thing.marker is Marker.SUPPRESSED:
        return replace(thing, shown=withheld_shown(rule), rag=NOT_RATED, verdict=f"{withheld_sentence(rule)}.")
    return thing
