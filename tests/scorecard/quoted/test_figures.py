from decimal import Decimal

import pytest

from kpis.scorecard.quoted.figures import Kind, Nearly, figures


def told(sentence):
    return [(f.kind, f.value) for f in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("92.5% of young people", [(Kind.PERCENT, "92.5")]),
        ("92.5 per cent of young people", [(Kind.PERCENT, "92.5")]),
        ("1.1percentage points higher", [(Kind.POINTS, "1.1")]),
        ("2.2 percentage points better", [(Kind.POINTS, "2.2")]),
        ("2,351 referrals", [(Kind.COUNT, "2351")]),
        ("seven services", [(Kind.COUNT, "7")]),
        ("a score of 47.5 points", [(Kind.SCORE, "47.5")]),
        ("an average of 1.5", [(Kind.NUMBER, "1.5")]),
        ("£51.381m and £500,000", [(Kind.POUNDS, "51381000"), (Kind.POUNDS, "500000")]),
        ("301 (60.1%) of them", [(Kind.COUNT, "301"), (Kind.PERCENT, "60.1")]),
        ("took 450 days on average", [(Kind.DAYS, "450")]),
    ],
)
def test_a_figure_is_read_with_what_it_is_counted_in(sentence, expected):
    assert told(sentence) == [(kind, Decimal(value)) for kind, value in expected]


@pytest.mark.parametrize("sentence", ["119 of 210 children", "119/210 children", "119 out of 210 children"])
def test_a_fraction_is_one_figure(sentence):
    (found,) = figures(sentence)
    assert (found.kind, found.value, found.out_of) == (Kind.FRACTION, 119, 210)


@pytest.mark.parametrize(("sentence", "share"), [("1 in 4 leave", 25), ("one in five", 20), ("half of all", 50)])
def test_a_share_in_words_is_about_a_percentage(sentence, share):
    (found,) = figures(sentence)
    assert (found.kind, found.value, found.nearly) == (Kind.PERCENT, share, Nearly.ABOUT)


@pytest.mark.parametrize(
    "sentence",
    [
        "16 and 17 year olds", "aged 18 to 20", "those of 16 or over", "a service for 0-19", "under section 47",
        "s47 and s.47 enquiries", "within 15 working days", "in 72 hours", "over the last 12 months", "within 20 miles",
        "PL1 to PL7 or PL9", "a rate per 10,000 children", "Key Stage 4", "pupils achieving 5+ in English",
        "Pledge 48 and Priority 3", "2.1: Slightly behind", "at 2.00 pm", "on the 3rd", "R1-10 and N24", "Phase 2",
        "less than 90% attendance", "a 1:1 session", "Year 11", "one of them",
    ],
)  # fmt: skip
def test_dates_ages_references_and_definitions_are_not_figures(sentence):
    assert figures(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "nearly"),
    [
        ("around 490", Nearly.ABOUT), ("circa 5.0", Nearly.ABOUT), ("more than 500", Nearly.MORE),
        ("up to 12", Nearly.LESS), ("exactly 12", Nearly.EXACT),
    ],
)  # fmt: skip
def test_how_nearly_a_figure_is_meant_is_read(sentence, nearly):
    assert figures(sentence)[0].nearly is nearly


def test_what_is_taken_as_a_period_is_no_figure():
    sentence = "26.8% in Mar 18"
    assert [f.value for f in figures(sentence, [(9, 15)])] == [Decimal("26.8")]
