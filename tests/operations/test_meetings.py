"""Meetings are added with who added them, and what cannot be one is told at once."""

from datetime import date

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import BadMeeting, Refused
from kpis.model.people import Asker
from kpis.operations.meetings import (
    COMMITTEE,
    DAY,
    NAME,
    Preparable,
    add_meeting,
    add_shipped_meetings,
    list_meetings,
    list_preparable,
    meeting_on,
    meetings_as_text,
)
from kpis.store.audit import list_entries
from tests.operations.builders import GOOD, OFFICER, PUBLIC, load
from tests.operations.meeting_builders import published


def test_a_meeting_is_kept_and_told_in_the_audit_trail(store):
    number = add_meeting(store, OFFICER, "  Scrutiny   Committee ", "2023-07-18")
    (one,) = list_meetings(store)
    assert (one.meeting.number, one.meeting.committee, one.meeting.held_on) == (
        number, "Scrutiny Committee", date(2023, 7, 18),
    )  # fmt: skip
    with store.reading() as connection:
        (entry,) = list_entries(connection, 9)
    assert (entry.deed, entry.by, entry.about) == (
        Deed.ADDED_MEETING, "An advisor", "Scrutiny Committee, 18 July 2023",
    )  # fmt: skip


def test_all_that_is_wrong_with_a_meeting_is_told_at_once(store):
    with pytest.raises(BadMeeting) as refusal:
        add_meeting(store, Asker(" "), "", "18.13.2023")
    assert [part for part, _ in refusal.value.mistakes] == [COMMITTEE, DAY, NAME]
    assert str(refusal.value) == (
        'Name the committee, in 1 to 200 letters. "18.13.2023" is not a day. Give the day of the '
        "meeting, such as 18 July 2023 or 2023-07-18. Give your name, in 1 to 120 letters."
    )
    assert list_meetings(store) == []


def test_a_committee_meets_once_a_day_however_it_is_written(store):
    add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")
    with pytest.raises(BadMeeting, match="has a meeting on that day already"):
        add_meeting(store, OFFICER, "SCRUTINY", "2023-07-18")
    add_meeting(store, OFFICER, "Corporate Parenting", "2023-07-18")
    add_meeting(store, OFFICER, "Scrutiny", "2023-09-12")


def test_only_officers_add_meetings(store):
    with pytest.raises(Refused, match="This is for officers"):
        add_meeting(store, PUBLIC, "Scrutiny", "2023-07-18")


def test_the_meeting_of_a_day_is_found_and_one_of_two_must_be_named(store):
    first = add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")
    assert meeting_on(store, date(2023, 7, 18)).number == first
    second = add_meeting(store, OFFICER, "Corporate Parenting", "2023-07-18")
    with pytest.raises(Refused, match="Several committees meet on 2023-07-18: Scrutiny; Corporate Parenting"):
        meeting_on(store, date(2023, 7, 18))
    assert meeting_on(store, date(2023, 7, 18), "corporate parenting").number == second


@pytest.mark.parametrize("committee", [None, "Planning"])
def test_a_day_without_a_meeting_says_what_to_do(store, committee):
    add_meeting(store, OFFICER, "Scrutiny", "2023-07-19")
    with pytest.raises(Refused, match=r"no meeting on 2023-07-18\. Add it first, on the page Meetings\."):
        meeting_on(store, date(2023, 7, 18), committee)


def test_the_list_has_each_meeting_with_what_was_published_for_it(store):
    published(store)
    add_meeting(store, OFFICER, "Scrutiny", "2023-09-12")
    assert meetings_as_text(list_meetings(store)) == ("2023-09-12  Scrutiny\n2023-07-18  Scrutiny\n  1  Tests, 2023-03")
    assert meetings_as_text([]) == "No meeting has been added yet."


def test_what_can_be_prepared_is_each_scorecard_that_has_figures(store):
    assert list_preparable(store) == []
    load(store, GOOD)
    assert list_preparable(store) == [Preparable("tests", "Tests", date(2023, 2, 1))]


def test_the_demonstrations_meetings_are_added_once(store):
    add_shipped_meetings(store, OFFICER)
    add_shipped_meetings(store, OFFICER)
    days = [one.meeting.held_on for one in list_meetings(store)]
    assert days == [date(2023, 7, 18), date(2019, 9, 11)]
