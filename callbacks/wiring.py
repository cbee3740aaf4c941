"""What every page is handed: the store, who is asking, and how a page becomes an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response

from kpis.model.people import Asker
from kpis.operations import Store
from layouts.page import Page


@dataclass(frozen=True)
class Wiring:
    """The three things that a page needs besides its own operation."""

    store: Store
    asker: Callable[[], Asker]
    draw: Callable[[Page], Response]
