"""What rows bear out together, though the catalogue does not say so: a reader who lays them side by side sees it.

The attacker here tries every number by hand, and knows nothing of the solver.
"""

import itertools

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Unit
from kpis.model.periods import Period
from kpis.model.small_numbers import SmallNumbersRule
from kpis.scorecard.withheld import find_withheld
from tests.builders import a_count, an_indicator, an_observation, month

RULE = SmallNumbersRule()
CHILDREN = {"counts_children": True}
APRIL = month("2022-04")
TOTAL = a_count("T", **CHILDREN)
PARTS = [a_count(code, whole="T", **CHILDREN) for code in "AB"]
TO_DATE = a_count("Y", name="Referrals, year to date", basis=Basis.YEAR_TO_DATE, **CHILDREN)
MONTHLY = a_count("I", name="Referrals in the month", **CHILDREN)


def by_month(code, *values, **printed):
    """A figure of a row in each month from April on."""
    return [an_observation(v, code=code, period=APRIL.shifted(i), **printed) for i, v in enumerate(values)]


def shares(code, *fractions, is_printed=True, **fields):
    seen = []
    for i, (n, d) in enumerate(fractions):
        both = {"numerator": n, "denominator": d} if is_printed else {}
        seen.append(an_observation(round(100 * n / d, 1), code=code, period=APRIL.shifted(i), **both, **fields))
    return seen


def two_parts(*months):
    """A total and its two parts: where one is small both are withheld."""
    return [f for n, code in enumerate("AB") for f in by_month(code, *(m[n] for m in months))] + by_month(
        "T", *(sum(m) for m in months)
    )


def withheld(rows, seen, rule=RULE):
    found = find_withheld(Catalogue(tuple(rows)), seen, rule)
    assert found.is_proved
    return {(code, period.label) for code, period in found.figures}


def monthly_guesses(gone, months, most=15):
    """Every way in which a year may have gone that agrees with the months and running totals that are shown."""
    labels = [APRIL.shifted(i).label for i in range(len(months))]
    to_date = list(itertools.accumulate(months))
    ranges = [range(most) if ("I", label) in gone else (months[i],) for i, label in enumerate(labels)]
    for guess in itertools.product(*ranges):
        sums = list(itertools.accumulate(guess))
        if all(sums[i] == to_date[i] for i, label in enumerate(labels) if ("Y", label) not in gone):
            yield guess


@pytest.mark.parametrize("months", [(6, 3, 7, 9), (3, 7, 8, 9), (3, 7), (6, 3), (9, 8, 7, 2), (1, 1, 1, 9)])
def test_a_month_is_not_given_away_by_a_running_total_of_the_same_children_in_another_row(months):
    seen = by_month("I", *months) + by_month("Y", *itertools.accumulate(months))
    gone = withheld([MONTHLY, TO_DATE], seen)
    possible = list(zip(*monthly_guesses(gone, months), strict=True))
    small = [i for i, n in enumerate(months) if RULE.is_small(n)]
    assert [i for i in small if len(set(possible[i])) < 2] == []


def test_a_running_total_of_other_children_gives_nothing_away():
    seen = by_month("I", 6, 3, 7, 9) + by_month("Y", 11, 31, 62, 80)
    assert withheld([MONTHLY, TO_DATE], seen) == {("I", "2022-05")}


def test_names_that_differ_want_three_months_that_agree():
    other = a_count("Y", name="Contacts", basis=Basis.YEAR_TO_DATE, **CHILDREN)
    two = by_month("I", 3, 7) + by_month("Y", 3, 10)
    assert withheld([MONTHLY, other], two) == {("I", "2022-04"), ("Y", "2022-04")}
    three = by_month("I", 3, 7, 9) + by_month("Y", 3, 10, 19)
    assert withheld([MONTHLY, other], three) > withheld([MONTHLY, other], two)


def test_one_month_that_was_revised_does_not_hide_that_the_rows_are_the_same():
    months = [9, 8, 12, 7, 11, 3, 10, 6, 13, 14, 9]
    seen = by_month("I", *months) + by_month("Y", *itertools.accumulate([8, *months[1:]]))
    gone = withheld([MONTHLY, TO_DATE], seen)
    assert {("I", "2022-09")} < gone


