from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kpis.model.errors import NotFound
from kpis.store.uploads import (
    HeldWorkbook,
    as_utc,
    count_uploads,
    drop_held,
    drop_held_before,
    get_held,
    hold_workbook,
    save_upload,
)

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
HELD = HeldWorkbook("a-token", "march.xlsx", b"PK\x03\x04\x00\xff", "An advisor", A_DAY)
GONE = "This workbook is no longer waiting: it was taken in, or dropped. Upload it again."


@pytest.fixture
def connection(store):
    with store.writing() as opened:
        yield opened


def test_uploads_are_numbered_in_the_order_they_come_and_counted(connection):
    assert count_uploads(connection) == 0
    numbers = [save_upload(connection, "a.xlsx", b"a", "tests", "An advisor", A_DAY) for _ in range(3)]
    assert numbers == sorted(set(numbers))
    assert count_uploads(connection) == 3


def test_a_workbook_that_waits_comes_back_as_it_was(connection):
    hold_workbook(connection, HELD)
    assert get_held(connection, "a-token") == HELD


def test_a_workbook_that_was_dropped_no_longer_waits(connection):
    hold_workbook(connection, HELD)
    drop_held(connection, "a-token")
    with pytest.raises(NotFound) as refusal:
        get_held(connection, "a-token")
    assert str(refusal.value) == GONE


def test_a_token_that_nobody_was_given_is_not_found(connection):
    with pytest.raises(NotFound) as refusal:
        get_held(connection, "another")
    assert str(refusal.value) == GONE


def test_only_workbooks_older_than_the_moment_are_forgotten(connection):
    hold_workbook(connection, replace(HELD, token="older", held_at=A_DAY - timedelta(seconds=1)))
    hold_workbook(connection, HELD)
    drop_held_before(connection, A_DAY)
    assert get_held(connection, "a-token") == HELD
    with pytest.raises(NotFound):
        get_held(connection, "older")


def test_a_moment_without_a_zone_is_universal_time():
    assert as_utc(datetime(2023, 4, 12, 9, 30)) == A_DAY
    assert as_utc(A_DAY.astimezone()) == A_DAY
