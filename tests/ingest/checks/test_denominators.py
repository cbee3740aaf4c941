from kpis.ingest.checks.denominators import NEVER_AGREE, NO_RELATIVE, check
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

TWO = [an_indicator(code, denominator="care leavers") for code in ("T1", "T2")]


def rows(one, two, period=MARCH):
    return [figure("T1", 50.0, period=period, of=(1, one)), figure("T2", 50.0, period=period, of=(1, two))]


def test_rows_of_the_same_children_have_the_same_denominator():
    checked = check(as_read(TWO, rows(227, 227)))
    assert (told(checked), checked.looked_at) == ([], 1)
    (problem,) = check(as_read(TWO, rows(227, 200))).problems
    assert problem.code == "C_DENOMINATORS"
    assert "is out of 200 in March 2023, and T1 is out of 227: they count" in problem.message


def test_denominators_that_never_agree_may_be_of_other_children():
    checked = check(as_read(TWO, [*rows(227, 200), *rows(230, 210, period=MARCH.previous())]))
    assert (
        told(checked),
        dict(checked.not_checked)["the denominators never agree, so they may be other children"],
    ) == ([], 2)
    assert NEVER_AGREE in checked.not_checked


def test_a_denominator_is_the_total_that_the_catalogue_names():
    indicators = [an_indicator(whole="C1"), a_count()]
    figures = [figure("T1", 50.0, period=MARCH, of=(209, 418)), figure("C1", 420, period=MARCH)]
    assert told(check(as_read(indicators, figures))) == [("C_DENOMINATORS", "T1", "2023-03")]


def test_a_row_of_fractions_is_not_compared_with_the_percentage_it_belongs_to():
    indicators = [an_indicator(denominator="children", count_of="C1"), a_count(denominator="children")]
    figures = [figure("T1", 50.0, period=MARCH, of=(5, 10)), figure("C1", 5, period=MARCH, of=(5, 10))]
    checked = check(as_read(indicators, figures))
    assert (checked.looked_at, dict(checked.not_checked)) == (0, {NO_RELATIVE: 1})
