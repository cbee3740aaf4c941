"""Roles, and whose eyes they have."""

import pytest

from kpis.model.people import Asker, Audience, Role, Way, audience_of


def test_each_role_may_do_all_that_the_one_before_it_may():
    order = [Role.READER, Role.MEMBER, Role.ADVISOR, Role.ADMINISTRATOR]
    for place, role in enumerate(order):
        assert [role.may_act_as(least) for least in order] == [other <= place for other in range(4)]


@pytest.mark.parametrize(
    "role, audience",
    [
        (Role.READER, Audience.PUBLIC),
        (Role.MEMBER, Audience.PUBLIC),
        (Role.ADVISOR, Audience.OFFICERS),
        (Role.ADMINISTRATOR, Audience.OFFICERS),
    ],
)
def test_small_numbers_are_for_officers_alone(role, audience):
    assert audience_of(role) is audience


def test_only_a_person_who_signed_in_has_a_name_that_can_be_relied_on():
    assert Asker("x", way=Way.SIGNED_IN).is_signed_in
    assert not any(Asker("x", way=way).is_signed_in for way in Way if way is not Way.SIGNED_IN)
