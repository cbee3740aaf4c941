"""Turns at heavy work: a few at a time, a few waiting, the others told at once, so that pages are always answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from kpis.model.errors import Busy

AT_ONCE, WAITING = 2, 2
LONGEST_WAIT_SECONDS = 20.0


class Turns:
    """Who may work now and who may wait. Of the server's threads it never holds more than both together."""

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, longest_wait: float = LONGEST_WAIT_SECONDS
    ) -> None:
        self._here = BoundedSemaphore(at_once + waiting)
        self._working = BoundedSemaphore(at_once)
        self._longest_wait = longest_wait

    @contextmanager
    def taken(self) -> Iterator[None]:
        """A turn, when there is one; raises Busy where too many wait already or the wait is too long."""
        if not self._here.acquire(blocking=False):
            raise Busy("Others are having files made at this moment. Try again in a minute.")
        try:
            if not self._working.acquire(timeout=self._longest_wait):
                raise Busy("Making files takes longer than usual at this moment. Try again in a minute.")
            try:
                yield
            finally:
                self._working.release()
        finally:
            self._here.release()
