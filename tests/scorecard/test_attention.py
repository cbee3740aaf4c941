"""Which rows need attention, why, and in what order."""

import pytest

from kpis.model.indicators import Polarity
from kpis.model.observations import Marker
from kpis.model.verdicts import Rag
from kpis.operations.scorecard import scorecard_for
from kpis.scorecard.attention import Concern, build_attention, concern_of, nothing_words
from tests.builders import an_indicator
from tests.scorecard.builders import a_row, a_scorecard, a_target, kept_months
from tests.scorecard.conftest import OFFICER

TARGET = a_target(90.0, amber_low=76.5)
GREEN, HIGH_GREEN, AMBER, LOW_AMBER, RED, LOW_RED = 95.0, 96.0, 80.0, 79.0, 50.0, 40.0


@pytest.mark.parametrize(
    "before, now, concern",
    [
        (GREEN, RED, Concern.NEWLY_RED),
        (AMBER, RED, Concern.NEWLY_RED),
        (RED, LOW_RED, Concern.RED_AND_WORSE),
        (LOW_RED, RED, Concern.STILL_RED),  # better, and red all the same
        (RED, RED, Concern.STILL_RED),
        (Marker.SUPPRESSED, RED, Concern.STILL_RED),
        (GREEN, AMBER, Concern.AMBER_AND_WORSE),
        (AMBER, LOW_AMBER, Concern.AMBER_AND_WORSE),
        (RED, AMBER, Concern.BETTER),
        (AMBER, AMBER, None),
        (RED, GREEN, Concern.NEWLY_GREEN),
        (AMBER, GREEN, Concern.NEWLY_GREEN),
        (GREEN, HIGH_GREEN, Concern.BETTER),
        (HIGH_GREEN, GREEN, None),  # worse, and still on the target
        (GREEN, GREEN, None),
        (GREEN, Marker.SUPPRESSED, None),
        (Marker.SUPPRESSED, GREEN, None),
    ],
)
def test_the_first_concern_that_applies_to_a_coloured_row(before, now, concern):
    assert concern_of(a_row({"2023-02": before, "2023-03": now}, targets=[TARGET])) is concern


@pytest.mark.parametrize(
    "before, now, polarity, concern",
    [
        (50.0, 40.0, Polarity.HIGH_IS_GOOD, Concern.WORSE_NOT_RATED),
        (50.0, 60.0, Polarity.LOW_IS_GOOD, Concern.WORSE_NOT_RATED),
        (50.0, 60.0, Polarity.HIGH_IS_GOOD, Concern.BETTER),
        (50.0, 50.0, Polarity.HIGH_IS_GOOD, None),
        (50.0, 60.0, Polarity.NO_JUDGEMENT, None),
    ],
)
def test_a_row_without_a_target_needs_attention_when_it_is_worse(before, now, polarity, concern):
    assert concern_of(a_row({"2023-02": before, "2023-03": now}, polarity=polarity)) is concern


def test_a_month_missing_in_between_is_not_newly_red():
    assert concern_of(a_row({"2023-01": GREEN, "2023-03": RED}, targets=[TARGET])) is Concern.STILL_RED


def test_a_row_without_figures_needs_no_attention():
    assert concern_of(a_row({}, targets=[TARGET])) is None


def test_every_colour_is_counted_and_each_row_stands_once():
    pairs = {"T1": (GREEN, RED), "T2": (RED, GREEN), "T3": (AMBER, AMBER), "T4": (RED, LOW_RED)}
    figures = [k for code, (b, n) in pairs.items() for k in kept_months({"2023-02": b, "2023-03": n}, code)]
    targets = [a_target(90.0, amber_low=76.5, code=code) for code in pairs]
    attention = build_attention(a_scorecard([an_indicator(code) for code in [*pairs, "T5"]], figures, targets=targets))
    assert attention.counts == {Rag.RED: 2, Rag.GREEN: 1, Rag.AMBER: 1, Rag.NOT_RATED: 1}
    assert {c: [r.indicator.code for r in rows] for c, rows in attention.groups.items()} == {
        Concern.NEWLY_RED: ["T1"],
        Concern.RED_AND_WORSE: ["T4"],
        Concern.NEWLY_GREEN: ["T2"],
    }


def test_an_empty_scorecard_has_no_concerns():
    attention = build_attention(a_scorecard([], []))
    assert (attention.groups, set(attention.counts.values())) == ({}, {0})


def test_concerns_stand_in_the_order_of_reading(published):
    attention = build_attention(scorecard_for(published, OFFICER, "indicators-of-success-2023", "2023-03"))
    order = list(Concern)
    assert list(attention.groups) == sorted(attention.groups, key=order.index)


def test_march_2023_has_24_red_4_amber_and_7_green_rows(published):
    """Counted by hand from the printed plan and the published rule."""
    attention = build_attention(scorecard_for(published, OFFICER, "indicators-of-success-2023", "2023-03"))
    counts = attention.counts
    assert (counts[Rag.RED], counts[Rag.AMBER], counts[Rag.GREEN], counts[Rag.NOT_RATED]) == (24, 4, 7, 32)


def test_fostering_supervision_is_newly_green_in_march_2023(published):
    """Published: 0.0% in February and 100.0% in March against 90%."""
    attention = build_attention(scorecard_for(published, OFFICER, "indicators-of-success-2023", "2023-03"))
    assert [r.indicator.code for r in attention.groups[Concern.NEWLY_GREEN]] == ["N65"]


@pytest.mark.parametrize(
    "figures, said",
    [
        ({}, "No figure is shown for this period, so nothing can be said of it."),
        (
            {"2023-02": GREEN, "2023-03": Marker.SUPPRESSED},
            "No figure is shown for this period, so nothing can be said of it.",
        ),
        ({"2023-03": AMBER}, "No figure that is shown is red. There are no earlier ones to compare with."),
        (
            {"2023-02": HIGH_GREEN, "2023-03": GREEN},  # worse, and still on the target
            "No figure that is shown needs attention: none is red.",
        ),
    ],
)
def test_where_nothing_needs_attention_no_more_is_said_than_the_figures_tell(figures, said):
    scorecard = a_scorecard([an_indicator()], kept_months(figures), targets=[TARGET])
    assert build_attention(scorecard).groups == {}
    assert nothing_words(scorecard) == said
