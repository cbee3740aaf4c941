from kpis.ingest.checks.parts_and_total import A_PART_MISSING, NOT_THE_WHOLE, check
from kpis.model.observations import Marker
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

INDICATORS = [a_count("ALL"), a_count("A", whole="ALL"), a_count("B", whole="ALL")]


def rows(total, *parts, period=MARCH):
    values = {"ALL": total, **dict(zip("AB", parts, strict=False))}
    return [figure(code, value, period=period) for code, value in values.items()]


def test_parts_that_make_their_total_are_right():
    checked = check(as_read(INDICATORS, rows(10, 6, 4)))
    assert (told(checked), checked.looked_at) == ([], 1)


def test_parts_that_exceed_their_total_are_asked_about_with_the_sum():
    (problem,) = check(as_read(INDICATORS, rows(485, 400, 88))).problems
    assert problem.code == "C_PARTS_TOTAL"
    assert "the parts shown make 400 + 88 = 488, more than the total of 485" in problem.message
    assert problem.cell == "ALL@2023-03,A@2023-03,B@2023-03"


def test_parts_that_fall_short_are_asked_about():
    assert told(check(as_read(INDICATORS, rows(10, 6, 3)))) == [("C_PARTS_TOTAL", "ALL", "2023-03")]


def test_parts_that_never_make_the_total_are_not_all_of_it():
    figures = [*rows(10, 6, 3), *rows(12, 6, 3, period=MARCH.previous())]
    checked = check(as_read(INDICATORS, figures))
    assert (told(checked), dict(checked.not_checked)) == ([], {NOT_THE_WHOLE: 2})


def test_a_part_that_is_missing_is_no_mistake_unless_the_others_exceed_the_total_already():
    withheld = figure("B", None, period=MARCH, written="x", marker=Marker.SUPPRESSED)
    checked = check(as_read(INDICATORS, [*rows(10, 6), withheld]))
    assert (told(checked), dict(checked.not_checked)) == ([], {A_PART_MISSING: 1})
    assert told(check(as_read(INDICATORS, [*rows(10, 11), withheld]))) == [("C_PARTS_TOTAL", "ALL", "2023-03")]


def test_more_than_withheld_parts_can_hold_is_asked_about_where_the_parts_make_the_total_otherwise():
    before = rows(14, 8, 6, period=MARCH.previous())
    withheld = figure("B", None, period=MARCH, written="x", marker=Marker.SUPPRESSED)
    assert told(check(as_read(INDICATORS, [*before, *rows(12, 6), withheld]))) == []
    (problem,) = check(as_read(INDICATORS, [*before, *rows(60, 6), withheld])).problems
    assert "make 6 (A), not the total of 60" in problem.message
    assert problem.message.endswith("and what is left, 54, is too much to be withheld.")


def test_a_single_part_need_not_be_all_but_may_not_be_more():
    indicators = INDICATORS[:2]
    assert told(check(as_read(indicators, rows(10, 6)))) == []
    assert told(check(as_read(indicators, rows(10, 11)))) == [("C_PARTS_TOTAL", "ALL", "2023-03")]


def test_the_counts_of_a_breakdown_in_percentages_make_the_total_too():
    kinds = [an_indicator(code, whole="ALL", name=f"Category: {code}") for code in "AB"]
    figures = [
        figure("ALL", 10, period=MARCH),
        *(figure(c, 50.0, period=MARCH, of=(n, None)) for c, n in zip("AB", (5, 6), strict=True)),
    ]
    assert told(check(as_read([a_count("ALL"), *kinds], figures))) == [("C_PARTS_TOTAL", "ALL", "2023-03")]


KINDS = [an_indicator(code, whole="ALL", name=f"Category: {code}") for code in "ABC"]


def shares(*sets):
    months = [MARCH.shifted(-n) for n in range(len(sets))]
    rows = [
        figure(c, v, period=m)
        for m, values in zip(months, sets, strict=True)
        for c, v in zip("ABC", values, strict=True)
    ]
    return check(as_read([a_count("ALL"), *KINDS], rows))


def test_shares_without_their_counts_must_make_all_where_they_do_otherwise():
    right = (33.3, 33.3, 33.3), (45.9, 50.0, 4.1)
    assert told(shares(*right)) == []
    (problem,) = shares((45.9, 50.0, 14.1), *right).problems
    assert (problem.code, problem.cell) == ("C_PARTS_TOTAL", "A@2023-03,B@2023-03,C@2023-03")
    assert '"Category" for March 2023 is 45.9% + 50.0% + 14.1% = 110.0%, and not 100%.' in problem.message


def test_shares_that_seldom_make_all_are_not_all():
    checked = shares((45.9, 50.0, 14.1), (33.3, 33.3, 33.3))
    assert (told(checked), dict(checked.not_checked)) == ([], {NOT_THE_WHOLE: 2})


def test_what_stands_already_and_is_not_in_the_workbook_is_not_told_again():
    assert told(check(as_read(INDICATORS, [], standing=rows(10, 6, 3)))) == []
