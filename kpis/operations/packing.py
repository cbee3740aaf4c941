"""The pack of a scorecard as at now, and opening one that was frozen: what several operations share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpis.model.catalogue import Catalogue
from kpis.model.commentary import Commentary
from kpis.model.errors import StoreUnavailable
from kpis.model.meetings import Publication, RevisionReason
from kpis.model.people import Asker, Audience
from kpis.operations.assembly import assemble_history, assemble_scorecard
from kpis.scorecard.frozen import thaw
from kpis.scorecard.pack import Pack, Publishable
from kpis.scorecard.since import build_last_seen
from kpis.store.commentary import list_commentary, list_revision_reasons
from kpis.store.engine import Connection
from kpis.store.publications import get_content, get_publication, list_publications


@dataclass(frozen=True)
class Opened:
    """A publication and what it froze for whoever asks. `reasons` as in Publishable."""

    publication: Publication
    pack: Pack
    reasons: int | None = None


def assemble_pack(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    period: str | None,
    before: Opened | None = None,
) -> Pack:
    """A scorecard as at now with all that belongs to it; `before` is what readers had for an earlier meeting."""
    scorecard = assemble_scorecard(connection, catalogue, asker, name, period)
    codes = [row.indicator.code for row in scorecard.rows]
    histories = tuple(assemble_history(connection, catalogue, asker, code, scorecard.period) for code in codes)
    words = tuple(list_commentary(connection, scorecard.name, scorecard.period))
    last_seen = None
    if before is not None:
        reasons = reasons_since(connection, codes, before)
        earlier = before.publication
        last_seen = build_last_seen(earlier.number, earlier.meeting.held_on, before.pack, scorecard.rows, reasons)
    return Pack(scorecard, histories, commentary_for(asker.audience, words), last_seen)


def open_publication(connection: Connection, number: int, audience: Audience) -> Opened:
    """A publication for an audience, exactly as it was frozen; raises NotFound."""
    publication = get_publication(connection, number)
    frozen = _thawed(connection, publication)
    return Opened(publication, for_audience(frozen, audience), frozen.reasons)


def newest_publication(connection: Connection, scorecard: str, audience: Audience) -> Opened | None:
    """What members were given last for a scorecard, unless it was withdrawn; None before the first."""
    standing = (p for p in list_publications(connection, scorecard) if p.stands)
    publication = next(standing, None)
    return None if publication is None else open_publication(connection, publication.number, audience)


def publication_before(connection: Connection, scorecard: str, audience: Audience, on: date) -> Opened | None:
    """What members were given for the meeting before one on a date."""
    for publication in list_publications(connection, scorecard):
        if publication.stands and publication.meeting.held_on < on:
            return open_publication(connection, publication.number, audience)
    return None


def for_audience(frozen: Publishable, audience: Audience) -> Pack:
    """The pack that an audience may read."""
    match audience:
        case Audience.OFFICERS:
            return frozen.officers
        case Audience.PUBLIC:
            return frozen.public


def reasons_since(connection: Connection, codes: Sequence[str], opened: Opened) -> list[RevisionReason]:
    """Why figures were revised, as said after a publication: by number, so that no clock can put one before the other.

    A publication that noted no number was frozen by an earlier version, and is compared by the moment.
    """
    if opened.reasons is not None:
        return list_revision_reasons(connection, codes, after=opened.reasons)
    return [r for r in list_revision_reasons(connection, codes) if r.at > opened.publication.at]


def commentary_for(audience: Audience, words: tuple[Commentary, ...]) -> tuple[Commentary, ...]:
    """Words as an audience may read them: what figures stood when they were written is for officers alone."""
    return words if audience is Audience.OFFICERS else tuple(replace(w, figures=()) for w in words)


def _thawed(connection: Connection, publication: Publication) -> Publishable:
    try:
        return thaw(get_content(connection, publication))
    except ValueError:
        raise StoreUnavailable(f"Publication {publication.number} cannot be read by this version of Waymark.") from None
