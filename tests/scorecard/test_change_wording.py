"""Whether a change is real, in the words that members read."""

import pytest

from kpis.methods.annual_trend import no_annual_trend
from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.intervals import NoTrend
from kpis.model.observations import Marker
from kpis.model.process import Assurance, NoAssurance, NoProcess, SpecialCause, Variation
from kpis.scorecard.change_wording import (
    ASSURANCE_WORDS,
    NO_ASSURANCE_WORDS,
    NO_PROCESS_SENTENCES,
    NO_PROCESS_WORDS,
    UNUSUAL_WORDS,
    VARIATION_WORDS,
    assurance_words,
    change_words,
    range_sentences,
    short_change_words,
    special_cause_sentences,
    trend_of_five_words,
)
from tests.scorecard.builders import a_target
from tests.scorecard.test_real_change import WAVE, a_yearly_row, an_event, row_of

LOW_THEN_HIGH = [30.0, 55.0, 25.0, 52.0, 28.0, 50.0, 26.0, 56.0, 62.0, 54.0, 63.0, 55.0, 61.0, 56.0]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (Variation, VARIATION_WORDS),
        (Assurance, ASSURANCE_WORDS),
        (NoProcess, NO_PROCESS_WORDS),
        (NoProcess, NO_PROCESS_SENTENCES),
        (NoAssurance, NO_ASSURANCE_WORDS),
        (SpecialCause, UNUSUAL_WORDS),
    ],
)
def test_every_answer_has_words_of_its_own(members, words):
    assert set(words) == set(members)
    assert len(set(words.values())) == len(words)
    assert all(text.strip() for text in words.values())


def test_usual_variation_and_a_target_that_is_met_or_not_by_chance():
    row = row_of(WAVE, targets=[a_target(50.0)])
    assert change_words(row) == "Usual variation"
    assert assurance_words(row) == "May or may not meet the target from month to month"
    assert row.verdict == "Better than last month. Meets the target. Within its usual range. Up is good."


@pytest.mark.parametrize(
    ("polarity", "words", "sentence"),
    [
        (Polarity.HIGH_IS_GOOD, "Real improvement", "A real improvement, more than the usual ups and downs."),
        (Polarity.LOW_IS_GOOD, "Real worsening", "A real worsening, more than the usual ups and downs."),
        (Polarity.NO_JUDGEMENT, "Real rise", "A real rise, more than the usual ups and downs."),
    ],
)
def test_a_real_change_is_named_by_polarity(polarity, words, sentence):
    row = row_of([*WAVE, 90.0], polarity=polarity)
    assert change_words(row) == words
    assert sentence in row.verdict


def test_a_month_that_goes_against_the_longer_run_is_said_so():
    row = row_of(LOW_THEN_HIGH)
    assert change_words(row) == "Real improvement over the longer run"
    assert row.verdict.startswith("Worse than last month. ")
    assert "Over the longer run a real improvement, more than the usual ups and downs." in row.verdict


def test_an_older_figure_is_named_by_its_month():
    row = row_of([*WAVE, Marker.NOT_REPORTED], targets=[a_target(30.0)])
    assert change_words(row) == "Usual variation, as of May 2019"
    assert assurance_words(row) == "Will reliably meet the target, as of May 2019"


@pytest.mark.parametrize(
    ("values", "basis", "words"),
    [
        (WAVE[:5], Basis.IN_MONTH, "Not enough data yet: 13 months are needed"),
        (WAVE, Basis.YEAR_TO_DATE, "Not applicable: the months overlap"),
        ([7.0] * 14, Basis.SNAPSHOT, "The same every month, so it has no usual range"),
        ([Marker.SUPPRESSED] * 14, Basis.SNAPSHOT, "No figures to judge by"),
    ],
)
def test_what_cannot_be_told_says_why(values, basis, words):
    row = row_of(values, basis=basis)
    assert change_words(row) == words
    assert assurance_words(row) == ""
    assert "usual" not in row.verdict


