"""Who has access, and what is written down of each change."""

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker, Audience, Role, Way
from kpis.operations.accounts import (
    add_person,
    add_person_with_password,
    list_people,
    named_person,
    names_in,
    own_link,
    remove_person,
    reset_password,
    set_role,
)
from kpis.operations.signing_in import person_of_link, sign_in, use_link
from kpis.store.audit import every_entry
from tests.access import COMMAND_LINE, NAMES, OTHER_PASSWORD, PASSWORD, a_door, add_people

ADMINISTRATOR = Asker(NAMES[Role.ADMINISTRATOR], Audience.OFFICERS, Role.ADMINISTRATOR, Way.SIGNED_IN)
OTHERS = [
    Asker("An advisor", Audience.OFFICERS, Role.ADVISOR, Way.SIGNED_IN),
    Asker("A member", Audience.PUBLIC, Role.MEMBER, Way.SIGNED_IN),
    Asker("a reader", Audience.PUBLIC, Role.READER, Way.NOT_SIGNED_IN),
    Asker("officer at this machine", Audience.OFFICERS, Role.ADMINISTRATOR, Way.THIS_MACHINE),
]


@pytest.fixture
def door(store):
    add_people(store)
    return a_door(store)


def number_of(door, role):
    return named_person(door.store, COMMAND_LINE, NAMES[role]).number


def deeds(store):
    with store.reading() as connection:
        return [(e.by, e.deed, e.about) for e in every_entry(connection)]


@pytest.mark.parametrize("asker", OTHERS, ids=lambda a: a.name)
def test_only_an_administrator_who_signed_in_changes_who_has_access(door, asker):
    number = number_of(door, Role.MEMBER)
    for act in (
        lambda: list_people(door.store, asker),
        lambda: add_person(door, asker, "New", Role.MEMBER),
        lambda: add_person_with_password(door, asker, "New", Role.MEMBER, PASSWORD),
        lambda: set_role(door, asker, number, Role.ADMINISTRATOR),
        lambda: reset_password(door, asker, number),
        lambda: remove_person(door, asker, number),
    ):
        with pytest.raises(Refused, match="administrator"):
            act()
    assert len(deeds(door.store)) == 3


def test_a_person_who_is_added_chooses_a_password_of_their_own_once(door):
    person, link = add_person(door, ADMINISTRATOR, "  New   Person ", Role.ADVISOR)
    assert (person.name, person.has_password, person_of_link(door, link).name) == ("New Person", False, "New Person")
    assert use_link(door, link, "ignored", OTHER_PASSWORD)
    assert sign_in(door, "new person", OTHER_PASSWORD, "here")
    with pytest.raises(Refused, match="has been used"):
        use_link(door, link, "ignored", PASSWORD)
    assert deeds(door.store)[3:6] == [
        (ADMINISTRATOR.name, Deed.ADDED_PERSON, "New Person, advisor"),
        (ADMINISTRATOR.name, Deed.MADE_LINK, "New Person"),
        ("New Person", Deed.CHOSE_PASSWORD, "New Person"),
    ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "two\nlines\u0007", "a MEMBER"])
def test_a_name_that_is_none_or_is_taken_is_refused(door, name):
    with pytest.raises(Refused):
        add_person(door, ADMINISTRATOR, name, Role.MEMBER)


def test_nobody_can_be_made_a_reader(door):
    with pytest.raises(Refused, match="A person is a member, advisor or administrator"):
        set_role(door, ADMINISTRATOR, number_of(door, Role.MEMBER), Role.READER)


def test_the_first_person_is_an_administrator_and_later_ones_are_members(store):
    door = a_door(store)
    with pytest.raises(Refused, match="must be an administrator"):
        add_person_with_password(door, COMMAND_LINE, "First", Role.MEMBER, PASSWORD)
    assert add_person_with_password(door, COMMAND_LINE, "First", None, PASSWORD).role is Role.ADMINISTRATOR
    assert add_person_with_password(door, COMMAND_LINE, "Second", None, PASSWORD).role is Role.MEMBER


