"""Signing in with a password: who gets in, for how long, and how little a stranger learns."""

import logging
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from kpis.model.errors import Refused
from kpis.model.people import Role, Way
from kpis.operations.accounts import add_person_with_password, remove_person, set_password
from kpis.operations.door import IDLE, LONGEST_SESSION, Door
from kpis.operations.passwords import Passwords
from kpis.operations.signing_in import (
    FIRST_LINK_LASTS,
    FRESH,
    MOST_FOR_A_NAME,
    MOST_FROM_AN_ADDRESS,
    TOO_MANY,
    USED,
    WINDOW,
    WRONG,
    asker_of,
    find_signed_in,
    first_link,
    is_fresh,
    keep_alive,
    needs_sign_in,
    person_of_link,
    sign_in,
    sign_out,
    use_link,
)
from tests.access import COMMAND_LINE, OTHER_PASSWORD, PASSWORD, SECRET, CountingHasher

NAME, HERE = "An administrator", "192.0.2.1"
SECOND = timedelta(seconds=1)


class Clock:
    def __init__(self):
        self.time = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def wait(self, span):
        self.time += span


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hasher():
    return CountingHasher()


@pytest.fixture
def door(store, clock, hasher):
    return Door(store, SECRET, Passwords(hasher), now=clock)


@pytest.fixture
def person(door):
    return add_person_with_password(door, COMMAND_LINE, NAME, None, PASSWORD)


def refused(door, name=NAME, password="not the password", address=HERE):
    with pytest.raises(Refused) as stopped:
        sign_in(door, name, password, address)
    return str(stopped.value)


def test_the_right_password_signs_in_as_the_account_says(door, person):
    asker = asker_of(find_signed_in(door, sign_in(door, " an  ADMINISTRATOR", PASSWORD, HERE)))
    assert (asker.name, asker.role, asker.way) == (NAME, Role.ADMINISTRATOR, Way.SIGNED_IN)


@pytest.mark.parametrize(
    "name, password", [(NAME, OTHER_PASSWORD), (NAME, ""), ("Nobody", PASSWORD), ("", ""), (NAME, "x" * 9999)]
)
def test_a_wrong_password_and_an_unknown_name_are_told_the_same_after_the_same_work(
    door, person, hasher, name, password
):
    before = hasher.compared
    assert refused(door, name, password) == WRONG
    assert hasher.compared == before + 1


def test_how_long_a_refusal_takes_does_not_tell_whether_there_is_such_a_person(store, clock):
    """Measured in time of the processor, in turn, with an argon2 that costs enough to be what takes the time."""
    costly = Door(store, SECRET, Passwords(PasswordHasher(time_cost=2, memory_cost=4096, parallelism=1)), now=clock)
    add_person_with_password(costly, COMMAND_LINE, NAME, Role.ADMINISTRATOR, PASSWORD)
    took = {NAME: [], "Nobody": []}
    for number in range(61):
        for name in sorted(took, reverse=number % 2 == 1):
            clock.wait(timedelta(minutes=2))
            began = time.process_time()
            assert refused(costly, name) == WRONG
            took[name].append(time.process_time() - began)
    known, unknown = (statistics.median(seconds[1:]) for seconds in took.values())
    assert 0.8 < known / unknown < 1.25


def test_a_refused_sign_in_leaves_a_line_without_a_name_or_a_password(door, person, caplog):
    with caplog.at_level(logging.INFO, "waymark"):
        refused(door, "Sam Unknown", "lantern orchard")
    assert [r.getMessage() for r in caplog.records] == ["a sign-in was refused"]


def test_a_person_without_a_password_yet_is_told_the_same(door, person, store):
    with store.writing() as connection:
        from kpis.store.accounts import change_password

        change_password(connection, person.number, None)
    assert refused(door, NAME, PASSWORD) == WRONG


def test_many_tries_with_one_name_are_stopped_wherever_they_come_from(door, person, hasher):
    for number in range(MOST_FOR_A_NAME):
        assert refused(door, address=f"192.0.2.{number}") == WRONG
    compared = hasher.compared
    assert refused(door, password=PASSWORD) == TOO_MANY
    assert refused(door, "an  ADMINISTRATOR", PASSWORD, "198.51.100.7") == TOO_MANY
    assert hasher.compared == compared


def test_an_unknown_name_is_stopped_like_a_known_one(door, person):
    assert [refused(door, "Nobody") for _ in range(MOST_FOR_A_NAME + 1)] == [WRONG] * MOST_FOR_A_NAME + [TOO_MANY]


def test_many_names_from_one_address_are_stopped_and_others_are_not(door, person):
    for number in range(MOST_FROM_AN_ADDRESS):
        assert refused(door, f"Person {number}") == WRONG
    assert refused(door, password=PASSWORD) == TOO_MANY
    assert sign_in(door, NAME, PASSWORD, "198.51.100.7")


def test_the_window_slides(door, person, clock):
    for _ in range(MOST_FOR_A_NAME):
        refused(door)
    clock.wait(WINDOW - SECOND)
    assert refused(door, password=PASSWORD) == TOO_MANY
    clock.wait(SECOND)
    assert sign_in(door, NAME, PASSWORD, HERE)


def test_a_right_password_forgives_the_tries_before_it(door, person):
    for _ in range(MOST_FOR_A_NAME - 1):
        refused(door)
    sign_in(door, NAME, PASSWORD, HERE)
    assert refused(door) == WRONG


