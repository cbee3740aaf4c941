"""Opening what was published, and the answers of somebody who reads nothing but that: members, and the open web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kpis.ingest.period_text import parse_period
from kpis.model.errors import NotFound, StoreUnavailable
from kpis.model.meetings import Publication
from kpis.model.people import Audience
from kpis.model.periods import Period
from kpis.scorecard.frozen import thaw
from kpis.scorecard.pack import Pack, Publishable
from kpis.scorecard.rows import History, Scorecard
from kpis.scorecard.wording import period_words
from kpis.store.engine import Connection
from kpis.store.publications import get_content, get_publication, list_publications

NOTHING_YET = "Nothing has been published yet."
MOST_OPEN = 8
"""How many thawed publications stay in memory: those of the last meeting, and a few that are looked back at."""


@dataclass(frozen=True)
class Opened:
    """A publication and what it froze for whoever asks. `reasons` as in Publishable."""

    publication: Publication
    pack: Pack
    reasons: int | None = None


def open_publication(connection: Connection, number: int, audience: Audience) -> Opened:
    """A publication for an audience, exactly as it was frozen; raises NotFound."""
    return _opened(connection, get_publication(connection, number), audience)


def newest_publication(connection: Connection, scorecard: str, audience: Audience) -> Opened | None:
    """What members were given last for a scorecard, unless it was withdrawn; None before the first."""
    publication = next(iter(_standing(connection, scorecard)), None)
    return None if publication is None else _opened(connection, publication, audience)


def newest_publications(connection: Connection, audience: Audience) -> Iterator[Opened]:
    """What members were given last for each scorecard, the newest meeting first."""
    seen = set()
    for publication in _standing(connection):
        if publication.scorecard not in seen:
            seen.add(publication.scorecard)
            yield _opened(connection, publication, audience)


def publication_before(connection: Connection, scorecard: str, audience: Audience, on: date) -> Opened | None:
    """What members were given for the meeting before one on a date."""
    for publication in _standing(connection, scorecard):
        if publication.meeting.held_on < on:
            return _opened(connection, publication, audience)
    return None


def published_periods(connection: Connection) -> dict[str, tuple[Period, ...]]:
    """The periods of each scorecard that members may read, oldest first."""
    found: dict[str, set[Period]] = {}
    for publication in _standing(connection):
        found.setdefault(publication.scorecard, set()).add(publication.period)
    return {name: tuple(sorted(periods, key=lambda p: p.sort_key)) for name, periods in found.items()}


def published_scorecard(connection: Connection, name: str, period_text: str | None = None) -> Scorecard:
    """The public scorecard of a standing publication, the newest unless a period is named; raises NotFound.

    A scorecard that was never published is told like one that there is not: its name says what is being prepared.
    """
    published = [p for p in _standing(connection) if p.scorecard.casefold() == name.strip().casefold()]
    if not published:
        raise NotFound(NOTHING_YET)
    found = published[0] if period_text is None else _of_period(published, period_text)
    scorecard = _opened(connection, found, Audience.PUBLIC).pack.scorecard
    return replace(scorecard, periods=published_periods(connection)[found.scorecard])


def published_with(connection: Connection, code: str) -> Opened:
    """The newest standing publication that holds an indicator, for the public; raises NotFound."""
    is_anything = False
    for opened in newest_publications(connection, Audience.PUBLIC):
        is_anything = True
        if any(h.row.indicator.code.casefold() == code.strip().casefold() for h in opened.pack.histories):
            return opened
    raise NotFound(f"Nothing has been published of an indicator called {code}." if is_anything else NOTHING_YET)


def published_history(connection: Connection, code: str) -> History:
    """One indicator over time, as it was published last; raises NotFound."""
    return published_with(connection, code).pack.history(code)


def for_audience(frozen: Publishable, audience: Audience) -> Pack:
    """The pack that an audience may read."""
    match audience:
        case Audience.OFFICERS:
            return frozen.officers
        case Audience.PUBLIC:
            return frozen.public


def _standing(connection: Connection, scorecard: str | None = None) -> list[Publication]:
    return [p for p in list_publications(connection, scorecard) if p.stands]


def _of_period(published: list[Publication], text: str) -> Publication:
    meant, _ = parse_period(text)
    for publication in published:
        if publication.period == meant or publication.period.label.casefold() == text.strip().casefold():
            return publication
    listed = ", ".join(dict.fromkeys(period_words(p.period) for p in published))
    raise NotFound(f'Nothing has been published for "{text}". There is: {listed}.')


def _opened(connection: Connection, publication: Publication, audience: Audience) -> Opened:
    try:
        frozen = _thawed(get_content(connection, publication))
    except ValueError:
        raise StoreUnavailable(f"Publication {publication.number} cannot be read by this version of Waymark.") from None
    return Opened(publication, for_audience(frozen, audience), frozen.reasons)


@lru_cache(maxsize=MOST_OPEN)
def _thawed(content: bytes) -> Publishable:
    """What was frozen. Bytes and pack never change, so those that are read again and again are thawed once."""
    return thaw(content)