def test_a_month_is_not_given_away_by_twelve_rolling_months_in_another_row():
    months = [6, 3, 7, 9, 12, 8, 9, 10, 11, 5, 6, 7, 8]
    rolling = a_count("Y", basis=Basis.ROLLING_12_MONTHS, **CHILDREN)
    year = [sum(months[:12]), sum(months[1:])]
    seen = by_month("I", *months)
    seen += [an_observation(n, code="Y", period=month(p)) for n, p in zip(year, ("2023-03", "2023-04"), strict=True)]
    gone = withheld([MONTHLY, rolling], seen)
    hidden = [i for i in range(13) if ("I", APRIL.shifted(i).label) in gone]
    first, second = (("Y", p) not in gone for p in ("2023-03", "2023-04"))
    possible = set()
    for guess in itertools.product(range(1, 15), repeat=len(hidden)):
        filled = months.copy()
        for i, n in zip(hidden, guess, strict=True):
            filled[i] = n
        if (not first or sum(filled[:12]) == year[0]) and (not second or sum(filled[1:]) == year[1]):
            possible.add(filled[1])
    assert 1 in hidden
    assert len(possible) > 1


def test_a_month_is_not_given_away_by_the_quarters_of_another_row():
    quarters = a_count("Q", basis=Basis.QUARTER, **CHILDREN)
    seen = by_month("I", 6, 3, 7, 9, 12, 8)
    seen += [an_observation(n, code="Q", period=Period.quarter(2022, q)) for q, n in ((1, 16), (2, 29))]
    gone = withheld([MONTHLY, quarters], seen)
    assert len({("I", "2022-04"), ("I", "2022-05"), ("I", "2022-06"), ("Q", "Q1 2022/23")} & gone) == 2


def test_a_count_that_stands_in_two_rows_is_withheld_in_both_or_in_neither():
    again = a_count("D", name="Those of the second part", **CHILDREN)
    seen = two_parts((3, 8), (6, 9), (7, 11)) + by_month("D", 8, 9, 11)
    assert withheld([TOTAL, *PARTS, again], seen) >= {("A", "2022-04"), ("B", "2022-04"), ("D", "2022-04")}


def test_a_percentage_out_of_a_withheld_count_goes_with_it_though_nobody_named_it():
    share = an_indicator("P", name="Seen in time")
    seen = two_parts((3, 8), (6, 9), (7, 11)) + shares("P", (7, 8), (8, 9), (10, 11))
    gone = withheld([TOTAL, *PARTS, share], seen)
    assert {("A", "2022-04")} < gone
    assert ("T", "2022-04") in gone or ("P", "2022-04") in gone


def test_those_who_were_not_are_not_given_away_by_the_share_of_those_who_were():
    rows = [a_count("N", name="Not seen", **CHILDREN), an_indicator("P", name="Seen")]
    seen = by_month("N", 3, 10, 12) + shares("P", (97, 100), (80, 90), (70, 82))
    assert withheld(rows, seen) == {("N", "2022-04"), ("P", "2022-04")}
    others = by_month("N", 3, 25, 7) + shares("P", (97, 100), (80, 90), (70, 82))
    assert withheld(rows, others) == {("N", "2022-04")}


def test_an_average_of_days_gives_no_withheld_count_away():
    """105 days in all and 13.1 on average are 8 children."""
    days, average = a_count("E", name="Days waited"), an_indicator("V", unit=Unit.DAYS, whole="B", count_of="E")
    seen = two_parts((3, 8)) + by_month("E", 105) + by_month("V", 13.1)
    gone = withheld([TOTAL, *PARTS, days, average], seen)
    assert ("A", "2022-04") in gone
    assert ("T", "2022-04") in gone or gone > {("A", "2022-04"), ("B", "2022-04")}
    otherwise = two_parts((3, 8)) + by_month("E", 105) + by_month("V", 20.0)
    assert withheld([TOTAL, *PARTS, days, average], otherwise) == {("A", "2022-04"), ("B", "2022-04")}


def test_noughts_that_agree_are_no_evidence():
    rows = [a_count("N", **CHILDREN), a_count("M", **CHILDREN), *PARTS, TOTAL]
    seen = (
        by_month("N", 0, 0, 0, 0, 3) + by_month("M", 0, 0, 0, 0) + two_parts((6, 9), (7, 8), (9, 12), (8, 11), (5, 6))
    )
    assert withheld(rows, seen) == {("N", "2022-08")}
