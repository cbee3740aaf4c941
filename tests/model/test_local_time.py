"""The day and the time that a British clock shows, through both changes of the clock and whatever the machine has."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kpis.model import local_time
from kpis.model.local_time import comes_twice, local, local_day, today


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (utc(2023, 3, 26, 0, 59), "26 00:59 GMT"),
        (utc(2023, 3, 26, 1, 0), "26 02:00 BST"),
        (utc(2023, 10, 28, 23, 0), "29 00:00 BST"),
        (utc(2023, 10, 29, 0, 30), "29 01:30 BST"),
        (utc(2023, 10, 29, 1, 30), "29 01:30 GMT"),
        (utc(2023, 10, 29, 23, 59), "29 23:59 GMT"),
        (utc(2023, 1, 31, 23, 59), "31 23:59 GMT"),
        (datetime(2023, 6, 1, 0, 30, tzinfo=timezone(timedelta(hours=5))), "31 20:30 BST"),
    ],
)
def test_a_moment_is_what_a_clock_in_britain_shows(moment, shown):
    assert f"{local(moment):%d %H:%M %Z}" == shown


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (utc(2023, 5, 31, 22, 59), date(2023, 5, 31)),
        (utc(2023, 5, 31, 23, 0), date(2023, 6, 1)),
        (utc(2023, 12, 31, 23, 30), date(2023, 12, 31)),
        (utc(2024, 1, 1, 0, 0), date(2024, 1, 1)),
        (utc(2023, 3, 26, 0, 0), date(2023, 3, 26)),
        (utc(2023, 3, 26, 23, 0), date(2023, 3, 27)),
        (utc(2023, 10, 28, 23, 0), date(2023, 10, 29)),
        (utc(2023, 10, 29, 23, 0), date(2023, 10, 29)),
    ],
)
def test_a_day_begins_at_midnight_in_britain_on_either_side_of_a_change_of_clocks(moment, day):
    assert local_day(moment) == day


@pytest.mark.parametrize(
    ("moment", "is_told_apart"),
    [
        (utc(2023, 10, 28, 23, 59), False),
        (utc(2023, 10, 29, 0, 0), True),
        (utc(2023, 10, 29, 0, 59), True),
        (utc(2023, 10, 29, 1, 0), True),
        (utc(2023, 10, 29, 1, 59), True),
        (utc(2023, 10, 29, 2, 0), False),
        (utc(2023, 3, 26, 0, 30), False),
        (utc(2023, 3, 26, 1, 30), False),
        (utc(2023, 7, 14, 10, 5), False),
    ],
)
def test_only_the_hour_in_which_summer_time_ends_comes_twice(moment, is_told_apart):
    assert comes_twice(moment) is is_told_apart


def test_a_time_without_a_zone_is_refused_rather_than_guessed():
    with pytest.raises(ValueError, match="without a zone"):
        local(datetime(2023, 7, 14, 10, 5))


class Clock:
    @staticmethod
    def now(zone):
        return utc(2023, 5, 31, 23, 30).astimezone(zone)


def test_today_is_britains_whatever_the_zone_of_the_machine(monkeypatch):
    monkeypatch.setattr(local_time, "datetime", Clock)
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert today() == date(2023, 6, 1)
    monkeypatch.delenv("TZ")
    time.tzset()


def test_britains_clock_is_known_where_the_machine_has_no_time_zones():
    """Windows has none, and neither has a small Linux: the package tzdata brings them."""
    told = "from tests.model.test_local_time import *; print(local_day(utc(2023, 5, 31, 23, 30)))"
    settings = {**os.environ, "PYTHONTZPATH": ""}
    done = subprocess.run([sys.executable, "-c", told], env=settings, capture_output=True, text=True, check=True)
    assert done.stdout == "2023-06-01\n"
