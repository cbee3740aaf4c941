"""Signing in and out with a password, who is signed in, and links that are used once."""

from __future__ import annotations

import logging
from datetime import timedelta

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.people import Account, Asker, Role, Session, Way, audience_of, reads_of
from kpis.operations.assembly import account_name
from kpis.operations.door import IDLE, LONGEST_SESSION, Door, begin_session, new_token
from kpis.operations.known_device import is_known_device
from kpis.store.accounts import account_key, change_password, find_account, get_account, has_had_accounts, save_account
from kpis.store.audit import record
from kpis.store.engine import Connection
from kpis.store.one_time import (
    count_attempts,
    drop_attempts_before,
    drop_links_of,
    find_link,
    forgive_attempts,
    save_attempt,
    save_link,
)
from kpis.store.sessions import drop_session, drop_sessions_of, find_session, note_seen

log = logging.getLogger("waymark")
FRESH = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)
CLOCKS_DIFFER = timedelta(minutes=2)
"""How far the clocks of two machines on one store may differ."""
WINDOW = timedelta(minutes=15)
MOST_FOR_A_NAME, MOST_FROM_AN_ADDRESS = 10, 50
FIRST_LINK_LASTS = timedelta(hours=1)
WRONG = "The name or the password is not right. Check both, and try again."
TOO_MANY = "There were too many tries. Wait 15 minutes, then try again; an administrator can give you a new password."
USED = "This link has been used, or has run out. Ask an administrator for another."
THERE_IS_ONE = "There is an administrator already. Sign in, or ask one of them for access."


def sign_in(
    door: Door, name: str, password: str, address: str, replaces: str | None = None, device: str | None = None
) -> str:
    """The token of a new session; raises Refused. `device` is what the browser was given when it last signed in.

    An unknown name is answered like a wrong password: in the same words, after the same work, and counted in the same
    way. Each try is counted before it is looked at, so that many at once are no way around the limit.
    """
    if door.is_council:
        raise Refused("Sign in with your council account: passwords of Waymark's own are not in use here.")
    asked, came_from = _counted_under(door, name, address, device)
    with door.store.writing() as connection:
        if _is_over_a_limit(connection, door, asked, came_from):
            log.warning("a sign-in was stopped: too many tries")
            raise Refused(TOO_MANY)
        save_attempt(connection, asked, came_from, door.now())
        account = find_account(connection, name)
    if not door.passwords.is_right(account.password_hash if account else None, password) or account is None:
        log.warning("a sign-in was refused")
        raise Refused(WRONG)
    with door.store.writing() as connection:
        if find_account(connection, name) != account:
            raise Refused(WRONG)  # removed, or given another password, a moment ago
        forgive_attempts(connection, asked, came_from)
        return begin_session(connection, door, account, replaces)


def find_signed_in(door: Door, token: str | None) -> Session | None:
    """The session that a cookie names; None where it ended, which it does 30 minutes after its person was last seen."""
    if not token:
        return None
    digest, now = door.digest(token), door.now()
    with door.store.reading() as connection:
        session = find_session(connection, digest)
    if session is None or session.account.is_council is not door.is_council:
        return None
    if now - session.seen_at > IDLE or now - session.started_at > LONGEST_SESSION:
        return None
    if session.seen_at - now > CLOCKS_DIFFER:
        return None  # the clock was put back: how long ago that was cannot be told
    return session


def keep_alive(door: Door, token: str, session: Session) -> None:
    """Notes that a person is still there; written once a minute at most."""
    now = door.now()
    if abs(now - session.seen_at) >= SEEN_EVERY:
        with door.store.writing() as connection:
            note_seen(connection, door.digest(token), now)


def is_fresh(door: Door, session: Session) -> bool:
    """Whether a password was given in the last ten minutes."""
    return -CLOCKS_DIFFER <= door.now() - session.confirmed_at <= FRESH


def asker_of(session: Session) -> Asker:
    """Who asks, from their session."""
    account = session.account
    return Asker(account.name, audience_of(account.role), account.role, Way.SIGNED_IN, reads_of(account.role))


def sign_out(door: Door, token: str | None) -> None:
    """Ends a session: a copy of its cookie is worth nothing from then on."""
    if token:
        with door.store.writing() as connection:
            session = find_session(connection, door.digest(token))
            drop_session(connection, door.digest(token))
            if session is not None:
                record(connection, session.account.name, Deed.SIGNED_OUT, "", door.now())


def needs_sign_in(door: Door) -> bool:
    """Whether anybody has ever been given access. Until then the machine's own officer needs no sign-in."""
    if door.is_council:
        return True
    with door.store.reading() as connection:
        return has_had_accounts(connection)


def first_link(door: Door) -> str | None:
    """The token of a link that makes the first administrator, once; None where there is anybody already."""
    if needs_sign_in(door):
        return None
    token = new_token()
    with door.store.writing() as connection:
        save_link(connection, door.digest(token), None, door.now() + FIRST_LINK_LASTS)
    return token


def person_of_link(door: Door, token: str) -> Account | None:
    """Whose password a link sets; None for the first administrator's. Raises Refused for one that is worth nothing."""
    with door.store.reading() as connection:
        return _person_of_link(connection, door, token)


def use_link(door: Door, token: str, name: str, password: str, replaces: str | None = None) -> str:
    """Uses a link up: its person has the password and is signed in. `name` is asked of the first administrator alone.

    Whoever was signed in under the account is signed out.
    """
    person = person_of_link(door, token)
    wanted = person.name if person else account_name(name)
    hashed = door.passwords.hash(password, wanted)
    with door.store.writing() as connection:
        person = _person_of_link(connection, door, token)
        drop_links_of(connection, person.number if person else None)
        if person is None:
            number = save_account(connection, wanted, Role.ADMINISTRATOR, door.now(), hashed)
            record(connection, wanted, Deed.ADDED_PERSON, f"{wanted}, {Role.ADMINISTRATOR}, the first", door.now())
        else:
            number = person.number
            change_password(connection, number, hashed)
            drop_sessions_of(connection, number)
        record(connection, wanted, Deed.CHOSE_PASSWORD, wanted, door.now())
        return begin_session(connection, door, get_account(connection, number), replaces)


def _counted_under(door: Door, name: str, address: str, device: str | None) -> tuple[str, str]:
    """What a try counts against: its name and its address, or the one browser where that signed in before."""
    if is_known_device(door, name, device):
        alone = door.digest(f"device {device}")
        return alone, alone
    return door.digest(f"name {account_key(name)}"), door.digest(f"address {address}")


def _person_of_link(connection: Connection, door: Door, token: str) -> Account | None:
    link = find_link(connection, door.digest(token), door.now())
    if link is None or door.is_council:
        raise Refused(USED)
    if link.account is None:
        if has_had_accounts(connection):
            raise Refused(THERE_IS_ONE)
        return None
    return get_account(connection, link.account)


def _is_over_a_limit(connection: Connection, door: Door, asked: str, came_from: str) -> bool:
    """Looks back over a window that slides: each try counts for fifteen minutes."""
    since = door.now() - WINDOW
    drop_attempts_before(connection, since)
    with_name, from_address = count_attempts(connection, asked, came_from, since)
    return with_name >= MOST_FOR_A_NAME or from_address >= MOST_FROM_AN_ADDRESS
