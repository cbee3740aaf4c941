from kpis.ingest.checks.total_of_shares import TOO_FEW, check
from tests.builders import a_count, an_indicator, month
from tests.ingest.checks.builders import as_read, figure, told

APRIL = month("2023-04")
SHARES = {"S1": 85.5, "S2": 4.3, "S3": 71.0, "S4": 55.1}
"""59, 3, 49 and 38 of 69, as a published paper prints them."""
INDICATORS = [a_count(), *(an_indicator(code, whole="C1") for code in (*SHARES, "S5"))]


def of(total, **changes):
    figures = {**SHARES, **changes}
    rows = [figure(code, value, period=APRIL) for code, value in figures.items() if value is not None]
    return check(as_read(INDICATORS, [figure("C1", total, period=APRIL), *rows]))


def test_a_total_is_told_with_the_number_that_its_shares_are_shares_of():
    (problem,) = of(67, S5=97.7)
    assert (problem.code, problem.indicator) == ("C_TOTAL_OF_SHARES", "C1")
    assert problem.cell == "C1@2023-04,S1@2023-04,S2@2023-04,S3@2023-04,S4@2023-04"
    assert "is 67 in April 2023, and 4 of the 5 shares of it are shares of 69:" in problem.message
    assert "59 / 69 = 85.5% (S1), 3 / 69 = 4.3% (S2), 49 / 69 = 71.0% (S3), 38 / 69 = 55.1% (S4)." in problem.message


def test_the_right_total_draws_no_alarm():
    assert told(of(69)) == []
    assert of(69).looked_at == 1


def test_one_wrong_share_is_not_the_totals_fault():
    assert told(of(69, S5=97.7)) == []


def test_no_number_is_told_where_others_would_fit_by_chance():
    assert told(of(67, S3=None, S4=None)) == []


def test_counted_numerators_leave_fewer_numbers_to_chance():
    indicators = [a_count(), *(an_indicator(code, whole="C1", count_of=f"N{code}") for code in ("S3", "S4"))]
    indicators += [a_count("NS3"), a_count("NS4")]
    values = {"C1": 67, "S3": 71.0, "S4": 55.1, "NS3": 49, "NS4": 38}
    (problem,) = check(as_read(indicators, [figure(c, v, period=APRIL) for c, v in values.items()]))
    assert "both shares of it are shares of 69: 49 / 69 = 71.0% (S3), 38 / 69 = 55.1% (S4)." in problem.message


def test_a_total_with_one_share_is_not_checked():
    checked = of(67, S2=None, S3=None, S4=None)
    assert (told(checked), dict(checked.not_checked)) == ([], {TOO_FEW: 1})


def test_an_empty_workbook_is_not_checked():
    assert told(check(as_read([], []))) == []
