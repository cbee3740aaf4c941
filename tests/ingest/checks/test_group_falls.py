from kpis.ingest.checks.group_falls import NOTHING_BEFORE, check
from kpis.model.indicators import Basis
from tests.builders import MARCH, a_count, an_indicator, month
from tests.ingest.checks.builders import as_read, figure, told

FOUR = [an_indicator(f"T{n}") for n in range(1, 5)]


def month_of(values, period=MARCH):
    return [figure(f"T{n}", v, period=period) for n, v in enumerate(values, 1)]


def group(before, now, indicators=FOUR):
    figures = [*month_of(before, MARCH.previous()), *month_of(now)]
    return check(as_read(indicators, figures))


def test_half_a_group_or_more_that_falls_by_a_third_in_one_month_is_told_once():
    checked = group((90, 88, 98, 97), (72, 52, 42, 18))
    assert told(checked) == [("W_GROUP_FALLS", "T2", "2023-03")]
    assert checked.problems[0].cell == "T2@2023-03,T3@2023-03,T4@2023-03"
    assert '3 of 4 figures of "Visits" fell by a third or more in March 2023' in checked.problems[0].message


def test_two_that_fall_are_no_group():
    assert told(group((90, 88, 98, 97), (90, 88, 42, 18))) == []


def test_small_counts_fall_by_chance():
    counts = [a_count(f"T{n}") for n in range(1, 5)]
    checked = group((9, 8, 9, 9), (1, 1, 1, 1), counts)
    assert told(checked) == []


def test_fewer_than_three_comparable_rows_are_not_checked():
    assert dict(group((90, 88), (10, 10)).not_checked) == {NOTHING_BEFORE: 2}


def test_what_is_counted_since_april_does_not_fall_in_april():
    april = month("2023-04")
    counts = [a_count(f"T{n}", basis=Basis.YEAR_TO_DATE) for n in range(1, 5)]
    figures = [*month_of((900, 800, 700, 600), april.previous()), *month_of((90, 80, 70, 60), april)]
    assert told(check(as_read(counts, figures))) == []
    monthly = [a_count(f"T{n}") for n in range(1, 5)]
    assert told(check(as_read(monthly, figures))) == [("W_GROUP_FALLS", "T1", "2023-04")]
