"""Values read back from JSON: each is exactly the kind that was written, or is refused."""

from __future__ import annotations

import math
from typing import Any


def plain_number(plain: Any) -> float:
    """A number as it is. Raises ValueError for anything else, True and infinity among them."""
    if type(plain) not in (int, float) or not math.isfinite(plain):
        raise ValueError("This is no number.")
    return plain  # type: ignore[no-any-return]


def exactly(kind: Any, plain: Any) -> Any:
    """A value that is of a kind and of none that only looks like it: True is no whole number. Raises ValueError."""
    if type(plain) is not kind:
        raise ValueError(f"This is no {kind.__name__}.")
    return plain