def test_a_session_ends_when_its_person_is_away_for_half_an_hour(door, person, clock):
    token = sign_in(door, NAME, PASSWORD, HERE)
    clock.wait(IDLE)
    assert find_signed_in(door, token)
    clock.wait(SECOND)
    assert find_signed_in(door, token) is None


def test_a_session_goes_on_while_its_person_is_there_but_eight_hours_at_most(door, person, clock):
    token, begun = sign_in(door, NAME, PASSWORD, HERE), clock.time
    while clock.time - begun < LONGEST_SESSION:
        keep_alive(door, token, find_signed_in(door, token))
        clock.wait(timedelta(minutes=20))
    assert clock.time - begun == LONGEST_SESSION
    assert find_signed_in(door, token)
    keep_alive(door, token, find_signed_in(door, token))
    clock.wait(SECOND)
    assert find_signed_in(door, token) is None


def test_a_password_is_fresh_for_ten_minutes(door, person, clock):
    session = find_signed_in(door, sign_in(door, NAME, PASSWORD, HERE))
    clock.wait(FRESH)
    assert is_fresh(door, session)
    clock.wait(SECOND)
    assert not is_fresh(door, session)


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(door, person):
    token = sign_in(door, NAME, PASSWORD, HERE)
    other = sign_in(door, NAME, PASSWORD, HERE)
    sign_out(door, token)
    assert find_signed_in(door, token) is None
    assert find_signed_in(door, other)


def test_a_new_sign_in_has_a_new_token_and_ends_the_one_it_replaces(door, person):
    first = sign_in(door, NAME, PASSWORD, HERE)
    second = sign_in(door, NAME, PASSWORD, HERE, first)
    assert first != second
    assert find_signed_in(door, first) is None
    assert find_signed_in(door, second)


@pytest.mark.parametrize("token", [None, "", "nonsense", "\ud800", "x" * 5000])
def test_a_token_that_nobody_was_given_is_nobodys(door, person, token):
    assert find_signed_in(door, token) is None


def test_the_store_holds_no_token_that_would_sign_anybody_in(door, person, store, clock):
    token = sign_in(door, NAME, PASSWORD, HERE)
    assert find_signed_in(Door(store, b"another secret", door.passwords, now=clock), token) is None
    assert find_signed_in(door, door.digest(token)) is None


def test_another_password_and_removal_end_every_session(door, person):
    other = add_person_with_password(door, COMMAND_LINE, "Another", Role.ADMINISTRATOR, PASSWORD)
    first, second = (sign_in(door, name, PASSWORD, HERE) for name in (NAME, "Another"))
    set_password(door, COMMAND_LINE, person.number, OTHER_PASSWORD)
    assert find_signed_in(door, first) is None
    assert sign_in(door, NAME, OTHER_PASSWORD, HERE)
    remove_person(door, COMMAND_LINE, other.number)
    assert find_signed_in(door, second) is None
    assert refused(door, "Another", PASSWORD) == WRONG


def test_where_the_council_signs_people_in_no_password_does(store, door, person, clock):
    token = sign_in(door, NAME, PASSWORD, HERE)
    council = Door(store, SECRET, door.passwords, is_council=True, now=clock)
    assert "council account" in refused(council, NAME, PASSWORD)
    assert find_signed_in(council, token) is None


def test_nobody_needs_to_sign_in_until_somebody_was_added_and_always_from_then_on(door):
    assert not needs_sign_in(door)
    person = add_person_with_password(door, COMMAND_LINE, NAME, None, PASSWORD)
    other = add_person_with_password(door, COMMAND_LINE, "Another", Role.ADMINISTRATOR, PASSWORD)
    remove_person(door, COMMAND_LINE, person.number)
    assert needs_sign_in(door)
    with pytest.raises(Refused, match="Nobody would be left"):
        remove_person(door, COMMAND_LINE, other.number)


def test_the_first_link_makes_one_administrator_and_is_then_worth_nothing(door):
    link = first_link(door)
    assert person_of_link(door, link) is None
    asker = asker_of(find_signed_in(door, use_link(door, link, NAME, PASSWORD)))
    assert (asker.name, asker.role) == (NAME, Role.ADMINISTRATOR)
    with pytest.raises(Refused) as again:
        use_link(door, link, "Another", PASSWORD)
    assert str(again.value) == USED
    assert first_link(door) is None


def test_the_first_link_runs_out_and_a_newer_one_ends_it(door, clock):
    old = first_link(door)
    new = first_link(door)
    for token in (old, "nonsense"):
        with pytest.raises(Refused, match="has been used, or has run out"):
            person_of_link(door, token)
    clock.wait(FIRST_LINK_LASTS)
    with pytest.raises(Refused, match="has been used, or has run out"):
        use_link(door, new, NAME, PASSWORD)


def test_the_first_link_is_worth_nothing_once_somebody_was_added_by_a_command(door):
    link = first_link(door)
    add_person_with_password(door, COMMAND_LINE, NAME, None, PASSWORD)
    with pytest.raises(Refused, match="There is an administrator already"):
        use_link(door, link, "Another", PASSWORD)


def test_a_poor_password_does_not_use_a_link_up(door):
    link = first_link(door)
    with pytest.raises(Refused, match="at least 12 characters"):
        use_link(door, link, NAME, "short")
    assert use_link(door, link, NAME, PASSWORD)
