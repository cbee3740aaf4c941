"""Every word and number that a reader sees."""

from datetime import UTC, date, datetime

import pytest

from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind
from kpis.model.verdicts import Direction, DirectionReason, Judgement, Movement, Rag, RagReason, RagVerdict
from kpis.scorecard import wording
from tests.builders import MARCH, academic_year, an_indicator, calendar_year, financial_year
from tests.scorecard.builders import a_monitor_target, a_row, a_target, a_target_to_be_confirmed, kept

HIGH, LOW, CLOSE, NONE = (
    Polarity.HIGH_IS_GOOD,
    Polarity.LOW_IS_GOOD,
    Polarity.CLOSE_TO_TARGET,
    Polarity.NO_JUDGEMENT,
)
FLOOR = a_target(90.0, amber_low=76.5)
CEILING = a_target(10.0, amber_high=11.5)
RANGE = a_target(70.0, 80.0, amber_low=59.5, amber_high=92.0)
FEBRUARY = Period.month(2023, 2)


# Days and times


@pytest.mark.parametrize(
    ("moment", "day", "words"),
    [
        (datetime(2023, 7, 14, 9, 5, tzinfo=UTC), "14 July 2023", "14 July 2023, 10:05"),
        (datetime(2023, 5, 31, 23, 30, tzinfo=UTC), "1 June 2023", "1 June 2023, 00:30"),
        (datetime(2023, 12, 4, 9, 5, tzinfo=UTC), "4 December 2023", "4 December 2023, 09:05"),
        (datetime(2023, 3, 26, 1, 0, tzinfo=UTC), "26 March 2023", "26 March 2023, 02:00"),
        (datetime(2023, 10, 29, 0, 30, tzinfo=UTC), "29 October 2023", "29 October 2023, 01:30 BST"),
        (datetime(2023, 10, 29, 1, 30, tzinfo=UTC), "29 October 2023", "29 October 2023, 01:30 GMT"),
        (datetime(2023, 10, 29, 2, 0, tzinfo=UTC), "29 October 2023", "29 October 2023, 02:00"),
    ],
)
def test_a_moment_is_told_as_a_british_clock_shows_it_and_apart_where_that_is_shown_twice(moment, day, words):
    assert (wording.day_words(moment), wording.moment_words(moment)) == (day, words)


def test_a_day_is_told_as_it_stands():
    assert wording.day_words(date(2023, 5, 31)) == "31 May 2023"


# The sentence


