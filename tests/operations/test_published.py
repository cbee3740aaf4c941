"""Whoever reads nothing but what was published gets what was frozen, from every operation."""

import pytest

from kpis.model.errors import NotFound, StoreUnavailable
from kpis.model.people import Audience
from kpis.operations.assembly import assemble_history, assemble_scorecard, row_of
from kpis.operations.attention import what_needs_attention
from kpis.operations.export import FileKind, export_scorecard
from kpis.operations.publications import newest_for, pack_of, published_last_with, read_publication
from kpis.operations.published import newest_publication, open_publication, publication_before
from kpis.operations.publishing import publish
from kpis.operations.revisions import TypedReason, say_why_revised
from kpis.operations.scorecard import list_scorecards
from kpis.operations.withdrawing import withdraw
from kpis.scorecard.attention import Concern
from kpis.store.catalogue import list_catalogue
from kpis.store.publications import get_publication
from tests.builders import month
from tests.operations.builders import OFFICER, PUBLIC, REVISED, load
from tests.operations.meeting_builders import MEMBER, a_meeting, published
from tests.store.conftest import triggers_off

FEBRUARY, MARCH = month("2023-02"), month("2023-03")


@pytest.fixture
def revised(store):
    """March was published as 64.1% and is 95.0% now."""
    published(store)
    load(store, REVISED)
    return store


def asked(store, ask, asker, *given):
    with store.reading() as connection:
        return ask(connection, list_catalogue(connection), asker, *given)


def test_the_very_row_and_history_that_were_frozen_are_given(revised):
    _, pack = pack_of(revised, PUBLIC, 1)
    scorecard = asked(revised, assemble_scorecard, MEMBER, "tests", None)
    assert scorecard.sections == pack.scorecard.sections
    assert scorecard.periods == (MARCH,)
    assert asked(revised, assemble_history, MEMBER, "t1") == pack.histories[0]
    assert asked(revised, row_of, MEMBER, "t1") == next(pack.scorecard.rows)


def test_an_officers_look_at_the_public_view_is_as_at_now(revised):
    for asker in (OFFICER, PUBLIC):
        assert asked(revised, row_of, asker, "T1").shown == "95.0%"
    assert asked(revised, row_of, MEMBER, "T1").shown == "64.1%"


def test_a_member_takes_the_published_figures_away(revised):
    assert b"95.0" not in export_scorecard(revised, MEMBER, "tests", FileKind.CSV).content
    assert b"64.1" in export_scorecard(revised, MEMBER, "tests", FileKind.CSV).content


def test_a_period_is_that_of_a_standing_publication(store):
    published(store, "2023-02-14")
    published(store, "2023-07-18", figures=None)
    assert [s.shown for s in asked(store, assemble_scorecard, MEMBER, "tests", "2023-02").rows] == ["60.0%", ""]
    assert asked(store, assemble_scorecard, MEMBER, "tests", None).periods == (FEBRUARY, MARCH)
    assert list_scorecards(store, MEMBER)[1] == {"tests": (FEBRUARY, MARCH)}
    withdraw(store, OFFICER, 1, "Wrong")
    with pytest.raises(NotFound, match=r'published for "2023-02"\. There is: March 2023\.'):
        asked(store, assemble_scorecard, MEMBER, "tests", "2023-02")


def test_newest_is_by_the_meeting_and_of_one_meeting_by_the_publication(store):
    published(store, "2023-07-18")
    published(store, "2023-04-18", figures=None)
    with store.reading() as connection:
        assert newest_publication(connection, "tests", Audience.PUBLIC).publication.number == 1
        held_on = get_publication(connection, 1).meeting.held_on
        assert publication_before(connection, "tests", Audience.PUBLIC, held_on).publication.number == 2
    withdraw(store, OFFICER, 1, "Wrong")
    assert newest_for(store, MEMBER)[0].publication.number == 2


@pytest.mark.parametrize("name", ["tests", "no such scorecard"])
def test_what_was_never_published_is_told_alike_whether_there_is_such_a_scorecard_or_not(store, name):
    a_meeting(store)
    with pytest.raises(NotFound, match=r"^Nothing has been published yet\.$"):
        asked(store, assemble_scorecard, MEMBER, name, None)


def test_an_indicator_that_was_not_published_is_told(revised):
    for ask in (assemble_history, row_of):
        with pytest.raises(NotFound, match="Nothing has been published of an indicator called T9"):
            asked(revised, ask, MEMBER, "T9")


def test_which_publication_an_indicator_is_read_from(revised):
    assert published_last_with(revised, MEMBER, "t2").number == 1
    assert published_last_with(revised, OFFICER, "T2") is None


def test_members_are_told_what_needed_attention_in_what_they_were_given(revised):
    (theirs,) = what_needs_attention(revised, MEMBER)
    (officers,) = what_needs_attention(revised, OFFICER)
    assert list(theirs.groups) == [Concern.STILL_RED]
    assert list(officers.groups) == [Concern.NEWLY_GREEN]
    assert [(r.then, r.now) for r in officers.last_seen.revised] == [("64.1%", "95.0%")]
    assert theirs.last_seen is None


def test_before_the_first_publication_what_is_new_is_so_since_the_period_before(store):
    load(store, REVISED)
    (found,) = what_needs_attention(store, OFFICER)
    assert found.last_seen is None
    assert list(found.groups) == [Concern.NEWLY_GREEN]


def test_then_and_now_is_for_officers_the_draft_and_for_members_what_was_published_since(revised):
    assert [r.now for r in read_publication(revised, OFFICER, 1).revised] == ["95.0%"]
    assert read_publication(revised, MEMBER, 1).revised == ()
    say_why_revised(revised, OFFICER, [TypedReason("T1", "2023-03", "late_record", "It came late")])
    publish(revised, OFFICER, "tests", a_meeting(revised, "2023-09-12", figures=None))
    say_why_revised(revised, OFFICER, [TypedReason("T1", "2023-03", "correction", "A draft of a reason")])
    (told,) = read_publication(revised, MEMBER, 1).revised
    assert (told.then, told.now, told.words) == ("64.1%", "95.0%", "It came late")
    (told,) = read_publication(revised, OFFICER, 1).revised
    assert told.words == "A draft of a reason"


def test_with_nothing_that_stands_what_is_another_now_is_not_known_to_members(revised):
    withdraw(revised, OFFICER, 1, "Wrong")
    assert read_publication(revised, MEMBER, 1).is_known_since is False
    assert read_publication(revised, OFFICER, 1).is_known_since is True


def test_a_publication_that_was_tampered_with_is_not_opened(store):
    published(store)
    with store.writing() as connection, triggers_off(connection):
        connection.exec_driver_sql("UPDATE publications SET digest = 'other'")
    with store.reading() as connection, pytest.raises(StoreUnavailable, match="is damaged"):
        open_publication(connection, 1, Audience.PUBLIC)
