"""The pack of a scorecard as at now, which publishing freezes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpis.model.catalogue import Catalogue
from kpis.model.commentary import Commentary
from kpis.model.meetings import RevisionReason
from kpis.model.people import Asker, Audience
from kpis.operations.assembly import assemble_history, assemble_scorecard
from kpis.operations.published import Opened
from kpis.operations.withholding import NONE_MORE, figures_for
from kpis.scorecard.pack import LastSeen, Pack
from kpis.scorecard.reckoning import Figure
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.since import build_last_seen
from kpis.store.commentary import list_commentary, list_revision_reasons
from kpis.store.engine import Connection


def assemble_pack(
    connection: Connection,
    catalogue: Catalogue,
    asker: Asker,
    name: str,
    period: str | None,
    before: Opened | None = None,
    also: frozenset[Figure] = NONE_MORE,
) -> Pack:
    """A scorecard as at now with all that belongs to it; `before` is what readers had for an earlier meeting.

    `also` are figures that the public is not given although the scorecard by itself would not withhold them.
    """
    scorecard = assemble_scorecard(connection, catalogue, asker, name, period, also)
    codes = [row.indicator.code for row in scorecard.rows]
    figures = figures_for(connection, catalogue, asker, scorecard.name, also)
    histories = tuple(assemble_history(connection, catalogue, asker, code, scorecard.period, figures) for code in codes)
    words = tuple(list_commentary(connection, scorecard.name, scorecard.period))
    last_seen = None if before is None else last_seen_of(connection, before, scorecard)
    return Pack(scorecard, histories, commentary_for(asker.audience, words), last_seen)


def last_seen_of(connection: Connection, before: Opened, scorecard: Scorecard) -> LastSeen:
    """What readers saw in an earlier publication, and what has changed since in a scorecard as it is now."""
    earlier, rows = before.publication, tuple(scorecard.rows)
    reasons = reasons_since(connection, [row.indicator.code for row in rows], before)
    return build_last_seen(earlier.number, earlier.meeting.held_on, before.pack, rows, reasons)


def reasons_since(connection: Connection, codes: Sequence[str], opened: Opened) -> list[RevisionReason]:
    """Why figures were revised, as said after a publication: by number, so that no clock can put one before the other.

    A publication that noted no number was frozen by an earlier version, and is compared by the moment.
    """
    if opened.reasons is not None:
        return list_revision_reasons(connection, codes, after=opened.reasons)
    return [r for r in list_revision_reasons(connection, codes) if r.at > opened.publication.at]


def reasons_until(connection: Connection, codes: Sequence[str], opened: Opened) -> list[RevisionReason]:
    """Why figures were revised, as said by the time of a publication."""
    later = reasons_since(connection, codes, opened)
    return [r for r in list_revision_reasons(connection, codes) if r not in later]


def commentary_for(audience: Audience, words: tuple[Commentary, ...]) -> tuple[Commentary, ...]:
    """Words as an audience may read them: who wrote them, and what figures stood then, is for officers alone."""
    return words if audience is Audience.OFFICERS else tuple(replace(w, by="", figures=()) for w in words)
