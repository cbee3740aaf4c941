"""Whether anybody at all may read what is public, or whoever reads must sign in."""

from __future__ import annotations

from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.people import Asker
from kpis.operations.door import must_be_an_administrator
from kpis.store.audit import record
from kpis.store.engine import Store
from kpis.store.site_settings import find_setting, save_setting

NAME, OPEN, CLOSED = "public_view", "open", "closed"


def is_public_view_open(store: Store, decided: bool | None) -> bool:
    """Whether it is open. What the environment has decided wins; without a word from anybody it is closed."""
    if decided is not None:
        return decided
    with store.reading() as connection:
        return find_setting(connection, NAME) == OPEN


def set_public_view(store: Store, asker: Asker, is_open: bool, decided: bool | None) -> None:
    """Opens or closes it."""
    must_be_an_administrator(asker)
    if decided is not None:
        word = OPEN if decided else CLOSED
        raise Refused(f"WAYMARK_PUBLIC_VIEW={word} decides this on the machine that Waymark runs on.")
    now = datetime.now(UTC)
    with store.writing() as connection:
        if (find_setting(connection, NAME) == OPEN) is is_open:
            return
        save_setting(connection, NAME, OPEN if is_open else CLOSED, asker.name, now)
        record(connection, asker.name, Deed.OPENED_PUBLIC_VIEW if is_open else Deed.CLOSED_PUBLIC_VIEW, "", now)
