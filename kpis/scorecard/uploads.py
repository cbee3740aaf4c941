"""The figures of one upload as they are shown: what stood before each, what it brought, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.observations import KeptObservation, Source
from kpis.model.periods import Period
from kpis.scorecard.wording import value_shown


@dataclass(frozen=True)
class UploadFigure:
    """One figure that an upload or undo brought. `stands` is whether it counts now; an empty text is no figure."""

    indicator: Indicator
    period: Period
    before: str
    after: str
    stands: bool
    source: Source


def build_upload_figures(
    catalogue: Catalogue, number: int, shown: Iterable[KeptObservation], ever: Sequence[KeptObservation]
) -> Iterator[UploadFigure]:
    """Each figure shown of an upload. `ever` is every figure of its indicators, in the order they were added."""
    before: dict[object, KeptObservation] = {}
    own: dict[object, KeptObservation | None] = {}
    newest: dict[object, KeptObservation] = {}
    for kept in ever:
        if _act_of(kept) == number:
            own.setdefault(kept.key, before.get(kept.key))
        before[kept.key] = newest[kept.key] = kept
    for kept in shown:
        indicator = catalogue.get(kept.observation.code)
        earlier, now = own.get(kept.key), newest[kept.key]
        yield UploadFigure(
            indicator,
            kept.observation.period,
            _shown(earlier, indicator),
            _shown(kept, indicator),
            now.source.upload == kept.source.upload and now.is_withdrawn == kept.is_withdrawn,
            kept.source,
        )


def _act_of(kept: KeptObservation) -> int:
    return kept.undo.number if kept.undo else kept.source.upload


def _shown(kept: KeptObservation | None, indicator: Indicator) -> str:
    return value_shown(kept.observation.value, kept.observation.marker, indicator) if kept else ""
