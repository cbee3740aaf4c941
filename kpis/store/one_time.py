"""What may be used once: tries to sign in that count against a limit, links, and a council sign-in that is under way.

Names, addresses and tokens are kept as digests only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kpis.store.tables import council_sign_ins, one_time_links, sign_in_attempts
from kpis.store.uploads import as_utc


@dataclass(frozen=True)
class Link:
    """A link that is used once: for a person's password, or, without an account, for the first administrator."""

    account: int | None
    expires_at: datetime


@dataclass(frozen=True)
class CouncilSignIn:
    """A sign-in that the council's own provider is asked for. `subject` is whom it must be, where that is known."""

    browser_digest: str
    nonce: str
    verifier: str
    leads_to: str
    subject: str | None
    expires_at: datetime


def save_attempt(connection: sa.Connection, account: str, address: str, at: datetime) -> None:
    """Notes a try to sign in."""
    connection.execute(sa.insert(sign_in_attempts).values(account=account, address=address, tried_at=as_utc(at)))


def count_attempts(connection: sa.Connection, account: str, address: str, since: datetime) -> tuple[int, int]:
    """How many tries there were since a moment: with this name, and from this address."""
    recent = sign_in_attempts.c.tried_at > as_utc(since)
    query = sa.select(sa.func.count()).select_from(sign_in_attempts).where(recent)
    by_account = connection.execute(query.where(sign_in_attempts.c.account == account)).scalar_one()
    return by_account, connection.execute(query.where(sign_in_attempts.c.address == address)).scalar_one()


def forgive_attempts(connection: sa.Connection, account: str, address: str) -> None:
    """Forgets the tries with a name from an address, once one of them was right."""
    mine = sa.and_(sign_in_attempts.c.account == account, sign_in_attempts.c.address == address)
    connection.execute(sa.delete(sign_in_attempts).where(mine))


def drop_attempts_before(connection: sa.Connection, moment: datetime) -> None:
    """Forgets tries that no longer count."""
    connection.execute(sa.delete(sign_in_attempts).where(sign_in_attempts.c.tried_at < as_utc(moment)))


def save_link(connection: sa.Connection, token_digest: str, account: int | None, expires_at: datetime) -> None:
    """Keeps a link; an earlier one for the same purpose is worth nothing from now on."""
    drop_links_of(connection, account)
    values = {"token_digest": token_digest, "account_id": account, "expires_at": as_utc(expires_at)}
    connection.execute(sa.insert(one_time_links).values(**values))


def find_link(connection: sa.Connection, token_digest: str, at: datetime) -> Link | None:
    """A link that was not used and has not run out."""
    row = connection.execute(sa.select(one_time_links).where(one_time_links.c.token_digest == token_digest)).first()
    if row is None or as_utc(row.expires_at) <= as_utc(at):
        return None
    return Link(row.account_id, as_utc(row.expires_at))


def drop_links_of(connection: sa.Connection, account: int | None) -> None:
    """Makes every link of a person worthless; None means that of the first administrator."""
    connection.execute(sa.delete(one_time_links).where(one_time_links.c.account_id.is_not_distinct_from(account)))


def drop_council_sign_ins_before(connection: sa.Connection, at: datetime) -> None:
    """Forgets council sign-ins that have run out."""
    connection.execute(sa.delete(council_sign_ins).where(council_sign_ins.c.expires_at <= as_utc(at)))


def save_council_sign_in(connection: sa.Connection, state_digest: str, begun: CouncilSignIn, at: datetime) -> None:
    """Keeps what a council sign-in must come back with, and forgets those that never came back.

    Anybody may begin one, and most of what a stranger begins comes back never.
    """
    drop_council_sign_ins_before(connection, at)
    values = {**vars(begun), "expires_at": as_utc(begun.expires_at)}
    connection.execute(sa.insert(council_sign_ins).values(state_digest=state_digest, **values))


def take_council_sign_in(connection: sa.Connection, state_digest: str, at: datetime) -> CouncilSignIn | None:
    """What was kept under a state, once; None where it was taken already or has run out."""
    drop_council_sign_ins_before(connection, at)
    mine = council_sign_ins.c.state_digest == state_digest
    row = connection.execute(sa.select(council_sign_ins).where(mine)).first()
    connection.execute(sa.delete(council_sign_ins).where(mine))
    if row is None:
        return None
    return CouncilSignIn(row.browser_digest, row.nonce, row.verifier, row.leads_to, row.subject, as_utc(row.expires_at))
