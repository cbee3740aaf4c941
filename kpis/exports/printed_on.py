"""The moment that a file bears: the newest figure's, never the clock's, so that the same answer is the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from kpis.model.observations import Source
from kpis.scorecard.rows import Scorecard


def newest_upload(scorecard: Scorecard) -> datetime:
    """When the newest figure in a scorecard was taken in; to the second; without figures the end of its period."""
    moments = (source.at for source in _sources(scorecard))
    newest = max(moments, default=datetime.combine(scorecard.period.last_day, time(), UTC))
    return newest.astimezone(UTC).replace(microsecond=0)


def files_used(scorecard: Scorecard) -> tuple[Source, ...]:
    """The source of one figure of each upload that a scorecard shows, the oldest upload first."""
    by_upload = {source.upload: source for source in _sources(scorecard)}
    return tuple(by_upload[upload] for upload in sorted(by_upload))


def _sources(scorecard: Scorecard) -> Iterator[Source]:
    for row in scorecard.rows:
        found = (row.source, *(p.source for p in row.history), *(c.source for c in row.comparators))
        yield from (source for source in found if source is not None)
