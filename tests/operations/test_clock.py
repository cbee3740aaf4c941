"""Clocks are put back, and summer time begins and ends: what is newer goes by its number, never by its time."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.people import Role
from kpis.operations import door as doors
from kpis.operations import upload as uploads
from kpis.operations.accounts import add_person_with_password
from kpis.operations.audit import verify_trail
from kpis.operations.door import Door
from kpis.operations.scorecard import scorecard_for
from kpis.operations.signing_in import MOST_FOR_A_NAME, find_signed_in, sign_in
from kpis.operations.upload import load_workbook
from kpis.store.observations import list_all_of
from kpis.store.upload_list import list_uploads
from tests.access import COMMAND_LINE, PASSWORD, SECRET, cheap_passwords
from tests.builders import an_indicator
from tests.operations.builders import OFFICER, Workbook

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HEADS = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
CATALOGUE = Catalogue((an_indicator("T1", name="Seen in time"),))


class Clock:
    def __init__(self, time):
        self.time = time

    def now(self, _zone=None):
        return self.time


@pytest.fixture
def clock(monkeypatch):
    """The clock by which uploads are dated, to be set by hand."""
    clock = Clock(NOON)
    monkeypatch.setattr(uploads, "datetime", clock)
    return clock


def load(store, value):
    content = f"{HEADS}\r\nVisits,,Seen in time,2023-03,,,{value}%,,,\r\n".encode()
    taken = load_workbook(store, OFFICER, Workbook(f"{value}.csv", content), CATALOGUE, True, True)
    assert taken.is_kept


def test_a_later_figure_counts_even_where_the_clock_was_put_back_between(empty_store, clock):
    load(empty_store, 50.0)
    clock.time = NOON - timedelta(days=400)
    load(empty_store, 60.0)
    with empty_store.reading() as connection:
        assert [k.observation.value for k in list_all_of(connection, "T1")][-1] == 60.0
        assert [u.file for u in list_uploads(connection, 10)] == ["60.0.csv", "50.0.csv"]
    assert next(row.value for row in scorecard_for(empty_store, OFFICER, "tests", None).rows) == 60.0
    assert verify_trail(empty_store, COMMAND_LINE).holds


def test_of_two_uploads_in_the_hour_that_comes_twice_the_second_counts(empty_store, clock):
    for moment, value in (
        (datetime(2026, 10, 25, 0, 50, tzinfo=UTC), 50.0),
        (datetime(2026, 10, 25, 1, 10, tzinfo=UTC), 60.0),
    ):
        clock.time = moment
        load(empty_store, value)
    with empty_store.reading() as connection:
        newest = list_uploads(connection, 1)[0]
    assert newest.file == "60.0.csv"
    assert newest.at == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)


@pytest.fixture
def person(empty_store):
    clock = Clock(NOON)
    door = Door(empty_store, SECRET, cheap_passwords(), now=clock.now)
    add_person_with_password(door, COMMAND_LINE, "A person", Role.ADMINISTRATOR, PASSWORD)
    return door, clock


def test_a_session_goes_by_universal_time_whatever_the_zone_of_the_machine(person, monkeypatch):
    door, _ = person
    token = sign_in(door, "A person", PASSWORD, "192.0.2.1")
    for zone in ("Europe/London", "Pacific/Kiritimati", "America/Anchorage"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert find_signed_in(door, token) is not None
        assert doors._clock().tzinfo is UTC
    monkeypatch.delenv("TZ")
    time.tzset()


def test_a_clock_that_is_put_back_ends_a_session_rather_than_lengthening_it(person):
    door, clock = person
    token = sign_in(door, "A person", PASSWORD, "192.0.2.1")
    clock.time = NOON - timedelta(minutes=1)
    assert find_signed_in(door, token) is not None
    clock.time = NOON - timedelta(hours=3)
    assert find_signed_in(door, token) is None


def test_a_clock_that_is_put_back_gives_nobody_more_tries(person):
    door, clock = person
    for _ in range(MOST_FOR_A_NAME):
        with pytest.raises(Exception, match="not right"):
            sign_in(door, "A person", "not the password", "192.0.2.1")
    clock.time = NOON - timedelta(hours=3)
    with pytest.raises(Exception, match="too many tries"):
        sign_in(door, "A person", PASSWORD, "192.0.2.1")
