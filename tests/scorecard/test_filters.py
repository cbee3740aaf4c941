"""What a filter shows, and how it is named in words."""

import pytest

from kpis.model.indicators import Polarity
from kpis.scorecard.filters import Filters, direction_choice, only_shown
from tests.builders import an_indicator, month
from tests.scorecard.builders import a_row, a_scorecard, a_target, kept


def two_rows():
    indicators = [an_indicator("T1", section="Visits"), an_indicator("T2", section="Plans", link="MTFP2")]
    figures = [kept(month("2023-03"), 60.0, "T1"), kept(month("2023-03"), 95.0, "T2")]
    return a_scorecard(indicators, figures, targets=[a_target(90.0), a_target(90.0, code="T2")])


@pytest.mark.parametrize(
    "filters, codes",
    [
        (Filters(), ["T1", "T2"]),
        (Filters(section="Plans"), ["T2"]),
        (Filters(rag="red"), ["T1"]),
        (Filters(direction="not_comparable"), ["T1", "T2"]),
        (Filters(direction="better"), []),
        (Filters(words="indicator t2"), ["T2"]),
        (Filters(words="mtfp2 indicator"), ["T2"]),
        (Filters(section="Plans", rag="red"), []),
        (Filters(rag="purple"), []),
    ],
)
def test_only_the_rows_asked_for_are_left_and_no_empty_section(filters, codes):
    left = only_shown(two_rows(), filters)
    assert [row.indicator.code for row in left.rows] == codes
    assert all(section.rows for section in left.sections)


def test_filters_are_read_from_an_address_and_nothing_else_of_it_is():
    assert Filters.of({"rag": " red ", "period": "2023-03", "words": ""}) == Filters(rag="red")


def test_filters_are_named_in_words():
    asked = Filters("Visits", "not_rated", "worse", "timely").in_words()
    expected = (
        ("Section", "Visits"),
        ("Against target", "Not rated"),
        ("Direction", "Worse"),
        ("With the words", "timely"),
    )
    assert asked == expected
    assert Filters().in_words() == ()


@pytest.mark.parametrize(
    "figures, polarity, choice",
    [
        ({"2023-02": 1.0, "2023-03": 2.0}, "high_is_good", "better"),
        ({"2023-02": 2.0, "2023-03": 1.0}, "high_is_good", "worse"),
        ({"2023-02": 2.0, "2023-03": 2.0}, "high_is_good", "same"),
        ({"2023-02": 2.0, "2023-03": 1.0}, "no_judgement", "moved"),
        ({"2023-03": 1.0}, "high_is_good", "not_comparable"),
    ],
)
def test_each_row_falls_under_one_choice_of_direction(figures, polarity, choice):
    assert direction_choice(a_row(figures, polarity=Polarity(polarity))) == choice
