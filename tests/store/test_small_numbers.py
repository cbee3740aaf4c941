"""Settings of small numbers are added and never changed, on SQLite and PostgreSQL."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from kpis.model.catalogue import Catalogue, Sign
from kpis.model.errors import WaymarkError
from kpis.model.observations import Marker
from kpis.model.small_number_settings import SmallNumbersSetting
from kpis.model.small_numbers import SmallNumbersRule
from kpis.store.edition import edition
from kpis.store.small_numbers import get_rule, list_settings, save_setting
from kpis.store.tables import small_number_settings

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
CATALOGUE = Catalogue(signs=(Sign("tests", "x", Marker.SUPPRESSED), Sign("", "~", Marker.SUPPRESSED)))


def a_setting(largest, scorecard="tests", **rule):
    return SmallNumbersSetting(scorecard, SmallNumbersRule(largest, **rule), "Agreed", "An administrator", A_DAY)


def test_the_setting_that_was_saved_last_counts_and_those_before_it_stay(store):
    first = a_setting(6, zero_is_shown=False, symbol="*", rest_is_a_small_number=True)
    for setting in (first, a_setting(7, joint_counts_are_small_numbers=True), a_setting(9, "others")):
        with store.writing() as connection:
            save_setting(connection, setting)
    with store.reading() as connection:
        assert get_rule(connection, CATALOGUE, "tests").largest == 7
        assert get_rule(connection, CATALOGUE, "others").largest == 9
        assert list_settings(connection, "tests") == [a_setting(7, joint_counts_are_small_numbers=True), first]


def test_where_nobody_has_set_one_it_is_fewer_than_five_with_the_councils_own_sign(store):
    with store.reading() as connection:
        assert get_rule(connection, CATALOGUE, "tests") == SmallNumbersRule(symbol="x")
        assert get_rule(connection, CATALOGUE, "others") == SmallNumbersRule(symbol="~")
        assert get_rule(connection, Catalogue(), "tests") == SmallNumbersRule(symbol="[c]")


def test_a_setting_is_another_edition_of_the_store(store):
    with store.writing() as connection:
        before = edition(connection)
        save_setting(connection, a_setting(6))
        assert edition(connection) != before


def test_a_setting_cannot_be_changed(store):
    with store.writing() as connection:
        save_setting(connection, a_setting(6))
    with pytest.raises(WaymarkError, match=r"overwritten|never changed"):
        with store.writing() as connection:
            connection.execute(sa.update(small_number_settings).values(largest=2))
    with store.reading() as connection:
        assert [s.rule.largest for s in list_settings(connection, "tests")] == [6]
