"""Checking the audit trail finds whatever was done to it behind the program's back."""

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.people import Asker, Role, Way
from kpis.operations.audit import ENTRIES_ON_A_PAGE, trail_on_page, verify_trail
from kpis.operations.public_view import is_public_view_open, set_public_view
from kpis.operations.undo import undo_upload
from kpis.store.audit import BEFORE_THE_FIRST, digest_of, every_entry, record
from tests.access import COMMAND_LINE
from tests.operations.builders import GOOD, OFFICER, load
from tests.store.conftest import triggers_off

REASONS = {
    "UPDATE audit SET about = 'nothing' WHERE number = 3": (3, "it is not as it was written"),
    "UPDATE audit SET done_by = 'nobody' WHERE number = 1": (1, "it is not as it was written"),
    "UPDATE audit SET done_at = '2020-01-01 00:00:00' WHERE number = 5": (5, "it is not as it was written"),
    "DELETE FROM audit WHERE number = 2": (2, "it is not there"),
    "DELETE FROM audit WHERE number = 1": (1, "it is not there"),
    "UPDATE audit SET digest = previous WHERE number = 4": (4, "it is not as it was written"),
    "UPDATE audit SET number = 9 WHERE number = 5": (5, "it is not there"),
    "UPDATE audit SET previous = 'x' WHERE number = 2": (2, "it does not follow the row before it"),
}


def entries(store):
    with store.reading() as connection:
        return list(every_entry(connection))


@pytest.fixture
def five(store):
    with store.writing() as connection:
        for number in range(5):
            record(connection, "An advisor", Deed.TOOK_IN, f"Upload {number}")
    return store


def tamper(store, statement):
    with store.writing() as connection, triggers_off(connection):
        connection.exec_driver_sql(statement)


def test_a_trail_that_nobody_touched_holds(five):
    found = verify_trail(five, COMMAND_LINE)
    assert (found.holds, found.rows, found.newest) == (True, 5, entries(five)[-1].digest)


def test_an_empty_trail_holds(store):
    assert verify_trail(store, COMMAND_LINE).holds


@pytest.mark.parametrize("statement", REASONS)
def test_the_first_row_that_was_touched_is_named(five, statement):
    tamper(five, statement)
    found = verify_trail(five, COMMAND_LINE)
    assert (found.holds, found.broken, found.reason) == (False, *REASONS[statement])


def test_rows_cut_off_at_the_end_are_found_by_a_digest_that_was_noted(five):
    noted = entries(five)[-1].digest
    assert verify_trail(five, COMMAND_LINE, noted).holds
    tamper(five, "DELETE FROM audit WHERE number > 3")
    assert verify_trail(five, COMMAND_LINE).holds
    found = verify_trail(five, COMMAND_LINE, noted)
    assert (found.holds, found.broken) == (False, 4)


def test_a_trail_that_was_written_anew_with_digests_that_fit_is_found_by_a_digest_that_was_noted(five):
    noted, previous = entries(five)[-1].digest, BEFORE_THE_FIRST
    for entry in entries(five):
        digest = digest_of(entry.number, entry.at, "Somebody else", entry.deed, entry.about, previous)
        changes = f"done_by = 'Somebody else', previous = '{previous}', digest = '{digest}'"
        tamper(five, f"UPDATE audit SET {changes} WHERE number = {entry.number}")
        previous = digest
    assert verify_trail(five, COMMAND_LINE).holds
    assert not verify_trail(five, COMMAND_LINE, noted).holds


def test_taking_in_and_undoing_are_written_down_with_what_they_did(store):
    load(store, GOOD)
    load(store, GOOD)
    undo_upload(store, OFFICER, 1, "The wrong month")
    assert [(e.by, e.deed, e.about) for e in entries(store)] == [
        ("An advisor", Deed.TOOK_IN, "Upload 1, march.csv: 3 new, 0 changed"),
        ("An advisor", Deed.UNDID, "Upload 1, by upload 2: The wrong month"),
    ]


def test_the_trail_is_shown_page_by_page_the_newest_first(store):
    with store.writing() as connection:
        for number in range(ENTRIES_ON_A_PAGE + 1):
            record(connection, "An advisor", Deed.TOOK_IN, f"Upload {number}")
    first, last = trail_on_page(store, COMMAND_LINE), trail_on_page(store, COMMAND_LINE, 99)
    assert [e.number for e in first.entries][:2] == [101, 100]
    assert ([e.number for e in last.entries], last.page, last.pages) == ([1], 2, 2)


def test_only_an_administrator_reads_the_trail(five):
    for act in (trail_on_page, verify_trail):
        with pytest.raises(Refused, match="Only an administrator"):
            act(five, Asker("An advisor", role=Role.ADVISOR, way=Way.SIGNED_IN))


@pytest.mark.parametrize("decided", [True, False])
def test_the_environments_word_on_the_public_view_wins(store, decided):
    set_public_view(store, COMMAND_LINE, not decided, None)
    assert is_public_view_open(store, decided) is decided
    with pytest.raises(Refused, match="WAYMARK_PUBLIC_VIEW"):
        set_public_view(store, COMMAND_LINE, not decided, decided)


def test_the_public_view_is_closed_until_an_administrator_opens_it_and_each_change_is_written_down(store):
    assert not is_public_view_open(store, None)
    for is_open in (True, True, False):
        set_public_view(store, COMMAND_LINE, is_open, None)
        assert is_public_view_open(store, None) is is_open
    assert [e.deed for e in entries(store)] == [Deed.OPENED_PUBLIC_VIEW, Deed.CLOSED_PUBLIC_VIEW]
    with pytest.raises(Refused, match="Only an administrator"):
        set_public_view(store, Asker("An advisor", role=Role.ADVISOR), True, None)
