"""One indicator over time: further comparisons and revisions."""

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Polarity, ScorecardTitle
from kpis.model.observations import KeptObservation, Marker, Undo
from kpis.model.periods import Period
from kpis.scorecard.history import build_history
from tests.builders import MARCH, an_indicator, financial_year, month
from tests.scorecard.builders import A_DAY, a_source, a_target, kept, kept_comparator, kept_months


def history(added, period=MARCH, targets=(), comparators=(), **fields):
    indicator = an_indicator(**fields)
    catalogue = Catalogue((indicator,), tuple(targets), (ScorecardTitle("tests", "Tests"),))
    return build_history(catalogue, indicator, period, added, comparators)


def comparisons(added, period=MARCH, **fields):
    return [(c.name, c.period.label, c.shown, c.words) for c in history(added, period, **fields).comparisons]


# Comparisons


def test_the_same_month_last_year_is_compared_where_it_has_a_figure():
    figures = kept_months({"2022-03": 50.0, "2023-03": 60.0})
    assert comparisons(figures) == [("Same month last year", "2022-03", "50.0%", "Up since, better")]


def test_the_same_quarter_last_year_is_called_so():
    added = [kept(Period.quarter(2021, 4), 60.0), kept(Period.quarter(2022, 4), 50.0)]
    found = comparisons(added, Period.quarter(2022, 4), basis=Basis.QUARTER)
    assert found == [("Same quarter last year", "Q4 2021/22", "60.0%", "Down since, worse")]


@pytest.mark.parametrize(
    "period, year_end",
    [
        (Period.month(2023, 3), financial_year(2021)),  # the year 2022/23 has not ended when March begins
        (Period.month(2023, 4), financial_year(2022)),
        (Period.month(2022, 12), financial_year(2021)),
        (Period.quarter(2022, 4), financial_year(2021)),
        (Period.quarter(2023, 1), financial_year(2022)),
    ],
)
def test_the_last_year_end_is_the_financial_year_that_ended_before(period, year_end):
    years = [kept(financial_year(year), 50.0) for year in range(2019, 2024)]
    found = comparisons([*years, kept(period, 60.0)], period)
    assert found == [("Last year end", year_end.label, "50.0%", "Up since, better")]


@pytest.mark.parametrize(
    "earlier, polarity, words",
    [
        (50.0, Polarity.LOW_IS_GOOD, "Up since, worse"),
        (60.0, Polarity.LOW_IS_GOOD, "No change since"),
        (70.0, Polarity.NO_JUDGEMENT, "Down since"),
    ],
)
def test_a_comparison_is_better_or_worse_by_what_is_good(earlier, polarity, words):
    figures = kept_months({"2022-03": earlier, "2023-03": 60.0})
    assert comparisons(figures, polarity=polarity)[0][3] == words


def test_a_withheld_month_last_year_is_not_compared():
    assert comparisons(kept_months({"2022-03": Marker.SUPPRESSED, "2023-03": 60.0})) == []


def test_a_withheld_figure_is_not_compared():
    assert comparisons(kept_months({"2022-03": 50.0, "2023-03": Marker.SUPPRESSED})) == []


def test_a_lone_figure_has_no_comparisons_and_no_revisions():
    found = history([kept(MARCH, 60.0)])
    assert (found.comparisons, found.revisions) == ((), ())


# Every period


def test_every_period_is_there_oldest_first_and_the_row_stands_at_its_own():
    found = history(kept_months({"2023-03": 3.0, "2023-01": 1.0, "2022-12": 0.0}))
    assert [p.period.label for p in found.points] == ["2022-12", "2023-01", "2023-03"]
    assert (found.row.period, found.row.value) == (MARCH, 3.0)


def test_an_indicator_without_figures_has_an_empty_history():
    found = history([])
    assert (found.points, found.row.shown, found.revisions) == ((), "", ())


def test_a_history_carries_targets_comparators_and_the_title_of_its_scorecard():
    england = kept_comparator("England", financial_year(2021), 50.0)
    found = history(kept_months({"2023-03": 60.0}), targets=[a_target()], comparators=[england])
    assert (found.targets, found.scorecard_title) == ((a_target(),), "Tests")
    assert [c.shown for c in found.row.comparators] == ["50.0%"]


# Revisions


def test_a_later_figure_counts_and_the_earlier_one_is_a_revision():
    first, second = a_source(1, "march.xlsx"), a_source(2, "april.xlsx")
    found = history([kept(MARCH, 60.0, source=first), kept(MARCH, 61.0, source=second)])
    (revision,) = found.revisions
    assert (found.row.value, found.row.source) == (61.0, second)
    assert (revision.period, revision.before, revision.after) == (MARCH, "60.0%", "61.0%")
    assert (revision.before_source, revision.after_source) == (first, second)


def test_a_figure_revised_twice_has_two_revisions_the_newest_first():
    found = history([kept(MARCH, figure) for figure in (60.0, Marker.SUPPRESSED, 62.0)])
    shown = [(r.before, r.after) for r in found.revisions]
    assert shown == [("Withheld", "62.0%"), ("60.0%", "Withheld")]
    assert len(found.points) == 1


def test_figures_of_different_periods_are_no_revisions():
    assert history(kept_months({"2023-02": 60.0, "2023-03": 61.0})).revisions == ()


def test_a_figure_that_was_withdrawn_has_no_point_and_is_told_as_a_revision():
    undo = Undo(3, 2, "Another advisor", A_DAY, "The wrong month")
    gone = KeptObservation(kept(MARCH, None).observation, a_source(2), undo, True)
    found = history([kept("2023-02", 60.0), kept(MARCH, 61.0), gone], month("2023-02"))
    assert [p.period for p in found.points] == [month("2023-02")]
    (revision,) = found.revisions
    assert (revision.before, revision.after, revision.undo) == ("61.0%", "", undo)
