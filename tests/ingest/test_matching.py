"""Which indicator a row is for, and how long that may take."""

import time

import pytest

from kpis.ingest.matching import MOST_HINTS, Matcher, RowLabel
from tests.builders import a_catalogue, an_indicator

CATALOGUE = a_catalogue(*(an_indicator(f"T{n}", ref=f"T{n}", name=f"Share of visits {n}") for n in range(300)))


def matcher(*labels):
    return Matcher(CATALOGUE, {RowLabel("Share of visits 1"): 1, **dict.fromkeys(labels, 1)})


def test_only_the_first_unknown_names_are_given_a_hint():
    match = matcher().match
    told = [match(RowLabel(f"Share of all visits {n} not made"))[1].message for n in range(MOST_HINTS + 5)]
    hinted = ["The nearest is" in message for message in told]
    assert hinted == [True] * MOST_HINTS + [False] * 5


def test_rows_that_say_the_same_are_looked_up_once():
    match = matcher().match
    label = RowLabel("Nothing of the kind")
    assert match(label)[1] is match(RowLabel("Nothing of the kind"))[1]


@pytest.mark.parametrize("ref", ["", "X"])
def test_ten_thousand_unknown_names_are_told_soon(ref):
    labels = [RowLabel(f"A name that nobody knows {n}", ref and f"{ref}{n}") for n in range(10_000)]
    begun = time.process_time()
    match = matcher(*labels).match
    assert {match(label)[1].code for label in labels} == {"E_INDICATOR_UNKNOWN"}
    assert time.process_time() - begun < 2


def test_the_scorecard_is_that_of_most_rows():
    here, there = an_indicator("A", name="Here"), an_indicator("B", name="There", scorecard="other")
    catalogue = a_catalogue(here, there)
    assert Matcher(catalogue, {RowLabel("Here"): 2, RowLabel("There"): 3}).scorecard == "other"
    assert Matcher(catalogue, {RowLabel("Here"): 3, RowLabel("There"): 3}).scorecard == "tests"


def test_a_ref_may_stand_where_the_name_should():
    assert matcher().match(RowLabel("t7"))[0].code == "T7"


def test_a_ref_without_a_name_that_two_indicators_share_is_refused_unless_the_section_says_which():
    two = (an_indicator(code, ref="6", section=section) for code, section in (("A", "Care"), ("B", "Plans")))
    match = Matcher(a_catalogue(*two), {RowLabel("", "6"): 1}).match
    found, trouble = match(RowLabel("", "6"))
    assert (found, trouble.code) == (None, "E_INDICATOR_UNKNOWN")
    assert trouble.message == 'the ref 6 is that of "Indicator A" and "Indicator B", and the row has no name.'
    assert match(RowLabel("", "6", "Plans"))[0].code == "B"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Reviews held in 35 days", "C_INDICATOR_MATCH"),
        ("Reviews held in 45", "W_INDICATOR_NAME"),
        ("Reviews held, 45 days, 2023/24 (1)", "W_INDICATOR_NAME"),
        ("All reviews held in days", "W_INDICATOR_NAME"),
    ],
)
def test_another_number_in_the_name_beside_a_ref_may_be_another_indicator(name, code):
    catalogue = a_catalogue(an_indicator("T1", ref="1", name="Reviews held in 45 days"))
    found, trouble = Matcher(catalogue, {RowLabel(name, "1"): 1}).match(RowLabel(name, "1"))
    assert (found.code, trouble.code) == ("T1", code)
