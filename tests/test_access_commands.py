"""python -m kpis users and audit: who may sign in, without a screen."""

import io
import json
import sys

import pytest

from kpis import access_commands
from kpis.cli import main
from kpis.operations import passwords
from kpis.operations.signing_in import sign_in
from kpis.store.engine import ADDRESS_VARIABLE, open_store
from tests.access import OTHER_PASSWORD, PASSWORD, CountingHasher, a_door

BY_INPUT = "--password-from-standard-input"


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def run(capsys, monkeypatch, address):
    """Runs one command with something on standard input: (status, standard output, standard error)."""
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    monkeypatch.setattr(passwords, "PasswordHasher", CountingHasher)

    def command(*arguments, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            status = main([*arguments])
        except SystemExit as stopped:
            status = stopped.code
        return status, *capsys.readouterr()

    return command


def signs_in(address, name, password):
    store = open_store(address)
    try:
        return bool(sign_in(a_door(store), name, password, "here"))
    finally:
        store.close()


def test_the_first_person_is_an_administrator_and_can_sign_in(run, address):
    told = run("users", "add", "Pat", BY_INPUT, typed=f"{PASSWORD}\n")
    assert told == (0, "Pat is added: administrator. From now on everybody signs in.\n", "")
    assert signs_in(address, "Pat", PASSWORD)


def test_people_are_added_listed_changed_and_removed(run, address):
    run("users", "add", "Pat", "--role", "administrator", BY_INPUT, typed=PASSWORD)
    assert run("users", "add", "Mo", "--role", "advisor", BY_INPUT, typed=f"{PASSWORD}\r\n")[0] == 0
    assert run("users", "add", "Lee", BY_INPUT, typed=PASSWORD)[0] == 0
    assert run("users", "list") == (0, "Lee\tmember\nMo\tadvisor\nPat\tadministrator\n", "")
    assert run("users") == run("users", "list")
    assert run("users", "role", "mo", "member")[1] == "Mo is now: member.\n"
    assert run("users", "reset", "MO", BY_INPUT, typed=OTHER_PASSWORD)[0] == 0
    assert signs_in(address, "Mo", OTHER_PASSWORD)
    assert run("users", "remove", "Lee")[1] == "Lee is removed, and signed out everywhere.\n"
    assert run("users", "list", "--database", address)[1] == "Mo\tmember\nPat\tadministrator\n"
    assert run("audit")[0] == 0


@pytest.mark.parametrize(
    "arguments, typed, sentence",
    [
        (["add", "Mo", BY_INPUT], "short", "A password must have at least 12 characters"),
        (["add", "Mo", BY_INPUT], "", "A password must have at least 12 characters"),
        (["add", "Mo"], PASSWORD, "There is no terminal to ask for the password on."),
        (["add", "pat", BY_INPUT], PASSWORD, "There is somebody called Pat already."),
        (["add", " ", BY_INPUT], PASSWORD, "a name of 1 to 120 letters"),
        (["remove", "Mo"], "", 'There is nobody called "Mo". There are: Pat.'),
        (["remove", "Pat"], "", "Nobody would be left who can give people access."),
        (["role", "Pat", "member"], "", "Nobody would be left who can give people access."),
        (["add", "Mo", "--role", "king"], "", "king"),
        (["add", "Mo", "--password", PASSWORD], "", "nrecognized arguments"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, arguments, typed, sentence):
    run("users", "add", "Pat", BY_INPUT, typed=PASSWORD)
    status, out, err = run("users", *arguments, typed=typed)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert PASSWORD not in err or "--password" in arguments


def test_on_a_terminal_the_password_is_asked_for_twice(run, monkeypatch, address):
    answers = [PASSWORD, PASSWORD, PASSWORD, OTHER_PASSWORD]
    monkeypatch.setattr(access_commands.getpass, "getpass", lambda prompt: answers.pop(0))

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(access_commands, "sys", type("Sys", (), {"stdin": Terminal(), "stdout": sys.stdout}))
    assert run("users", "add", "Pat")[0] == 0
    assert run("users", "add", "Mo") == (2, "", "The two passwords are not the same.\n")
    assert signs_in(address, "Pat", PASSWORD)


def test_an_audit_trail_that_somebody_changed_has_its_first_broken_row_named(run, address):
    run("users", "add", "Pat", BY_INPUT, typed=PASSWORD)
    run("users", "add", "Mo", BY_INPUT, typed=PASSWORD)
    status, out, _ = run("audit")
    assert (status, "The audit trail holds: 2 rows." in out) == (0, True)
    newest = out.split()[-1].rstrip(".")
    assert run("audit", "--seen", newest)[0] == 0
    assert run("audit", "--seen", "0" * 64)[0] == 1
    store = open_store(address)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET done_by = 'Nobody' WHERE number = 2")
    store.close()
    assert run("audit") == (1, "", "The audit trail is broken at row 2: it is not as it was written.\n")
    status, out, _ = run("audit", "--format", "json")
    assert (status, json.loads(out)["broken"], json.loads(out)["holds"]) == (1, 2, False)
