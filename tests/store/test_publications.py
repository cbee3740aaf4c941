"""Meetings and publications are kept whole, and a damaged one is told."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from kpis.model.errors import NotFound, Refused, StoreUnavailable
from kpis.store.meetings import get_meeting, list_meetings, list_meetings_on, save_meeting
from kpis.store.publications import (
    get_content,
    get_publication,
    list_publications,
    save_publication,
    save_withdrawal,
)
from kpis.store.tables import publications
from tests.builders import MARCH

AT = datetime(2023, 7, 10, 9, 30, tzinfo=UTC)
JULY, SEPTEMBER = date(2023, 7, 18), date(2023, 9, 12)
CONTENT = b'{"figures": "as they stood"}'


@pytest.fixture
def meeting(store):
    with store.writing() as connection:
        return get_meeting(connection, save_meeting(connection, "Scrutiny", JULY, "An advisor", AT))


@pytest.fixture
def publication(store, meeting):
    with store.writing() as connection:
        number = save_publication(connection, meeting, "tests", "Tests", MARCH, CONTENT, "An advisor", AT)
        return get_publication(connection, number)


def test_a_meeting_is_kept_with_who_added_it(meeting):
    assert (meeting.committee, meeting.held_on, meeting.added_by, meeting.added_at) == (
        "Scrutiny", JULY, "An advisor", AT,
    )  # fmt: skip


def test_meetings_are_listed_the_newest_first(store, meeting):
    with store.writing() as connection:
        save_meeting(connection, "Scrutiny", SEPTEMBER, "An advisor", AT)
        assert [m.held_on for m in list_meetings(connection)] == [SEPTEMBER, JULY]
        assert list_meetings_on(connection, JULY) == [meeting]


def test_a_committee_meets_once_a_day(store, meeting):
    with store.writing() as connection, pytest.raises(Refused, match="already"):
        save_meeting(connection, "Scrutiny", JULY, "Another advisor", AT)


def test_a_publication_gives_back_its_very_bytes(store, publication):
    with store.reading() as connection:
        assert get_content(connection, publication) == CONTENT
    assert publication.digest == hashlib.sha256(CONTENT).hexdigest()
    assert (publication.period, publication.by, publication.at, publication.stands) == (MARCH, "An advisor", AT, True)


def test_a_publication_whose_bytes_are_others_is_told(store, publication):
    forged = replace(publication, digest=hashlib.sha256(b"others").hexdigest())
    with store.reading() as connection, pytest.raises(StoreUnavailable, match="damaged"):
        get_content(connection, forged)


def test_a_publication_that_cannot_even_be_unpacked_is_told(store, publication):
    with store.writing() as connection:
        row = connection.execute(sa.select(publications)).mappings().one()
        connection.execute(sa.insert(publications).values({**row, "id": row["id"] + 1, "content": b"rubbish"}))
        with pytest.raises(StoreUnavailable, match="damaged"):
            get_content(connection, get_publication(connection, row["id"] + 1))


def test_a_withdrawn_publication_stays_with_its_reason(store, publication):
    with store.writing() as connection:
        save_withdrawal(connection, publication, "The wrong month", "Another advisor", AT)
        (gone,) = list_publications(connection, "tests")
        assert get_content(connection, gone) == CONTENT
        with pytest.raises(Refused, match="already"):
            save_withdrawal(connection, gone, "Again", "Another advisor", AT)
    assert not gone.stands
    assert (gone.withdrawn.reason, gone.withdrawn.by, gone.withdrawn.at) == ("The wrong month", "Another advisor", AT)


def test_publications_are_listed_by_meeting_the_newest_first(store, publication):
    with store.writing() as connection:
        later = get_meeting(connection, save_meeting(connection, "Scrutiny", SEPTEMBER, "An advisor", AT))
        save_publication(connection, later, "tests", "Tests", MARCH, CONTENT, "An advisor", AT)
        save_publication(connection, later, "other", "Other", MARCH, CONTENT, "An advisor", AT)
        assert [p.meeting.held_on for p in list_publications(connection, "tests")] == [SEPTEMBER, JULY]
        assert len(list_publications(connection)) == 3


def test_what_is_not_there_is_not_found(store):
    with store.reading() as connection:
        with pytest.raises(NotFound, match="no publication 99"):
            get_publication(connection, 99)
        with pytest.raises(NotFound, match="no meeting 99"):
            get_meeting(connection, 99)
