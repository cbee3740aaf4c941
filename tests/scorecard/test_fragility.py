"""How many children would change the colour of a row."""

import pytest

from kpis.model.indicators import Polarity, Unit
from kpis.model.intervals import NotFragile
from kpis.model.observations import Marker
from kpis.scorecard.build import build_row
from kpis.scorecard.fragility import NOT_FRAGILE_WORDS, fragility_sentences, row_fragility
from tests.builders import MARCH, an_indicator
from tests.scorecard.builders import a_target, kept


def said(figure, numerator=None, denominator=None, target=None, **fields):
    targets = [target or a_target(90.0, amber_low=76.5)]
    row = build_row(
        an_indicator(**fields), MARCH, [kept(MARCH, figure, numerator=numerator, denominator=denominator)], targets
    )
    return " ".join(fragility_sentences(row_fragility(row), row))


def test_a_percentage_with_its_counts_says_how_many_fewer_or_more():
    assert (
        said(80.0, 40.0, 50.0) == "The count is 40 out of 50. Two fewer and this is red. Five more and this is green."
    )


def test_a_count_says_it_of_itself():
    target = a_target(10.0, amber_high=11.5)
    sentence = said(12.0, target=target, unit=Unit.COUNT, decimals=0, polarity=Polarity.LOW_IS_GOOD)
    assert sentence == "One fewer and this is amber."


def test_a_proxy_may_pass_the_whole_and_a_share_may_not():
    target = a_target(110.0, amber_low=93.5)
    assert "more" not in said(95.0, 95.0, 100.0, target)
    assert "15 more and this is green." in said(95.0, 95.0, 100.0, target, proxy=True)


def test_a_rate_changes_with_its_count_and_not_its_population():
    target = a_target(70.0, amber_high=80.5)
    sentence = said(71.0, 355, 50_000, target, unit=Unit.RATE_PER_10000, polarity=Polarity.LOW_IS_GOOD)
    assert "Five fewer and this is green." in sentence


@pytest.mark.parametrize(
    ("figure", "numerator", "denominator", "words"),
    [
        (Marker.SUPPRESSED, 3.0, 4.0, "There is no colour that could change."),
        (80.0, None, None, "the counts behind the figure are not known"),
        (80.0, 0.0, 0.0, "out of nobody"),
        (80.0, -1.0, 5.0, "below 0"),
        (80.0, 4.5, 5.0, "not whole numbers"),
        (80.0, 4.0, 6.0, "do not give the figure"),
    ],
)
def test_what_cannot_be_told_has_its_own_words(figure, numerator, denominator, words):
    assert words in said(figure, numerator, denominator)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.POUNDS, Unit.POINTS, Unit.RATIO])
def test_what_counts_no_children_is_not_told(unit):
    assert "not known" in said(80.0, 40.0, 50.0, unit=unit)


def test_every_reason_has_words_of_its_own():
    assert set(NOT_FRAGILE_WORDS) == set(NotFragile)
    assert len(set(NOT_FRAGILE_WORDS.values())) == len(NotFragile)