@pytest.mark.parametrize(
    "before, now, target, polarity, sentence",
    [
        (60.0, 64.1, FLOOR, HIGH, "Better than last month. Still below target. Up is good."),
        (64.1, 60.0, FLOOR, HIGH, "Worse than last month. Still below target. Up is good."),
        (60.0, 60.0, FLOOR, HIGH, "The same as last month. Still below target. Up is good."),
        (95.0, 60.0, FLOOR, HIGH, "Worse than last month. Now below target. Up is good."),
        (95.0, 96.0, FLOOR, HIGH, "Better than last month. Meets the target. Up is good."),
        (96.0, 95.0, FLOOR, HIGH, "Worse than last month. Meets the target. Up is good."),
        (60.0, 90.0, FLOOR, HIGH, "Better than last month. Now meets the target. Up is good."),
        (80.0, 90.0, FLOOR, HIGH, "Better than last month. Now meets the target. Up is good."),
        (
            95.0,
            76.5,
            FLOOR,
            HIGH,
            "Worse than last month. Now below target, but within the amber limit. Up is good.",
        ),
        (
            60.0,
            80.0,
            FLOOR,
            HIGH,
            "Better than last month. Still below target, but within the amber limit. Up is good.",
        ),
        (9.0, 12.5, CEILING, LOW, "Worse than last month. Now above target. Down is good."),
        (13.0, 12.5, CEILING, LOW, "Better than last month. Still above target. Down is good."),
        (
            13.0,
            11.5,
            CEILING,
            LOW,
            "Better than last month. Still above target, but within the amber limit. Down is good.",
        ),
        (13.0, 10.0, CEILING, LOW, "Better than last month. Now meets the target. Down is good."),
        (
            100.0,
            95.0,
            RANGE,
            CLOSE,
            "Better than last month. Still above the good range. Close to the target is good.",
        ),
        (
            75.0,
            65.0,
            RANGE,
            CLOSE,
            "Worse than last month. Now below the good range, but within the amber limit. Close to the target is good.",
        ),
        (50.0, 60.0, None, HIGH, "Better than last month. No target agreed. Up is good."),
        (50.0, 60.0, a_target_to_be_confirmed(), LOW, "Worse than last month. No target agreed. Down is good."),
        (
            50.0,
            60.0,
            a_monitor_target(),
            NONE,
            "Higher than last month. Monitored without a target. Neither up nor down is good in itself.",
        ),
        (
            60.0,
            50.0,
            None,
            NONE,
            "Lower than last month. No target agreed. Neither up nor down is good in itself.",
        ),
        (
            60.0,
            50.0,
            FLOOR,
            NONE,
            "Lower than last month. Not judged against a target. Neither up nor down is good in itself.",
        ),
        (
            None,
            60.0,
            FLOOR,
            HIGH,
            "There is no figure for February 2023 to compare with. Below target. Up is good.",
        ),
        (
            None,
            80.0,
            FLOOR,
            HIGH,
            "There is no figure for February 2023 to compare with. Below target, but within the amber limit. "
            "Up is good.",
        ),
        (
            None,
            95.0,
            FLOOR,
            HIGH,
            "There is no figure for February 2023 to compare with. Meets the target. Up is good.",
        ),
        (
            Marker.SUPPRESSED,
            60.0,
            FLOOR,
            HIGH,
            "The figure for February 2023 is missing or withheld. Below target. Up is good.",
        ),
        (60.0, Marker.SUPPRESSED, FLOOR, HIGH, "The figure is withheld because the number is small."),
        (60.0, Marker.NOT_AVAILABLE, FLOOR, HIGH, "The figure is not available."),
        (60.0, Marker.NOT_APPLICABLE, FLOOR, HIGH, "There is no figure because there were no cases."),
        (
            60.0,
            Marker.REPORT_IN_DEVELOPMENT,
            FLOOR,
            HIGH,
            "There is no figure yet: the report is still being developed.",
        ),
        (60.0, None, FLOOR, HIGH, "No figure has been loaded for this period."),
    ],
)
def test_the_sentence_says_direction_target_and_what_is_good(before, now, target, polarity, sentence):
    figures = {p: f for p, f in (("2023-02", before), ("2023-03", now)) if f is not None}
    assert a_row(figures, targets=[target] if target else [], polarity=polarity).verdict == sentence


@pytest.mark.parametrize(
    "earlier, now, basis, words",
    [
        (Period.quarter(2022, 3), Period.quarter(2022, 4), Basis.QUARTER, "Better than the last quarter."),
        (financial_year(2020), financial_year(2021), Basis.YEAR, "Better than the year before."),
        (calendar_year(2020), calendar_year(2021), Basis.YEAR, "Better than the year before."),
        (academic_year(2020), academic_year(2021), Basis.ACADEMIC_YEAR, "Better than the academic year before."),
        (
            Period.month(2022, 4),
            Period.month(2023, 4),
            Basis.YEAR_TO_DATE,
            "Better than April 2022 (a new year is starting).",
        ),
    ],
)
def test_the_sentence_names_the_kind_of_period_it_compares_with(earlier, now, basis, words):
    row = a_row([kept(earlier, 50.0), kept(now, 60.0)], now, basis=basis)
    assert row.verdict == f"{words} No target agreed. Up is good."


def test_re_referrals_of_june_2019_read_as_the_rules_say(june_2019):
    assert june_2019["A07"].verdict == "Better than last month. Still above target. Down is good."


def test_no_sentence_of_the_published_scorecards_holds_nan_or_none(march_2023, june_2019, quarterly_report):
    for rows in (march_2023, june_2019, quarterly_report):
        for row in rows.values():
            assert row.verdict.endswith("."), row.verdict
            assert "None" not in row.verdict, row.verdict
            assert "nan" not in row.verdict.casefold(), row.verdict


# Figures


