"""Reading what was published, then and now."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.model.errors import NotFound
from kpis.model.meetings import Publication
from kpis.model.people import Asker
from kpis.operations.assembly import assemble_scorecard
from kpis.operations.packing import Opened, newest_publication, open_publication, reasons_since
from kpis.scorecard.attention import Attention, build_attention
from kpis.scorecard.pack import Pack, Revised
from kpis.scorecard.rows import History
from kpis.scorecard.since import revised_since
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.publications import get_publication


@dataclass(frozen=True)
class ThenAndNow:
    """A publication, what needed attention in it, and what has been revised since, for the same periods."""

    publication: Publication
    pack: Pack
    attention: Attention
    revised: tuple[Revised, ...] = ()
    is_known_since: bool = True


def read_publication(store: Store, asker: Asker, number: int) -> ThenAndNow:
    """What members were given, exactly, and beside it what has been revised since; raises NotFound."""
    with store.reading() as connection:
        opened = open_publication(connection, number, asker.audience)
        pack = opened.pack
        revised, is_known = _revised(connection, asker, opened)
        return ThenAndNow(opened.publication, pack, build_attention(pack.scorecard, pack.last_seen), revised, is_known)


def pack_of(store: Store, asker: Asker, number: int) -> tuple[Publication, Pack]:
    """A publication and its pack for whoever asks; raises NotFound."""
    with store.reading() as connection:
        opened = open_publication(connection, number, asker.audience)
        return opened.publication, opened.pack


def history_in(store: Store, asker: Asker, number: int, code: str) -> History:
    """One indicator over time as it was published; raises NotFound."""
    return pack_of(store, asker, number)[1].history(code)


def publication_numbered(store: Store, number: int) -> Publication:
    """What a publication is, without what it holds; raises NotFound."""
    with store.reading() as connection:
        return get_publication(connection, number)


def newest_for(store: Store, asker: Asker) -> list[ThenAndNow]:
    """What members were given last for each scorecard, in the order of the catalogue."""
    found = []
    with store.reading() as connection:
        for name in list_catalogue(connection).scorecard_names:
            opened = newest_publication(connection, name, asker.audience)
            if opened is not None:
                attention = build_attention(opened.pack.scorecard, opened.pack.last_seen)
                found.append(ThenAndNow(opened.publication, opened.pack, attention))
    return found


def _revised(connection: Connection, asker: Asker, opened: Opened) -> tuple[tuple[Revised, ...], bool]:
    """What is another now; not known where the scorecard can no longer be made."""
    scorecard = opened.pack.scorecard
    try:
        now = assemble_scorecard(connection, list_catalogue(connection), asker, scorecard.name, None)
    except NotFound:
        return (), False
    rows = tuple(now.rows)
    codes = [row.indicator.code for row in rows]
    reasons = reasons_since(connection, codes, opened)
    return revised_since(opened.pack, rows, reasons), True
