"""What is withheld, against a second reader who knows the rules alone and tries every number there is, one by one.

Totals within totals, percentages as they are rounded, and running totals across April, written without the solver and
without what the program says of its own figures.
"""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis
from kpis.model.small_numbers import SmallNumbersRule
from kpis.scorecard.withheld import find_withheld
from tests.builders import MARCH, a_count, an_indicator, an_observation, month

RULE = SmallNumbersRule()
TABLES = 60
MOST = 45
CHILDREN = {"counts_children": True}
MONTHS = ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06"]


def half_up(share, decimals):
    return Fraction(int(share * 10**decimals + Fraction(1, 2)), 10**decimals)


def fits(known, sums, shares):
    """Whether the numbers so far can be: none beyond its total, all of it when all are there, shares as printed."""
    for total, parts in sums:
        there = [known[p] for p in parts if p in known]
        if total in known and (sum(there) > known[total] or (len(there) == len(parts) and sum(there) != known[total])):
            return False
    return all(
        known[whole] and half_up(Fraction(100 * known[part], known[whole]), decimals) == shown
        for part, whole, shown, decimals in shares
        if part in known and whole in known
    )


def can_be_filled(known, hidden, least, sums, shares):
    if not fits(known, sums, shares):
        return False
    if not hidden:
        return True
    first, *rest = hidden
    numbers = range(least[first], MOST)
    return any(can_be_filled(known | {first: number}, rest, least, sums, shares) for number in numbers)


def is_kept(secret, known, hidden, least, sums, shares=()):
    """Whether a secret can be two numbers at least."""
    others = [key for key in hidden if key != secret]
    found = 0
    for number in range(least[secret], MOST):
        found += can_be_filled(known | {secret: number}, others, least, sums, shares)
        if found > 1:
            return True
    return False


@pytest.mark.parametrize("decimals", [0, 1])
def test_a_total_within_a_total_and_rounded_percentages_give_no_small_number_away(decimals):
    catalogue = Catalogue(
        (
            a_count("T", **CHILDREN),
            *(a_count(code, whole="T", **CHILDREN) for code in "ABD"),
            *(a_count(code, whole="A", **CHILDREN) for code in ("A1", "A2", "A3")),
            an_indicator("S", decimals=decimals, whole="A", count_of="A1"),
            an_indicator("U", decimals=decimals, whole="T", count_of="B"),
        )
    )
    sums = [("T", ("A", "B", "D")), ("A", ("A1", "A2", "A3"))]
    chance, secrets = random.Random(decimals), 0
    for _ in range(TABLES):
        true = {code: chance.choice([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12]) for code in ("A1", "A2", "A3", "B", "D")}
        true["A"] = true["A1"] + true["A2"] + true["A3"]
        true["T"] = true["A"] + true["B"] + true["D"]
        printed = {
            code: half_up(Fraction(100 * true[part], true[whole]), decimals)
            for code, part, whole in (("S", "A1", "A"), ("U", "B", "T"))
            if true[whole]
        }
        seen = [an_observation(float(v), code=code, period=MARCH) for code, v in (true | printed).items()]
        gone = {code for code, _ in find_withheld(catalogue, seen, RULE).figures}
        hidden = [code for code in true if code in gone]
        known = {code: number for code, number in true.items() if code not in gone}
        pairs = {"S": ("A1", "A"), "U": ("B", "T")}
        shares = [(*pairs[code], shown, decimals) for code, shown in printed.items() if code not in gone]
        for code in [c for c, number in true.items() if 1 <= number <= 4]:
            assert is_kept(code, known, hidden, dict.fromkeys(hidden, 1), sums, shares), (code, true, gone)
            secrets += 1
    assert secrets > TABLES


def test_running_totals_across_april_give_no_small_month_away():
    catalogue = Catalogue((a_count("Y", basis=Basis.YEAR_TO_DATE, **CHILDREN),))
    chance, secrets = random.Random("April"), 0
    for _ in range(TABLES // 3):
        came = {f"in {label}": chance.choice([0, 1, 2, 3, 4, 5, 6, 9]) for label in MONTHS}
        running, total = {}, 0
        for label in MONTHS:
            total = came[f"in {label}"] + (0 if label.endswith("-04") else total)
            running[label] = total
        seen = [an_observation(n, code="Y", period=month(label)) for label, n in running.items()]
        gone = {period.label for _, period in find_withheld(catalogue, seen, RULE).figures}
        known = {label: n for label, n in running.items() if label not in gone}
        sums = [
            (label, (f"in {label}",) if label.endswith("-04") else (before, f"in {label}"))
            for before, label in pairwise(MONTHS)
        ]
        months = [parts[-1] for _, parts in sums]
        hidden = [*(label for label in running if label in gone), *months]
        least = dict.fromkeys(running, 1) | dict.fromkeys(months, 0)
        small = [key for key in months if 1 <= came[key] <= 4] + [k for k, n in running.items() if 1 <= n <= 4]
        for key in small:
            assert is_kept(key, known, hidden, least, sums), (key, running, gone)
            secrets += 1
    assert secrets > TABLES // 3
