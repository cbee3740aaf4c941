from dataclasses import replace

import pytest

from kpis.model.observations import Marker
from kpis.model.periods import Period, PeriodKind
from kpis.scorecard.elsewhere import NEIGHBOURS, NEIGHBOURS_MEDIAN
from kpis.scorecard.elsewhere_flips import flips_in_short, row_flips
from tests.scorecard.builders import a_row, kept
from tests.scorecard.test_elsewhere_words import a_figure, row_beside

LATER = Period(PeriodKind.FINANCIAL_YEAR, 2023, 1)


def both(mean, median, **settings):
    return a_figure(NEIGHBOURS, mean, **settings), a_figure(NEIGHBOURS_MEDIAN, median, **settings)


def test_the_average_is_told_where_mean_and_median_would_not_say_the_same():
    row = row_beside(*both(55.0, 65.0))
    words = (
        "It depends on the average: ours is higher than that of similar councils (the mean), and lower than the middle "
        "one of them (the median)."
    )
    assert flips_in_short(row, {}) == (words,)
    assert row_flips(row, {}, 2025)[0].endswith("mean of the neighbours (55.0%), and lower than their median (65.0%).")


def test_another_model_is_told_once_where_both_its_averages_turn_it_round():
    row = row_beside(*both(55.0, 56.0))
    words = (
        "It depends on which councils are similar: ours is higher than similar councils, and lower than those of the "
        "2021 list."
    )
    assert flips_in_short(row, {2021: both(65.0, 66.0)}) == (words,)
    assert len(row_flips(row, {2021: both(65.0, 66.0)}, 2025)) == 2


def test_one_average_of_another_model_is_told_as_that_one():
    row = row_beside(*both(55.0, 56.0))
    (words,) = flips_in_short(row, {2021: both(65.0, 57.0)})
    assert words.endswith("ours is higher than the mean of similar councils, and lower than those of the 2021 list.")


@pytest.mark.parametrize(
    "row, others",
    [
        (row_beside(*both(55.0, 56.0)), {2021: both(57.0, 58.0)}),
        (row_beside(*both(55.0, 65.0, same=False)), {2021: both(65.0, 66.0, same=False)}),
        (row_beside(*both(55.0, 56.0)), {2021: [replace(c, period=LATER) for c in both(65.0, 66.0)]}),
        (row_beside(), {2021: both(65.0, 66.0)}),
        (replace(a_row([kept("2023-03", Marker.SUPPRESSED)]), comparators=both(55.0, 65.0)), {2021: both(65.0, 66.0)}),
    ],
    ids=["all agree", "counted differently", "another year", "no neighbours", "ours is withheld"],
)
def test_nothing_is_told_where_nothing_would_be_turned_round(row, others):
    assert flips_in_short(row, others) == ()
    assert row_flips(row, others, 2025) == ()
