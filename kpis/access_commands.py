"""The commands about people: users, and audit."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable

from kpis.command_line import DONE, DONE_WITH_PROBLEMS, NewCommand, opened, print_json, print_text, say
from kpis.machine_user import asker_at_this_machine
from kpis.model.errors import Refused
from kpis.model.people import PEOPLE, Role
from kpis.operations import accounts
from kpis.operations.access_settings import OPENID
from kpis.operations.audit import verify_trail
from kpis.operations.door import Door

FROM_STANDARD_INPUT = "--password-from-standard-input"


def add_access_commands(commands: object, new_command: NewCommand) -> None:
    """Adds users and audit to the command line."""
    users = new_command(commands, "users", _list, "say who may sign in, add and remove people")
    deeds = users.add_subparsers(dest="deed", metavar="add|list|remove|role|reset", parser_class=type(users))
    add = _deed(deeds, "add", _add, "add a person; the first is an administrator")
    add.add_argument("name", metavar="NAME", help="what they sign in with")
    add.add_argument("--role", choices=[role.value for role in PEOPLE], help="member unless said")
    _take_password(add)
    _deed(deeds, "list", _list, "list everybody who may sign in")
    remove = _deed(deeds, "remove", _remove, "take a person's access away at once")
    remove.add_argument("name", metavar="NAME")
    role = _deed(deeds, "role", _role, "give a person another role")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=[role.value for role in PEOPLE])
    reset = _deed(deeds, "reset", _reset, "give a person another password and sign them out")
    reset.add_argument("name", metavar="NAME")
    _take_password(reset)

    audit = new_command(commands, "audit", _audit, "check that the audit trail is as it was written")
    audit.add_argument("--seen", metavar="DIGEST", default="", help="a digest noted earlier, that must still be there")
    audit.add_argument("--format", choices=["text", "json"], default="text")


def _deed(deeds, name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]
    parser: argparse.ArgumentParser = deeds.add_parser(name, help=words, description=words)
    parser.add_argument("--database", metavar="URL", default=argparse.SUPPRESS, help="where figures are kept")
    parser.set_defaults(run=run)
    return parser


def _take_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        FROM_STANDARD_INPUT, action="store_true", dest="from_input", help="read it there; else it is asked for"
    )


def _with_door(parsed: argparse.Namespace, act: Callable[[Door], str]) -> int:
    with opened(parsed) as store:
        told = act(Door(store, b"", is_council=bool(os.environ.get(OPENID["issuer"]))))
    print_text(told)
    return DONE


def _add(parsed: argparse.Namespace) -> int:
    password, role = _password(parsed), Role(parsed.role) if parsed.role else None

    def add(door: Door) -> str:
        person = accounts.add_person_with_password(door, asker_at_this_machine(), parsed.name, role, password)
        return f"{person.name} is added: {person.role}. From now on everybody signs in."

    return _with_door(parsed, add)


def _list(parsed: argparse.Namespace) -> int:
    return _with_door(parsed, lambda door: accounts.names_in(accounts.list_people(door.store, asker_at_this_machine())))


def _remove(parsed: argparse.Namespace) -> int:
    def remove(door: Door) -> str:
        person = accounts.named_person(door.store, asker_at_this_machine(), parsed.name)
        accounts.remove_person(door, asker_at_this_machine(), person.number)
        return f"{person.name} is removed, and signed out everywhere."

    return _with_door(parsed, remove)


def _role(parsed: argparse.Namespace) -> int:
    def change(door: Door) -> str:
        person = accounts.named_person(door.store, asker_at_this_machine(), parsed.name)
        changed = accounts.set_role(door, asker_at_this_machine(), person.number, Role(parsed.role))
        return f"{changed.name} is now: {changed.role}."

    return _with_door(parsed, change)


def _reset(parsed: argparse.Namespace) -> int:
    password = _password(parsed)

    def reset(door: Door) -> str:
        person = accounts.named_person(door.store, asker_at_this_machine(), parsed.name)
        accounts.set_password(door, asker_at_this_machine(), person.number, password)
        return f"{person.name} has another password, and is signed out everywhere."

    return _with_door(parsed, reset)


def _password(parsed: argparse.Namespace) -> str:
    """The new password: from standard input where that is asked for, else typed twice; never from an argument."""
    if parsed.from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused(f"There is no terminal to ask for the password on. Give it with {FROM_STANDARD_INPUT}.")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != typed:
        raise Refused("The two passwords are not the same.")
    return typed


def _audit(parsed: argparse.Namespace) -> int:
    with opened(parsed) as store:
        found = verify_trail(store, asker_at_this_machine(), parsed.seen)
    if parsed.format == "json":
        told = {"holds": found.holds, "rows": found.rows, "newest": found.newest, "broken": found.broken}
        print_json({**told, "reason": found.reason or None})
    elif found.holds:
        print_text(f"The audit trail holds: {found.rows:,} rows. The newest digest is {found.newest}.")
    if found.holds:
        return DONE
    say(f"The audit trail is broken at row {found.broken}: {found.reason}.")
    return DONE_WITH_PROBLEMS
