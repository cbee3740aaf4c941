"""Browsers that somebody has signed in with before, so that a stranger's wrong tries keep nobody out of their own.

A browser is given a token for the name that signed in. It signs nobody in: a try that brings it counts against this
browser alone, and not against the name or the address, which others may have used up.
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from kpis.operations.door import Door, new_token
from kpis.store.accounts import account_key

KNOWN_FOR = timedelta(days=180)
LONGEST_DEVICE = 120


def device_token(door: Door, name: str) -> str:
    """A new token for a browser that signed in with a name."""
    mark = new_token()
    return f"{mark}.{_seal(door, name, mark)}"


def is_known_device(door: Door, name: str, token: str | None) -> bool:
    """Whether a token was given to a browser that signed in with this very name."""
    if not token or len(token) > LONGEST_DEVICE:
        return False
    mark, _, seal = token.partition(".")
    return hmac.compare_digest(seal.encode("utf-8", "surrogatepass"), _seal(door, name, mark).encode())


def kept_under(door: Door, name: str) -> str:
    """What a browser keeps the token of a name under: each has its own on a shared tablet, and none can be read."""
    return door.digest(f"kept under {account_key(name)}")[:16]


def _seal(door: Door, name: str, mark: str) -> str:
    return door.digest(f"device {mark} of {account_key(name)}")
