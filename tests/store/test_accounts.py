"""People, sessions, links and tries to sign in, as rows."""

from datetime import UTC, datetime, timedelta

import pytest

from kpis.model.errors import NotFound
from kpis.model.people import Role
from kpis.store import accounts, one_time, sessions

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def connection(store):
    with store.writing() as opened:
        yield opened


def add(connection, name="Ana  María", role=Role.MEMBER, **more):
    return accounts.save_account(connection, name, role, NOW, **more)


@pytest.mark.parametrize("typed", ["ana maría", " ANA   MARÍA ", "ana mari\u0301a"])
def test_a_name_is_found_however_it_is_typed(connection, typed):
    number = add(connection)
    assert accounts.find_account(connection, typed).number == number


def test_a_person_who_is_removed_is_not_found_and_has_no_password(connection):
    assert not accounts.has_had_accounts(connection)
    number = add(connection, password_hash="hash")
    accounts.remove_account(connection, number, NOW)
    assert accounts.find_account(connection, "ana maría") is None
    assert accounts.list_accounts(connection) == []
    gone = accounts.find_account_ever(connection, "ana maría")
    assert (gone.is_removed, gone.has_password) == (True, False)
    assert accounts.has_had_accounts(connection)
    with pytest.raises(NotFound):
        accounts.get_account(connection, number)


def test_two_people_of_the_councils_sign_in_may_share_a_name(connection):
    first = add(connection, "Sam Lee", subject="issuer 1")
    second = add(connection, "Sam Lee", subject="issuer 2")
    assert accounts.find_council_account(connection, "issuer 1").number == first
    assert accounts.find_council_account(connection, "issuer 2").number == second


def test_a_session_is_its_persons_as_they_now_are(connection):
    number = add(connection)
    sessions.save_session(connection, "d" * 64, number, NOW)
    accounts.change_role(connection, number, Role.ADVISOR)
    sessions.note_seen(connection, "d" * 64, NOW + MINUTE)
    found = sessions.find_session(connection, "d" * 64)
    assert (found.account.role, found.started_at, found.seen_at) == (Role.ADVISOR, NOW, NOW + MINUTE)
    assert sessions.find_session(connection, "e" * 64) is None
    accounts.remove_account(connection, number, NOW)
    assert sessions.find_session(connection, "d" * 64) is None


def test_sessions_end_one_by_one_all_of_a_person_or_by_age(connection):
    first, second = add(connection, "One"), add(connection, "Two")
    for digest, number in (("a", first), ("b", first), ("c", second), ("d", second)):
        sessions.save_session(connection, digest * 64, number, NOW)

    def left():
        return "".join(d for d in "abcd" if sessions.find_session(connection, d * 64))

    sessions.drop_session(connection, "c" * 64)
    assert left() == "abd"
    sessions.drop_sessions_of(connection, first)
    assert left() == "d"
    sessions.drop_sessions_before(connection, NOW, NOW)
    assert left() == "d"
    sessions.drop_sessions_before(connection, NOW, NOW + MINUTE)
    assert left() == ""


def test_a_link_is_found_until_it_runs_out_and_a_newer_one_takes_its_place(connection):
    number = add(connection)
    one_time.save_link(connection, "a" * 64, number, NOW + MINUTE)
    one_time.save_link(connection, "b" * 64, None, NOW + MINUTE)
    assert one_time.find_link(connection, "a" * 64, NOW).account == number
    assert one_time.find_link(connection, "b" * 64, NOW).account is None
    assert one_time.find_link(connection, "a" * 64, NOW + MINUTE) is None
    one_time.save_link(connection, "c" * 64, number, NOW + MINUTE)
    assert one_time.find_link(connection, "a" * 64, NOW) is None
    one_time.drop_links_of(connection, None)
    assert one_time.find_link(connection, "b" * 64, NOW) is None
    assert one_time.find_link(connection, "c" * 64, NOW) is not None


def test_tries_are_counted_by_name_and_by_address_within_a_window(connection):
    for account, address, ago in (("n", "x", 20), ("n", "x", 10), ("n", "y", 5), ("m", "x", 1)):
        one_time.save_attempt(connection, account * 64, address * 64, NOW - ago * MINUTE)
    assert one_time.count_attempts(connection, "n" * 64, "x" * 64, NOW - 15 * MINUTE) == (2, 2)
    one_time.forgive_attempts(connection, "n" * 64, "x" * 64)
    assert one_time.count_attempts(connection, "n" * 64, "x" * 64, NOW - 15 * MINUTE) == (1, 1)
    one_time.drop_attempts_before(connection, NOW)
    assert one_time.count_attempts(connection, "n" * 64, "x" * 64, NOW - 60 * MINUTE) == (0, 0)


def test_a_council_sign_in_is_taken_once(connection):
    begun = one_time.CouncilSignIn("b" * 64, "nonce", "verifier", "/", None, NOW + MINUTE)
    for state in ("s", "t"):
        one_time.save_council_sign_in(connection, state * 64, begun, NOW)
    assert one_time.take_council_sign_in(connection, "s" * 64, NOW) == begun
    assert one_time.take_council_sign_in(connection, "s" * 64, NOW) is None
    assert one_time.take_council_sign_in(connection, "t" * 64, NOW + MINUTE) is None
