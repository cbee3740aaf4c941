"""Which period a row shows, what it is compared with, and what is said where there is nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from kpis.exports.contract import row_json, scorecard_json
from kpis.model.indicators import Basis, Polarity, Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.verdicts import Direction, DirectionReason, Judgement, Movement, Rag, RagReason, RagVerdict
from kpis.scorecard.build import scorecard_periods
from tests.builders import MARCH, academic_year, an_indicator, calendar_year, financial_year, month
from tests.scorecard.builders import (
    a_row,
    a_scorecard,
    a_target,
    a_target_to_be_confirmed,
    kept,
    kept_comparator,
    kept_months,
)

FEBRUARY = Period.month(2023, 2)


def not_comparable(compared_with, reason):
    return Direction(Movement.NOT_COMPARABLE, Judgement.NO_JUDGEMENT, compared_with, reason)


# What a figure is compared with


@pytest.mark.parametrize("basis", [Basis.IN_MONTH, Basis.SNAPSHOT, Basis.ROLLING_12_MONTHS, Basis.SINCE_DATE])
def test_a_monthly_figure_is_compared_with_the_month_before_even_in_april(basis):
    row = a_row({"2022-04": 50.0, "2023-03": 60.0, "2023-04": 61.0}, "2023-04", basis=basis)
    assert row.direction == Direction(Movement.UP, Judgement.BETTER, MARCH, None)


def test_a_year_to_date_figure_is_compared_with_the_month_before_in_the_same_year():
    row = a_row({"2022-05": 10.0, "2023-04": 60.0, "2023-05": 61.0}, "2023-05", basis=Basis.YEAR_TO_DATE)
    assert row.direction == Direction(Movement.UP, Judgement.BETTER, Period.month(2023, 4), None)


def test_a_year_to_date_figure_of_april_is_compared_with_april_last_year_and_says_so():
    row = a_row({"2022-04": 50.0, "2023-03": 90.0, "2023-04": 61.0}, "2023-04", basis=Basis.YEAR_TO_DATE)
    april = Period.month(2022, 4)
    assert row.direction == Direction(Movement.UP, Judgement.BETTER, april, DirectionReason.NEW_YEAR_STARTING)
    assert row.verdict.startswith("Better than April 2022 (a new year is starting).")


def test_a_year_to_date_figure_of_april_without_last_april_is_not_compared_with_march():
    row = a_row({"2023-03": 90.0, "2023-04": 61.0}, "2023-04", basis=Basis.YEAR_TO_DATE)
    assert row.direction == not_comparable(Period.month(2022, 4), DirectionReason.NO_EARLIER_FIGURE)


def test_a_year_to_date_figure_of_the_first_quarter_is_compared_with_the_first_quarter_last_year():
    figures = [kept(Period.quarter(2021, 1), 10.0), kept(Period.quarter(2021, 4), 90.0)]
    row = a_row([*figures, kept(Period.quarter(2022, 1), 12.0)], Period.quarter(2022, 1), basis=Basis.YEAR_TO_DATE)
    assert row.direction.compared_with == Period.quarter(2021, 1)
    assert row.direction.movement is Movement.UP


def test_conferences_of_april_2019_stand_at_the_100_percent_of_april_2018(april_2019):
    """Published: 100.0% in April 2018, 80.6% in March 2019 and 100.0% in April 2019, counted from 1 April."""
    direction = april_2019["A05"].direction
    april = Period.month(2018, 4)
    assert direction == Direction(Movement.UNCHANGED, Judgement.SAME, april, DirectionReason.NEW_YEAR_STARTING)


def test_a_missing_month_in_between_is_not_skipped():
    row = a_row({"2023-01": 50.0, "2023-03": 60.0})
    assert row.direction == not_comparable(FEBRUARY, DirectionReason.NO_EARLIER_FIGURE)
    assert row.verdict.startswith("There is no figure for February 2023 to compare with.")


@pytest.mark.parametrize("marker", Marker)
def test_a_month_before_with_a_marker_is_not_skipped(marker):
    row = a_row({"2023-01": 50.0, "2023-02": marker, "2023-03": 60.0})
    assert row.direction == not_comparable(FEBRUARY, DirectionReason.EARLIER_WITHOUT_VALUE)
    assert row.verdict.startswith("The figure for February 2023 is missing or withheld.")


@pytest.mark.parametrize("marker", Marker)
def test_a_month_with_a_marker_has_no_direction_and_no_colour(marker):
    row = a_row({"2023-02": 50.0, "2023-03": marker}, targets=[a_target()])
    reason = RagReason.SUPPRESSED if marker is Marker.SUPPRESSED else RagReason.NO_VALUE
    assert (row.value, row.marker, row.rag) == (None, marker, RagVerdict(Rag.NOT_RATED, reason))
    assert row.direction == not_comparable(FEBRUARY, DirectionReason.NO_VALUE)


def test_nought_is_a_figure():
    row = a_row({"2023-02": 0.0, "2023-03": 0.0}, unit=Unit.COUNT, decimals=0, polarity=Polarity.LOW_IS_GOOD)
    assert (row.value, row.shown, row.direction.movement) == (0.0, "0", Movement.UNCHANGED)


def test_figures_that_are_equal_as_shown_are_unchanged():
    assert a_row({"2023-02": 56.64, "2023-03": 56.56}).direction.movement is Movement.UNCHANGED


def test_a_figure_is_judged_as_shown():
    row = a_row({"2023-03": 89.95}, targets=[a_target(90.0, amber_low=76.5)])
    assert (row.shown, row.rag) == ("90.0%", RagVerdict(Rag.GREEN))


def test_close_to_target_is_better_when_the_figure_comes_nearer_from_above():
    row = a_row({"2023-02": 99.0, "2023-03": 92.0}, targets=[a_target(90.0)], polarity=Polarity.CLOSE_TO_TARGET)
    assert (row.direction.movement, row.direction.judgement) == (Movement.DOWN, Judgement.BETTER)


def test_close_to_target_is_worse_when_the_figure_passes_the_target_and_goes_farther():
    row = a_row({"2023-02": 89.0, "2023-03": 93.0}, targets=[a_target(90.0)], polarity=Polarity.CLOSE_TO_TARGET)
    assert row.direction.judgement is Judgement.WORSE


def test_close_to_target_has_no_judgement_when_both_figures_are_equally_far():
    row = a_row({"2023-02": 88.0, "2023-03": 92.0}, targets=[a_target(90.0)], polarity=Polarity.CLOSE_TO_TARGET)
    assert (row.direction.movement, row.direction.judgement) == (Movement.UP, Judgement.NO_JUDGEMENT)


def test_close_to_target_has_no_judgement_without_a_target():
    row = a_row({"2023-02": 88.0, "2023-03": 92.0}, polarity=Polarity.CLOSE_TO_TARGET)
    assert row.direction.judgement is Judgement.NO_JUDGEMENT


# Little, and nothing


def test_a_lone_figure_has_a_history_of_itself_and_nothing_to_compare_with():
    row = a_row({"2023-03": 60.0})
    assert [p.period for p in row.history] == [MARCH]
    assert row.direction == not_comparable(FEBRUARY, DirectionReason.NO_EARLIER_FIGURE)


def test_an_indicator_without_any_figure_has_a_row_that_says_so():
    row = a_row({}, targets=[a_target()])
    assert (row.period, row.value, row.shown, row.marker) == (MARCH, None, "", None)
    assert (row.history, row.source) == ((), None)
    assert row.rag == RagVerdict(Rag.NOT_RATED, RagReason.NO_VALUE)
    assert row.direction == not_comparable(FEBRUARY, DirectionReason.NO_VALUE)
    assert row.verdict == "No figure has been loaded for this period."


def test_a_scorecard_without_indicators_has_no_sections():
    card = a_scorecard([], [])
    assert (card.sections, card.periods, list(card.rows)) == ((), (), [])


def test_every_indicator_of_the_catalogue_has_its_row_in_printed_order():
    indicators = [an_indicator("T2", section="Second"), an_indicator("T1"), an_indicator("T3", section="Second")]
    card = a_scorecard(indicators, kept_months({"2023-03": 60.0}, "T1"))
    assert [(s.name, [r.indicator.code for r in s.rows]) for s in card.sections] == [
        ("Second", ["T2", "T3"]),
        ("Visits", ["T1"]),
    ]


def test_figures_of_indicators_of_other_scorecards_are_left_out():
    card = a_scorecard([an_indicator("T1"), an_indicator("T9", scorecard="another")], [])
    assert [r.indicator.code for r in card.rows] == ["T1"]


# History


def test_history_is_oldest_first_however_the_figures_came():
    row = a_row({"2023-03": 3.0, "2022-12": 0.0, "2023-01": 1.0})
    assert [p.period.label for p in row.history] == ["2022-12", "2023-01", "2023-03"]


def test_a_year_stands_before_the_months_that_come_after_its_end():
    row = a_row([kept("2022-04", 2.0), kept(financial_year(2021), 1.0)], "2022-04")
    assert [p.period.label for p in row.history] == ["2021/22", "2022-04"]


def test_a_row_knows_nothing_of_later_periods():
    row = a_row({"2023-02": 50.0, "2023-03": 60.0, "2023-04": 70.0})
    assert (row.value, [p.period.label for p in row.history]) == (60.0, ["2023-02", "2023-03"])


def test_periods_are_those_of_the_shortest_kind_oldest_first():
    figures = [kept(financial_year(2021), 1.0), kept("2023-03", 1.0), kept("2022-12", 1.0), kept("2022-12", 1.0, "T2")]
    assert [p.label for p in scorecard_periods(figures)] == ["2022-12", "2023-03"]


def test_without_figures_there_are_no_periods():
    assert scorecard_periods([]) == ()


# Red for how long


@pytest.mark.parametrize(
    "figures, periods_red",
    [
        ({"2023-01": 10.0, "2023-02": 10.0, "2023-03": 10.0}, 3),
        ({"2023-01": 10.0, "2023-02": 95.0, "2023-03": 10.0}, 1),  # green in between
        ({"2023-01": 10.0, "2023-03": 10.0}, 1),  # nothing in between: not known to be red
        ({"2023-01": 10.0, "2023-02": Marker.SUPPRESSED, "2023-03": 10.0}, 1),
        ({"2023-02": 10.0, "2023-03": 80.0}, 0),  # amber now
        ({"2023-02": 10.0}, 0),  # nothing now
        ({}, 0),
    ],
)
def test_periods_red_counts_back_without_a_gap(figures, periods_red):
    assert a_row(figures, targets=[a_target(90.0, amber_low=76.5)]).periods_red == periods_red


def test_re_referrals_of_june_2019_had_been_red_since_their_target_came_in_april(june_2019):
    assert june_2019["A07"].periods_red == 3


# Years in a monthly or quarterly scorecard


@pytest.mark.parametrize(
    "basis, years",
    [
        (Basis.YEAR, [financial_year(2020), financial_year(2021)]),
        (Basis.YEAR, [calendar_year(2021), calendar_year(2022)]),
        (Basis.ACADEMIC_YEAR, [academic_year(2020), academic_year(2021)]),
    ],
)
def test_a_yearly_figure_shows_the_newest_year_that_has_ended(basis, years):
    figures = [kept(years[0], 50.0), kept(years[1], 60.0)]
    row = a_row(figures, Period.quarter(2022, 4), basis=basis)
    assert (row.period, row.value) == (years[1], 60.0)
    assert row.direction == Direction(Movement.UP, Judgement.BETTER, years[0], None)


def test_a_year_that_ends_after_the_scorecard_is_not_shown_yet():
    figures = [kept(academic_year(2020), 50.0), kept(academic_year(2021), 60.0)]
    row = a_row(figures, "2022-03", basis=Basis.ACADEMIC_YEAR)
    assert row.period == academic_year(2020)


def test_a_quarterly_figure_in_a_monthly_scorecard_shows_the_newest_quarter():
    figures = [kept(Period.quarter(2022, 2), 50.0), kept(Period.quarter(2022, 3), 40.0)]
    row = a_row(figures, "2023-02", basis=Basis.QUARTER)
    assert (row.period, row.direction.movement) == (Period.quarter(2022, 3), Movement.DOWN)


def test_a_missing_year_is_not_skipped():
    figures = [kept(financial_year(2019), 50.0), kept(financial_year(2021), 60.0)]
    row = a_row(figures, Period.quarter(2022, 4), basis=Basis.YEAR)
    assert row.direction == not_comparable(financial_year(2020), DirectionReason.NO_EARLIER_FIGURE)


@pytest.mark.parametrize(
    "code, period, shown, movement, compared_with",
    [
        ("R2-8", calendar_year(2022), "45.9%", Movement.DOWN, calendar_year(2021)),
        ("R2-9", calendar_year(2022), "47.5", Movement.DOWN, calendar_year(2021)),
        ("R2-3", academic_year(2021), "8.8%", Movement.UP, academic_year(2020)),
        ("R2-4", academic_year(2021), "28.1%", Movement.UP, academic_year(2020)),
    ],
)
def test_schools_in_the_quarterly_report_are_worse_than_the_year_before(
    code, period, shown, movement, compared_with, quarterly_report
):
    row = quarterly_report[code]
    assert (row.period, row.shown) == (period, shown)
    assert row.direction == Direction(movement, Judgement.WORSE, compared_with, None)


def test_a_quarter_whose_quarter_before_was_not_printed_is_not_compared_with_the_year_before(quarterly_report):
    expected = not_comparable(Period.quarter(2022, 3), DirectionReason.NO_EARLIER_FIGURE)
    assert quarterly_report["R1-1A"].direction == expected


# The target that counts


def test_the_target_in_force_on_the_last_day_of_the_period_counts():
    old = a_target(50.0, amber_low=42.5)
    new = a_target(90.0, amber_low=76.5, in_force_from=date(2023, 3, 31))
    row = a_row({"2023-02": 60.0, "2023-03": 60.0}, targets=[old, new])
    assert (row.target, row.rag) == (new, RagVerdict(Rag.RED))
    assert row.point(FEBRUARY).rag == RagVerdict(Rag.GREEN)


def test_a_target_from_the_first_of_next_month_does_not_count_yet():
    old, new = a_target(50.0), a_target(90.0, in_force_from=date(2023, 4, 1))
    assert a_row({"2023-03": 60.0}, targets=[new, old]).target == old


def test_targets_of_2019_do_not_colour_the_months_of_2018(june_2019):
    coloured = {
        (code, point.period.label)
        for code, row in june_2019.items()
        for point in row.history
        if point.period.last_day < date(2019, 4, 1) and point.rag.rag is not Rag.NOT_RATED
    }
    assert coloured == set()


def test_no_target_agreed_is_never_green():
    for targets in ([], [a_target_to_be_confirmed()]):
        row = a_row({"2023-03": 100.0}, targets=targets)
        assert row.rag == RagVerdict(Rag.NOT_RATED, RagReason.NO_TARGET_AGREED)


# Comparators


def test_comparators_stand_in_the_order_england_region_neighbours():
    names = ["Statistical neighbours", "Bristol", "South West", "England"]
    row = a_row({"2023-03": 60.0}, comparators=[kept_comparator(n, financial_year(2021), 50.0) for n in names])
    assert [c.name for c in row.comparators] == ["England", "South West", "Statistical neighbours", "Bristol"]


def test_every_region_stands_after_england():
    names = ["Statistical neighbours", "London (Inner)", "England", "North East"]
    row = a_row({"2023-03": 60.0}, comparators=[kept_comparator(n, financial_year(2021), 50.0) for n in names])
    assert [c.name for c in row.comparators] == ["England", "London (Inner)", "North East", "Statistical neighbours"]


@pytest.mark.parametrize(
    ("published", "said", "is_same"),
    [(False, None, False), (True, None, None), (None, None, None), (False, True, True)],
)
def test_a_printed_comparator_is_known_to_differ_where_the_published_measure_does(published, said, is_same):
    printed = kept_comparator("England", financial_year(2021), 50.0, same_definition=said)
    theirs = kept_comparator("South West", financial_year(2021), 51.0, same_definition=published)
    theirs = replace(theirs, comparator=replace(theirs.comparator, is_published=True, differs="Aged 19 to 21"))
    england = a_row({"2023-03": 60.0}, comparators=[printed, theirs]).comparators[0]
    assert (england.name, england.same_definition) == ("England", is_same)
    assert england.differs == ("Aged 19 to 21" if (published, said) == (False, None) else "")


def test_the_newest_figure_of_a_comparator_counts_and_none_of_a_later_period():
    years = {2020: 50.0, 2021: 51.0, 2023: 53.0}
    row = a_row(
        {"2023-03": 60.0},
        comparators=[kept_comparator("England", financial_year(y), figure) for y, figure in years.items()],
    )
    assert [(c.period, c.shown) for c in row.comparators] == [(financial_year(2021), "51.0%")]


def test_a_comparator_without_a_figure_says_why():
    row = a_row({"2023-03": 60.0}, comparators=[kept_comparator("England", None, Marker.NOT_BENCHMARKED)])
    assert [(c.value, c.shown) for c in row.comparators] == [(None, "Not benchmarked")]


def test_the_quarterly_report_sets_referrals_beside_england_and_neighbours(quarterly_report):
    """Published: 441.2 here in Q4 2022/23; 537.7 in England and 713.4 among neighbours in 2021/22."""
    figures = [(c.name, c.period.label, c.shown) for c in quarterly_report["R1-1B"].comparators]
    assert figures == [("England", "2021/22", "537.7"), ("Statistical neighbours", "2021/22", "713.4")]


# Where it came from, and what is withheld


def test_a_row_carries_the_cell_its_figure_stood_in(march_2023):
    source = march_2023["N65"].source
    assert (source.file, source.sheet) == ("indicators-of-success-2023.xlsx", "Indicators of success")
    assert source.cell


def numbers_in(answer):
    """Every number anywhere in a JSON answer but the number of the upload."""
    if isinstance(answer, dict):
        return [n for key, value in answer.items() if key != "upload" for n in numbers_in(value)]
    if isinstance(answer, list):
        return [n for value in answer for n in numbers_in(value)]
    return [answer] if isinstance(answer, int | float) and not isinstance(answer, bool) else []


def test_a_suppressed_row_carries_no_number():
    row = row_json(a_row({"2023-03": Marker.SUPPRESSED}))
    assert numbers_in(row) == []
    assert (row["value"], row["shown"], row["marker"]) == (None, "Withheld", "suppressed")


def test_the_withheld_placements_of_the_quarterly_report_carry_no_number_for_that_quarter(quarterly_report):
    for code in ("R1-9D", "R1-9H", "R1-9I"):
        row = row_json(quarterly_report[code])
        now = [p for p in row["history"] if p["period"] == row["period"]]
        assert row["marker"] == "suppressed"
        assert numbers_in({**row, "history": now, "comparators": []}) == []


def test_a_scorecard_of_markers_is_json_without_a_number_or_nan():
    figures = [kept(MARCH, marker, f"T{place}") for place, marker in enumerate(Marker)]
    card = a_scorecard([an_indicator(f"T{place}") for place, _ in enumerate(Marker)], figures)
    answer = scorecard_json(card)
    assert numbers_in(answer["sections"]) == []
    assert "NaN" not in json.dumps(answer, allow_nan=False)


def test_a_point_that_was_never_loaded_is_none():
    assert a_row({"2023-03": 60.0}).point(month("2023-02")) is None