@pytest.mark.parametrize(
    ("values", "basis", "words"),
    [
        (WAVE[:5], Basis.IN_MONTH, "Too few months to tell if it is real"),
        (WAVE, Basis.YEAR_TO_DATE, "Months overlap: cannot tell if it is real"),
        ([*WAVE, Marker.NOT_REPORTED], Basis.YEAR_TO_DATE, ""),
        (WAVE, Basis.IN_MONTH, "Usual variation"),
    ],
)
def test_a_row_says_it_shortly_and_not_where_it_has_no_figure(values, basis, words):
    assert short_change_words(row_of(values, basis=basis)) == words


def test_a_count_for_the_year_to_date_is_told_as_the_running_total_that_it_is():
    running = row_of([3.0, 5.0, 9.0], basis=Basis.YEAR_TO_DATE, unit=Unit.COUNT)
    assert short_change_words(running) == "A running total: it can only rise"
    share = row_of([3.0, 5.0, 9.0], basis=Basis.YEAR_TO_DATE)
    assert short_change_words(share) == "Months overlap: cannot tell if it is real"


def test_too_few_months_after_a_re_baseline_names_its_month():
    row = row_of([*WAVE, 50.0, 52.0], events=[an_event("2019-05-01")])
    assert change_words(row) == f"Not enough data yet: {FEWEST_POINTS} months are needed from May 2019 on"
    assert range_sentences(row) == [
        "April 2018 to April 2019: average 50.7%, usual range 38.3% to 63.1%.",
        "May to July 2019: a usual range needs 13 months with a figure; 3 so far.",
    ]


def test_each_special_cause_is_told_with_its_months_and_its_rule():
    assert special_cause_sentences(row_of(LOW_THEN_HIGH)) == [
        "November 2018 to May 2019: seven or more months on the better side of the average"
    ]
    assert special_cause_sentences(row_of([*WAVE, 90.0], polarity=Polarity.LOW_IS_GOOD)) == [
        "August 2018 to February 2019: seven or more months on the better side of the average",
        "June 2019: outside the usual range, on the worse side",
    ]
    rising = [*WAVE[:7], 44.0, 46.0, 47.0, 49.0, 52.0, 53.0, 54.0]
    assert special_cause_sentences(row_of(rising)) == [
        "November 2018 to May 2019: seven or more months each rising from the one before, which is better"
    ]
    assert special_cause_sentences(row_of(rising, polarity=Polarity.NO_JUDGEMENT)) == [
        "November 2018 to May 2019: seven or more months each rising from the one before"
    ]


def test_a_run_is_told_whole_where_some_of_its_months_are_unusual_twice_over(published):
    from kpis.model.people import Asker
    from kpis.operations.history import history_of

    assert special_cause_sentences(history_of(published, Asker("a test"), "A01").row) == [
        "June to December 2018: seven or more months on the high side of the average",
        "September to October 2018: near the edge of the usual range at least twice in three months, on the high side",
        "January to February 2019: near the edge of the usual range at least twice in three months, on the low side",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_yearly_row([500, 560, 610, 660, 720]), "Real improvement over five years: a rise"),
        (
            a_yearly_row([500, 560, 610, 660, 720], polarity=Polarity.LOW_IS_GOOD),
            "Real worsening over five years: a rise",
        ),
        (a_yearly_row([720, 660, 610, 560, 500], polarity=Polarity.NO_JUDGEMENT), "Real fall over five years"),
        (a_yearly_row([500, 505, 498, 503, 500]), "No real change over five years"),
        (a_yearly_row([500, 560]), "Not enough data yet: 5 years with their counts are needed"),
        (
            a_yearly_row([5, 6, 7, 8, 9], Unit.COUNT),
            "Not applicable: yearly change is judged for percentages and rates only",
        ),
    ],
)
def test_yearly_figures_are_told_by_five_years(row, words):
    assert change_words(row) == words


@pytest.mark.parametrize("reason", NoTrend)
def test_every_want_of_a_yearly_trend_has_words(reason):
    assert trend_of_five_words(reason, Polarity.HIGH_IS_GOOD)


def test_a_quarterly_figure_is_told_as_not_monthly():
    assert no_annual_trend(Basis.QUARTER, Unit.PERCENTAGE) is NoTrend.NOT_ANNUAL
    words = trend_of_five_words(NoTrend.NOT_ANNUAL, Polarity.HIGH_IS_GOOD)
    assert words == "Not applicable: not a monthly figure"
