"""Every target that was set, and each withdrawal, stays; what stands is what the catalogue has."""

from datetime import UTC, date, datetime

import pytest

from kpis.model.errors import NotFound, StoreUnavailable
from kpis.model.events import Withdrawal
from kpis.model.target_list import targets_that_stand
from kpis.store.catalogue import list_catalogue
from kpis.store.edition import edition
from kpis.store.targets import get_kept_target, list_kept_targets, save_target, save_target_withdrawal
from tests.builders import a_target

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
LATER = datetime(2023, 4, 13, 9, 30, tzinfo=UTC)
FIRST, APRIL = a_target(90.0), a_target(95.0, in_force_from=date(2023, 4, 1))


@pytest.fixture
def set_one(store):
    def keep(target, by="An administrator"):
        with store.writing() as connection:
            return save_target(connection, target, by, A_DAY)

    return keep


@pytest.fixture
def withdraw(store):
    def gone(number):
        with store.writing() as connection:
            save_target_withdrawal(connection, number, "A slip", "Another administrator", LATER)

    return gone


def standing(store):
    """What the catalogue has, which must be what the list of all of them says."""
    with store.reading() as connection:
        found = list_catalogue(connection).targets
        listed = targets_that_stand(list_kept_targets(connection, "T1"))
    assert sorted(found, key=lambda t: t.begins, reverse=True) == [k.target for k in listed]
    return [t.low for t in found]


def test_targets_come_back_as_they_went_with_who_and_when(store, set_one):
    numbers = [set_one(FIRST), set_one(APRIL)]
    with store.reading() as connection:
        first, april = list_kept_targets(connection, "T1")
        assert get_kept_target(connection, numbers[1]) == april
        assert list_kept_targets(connection, "T2") == []
    assert (first.target, first.by, first.at, first.withdrawal) == (FIRST, "An administrator", A_DAY, None)
    assert [first.number, april.number] == numbers
    assert standing(store) == [90.0, 95.0]


def test_a_withdrawn_target_stays_and_no_longer_counts(store, set_one, withdraw):
    set_one(FIRST)
    number = set_one(APRIL)
    with store.reading() as connection:
        before = edition(connection)
    withdraw(number)
    assert standing(store) == [90.0]
    with store.reading() as connection:
        assert edition(connection) != before
        kept = get_kept_target(connection, number)
    assert (kept.target, kept.withdrawal) == (APRIL, Withdrawal("Another administrator", LATER, "A slip"))


def test_the_one_before_counts_again_where_the_one_of_the_same_day_is_withdrawn(store, set_one, withdraw):
    set_one(APRIL)
    number = set_one(a_target(97.0, in_force_from=date(2023, 4, 1)))
    assert standing(store) == [97.0]
    withdraw(number)
    assert standing(store) == [95.0]


def test_a_target_is_withdrawn_once(store, set_one, withdraw):
    number = set_one(FIRST)
    withdraw(number)
    with pytest.raises(StoreUnavailable):
        withdraw(number)


@pytest.mark.parametrize("deed", ["UPDATE target_withdrawals SET reason = ''", "DELETE FROM target_withdrawals"])
def test_a_withdrawal_can_be_neither_changed_nor_deleted(store, set_one, withdraw, deed):
    withdraw(set_one(FIRST))
    with pytest.raises(StoreUnavailable, match="Nothing is overwritten"):
        with store.writing() as connection:
            connection.exec_driver_sql(deed)


def test_a_target_that_is_not_there_is_not_found(store):
    with store.reading() as connection, pytest.raises(NotFound, match="There is no target 7"):
        get_kept_target(connection, 7)
