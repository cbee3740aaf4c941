import pytest

from kpis.ingest.checks.fraction import NO_FRACTION, check
from kpis.model.indicators import Unit
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told


def one(value, of, **how):
    changes = how.pop("indicator", {})
    return check(as_read([an_indicator(**changes)], [figure("T1", value, period=MARCH, of=of, **how)]))


@pytest.mark.parametrize(
    ("value", "of"),
    [(56.7, (119, 210)), (0.0, (0, 7)), (100.0, (7, 7)), (6.3, (1, 16)), (6.2, (1, 16)), (56.6666666667, (119, 210))],
)
def test_a_percentage_that_its_fraction_gives_is_right_and_a_tie_may_go_either_way(value, of):
    checked = one(value, of)
    assert told(checked) == []
    assert checked.looked_at == 1


@pytest.mark.parametrize(("value", "of"), [(56.6, (119, 210)), (56.8, (119, 210)), (94.3, (125, 227)), (6.4, (1, 16))])
def test_a_percentage_that_its_fraction_does_not_give_is_asked_about(value, of):
    assert told(one(value, of)) == [("C_FRACTION", "T1", "2023-03")]


def test_the_sum_is_written_out():
    (problem,) = one(94.3, (125, 227)).problems
    assert "is 94.3% in March 2023, and 125 out of 227 is 55.1%." in problem.message


def test_a_figure_printed_without_decimals_is_compared_without_them():
    assert told(one(71.0, (49, 69), written="71%")) == []
    assert told(one(71.0, (50, 69), written="71%")) == [("C_FRACTION", "T1", "2023-03")]


def test_without_a_fraction_it_is_not_checked_and_never_right():
    checked = one(56.7, None)
    assert (checked.looked_at, dict(checked.not_checked)) == (0, {NO_FRACTION: 1})


def test_numerator_and_denominator_may_stand_in_rows_of_their_own():
    indicators = [
        an_indicator(unit=Unit.RATIO, count_of="EPISODES", whole="CHILDREN"),
        a_count("EPISODES"),
        a_count("CHILDREN"),
    ]
    rows = [figure("EPISODES", 40, period=MARCH), figure("CHILDREN", 14, period=MARCH)]
    assert told(check(as_read(indicators, [figure("T1", 2.9, period=MARCH), *rows]))) == []
    checked = check(as_read(indicators, [figure("T1", 2.8, period=MARCH), *rows]))
    assert told(checked) == [("C_FRACTION", "T1", "2023-03")]
    assert checked.problems[0].cell == "T1@2023-03,EPISODES@2023-03,CHILDREN@2023-03"


def test_a_share_of_two_rounded_rates_allows_for_their_rounding():
    rate = {"unit": Unit.RATE_PER_10000}
    indicators = [an_indicator(count_of="A", whole="B"), an_indicator("A", **rate), an_indicator("B", **rate)]

    def shares(share):
        rows = [figure("A", 64.1, period=MARCH), figure("B", 105.3, period=MARCH)]
        return told(check(as_read(indicators, [figure("T1", share, period=MARCH), *rows])))

    assert shares(60.9) == []
    assert shares(19.2) == [("C_FRACTION", "T1", "2023-03")]


@pytest.mark.parametrize(
    ("ref", "words"), [("A16", 'A16 "% of care leavers" is'), ("10", 'ref 10 "% of care leavers" is')]
)
def test_a_row_is_named_whole_and_its_ref_is_not_read_as_a_part_of_the_name(ref, words):
    long = an_indicator(ref=ref, name="% of care leavers")
    (problem,) = check(as_read([long], [figure("T1", 94.3, period=MARCH, of=(125, 227))])).problems
    assert words in problem.message
    assert problem.message.count("care leavers") == 1
