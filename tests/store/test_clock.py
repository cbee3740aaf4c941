"""A clock that is put back or forward, as for summer time or by a server that was set wrongly, changes no answer.

Rows have numbers, and what is newer is told by them. Where only time can say, as for how long a session lasts, moments
are in UTC, which knows no summer time, and a clock that jumps ends what it is no longer sure of.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.meetings import RevisionCause
from kpis.operations import commentary, meetings, publishing, revisions, undo, upload, withdrawing
from kpis.operations.accounts import add_person_with_password
from kpis.operations.audit import verify_trail
from kpis.operations.commentary import Draft, desk_of, write_commentary
from kpis.operations.door import IDLE, Door
from kpis.operations.history import history_of
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import newest_for, read_publication
from kpis.operations.publishing import publish
from kpis.operations.revisions import TypedReason, say_why_revised
from kpis.operations.signing_in import (
    FIRST_LINK_LASTS,
    FRESH,
    MOST_FOR_A_NAME,
    SEEN_EVERY,
    TOO_MANY,
    WINDOW,
    find_signed_in,
    first_link,
    is_fresh,
    keep_alive,
    person_of_link,
    sign_in,
)
from kpis.operations.undo import undo_upload
from kpis.operations.uploads import uploads_on_page
from kpis.operations.withdrawing import withdraw
from kpis.scorecard.frozen import freeze
from kpis.store import audit
from kpis.store.audit import every_entry, record
from kpis.store.catalogue import list_catalogue, save_catalogue
from tests.access import COMMAND_LINE, PASSWORD, SECRET, cheap_passwords
from tests.builders import MARCH, a_target
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, REVISED, TIMELINESS, a_workbook, load

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
BEFORE_SUMMER_TIME_ENDS = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
HERE = "192.0.2.1"
CORRECTED = TypedReason("T1", "2023-03", "correction", "A correction")


class Clock:
    """What every operation takes for the time."""

    def __init__(self):
        self.time = BEFORE_SUMMER_TIME_ENDS

    def __call__(self):
        return self.time

    def now(self, zone):
        assert zone is UTC, "a moment without its zone is asked for"
        return self.time

    def jump(self, span):
        self.time += span


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    for module in (upload, undo, commentary, meetings, publishing, revisions, withdrawing, audit):
        monkeypatch.setattr(module, "datetime", clock)
    return clock


@pytest.fixture
def door(store, clock):
    return Door(store, SECRET, cheap_passwords(), now=clock)


@pytest.fixture
def person(door):
    return add_person_with_password(door, COMMAND_LINE, "An administrator", None, PASSWORD)


def shown(store):
    return [p.shown for p in history_of(store, OFFICER, "T1").points]


@pytest.mark.parametrize("span", [-HOUR, HOUR, timedelta(days=-400)])
def test_the_newer_upload_counts_whatever_the_clock_says(store, clock, span):
    load(store, GOOD)
    clock.jump(span)
    load(store, REVISED)
    assert shown(store) == ["60.0%", "95.0%"]
    (march,) = [p for p in history_of(store, OFFICER, "T1").points if p.period == MARCH]
    assert march.source.file == "april.csv"
    assert [u.file for u in uploads_on_page(store, OFFICER, 1).uploads] == ["april.csv", "march.csv"]


def test_an_undo_under_a_clock_that_was_put_back_undoes(store, clock):
    load(store, GOOD)
    number = load(store, REVISED).upload
    clock.jump(-HOUR)
    undo_upload(store, OFFICER, number, "The wrong file")
    assert shown(store) == ["60.0%", "64.1%"]


def test_the_newer_words_count_whatever_the_clock_says(store, clock):
    load(store, GOOD)
    for text in ("First", "Second"):
        write_commentary(store, OFFICER, "tests", None, [Draft("", None, "T1", text)])
        clock.jump(-HOUR)
    assert [w.text for w in desk_of(store, OFFICER, "tests").words] == ["Second"]


def test_a_target_that_was_saved_later_counts_whatever_the_clock_says(store):
    for value, hours in ((80.0, 0), (85.0, -1)):
        target = a_target(value, in_force_from=date(2026, 4, 1))
        catalogue = replace(CATALOGUE, targets=(target,))
        with store.writing() as connection:
            save_catalogue(connection, catalogue, "An advisor", BEFORE_SUMMER_TIME_ENDS + hours * HOUR)
    with store.reading() as connection:
        assert [t.low for t in list_catalogue(connection).targets] == [85.0]


@pytest.fixture
def published_once(store, clock):
    """A publication of March, and its number."""
    load(store, GOOD)
    return publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Scrutiny", "2026-11-01")).number


def revised(store, number):
    return [(r.then, r.now, r.cause) for r in read_publication(store, OFFICER, number).revised]


@pytest.mark.parametrize("span", [-HOUR, timedelta(0), HOUR])
def test_a_reason_given_after_a_publication_counts_whatever_the_clock_says(store, clock, published_once, span):
    load(store, REVISED)
    clock.jump(span)
    say_why_revised(store, OFFICER, [CORRECTED])
    assert revised(store, published_once) == [("64.1%", "95.0%", RevisionCause.CORRECTION)]


@pytest.mark.parametrize("span", [-HOUR, timedelta(0), HOUR])
def test_a_reason_given_before_a_publication_never_counts_for_what_came_after(store, clock, published_once, span):
    load(store, REVISED)
    say_why_revised(store, OFFICER, [CORRECTED])
    clock.jump(span)
    later = publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Scrutiny", "2026-12-01")).number
    load(store, a_workbook((TIMELINESS, "2023-03", "91.0%"), name="may.csv"))
    assert revised(store, later) == [("95.0%", "91.0%", None)]


def test_a_publication_of_an_earlier_version_goes_by_the_moment(store, clock, monkeypatch):
    def without_the_number(pack):
        return freeze(pack).replace(b'"reasons":0', b'"mood":"calm"')

    monkeypatch.setattr(publishing, "freeze", without_the_number)
    load(store, GOOD)
    number = publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Scrutiny", "2026-11-01")).number
    load(store, REVISED)
    clock.jump(SECOND)
    say_why_revised(store, OFFICER, [CORRECTED])
    assert revised(store, number) == [("64.1%", "95.0%", RevisionCause.CORRECTION)]


def test_what_was_published_again_under_a_clock_that_was_put_back_is_what_members_have(store, clock, published_once):
    withdraw(store, OFFICER, published_once, "A wrong figure")
    load(store, REVISED)
    clock.jump(-HOUR)
    meeting = read_publication(store, OFFICER, published_once).publication.meeting.number
    again = publish(store, OFFICER, "tests", meeting)
    assert [found.publication.number for found in newest_for(store, OFFICER)] == [again.number]


def test_the_trail_holds_across_a_clock_that_jumps(store, clock):
    for span in (timedelta(0), -HOUR, 3 * HOUR, timedelta(days=-400)):
        clock.jump(span)
        with store.writing() as connection:
            record(connection, "An advisor", Deed.TOOK_IN, str(span))
    assert verify_trail(store, COMMAND_LINE).holds
    with store.reading() as connection:
        assert [e.number for e in every_entry(connection)] == [1, 2, 3, 4]


def test_summer_time_neither_ends_nor_lengthens_a_session(door, person, clock):
    token = sign_in(door, "An administrator", PASSWORD, HERE)
    clock.jump(IDLE)
    assert find_signed_in(door, token)
    clock.jump(SECOND)
    assert find_signed_in(door, token) is None


@pytest.mark.parametrize("span", [-HOUR, HOUR])
def test_a_clock_that_jumps_an_hour_ends_a_session_and_one_may_sign_in_again(door, person, clock, span):
    token = sign_in(door, "An administrator", PASSWORD, HERE)
    clock.jump(span)
    assert find_signed_in(door, token) is None
    assert find_signed_in(door, sign_in(door, "An administrator", PASSWORD, HERE))


def test_a_clock_that_is_put_back_a_little_lengthens_no_session(door, person, clock):
    token = sign_in(door, "An administrator", PASSWORD, HERE)
    clock.jump(-2 * SEEN_EVERY)
    keep_alive(door, token, find_signed_in(door, token))
    clock.jump(IDLE + SECOND)
    assert find_signed_in(door, token) is None


def test_a_password_is_not_fresh_again_because_the_clock_was_put_back(door, person, clock):
    session = find_signed_in(door, sign_in(door, "An administrator", PASSWORD, HERE))
    clock.jump(-FRESH - SECOND)
    assert not is_fresh(door, session)


@pytest.mark.parametrize(("span", "is_stopped"), [(-HOUR, True), (WINDOW - SECOND, True), (HOUR, False)])
def test_a_clock_that_is_put_back_is_no_way_around_the_limit_of_tries(door, person, clock, span, is_stopped):
    for _ in range(MOST_FOR_A_NAME):
        with pytest.raises(Refused):
            sign_in(door, "An administrator", "not the password", HERE)
    clock.jump(span)
    if is_stopped:
        with pytest.raises(Refused, match=TOO_MANY):
            sign_in(door, "An administrator", PASSWORD, HERE)
    else:
        assert sign_in(door, "An administrator", PASSWORD, HERE)


def test_a_clock_that_is_put_forward_ends_a_link_and_one_put_back_does_not_use_it_twice(door, clock):
    link = first_link(door)
    clock.jump(FIRST_LINK_LASTS)
    with pytest.raises(Refused, match="has run out"):
        person_of_link(door, link)
    newer = first_link(door)
    clock.jump(-HOUR)
    with pytest.raises(Refused, match="has been used"):
        person_of_link(door, link)
    assert person_of_link(door, newer) is None
