from datetime import UTC, date, datetime

import pytest

from kpis.model.errors import NotFound
from kpis.model.events import Event, EventSubject, Withdrawal
from kpis.store.edition import edition
from kpis.store.events import get_event, list_events, list_standing_events, save_event, save_withdrawal

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
LATER = datetime(2023, 4, 13, 9, 30, tzinfo=UTC)
VISIT = Event(date(2018, 11, 12), "Ofsted visit", False, EventSubject("tests", "Visits"))
SYSTEM = Event(date(2018, 4, 1), "A new system", True, EventSubject("tests", "Visits", "T1"))


def test_events_come_back_as_they_went_by_day(store):
    with store.writing() as connection:
        number = save_event(connection, VISIT, "An advisor", A_DAY)
        save_event(connection, SYSTEM, "Another advisor", LATER)
    with store.reading() as connection:
        system, visit = list_events(connection)
    assert (system.event, system.by, system.at) == (SYSTEM, "Another advisor", LATER)
    assert (visit.number, visit.event, visit.withdrawal) == (number, VISIT, None)


def test_a_withdrawn_event_stays_and_no_longer_counts(store):
    with store.writing() as connection:
        number = save_event(connection, VISIT, "An advisor", A_DAY)
        before = edition(connection)
        save_withdrawal(connection, number, "The wrong day", "Another advisor", LATER)
    with store.reading() as connection:
        assert list_standing_events(connection) == []
        (kept,) = list_events(connection)
        assert get_event(connection, number) == kept
        assert edition(connection) != before
    assert (kept.event, kept.by, kept.at) == (VISIT, "An advisor", A_DAY)
    assert kept.withdrawal == Withdrawal("Another advisor", LATER, "The wrong day")


def test_an_event_that_is_not_there_is_not_found(store):
    with store.reading() as connection, pytest.raises(NotFound, match=r"There is no event 77\."):
        get_event(connection, 77)
