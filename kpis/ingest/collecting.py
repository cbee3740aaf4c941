"""While a large workbook is taken in: the search for objects that nobody needs any more is made seldom.

A hundred thousand figures are a hundred thousand objects that all stay. Python looks through them again and again for
what may be thrown away, finds nothing, and takes a quarter of all the time for it.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (300_000, 50, 50)
_lock = threading.Lock()
_inside = 0
_usual = (700, 10, 10)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Until the block ends, or the last of several at once. May stand over a function too."""
    global _inside, _usual
    with _lock:
        if _inside == 0:
            _usual = gc.get_threshold()
            gc.set_threshold(*SELDOM)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                gc.set_threshold(*_usual)