def test_the_last_administrator_is_neither_removed_nor_made_less(door):
    number = number_of(door, Role.ADMINISTRATOR)
    for act in (
        lambda: remove_person(door, ADMINISTRATOR, number),
        lambda: set_role(door, ADMINISTRATOR, number, Role.ADVISOR),
    ):
        with pytest.raises(Refused, match="Nobody would be left"):
            act()
    add_person(door, ADMINISTRATOR, "Has no password yet", Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Nobody would be left"):
        remove_person(door, ADMINISTRATOR, number)
    assert named_person(door.store, COMMAND_LINE, ADMINISTRATOR.name).role is Role.ADMINISTRATOR


def test_a_changed_role_is_written_down_once(door):
    number = number_of(door, Role.MEMBER)
    for _ in range(2):
        assert set_role(door, ADMINISTRATOR, number, Role.ADVISOR).role is Role.ADVISOR
    assert deeds(door.store)[3:] == [(ADMINISTRATOR.name, Deed.CHANGED_ROLE, "A member: member to advisor")]


def test_a_reset_takes_the_password_away_until_the_link_is_used(door):
    person, link = reset_password(door, ADMINISTRATOR, number_of(door, Role.MEMBER))
    with pytest.raises(Refused):
        sign_in(door, person.name, PASSWORD, "here")
    use_link(door, link, "", OTHER_PASSWORD)
    assert sign_in(door, person.name, OTHER_PASSWORD, "here")


def test_nobody_locks_themselves_out_by_a_reset(door):
    with pytest.raises(Refused, match="page of your account"):
        reset_password(door, ADMINISTRATOR, number_of(door, Role.ADMINISTRATOR))


def test_a_person_changes_their_own_password_and_the_old_one_holds_until_then(door):
    member = Asker(NAMES[Role.MEMBER], Audience.PUBLIC, Role.MEMBER, Way.SIGNED_IN)
    link = own_link(door, member)
    assert sign_in(door, member.name, PASSWORD, "here")
    use_link(door, link, "", OTHER_PASSWORD)
    with pytest.raises(Refused):
        sign_in(door, member.name, PASSWORD, "here")
    with pytest.raises(Refused, match="Sign in first"):
        own_link(door, OTHERS[2])


def test_a_person_who_was_removed_can_be_added_again_with_nothing_of_before(door):
    number = number_of(door, Role.ADVISOR)
    remove_person(door, ADMINISTRATOR, number)
    person, _ = add_person(door, ADMINISTRATOR, NAMES[Role.ADVISOR], Role.MEMBER)
    assert (person.number, person.role, person.has_password) == (number, Role.MEMBER, False)


@pytest.mark.parametrize("name", ["root on the command line", "Root On The  COMMAND line"])
def test_no_account_has_a_name_that_the_trail_gives_to_the_machines_own_users(door, name):
    with pytest.raises(Refused, match="the machine’s own users"):
        add_person(door, ADMINISTRATOR, name, Role.ADMINISTRATOR)
    assert name not in [person.name for person in list_people(door.store, COMMAND_LINE)]


def test_an_unknown_name_is_told_who_there_is(door):
    with pytest.raises(NotFound, match=r'nobody called "X"\. There are: A member, An administrator, An advisor\.'):
        named_person(door.store, COMMAND_LINE, "X")


def test_people_are_listed_with_their_role(door):
    add_person(door, ADMINISTRATOR, "New", Role.MEMBER)
    assert names_in(list_people(door.store, ADMINISTRATOR)).splitlines()[0] == "A member\tmember"
    assert names_in(list_people(door.store, ADMINISTRATOR)).splitlines()[3] == "New\tmember\tno password yet"
    assert names_in([]) == "Nobody has been added yet."


def test_where_the_council_signs_people_in_its_groups_decide(store):
    add_people(store)
    door = a_door(store, is_council=True)
    number = number_of(door, Role.MEMBER)
    for act in (
        lambda: add_person(door, ADMINISTRATOR, "New", Role.MEMBER),
        lambda: set_role(door, ADMINISTRATOR, number, Role.ADVISOR),
        lambda: reset_password(door, ADMINISTRATOR, number),
        lambda: own_link(door, ADMINISTRATOR),
    ):
        with pytest.raises(Refused, match="groups"):
            act()
    assert remove_person(door, ADMINISTRATOR, number).name == NAMES[Role.MEMBER]
