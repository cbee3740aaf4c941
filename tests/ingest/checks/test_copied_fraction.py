from kpis.ingest.checks.copied_fraction import NO_FRACTION, check
from tests.builders import MARCH, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

TWO = [an_indicator(ref="1"), an_indicator("T2", ref="2")]


def test_a_fraction_that_fits_another_row_and_not_its_own_looks_copied():
    rows = [figure("T1", 55.1, period=MARCH, of=(125, 227)), figure("T2", 94.3, period=MARCH, of=(125, 227))]
    checked = check(as_read(TWO, rows))
    assert told(checked) == [("C_FRACTION_COPIED", "T2", "2023-03")]
    assert "is 94.3% in March 2023 and its fraction is 125/227, the same as in ref 1, which is 55.1%" in (
        checked.problems[0].message
    )


def test_the_same_fraction_twice_is_nothing_where_both_percentages_fit_it():
    rows = [figure(code, 55.1, period=MARCH, of=(125, 227)) for code in ("T1", "T2")]
    assert told(check(as_read(TWO, rows))) == []


def test_a_fraction_left_standing_from_the_month_before_looks_copied():
    before = figure("T1", 55.1, period=MARCH.previous(), of=(125, 227))
    rows = [figure("T1", 57.0, period=MARCH, of=(125, 227))]
    assert told(check(as_read(TWO, rows, standing=[before]))) == [("C_FRACTION_COPIED", "T1", "2023-03")]


def test_a_wrong_fraction_that_stands_nowhere_else_is_not_called_copied():
    assert told(check(as_read(TWO, [figure("T1", 57.0, period=MARCH, of=(125, 227))]))) == []


def test_without_a_fraction_it_is_not_checked():
    assert dict(check(as_read(TWO, [figure("T1", 57.0, period=MARCH)])).not_checked) == {NO_FRACTION: 1}
