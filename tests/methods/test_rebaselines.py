from datetime import date

import pytest

from kpis.methods.rebaselines import place_rebaselines
from kpis.model.rebaselines import NotPlaced, Rebaseline
from tests.builders import month

MONTHS = [month(f"2022-{m:02d}") for m in range(4, 13)]


def a_rebaseline(day, reason="A new system"):
    return Rebaseline("T1", date.fromisoformat(day), reason)


@pytest.mark.parametrize(
    ("day", "position"),
    [("2022-04-01", 0), ("2022-06-01", 2), ("2022-06-30", 2), ("2022-07-01", 3), ("2022-12-31", 8)],
)
def test_a_re_baseline_begins_with_the_month_that_its_day_lies_in(day, position):
    (placed,) = place_rebaselines([a_rebaseline(day)], MONTHS)
    assert (placed.position, placed.reason) == (position, None)


@pytest.mark.parametrize(
    ("day", "reason"),
    [("2022-03-31", NotPlaced.BEFORE_THE_SERIES), ("2023-01-01", NotPlaced.AFTER_THE_SERIES)],
)
def test_one_outside_the_series_is_told_and_has_no_effect(day, reason):
    (placed,) = place_rebaselines([a_rebaseline(day)], MONTHS)
    assert (placed.position, placed.reason) == (None, reason)


def test_a_series_of_nothing_holds_none():
    assert place_rebaselines([a_rebaseline("2022-06-01")], [])[0].reason is NotPlaced.BEFORE_THE_SERIES


def test_they_are_placed_oldest_first():
    placed = place_rebaselines([a_rebaseline("2022-09-01"), a_rebaseline("2022-06-01")], MONTHS)
    assert [p.position for p in placed] == [2, 5]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_re_baseline_without_a_reason_is_refused(reason):
    with pytest.raises(ValueError, match="A re-baseline needs a reason"):
        a_rebaseline("2022-06-01", reason)
