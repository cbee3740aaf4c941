"""Pages remembered for as long as the figures stand: a hundred members who open one scorecard cost one drawing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

MOST_PAGES = 128
Drawn = TypeVar("Drawn")


class Memory(Generic[Drawn]):
    """The last few drawings by their key. The key holds who may see it and which edition of the figures it is of."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._most = most
        self._drawn: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """What was drawn under a key, drawing it if it is not remembered. A drawing that fails is not remembered."""
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        drawn = draw()
        with self._lock:
            self._drawn[key] = drawn
            while len(self._drawn) > self._most:
                self._drawn.popitem(last=False)
        return drawn
