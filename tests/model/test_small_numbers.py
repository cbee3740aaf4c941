from decimal import Decimal

import pytest

from kpis.model.errors import BadTable
from kpis.model.small_numbers import (
    Count,
    Parts,
    Publication,
    Share,
    SmallNumbersRule,
    Standing,
    Table,
    year_to_date,
)

A, B = Count("a", 3), Count("b", 8)


def test_a_small_number_is_one_to_four_and_zero_is_shown():
    rule = SmallNumbersRule()
    assert [n for n in range(8) if rule.is_small(n)] == [1, 2, 3, 4]
    assert [n for n in range(8) if SmallNumbersRule(zero_is_shown=False).is_small(n)] == [0, 1, 2, 3, 4]
    assert (rule.symbol, rule.least_withheld) == ("[c]", 1)


@pytest.mark.parametrize(
    "count, is_secret",
    [
        (Count("a", 4), True),
        (Count("a", 5), False),
        (Count("a", 0), False),
        (Count("a", None), True),
        (Count("a", 3, Standing.UNPRINTED), True),
        (Count("a", 3, Standing.PUBLIC), False),
        (Count("a", 3, counts_children=False), False),
    ],
)
def test_a_secret_is_a_small_count_of_children_or_one_that_the_source_withheld(count, is_secret):
    assert count.is_secret(SmallNumbersRule()) is is_secret


@pytest.mark.parametrize("text, decimals", [("12.5", 1), ("90.0", 1), ("14", 0), ("0.25", 2), ("1E+2", 0)])
def test_a_share_has_the_decimals_that_are_shown(text, decimals):
    assert Share("%", Decimal(text), "a", "b").decimals == decimals


@pytest.mark.parametrize(
    "settings, sentence",
    [
        ({"largest": 0}, "The largest small number is 0. Give a whole number from 1, such as 4."),
        ({"largest": 4.5}, "The largest small number is 4.5. Give a whole number from 1, such as 4."),
        ({"largest": True}, "The largest small number is True. Give a whole number from 1, such as 4."),
        ({"symbol": " "}, "The sign for a withheld figure is blank. Give one, such as [c]."),
        ({"symbol": "<5"}, 'The sign "<5" holds a digit and would be read as a figure. Give one without.'),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_its_own_words(settings, sentence):
    with pytest.raises(BadTable) as refusal:
        SmallNumbersRule(**settings)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "counts, parts, shares, sentence",
    [
        ((A, A), (), (), '"a" is there 2 times. Give each figure a key of its own.'),
        ((Count("a", -1),), (), (), '"a" is -1. A count cannot be below 0.'),
        ((Count("a", 2.5),), (), (), '"a" is 2.5. A count is a whole number.'),
        ((Count("a", True),), (), (), '"a" is True. A count is a whole number.'),
        ((Count("a", "x"),), (), (), "\"a\" is 'x'. A count is a whole number."),
        ((A,), (Parts("a", ()),), (), 'The total "a" has no parts. Name them, or leave the line out.'),
        ((A, B), (Parts("a", ("a", "b")),), (), '"a" is a part of itself. Take it out of its parts.'),
        ((A, B), (Parts("a", ("b", "b")),), (), '"b" is a part of "a" more than once. Name it once.'),
        ((A,), (Parts("a", ("z",)),), (), '"z" is named in "a" and is not among the counts. Add it, or take it out.'),
        (
            (A, B),
            (),
            (Share("%", Decimal("NaN"), "a", "b"),),
            "The share \"%\" is Decimal('NaN'). Give it as a decimal number from 0.",
        ),
        ((A, B), (), (Share("%", 37.5, "a", "b"),), 'The share "%" is 37.5. Give it as a decimal number from 0.'),
        (
            (A, B),
            (),
            (Share("%", Decimal(-1), "a", "b"),),
            "The share \"%\" is Decimal('-1'). Give it as a decimal number from 0.",
        ),
        (
            (A, B),
            (),
            (Share("%", Decimal(3), "a", "b", per=0),),
            'The share "%" is per 0. Give a whole number, such as 100 or 10000.',
        ),
        ((A,), (), (Share("%", Decimal(3), "a", "a"),), 'The share "%" is of "a" in itself. Name its denominator.'),
        (
            (A,),
            (),
            (Share("%", Decimal(3), "a", "z"),),
            '"z" is named in "%" and is not among the counts. Add it, or take it out.',
        ),
        (
            (A, Count("b", 0)),
            (),
            (Share("%", Decimal(3), "a", "b"),),
            'The share "%" divides by "b", which is 0. Leave the share out.',
        ),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_in_its_own_words(counts, parts, shares, sentence):
    with pytest.raises(BadTable) as refusal:
        Table(counts, parts, shares)
    assert str(refusal.value) == sentence


def test_everything_that_is_wrong_with_a_table_is_said_at_once():
    with pytest.raises(BadTable, match=r'"a" is -1\..*"b" is there 2 times|"b" is there 2 times.*"a" is -1\.'):
        Table((Count("a", -1), B, B))


def test_a_publication_cannot_withhold_what_it_has_not():
    with pytest.raises(BadTable, match=r'^June withholds "z", which is not among its figures\. Take it out\.$'):
        Publication("June", Table((A,)), frozenset({"z"}))


def test_a_running_total_is_the_one_before_and_its_month():
    assert year_to_date(["to Apr", "to May"], ["Apr", "May"]) == (
        Parts("to Apr", ("Apr",)),
        Parts("to May", ("to Apr", "May")),
    )


def test_each_running_total_has_its_month():
    with pytest.raises(BadTable, match=r"^There are 1 running totals and 2 months\. Give one for each month\.$"):
        year_to_date(["to Apr"], ["Apr", "May"])
