import pytest

from kpis.ingest.checks.impossible_percentage import NO_NUMBER, OTHER_CHECK, check
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told


def share(value, **how):
    indicators = [an_indicator(whole="C1"), a_count()]
    return check(as_read(indicators, [figure("T1", value, period=MARCH), figure("C1", 16, period=MARCH)], **how))


@pytest.mark.parametrize("value", [6.2, 6.3, 12.5, 0.0, 100.0, 43.8])
def test_what_some_number_out_of_sixteen_gives_is_possible(value):
    assert told(share(value)) == []


@pytest.mark.parametrize("value", [6.1, 6.4, 10.0, 99.9])
def test_what_no_number_out_of_sixteen_gives_is_asked_about(value):
    assert told(share(value)) == [("C_PERCENT_IMPOSSIBLE", "T1", "2023-03")]


def test_the_two_nearest_are_written_out():
    assert "no whole number out of 16 (C1) gives that: 1 / 16 = 6.3% and 2 / 16 = 12.5%" in (
        share(10.0).problems[0].message
    )


@pytest.mark.parametrize(("value", "expected"), [(28.8, []), (99.4, ["C_PERCENT_IMPOSSIBLE"])])
def test_a_count_in_brackets_must_be_the_share_of_some_whole_number(value, expected):
    row = figure("T1", value, period=MARCH, of=(96, None), written=f"{value}% (96)")
    assert [p.code for p in check(as_read([an_indicator()], [row]))] == expected


def test_with_neither_side_known_or_both_it_says_why_it_did_not_look():
    neither = figure("T1", 10.0, period=MARCH)
    both = figure("T1", 10.0, period=MARCH.previous(), of=(1, 10))
    checked = check(as_read([an_indicator()], [neither, both]))
    assert (checked.looked_at, dict(checked.not_checked)) == (0, {NO_NUMBER: 1, OTHER_CHECK: 1})
