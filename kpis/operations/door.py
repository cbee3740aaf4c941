"""What everything about signing in shares: tokens that only their holder knows, and how a session begins."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.people import Account, Asker, Role, Way
from kpis.operations.passwords import Passwords
from kpis.store.audit import record
from kpis.store.engine import Connection, Store
from kpis.store.sessions import drop_session, drop_sessions_before, save_session

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=8)


def _clock() -> datetime:
    """Asked anew at each call, so that a test can move it."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Door:
    """The store, the secret that tokens are digested with, and the clock. `is_council`: local passwords are gone."""

    store: Store
    secret: bytes
    passwords: Passwords = field(default_factory=Passwords)
    is_council: bool = False
    now: Callable[[], datetime] = lambda: _clock()

    def digest(self, token: str) -> str:
        """What the store holds of a token, a name or an address: worth nothing without the secret."""
        return hmac.new(self.secret, token.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def new_token() -> str:
    """A text of 256 random bits that fits an address and a cookie."""
    return secrets.token_urlsafe(32)


def begin_session(connection: Connection, door: Door, account: Account, replaces: str | None) -> str:
    """Begins a session under a new token, ends the one it replaces, and writes it in the trail; returns the token."""
    now = door.now()
    drop_sessions_before(connection, now - IDLE, now - LONGEST_SESSION)
    if replaces:
        drop_session(connection, door.digest(replaces))
    token = new_token()
    save_session(connection, door.digest(token), account.number, now)
    record(connection, account.name, Deed.SIGNED_IN, account.role, now)
    return token


def must_be_an_administrator(asker: Asker) -> None:
    """Refuses everybody who is not, and who sits at an open machine without having signed in."""
    if asker.role is not Role.ADMINISTRATOR:
        raise Refused("Only an administrator may do this. Ask one of them.")
    if asker.way not in (Way.SIGNED_IN, Way.COMMAND_LINE):
        raise Refused(
            "Add the first administrator before anything else: with the link that Waymark printed when it started, or "
            "with python -m kpis users add NAME."
        )
