import pytest

from kpis.ingest.checks.stock_and_flow import NO_FLOW, check
from kpis.model.indicators import Basis, Unit
from kpis.model.populations import Population
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

FLOWS = [a_count("IN", adds_to="STOCK"), a_count("OUT", takes_from="STOCK")]
STOCK = a_count("STOCK", basis=Basis.SNAPSHOT)


def children(before, now, came, left, stock=STOCK, **how):
    rows = [figure("STOCK", before, period=MARCH.previous()), figure("STOCK", now, period=MARCH)]
    rows += [figure("IN", came, period=MARCH), figure("OUT", left, period=MARCH)]
    return check(as_read([stock, *FLOWS], rows, **how))


@pytest.mark.parametrize(("now", "expected"), [(108, []), (109, ["warn"]), (107, ["warn"]), (150, ["warn"])])
def test_a_number_that_those_who_came_and_left_do_not_make_is_a_warning_and_never_a_question(now, expected):
    assert [p.severity.value for p in children(100, now, 20, 12)] == expected


def test_the_sum_is_written_out():
    message = children(100, 150, 20, 12).problems[0].message
    assert "stands for 150 children in March 2023, 42 more than 100 + 20 - 12 = 108: those there in" in message


def months(counts, came, left, read=slice(None)):
    """The warnings on a run of months up to March, of which the workbook holds those that `read` cuts out."""
    periods = [MARCH.shifted(n + 1 - len(counts)) for n in range(len(counts))]
    rows = [
        [figure("STOCK", count, period=p), figure("IN", i, period=p), figure("OUT", o, period=p)]
        for p, count, i, o in zip(periods, counts, came, left, strict=True)
    ]
    held = [row for month in rows[read] for row in month]
    standing = [row for month in rows for row in month if row not in held]
    return check(as_read([STOCK, *FLOWS], held, standing=tuple(standing)))


def test_months_that_disagree_and_agree_together_are_said_to_be_late_records():
    late = months([100, 103, 110], came=[0, 9, 3], left=[0, 2, 0])
    assert [p.message.partition("children in ")[2].partition(":")[0] for p in late] == [
        "February 2023, 4 fewer than 100 + 9 - 2 = 107",
        "March 2023, 4 more than 103 + 3 - 0 = 106",
    ]
    together = "Over the 2 months from February 2023 to March 2023 they agree: 100 + 12 - 2 = 110."
    assert all(p.message.endswith(together) for p in late)
    assert {p.what_to_do for p in late} == {"Nothing, if records come late. Otherwise check the three numbers."}


def test_a_gap_ends_the_months_that_are_added_up_together():
    gap = months([100, 103, None, 100, 96], came=[0, 9, 1, 0, 0], left=[0, 2, 1, 0, 0])
    assert [p.period for p in gap] == ["2022-12", "2023-03"]
    assert not any("they agree" in p.message for p in gap)


def test_what_stood_before_is_not_told_again():
    assert [p.period for p in months([100, 103, 110], [0, 9, 3], [0, 2, 0], read=slice(2, 3))] == ["2023-03"]


def test_a_rate_stands_for_the_one_whole_number_that_gives_it():
    rate = an_indicator("STOCK", unit=Unit.RATE_PER_10000, basis=Basis.SNAPSHOT)
    city = [Population("City", 2021, 53_291)]
    assert told(children(91.4, 94.0, 26, 12, rate, populations=city)) == []
    assert told(children(91.4, 94.0, 9, 12, rate, populations=city)) == [("W_STOCK_FLOW", "STOCK", "2023-03")]


def test_without_both_flows_it_is_not_checked():
    rows = [figure("STOCK", 100, period=MARCH.previous()), figure("STOCK", 90, period=MARCH)]
    checked = check(as_read([STOCK, *FLOWS], [*rows, figure("IN", 3, period=MARCH)]))
    assert (told(checked), dict(checked.not_checked)) == ([], {NO_FLOW: 1})