@pytest.mark.parametrize(
    "value, unit, decimals, shown",
    [
        (56.65, Unit.PERCENTAGE, 1, "56.7%"),
        (56.6, Unit.PERCENTAGE, 1, "56.6%"),
        (89.95, Unit.PERCENTAGE, 1, "90.0%"),
        (0.0, Unit.PERCENTAGE, 1, "0.0%"),
        (104.2, Unit.PERCENTAGE, 1, "104.2%"),
        (1147.0, Unit.COUNT, 0, "1,147"),
        (1234567.0, Unit.COUNT, 0, "1,234,567"),
        (0.0, Unit.COUNT, 0, "0"),
        (177.1, Unit.RATE_PER_10000, 1, "177.1"),
        (1.45, Unit.RATIO, 1, "1.5"),
        (47.5, Unit.POINTS, 1, "47.5"),
        (12.0, Unit.DAYS, 0, "12"),
        (2500.0, Unit.POUNDS, 0, "£2,500"),
        (-2500.0, Unit.POUNDS, 0, "-£2,500"),
        (-0.04, Unit.POINTS, 1, "0.0"),
    ],
)
def test_a_number_is_shown_in_its_unit_rounded_half_up(value, unit, decimals, shown):
    assert wording.number_shown(value, an_indicator(unit=unit, decimals=decimals)) == shown


def test_every_marker_has_words_a_sentence_and_a_shorthand():
    for marker in Marker:
        assert wording.MARKER_WORDS[marker]
        assert wording.MARKER_SENTENCES[marker].endswith(".")
        assert wording.SHORTHAND[marker] in ("[c]", "[x]", "[z]")


def test_only_what_is_withheld_has_the_shorthand_of_confidential():
    assert [m for m, sign in wording.SHORTHAND.items() if sign == "[c]"] == [Marker.SUPPRESSED]


@pytest.mark.parametrize("marker", Marker)
def test_a_marker_is_shown_in_words_even_beside_a_number(marker):
    assert wording.value_shown(3.0, marker, an_indicator()) == wording.MARKER_WORDS[marker]


def test_nothing_is_shown_as_nothing():
    assert wording.value_shown(None, None, an_indicator()) == ""


# Targets and limits


@pytest.mark.parametrize(
    "limit, unit, decimals, shown",
    [
        (76.5, Unit.PERCENTAGE, 1, "76.5%"),
        (12.075, Unit.PERCENTAGE, 1, "12.075%"),
        (55.25, Unit.PERCENTAGE, 1, "55.25%"),
        (48.415, Unit.RATE_PER_10000, 1, "48.415"),
        (57.5, Unit.COUNT, 0, "57.5"),
        (90.0, Unit.PERCENTAGE, 1, "90.0%"),
        (100.0, Unit.PERCENTAGE, 1, "100.0%"),
        (1150.0, Unit.COUNT, 0, "1,150"),
        (0.0, Unit.COUNT, 0, "0"),
        (2500.0, Unit.POUNDS, 0, "£2,500"),
    ],
)
def test_a_limit_is_never_rounded(limit, unit, decimals, shown):
    assert wording.limit_shown(limit, an_indicator(unit=unit, decimals=decimals)) == shown


@pytest.mark.parametrize(
    "target, shown, amber",
    [
        (FLOOR, "90.0%", "76.5% or more"),
        (CEILING, "10.0%", "11.5% or less"),
        (RANGE, "70.0% to 80.0%", "59.5% or more and 92.0% or less"),
        (a_target(50.0, amber_low=42.5, amber_high=57.5), "50.0%", "42.5% or more and 57.5% or less"),
        (a_target(0.0, amber_high=0.0), "0.0%", ""),
        (a_target(90.0), "90.0%", ""),
        (a_monitor_target(), "Monitor", ""),
        (a_target_to_be_confirmed(), "To be confirmed", ""),
        (None, "None agreed", ""),
    ],
)
def test_a_target_and_how_far_is_still_amber_in_words(target, shown, amber):
    indicator = an_indicator()
    assert (wording.target_shown(target, indicator), wording.amber_shown(target, indicator)) == (shown, amber)


# Periods


