"""People who may sign in. A person who is removed stays as a row that cannot, so that the audit trail's names hold."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.model.people import Account, Role
from kpis.store.tables import accounts
from kpis.store.uploads import as_utc


def account_key(name: str) -> str:
    """A name as it is looked up: case, spaces and the ways to write one letter make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def find_account(connection: sa.Connection, name: str) -> Account | None:
    """The person of a name who was not removed; None where there is none."""
    return _first(connection, accounts.c.key == account_key(name), accounts.c.removed_at.is_(None))


def find_account_ever(connection: sa.Connection, name: str) -> Account | None:
    """The person of a name, removed or not."""
    return _first(connection, accounts.c.key == account_key(name))


def find_council_account(connection: sa.Connection, subject: str) -> Account | None:
    """The person whom the council's own sign-in knows by a subject, removed or not."""
    return _first(connection, accounts.c.subject == subject)


def get_account(connection: sa.Connection, number: int) -> Account:
    """A person by number who was not removed; raises NotFound."""
    found = _first(connection, accounts.c.id == number, accounts.c.removed_at.is_(None))
    if found is None:
        raise NotFound("There is no such person, or they have been removed.")
    return found


def list_accounts(connection: sa.Connection) -> list[Account]:
    """Everybody who may sign in, by name."""
    query = sa.select(accounts).where(accounts.c.removed_at.is_(None)).order_by(accounts.c.key)
    return [account_of(row) for row in connection.execute(query)]


def has_had_accounts(connection: sa.Connection) -> bool:
    """Whether anybody was ever added. It never turns back to no."""
    return connection.execute(sa.select(accounts.c.id).limit(1)).first() is not None


def save_account(
    connection: sa.Connection,
    name: str,
    role: Role,
    at: datetime,
    password_hash: str | None = None,
    subject: str | None = None,
) -> int:
    """Adds a person; returns their number."""
    values = {"name": name, "role": role, "password_hash": password_hash, "subject": subject}
    added = connection.execute(
        sa.insert(accounts).values(key=_free_key(connection, name), added_at=as_utc(at), **values)
    )
    key = added.inserted_primary_key
    if key is None:
        raise RuntimeError("The database did not say which number the account has.")
    return int(key[0])


def restore_account(connection: sa.Connection, number: int, role: Role, password_hash: str | None) -> None:
    """Lets a person who was removed sign in again, with a role and, if one is given, a password."""
    _change(connection, number, removed_at=None, role=role, password_hash=password_hash)


def change_role(connection: sa.Connection, number: int, role: Role) -> None:
    """Gives a person another role."""
    _change(connection, number, role=role)


def change_password(connection: sa.Connection, number: int, password_hash: str | None) -> None:
    """Gives a person another password; None takes it away until they choose one."""
    _change(connection, number, password_hash=password_hash)


def remove_account(connection: sa.Connection, number: int, at: datetime) -> None:
    """Takes a person's access away, and forgets the password."""
    _change(connection, number, removed_at=as_utc(at), password_hash=None)


def account_of(row: sa.Row[tuple[object, ...]]) -> Account:
    """The person in a row of the table."""
    return Account(row.id, row.name, Role(row.role), row.password_hash, row.subject, row.removed_at is not None)


def _free_key(connection: sa.Connection, name: str) -> str:
    """The key of a name; two people of the council's sign-in may share a name, so the second gets a number."""
    wanted = key = account_key(name)
    number = 1
    while connection.execute(sa.select(accounts.c.id).where(accounts.c.key == key)).first():
        number += 1
        key = f"{wanted} {number}"
    return key


def _first(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Account | None:
    row = connection.execute(sa.select(accounts).where(*where)).first()
    return None if row is None else account_of(row)


def _change(connection: sa.Connection, number: int, **values: object) -> None:
    connection.execute(sa.update(accounts).where(accounts.c.id == number).values(**values))
