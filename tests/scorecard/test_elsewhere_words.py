from dataclasses import replace

from kpis.model.intervals import Compared
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.elsewhere_words import elsewhere_in_words
from kpis.scorecard.rows import ComparatorFigure
from tests.scorecard.builders import a_row, kept

YEAR = Period(PeriodKind.FINANCIAL_YEAR, 2022, 1)


def a_figure(name, value, same=True, compared=Compared.NOT_COMPARED):
    return ComparatorFigure(name, YEAR, value, f"{value}%", same, compared=compared, is_published=True)


def row_beside(*figures):
    return replace(a_row([kept("2023-03", 60.0)]), comparators=figures)


def test_how_others_count_stands_before_any_of_their_figures():
    row = row_beside(a_figure("England", 56.0, same=False), a_figure(NEIGHBOURS, 53.9, same=False))
    assert elsewhere_in_words(row, ()) == "Elsewhere, counted differently, 2022/23: England 56.0%, neighbours 53.9%."


def test_a_verdict_is_given_only_where_there_is_one():
    row = row_beside(a_figure("England", 56.0, compared=Compared.BETTER), a_figure("South West", 57.0))
    words = "Elsewhere, counted the same, 2022/23: England 56.0% (ours is better than that), South West 57.0%."
    assert elsewhere_in_words(row, ()) == words


def test_the_median_is_told_only_where_it_would_say_otherwise():
    agreeing = row_beside(a_figure(NEIGHBOURS, 55.0), a_figure(NEIGHBOURS_MEDIAN, 56.0))
    assert "median" not in elsewhere_in_words(agreeing, ())
    disagreeing = row_beside(a_figure(NEIGHBOURS, 55.0), a_figure(NEIGHBOURS_MEDIAN, 65.0))
    assert "neighbours 55.0%, their median 65.0%" in elsewhere_in_words(disagreeing, ())


def test_areas_with_a_column_of_their_own_are_not_told_again():
    assert elsewhere_in_words(row_beside(a_figure("England", 56.0)), {"England"}) == ""