@pytest.mark.parametrize(
    "period, words, short",
    [
        (MARCH, "March 2023", "Mar 23"),
        (Period.quarter(2022, 4), "Q4 2022/23", "Q4 2022/23"),
        (financial_year(2021), "2021/22", "2021/22"),
        (academic_year(2021), "2021/22 academic year", "2021/22"),
        (calendar_year(2022), "2022", "2022"),
    ],
)
def test_a_period_in_words_and_as_a_heading(period, words, short):
    assert (wording.period_words(period), wording.period_short(period)) == (words, short)


@pytest.mark.parametrize(
    "count, kind, words",
    [
        (1, PeriodKind.MONTH, "1 month"),
        (6, PeriodKind.MONTH, "6 months"),
        (1, PeriodKind.QUARTER, "1 quarter"),
        (0, PeriodKind.QUARTER, "0 quarters"),
        (2, PeriodKind.FINANCIAL_YEAR, "2 years"),
        (2, PeriodKind.ACADEMIC_YEAR, "2 academic years"),
        (1, PeriodKind.CALENDAR_YEAR, "1 year"),
    ],
)
def test_a_count_of_periods_in_words(count, kind, words):
    assert wording.count_of_periods(count, kind) == words


# Verdicts


@pytest.mark.parametrize(
    "verdict, words",
    [
        (RagVerdict(Rag.RED), "Red"),
        (RagVerdict(Rag.AMBER), "Amber"),
        (RagVerdict(Rag.GREEN), "Green"),
        (RagVerdict(Rag.NOT_RATED, RagReason.MONITOR), "Monitored"),
        (RagVerdict(Rag.NOT_RATED, RagReason.NO_TARGET_AGREED), "No target agreed"),
        (RagVerdict(Rag.NOT_RATED, RagReason.NO_VALUE), "No figure"),
        (RagVerdict(Rag.NOT_RATED, RagReason.SUPPRESSED), "Withheld"),
        (RagVerdict(Rag.NOT_RATED, RagReason.NO_JUDGEMENT), "Not judged"),
    ],
)
def test_a_colour_has_its_word_and_what_is_not_rated_its_reason(verdict, words):
    assert wording.rag_words(verdict) == words


@pytest.mark.parametrize(
    "movement, judgement, words",
    [
        (Movement.UP, Judgement.BETTER, "Up, better"),
        (Movement.UP, Judgement.WORSE, "Up, worse"),
        (Movement.DOWN, Judgement.BETTER, "Down, better"),
        (Movement.DOWN, Judgement.NO_JUDGEMENT, "Down"),
        (Movement.UNCHANGED, Judgement.SAME, "No change"),
        (Movement.NOT_COMPARABLE, Judgement.NO_JUDGEMENT, "Cannot compare"),
    ],
)
def test_up_is_never_said_without_whether_it_is_good(movement, judgement, words):
    assert wording.direction_words(Direction(movement, judgement)) == words


@pytest.mark.parametrize(
    "reason, words",
    [
        (None, "Compared with February 2023"),
        (DirectionReason.NEW_YEAR_STARTING, "Compared with February 2023, because a new year is starting"),
        (DirectionReason.NO_VALUE, "There is no figure to compare"),
        (DirectionReason.NO_EARLIER_FIGURE, "There is no figure for February 2023 to compare with"),
        (DirectionReason.EARLIER_WITHOUT_VALUE, "The figure for February 2023 is missing or withheld"),
    ],
)
def test_what_an_arrow_compares_with_is_said(reason, words):
    direction = Direction(Movement.UP, Judgement.BETTER, FEBRUARY, reason)
    assert wording.compared_with_words(direction) == words


def test_every_unit_basis_and_polarity_has_words():
    assert set(wording.UNIT_WORDS) == set(Unit)
    assert set(wording.BASIS_WORDS) == set(Basis)
    assert set(wording.POLARITY_WORDS) == set(Polarity)
    assert set(wording.MOVEMENT_WORDS) == set(Movement)
    assert set(wording.JUDGEMENT_WORDS) == set(Judgement)
    assert set(wording.RAG_REASON_WORDS) == set(RagReason)


@pytest.mark.parametrize(
    ("label", "words"),
    [("2023-03", "March 2023"), ("Q4 2022/23", "Q4 2022/23"), ("2022/23", "2022/23"), ("2023-13", "2023-13"), ("", "")],
)
def test_the_label_of_a_month_is_said_as_a_person_says_it(label, words):
    assert wording.label_words(label) == words
