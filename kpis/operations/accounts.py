"""Who has access: adding people, their role, removing them, and giving them a new password."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from kpis.model.audit import Deed
from kpis.model.errors import NotFound, Refused
from kpis.model.people import PEOPLE, Account, Asker, Role, Way
from kpis.operations.assembly import LONGEST_NAME, account_name
from kpis.operations.door import Door, must_be_an_administrator, new_token
from kpis.store import accounts as kept
from kpis.store.audit import record
from kpis.store.engine import Connection, Store
from kpis.store.one_time import drop_links_of, save_link
from kpis.store.sessions import drop_sessions_of

LINK_LASTS = timedelta(hours=24)
NO_ADMINISTRATOR = "Nobody would be left who can give people access. Make somebody else an administrator first."
BY_GROUPS = "People come by the council's own sign-in here: their groups there decide who may do what."


def list_people(store: Store, asker: Asker) -> tuple[Account, ...]:
    """Everybody who may sign in, by name."""
    must_be_an_administrator(asker)
    with store.reading() as connection:
        return tuple(kept.list_accounts(connection))


def get_person(store: Store, asker: Asker, number: int) -> Account:
    """One person by number; raises NotFound."""
    must_be_an_administrator(asker)
    with store.reading() as connection:
        return kept.get_account(connection, number)


def named_person(store: Store, asker: Asker, name: str) -> Account:
    """One person by name; raises NotFound with the names that there are."""
    for person in list_people(store, asker):
        if kept.account_key(person.name) == kept.account_key(name):
            return person
    names = ", ".join(p.name for p in list_people(store, asker)) or "nobody yet"
    raise NotFound(f'There is nobody called "{name}". There are: {names}.')


def add_person(door: Door, asker: Asker, name: str, role: Role) -> tuple[Account, str]:
    """Adds a person who chooses a password of their own by a link; returns the person and the link's token."""
    must_be_an_administrator(asker)
    _must_have_passwords(door)
    with door.store.writing() as connection:
        person = _add(connection, door, asker, name, role, None)
        return person, _link(connection, door, asker, person)


def add_person_with_password(door: Door, asker: Asker, name: str, role: Role | None, password: str) -> Account:
    """Adds a person with a password, as the command line does. The first is an administrator unless said otherwise."""
    must_be_an_administrator(asker)
    _must_have_passwords(door)
    hashed = door.passwords.hash(password, name)
    with door.store.writing() as connection:
        is_first = not kept.list_accounts(connection)
        if is_first and role not in (None, Role.ADMINISTRATOR):
            raise Refused("The first person must be an administrator, or nobody could give others access.")
        given = role or (Role.ADMINISTRATOR if is_first else Role.MEMBER)
        return _add(connection, door, asker, name, given, hashed)


def set_role(door: Door, asker: Asker, number: int, role: Role) -> Account:
    """Gives a person another role, from their next press on."""
    must_be_an_administrator(asker)
    _must_have_passwords(door)
    with door.store.writing() as connection:
        person = kept.get_account(connection, number)
        if role is person.role:
            return person
        _must_be_a_role(role)
        kept.change_role(connection, number, role)
        _must_leave_an_administrator(connection)
        record(connection, asker.name, Deed.CHANGED_ROLE, f"{person.name}: {person.role} to {role}", door.now())
        return replace(person, role=role)


def remove_person(door: Door, asker: Asker, number: int) -> Account:
    """Takes a person's access away at once, on every device."""
    must_be_an_administrator(asker)
    with door.store.writing() as connection:
        person = kept.get_account(connection, number)
        kept.remove_account(connection, number, door.now())
        drop_sessions_of(connection, number)
        drop_links_of(connection, number)
        if not door.is_council:
            _must_leave_an_administrator(connection)
        record(connection, asker.name, Deed.REMOVED_PERSON, f"{person.name}, {person.role}", door.now())
        return person


def reset_password(door: Door, asker: Asker, number: int) -> tuple[Account, str]:
    """Takes a person's password away, signs them out everywhere, and returns the token of a link to choose another."""
    must_be_an_administrator(asker)
    _must_have_passwords(door)
    with door.store.writing() as connection:
        person = kept.get_account(connection, number)
        if person.name == asker.name and asker.is_signed_in:
            raise Refused("Change your own password on the page of your account.")
        kept.change_password(connection, number, None)
        drop_sessions_of(connection, number)
        return person, _link(connection, door, asker, person)


def set_password(door: Door, asker: Asker, number: int, password: str) -> Account:
    """Gives a person a password, as the command line does, and signs them out everywhere."""
    must_be_an_administrator(asker)
    _must_have_passwords(door)
    hashed = door.passwords.hash(password, get_person(door.store, asker, number).name)
    with door.store.writing() as connection:
        person = kept.get_account(connection, number)
        kept.change_password(connection, number, hashed)
        drop_sessions_of(connection, number)
        drop_links_of(connection, number)
        record(connection, asker.name, Deed.SET_PASSWORD, person.name, door.now())
        return person


def own_link(door: Door, asker: Asker) -> str:
    """The token of a link by which whoever is signed in chooses another password. Theirs holds until they have."""
    _must_have_passwords(door)
    with door.store.writing() as connection:
        person = kept.find_account(connection, asker.name)
        if person is None or asker.way is not Way.SIGNED_IN:
            raise Refused("Sign in first.")
        return _link(connection, door, asker, person)


def _add(connection: Connection, door: Door, asker: Asker, name: str, role: Role, hashed: str | None) -> Account:
    wanted = account_name(name)
    _must_be_a_role(role)
    known = kept.find_account_ever(connection, wanted)
    if known is not None and not known.is_removed:
        raise Refused(f"There is somebody called {known.name} already.")
    if known is not None:
        kept.restore_account(connection, known.number, role, hashed)
        number = known.number
    else:
        number = kept.save_account(connection, wanted, role, door.now(), hashed)
    record(connection, asker.name, Deed.ADDED_PERSON, f"{wanted}, {role}", door.now())
    return kept.get_account(connection, number)


def _link(connection: Connection, door: Door, asker: Asker, person: Account) -> str:
    token = new_token()
    save_link(connection, door.digest(token), person.number, door.now() + LINK_LASTS)
    record(connection, asker.name, Deed.MADE_LINK, person.name, door.now())
    return token


def _must_be_a_role(role: Role) -> None:
    if role not in PEOPLE:
        raise Refused(f"A person is a {', '.join(PEOPLE[:-1])} or {PEOPLE[-1]}.")


def _must_have_passwords(door: Door) -> None:
    if door.is_council:
        raise Refused(BY_GROUPS)


def _must_leave_an_administrator(connection: Connection) -> None:
    if not any(_can_administer(person) for person in kept.list_accounts(connection)):
        raise Refused(NO_ADMINISTRATOR)


def _can_administer(person: Account) -> bool:
    return person.role is Role.ADMINISTRATOR and (person.has_password or person.is_council)


def names_in(people: Iterable[Account]) -> str:
    """People as the command line lists them: one a line, with their role."""
    lines = [f"{person.name}\t{person.role}{_how(person)}" for person in people]
    return "\n".join(lines) if lines else "Nobody has been added yet."


def _how(person: Account) -> str:
    if person.is_council:
        return "\tcouncil sign-in"
    return "" if person.has_password else "\tno password yet"


__all__ = [
    "LONGEST_NAME",
    "add_person",
    "add_person_with_password",
    "get_person",
    "list_people",
    "named_person",
    "names_in",
    "own_link",
    "remove_person",
    "reset_password",
    "set_password",
    "set_role",
]
