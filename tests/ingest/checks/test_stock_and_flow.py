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


@pytest.mark.parametrize(("now", "expected"), [(108, []), (111, []), (112, ["W_STOCK_FLOW"]), (104, ["W_STOCK_FLOW"])])
def test_the_number_there_follows_from_those_who_came_and_left_give_or_take_late_records(now, expected):
    assert [p.code for p in children(100, now, 20, 12)] == expected


def test_the_sum_is_written_out():
    message = children(100, 150, 20, 12).problems[0].message
    assert "stands for 150 children in 2023-03; 100 the month before, 20 who came and 12 who left make 108." in message


def test_a_rate_stands_for_the_one_whole_number_that_gives_it():
    rate = an_indicator("STOCK", unit=Unit.RATE_PER_10000, basis=Basis.SNAPSHOT)
    city = [Population("City", 2021, 53_291)]
    assert told(children(91.4, 94.0, 29, 12, rate, populations=city)) == []
    assert told(children(91.4, 94.0, 9, 12, rate, populations=city)) == [("W_STOCK_FLOW", "STOCK", "2023-03")]


def test_without_both_flows_it_is_not_checked():
    rows = [figure("STOCK", 100, period=MARCH.previous()), figure("STOCK", 90, period=MARCH)]
    checked = check(as_read([STOCK, *FLOWS], [*rows, figure("IN", 3, period=MARCH)]))
    assert (told(checked), dict(checked.not_checked)) == ([], {NO_FLOW: 1})
