from dataclasses import replace

from kpis.model.intervals import Compared
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.elsewhere_words import CHANCE_NOT_KNOWN, elsewhere_in_words
from kpis.scorecard.rows import ComparatorFigure
from tests.scorecard.builders import a_row, a_target, kept

YEAR = Period(PeriodKind.FINANCIAL_YEAR, 2022, 1)


def a_figure(name, value, same=True, compared=Compared.NOT_COMPARED):
    return ComparatorFigure(name, YEAR, value, f"{value}%", same, compared=compared, is_published=True)


def row_beside(*figures):
    return replace(a_row([kept("2023-03", 60.0)]), comparators=figures)


def test_how_others_count_stands_before_any_of_their_figures():
    row = row_beside(a_figure("England", 56.0, same=False), a_figure(NEIGHBOURS, 53.9, same=False))
    assert elsewhere_in_words(row, ()) == (
        "Elsewhere, counted differently, 2022/23: England 56.0%, similar councils 53.9%."
    )


def test_a_verdict_is_given_only_where_there_is_one():
    row = row_beside(a_figure("England", 56.0, compared=Compared.BETTER), a_figure("South West", 57.0))
    words = "Elsewhere, counted the same, 2022/23: England 56.0% (ours is better than that), South West 57.0%."
    assert elsewhere_in_words(row, ()) == words


def test_the_median_is_told_only_where_it_would_say_otherwise():
    agreeing = row_beside(a_figure(NEIGHBOURS, 55.0), a_figure(NEIGHBOURS_MEDIAN, 56.0))
    assert "middle" not in elsewhere_in_words(agreeing, ())
    disagreeing = row_beside(a_figure(NEIGHBOURS, 55.0), a_figure(NEIGHBOURS_MEDIAN, 65.0))
    assert "similar councils 55.0%, the middle one of them 65.0%" in elsewhere_in_words(disagreeing, ())


def test_areas_with_a_column_of_their_own_are_not_told_again():
    assert elsewhere_in_words(row_beside(a_figure("England", 56.0)), {"England"}) == ""


def test_figures_that_are_counted_otherwise_or_of_another_year_stand_apart():
    earlier = replace(a_figure("England", 50.0, same=None), period=Period(PeriodKind.FINANCIAL_YEAR, 2021, 1))
    words = elsewhere_in_words(row_beside(earlier, a_figure("South West", 57.0, compared=Compared.WORSE)), ())
    assert words == (
        "Elsewhere, perhaps counted differently (not checked), 2021/22: England 50.0%; "
        "counted the same, 2022/23: South West 57.0% (ours is worse than that)."
    )


def test_a_figure_without_a_period_has_no_comma_in_its_place():
    undated = replace(a_figure("England", 60.0), period=None)
    assert elsewhere_in_words(row_beside(undated), ()) == "Elsewhere, counted the same: England 60.0%."


def test_where_no_counts_say_how_far_ours_can_be_trusted_that_is_said():
    assert elsewhere_in_words(row_beside(a_figure("England", 56.0)), ()).endswith(CHANCE_NOT_KNOWN)
    for known in (a_figure("England", 60.0), a_figure("England", 56.0, same=False)):
        assert CHANCE_NOT_KNOWN not in elsewhere_in_words(row_beside(known), ())


def test_a_target_that_is_another_figure_of_england_is_told_so():
    row = replace(row_beside(a_figure("England", 56.0, same=False)), target_shown="55.0%")
    theirs = replace(row, target=a_target(55.0, source="England"))
    assert elsewhere_in_words(theirs, ()).endswith("The target, 55.0%, is another figure for England.")
    for other in (replace(row, target=a_target(55.0)), replace(theirs, target_shown="56.0%")):
        assert "another figure" not in elsewhere_in_words(other, ())
