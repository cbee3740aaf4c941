"""What others took in since somebody looked: two people at once both succeed, or one is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from kpis.scorecard.changes import Key
from kpis.store.engine import Connection
from kpis.store.observations import list_added_since
from kpis.store.upload_list import get_upload


@dataclass(frozen=True)
class Overtaking:
    """Something that another person did meanwhile, and how many of the same figures it changed."""

    number: int
    by: str
    deed: str
    figures: int


def list_overtaking(connection: Connection, keys: Collection[Key], seen: int) -> tuple[Overtaking, ...]:
    """The acts after `seen` that changed any of these figures, the oldest first."""
    wanted = set(keys)
    changed = [number for number, key in list_added_since(connection, seen) if key in wanted]
    found = []
    for number, figures in sorted(Counter(changed).items()):
        act = get_upload(connection, number)
        found.append(Overtaking(number, act.by, act.deed, figures))
    return tuple(found)
