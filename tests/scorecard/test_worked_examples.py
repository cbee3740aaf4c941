"""The examples of the methods page, held against sums that were done by hand."""

import pytest

from kpis.scorecard import published_facts as facts
from kpis.scorecard.worked_examples import (
    change_example,
    direction_example,
    eet_target,
    rag_example,
    rounding_example,
    yearly_example,
)


def test_a_figure_below_its_target_and_above_the_limit_is_amber():
    example = rag_example()
    assert ("Amber limit", "55.25%, which is 85% of 65.0%") in example.steps
    assert example.answer.startswith("Amber: ")
    assert eet_target().amber_low == 65 * 0.85


def test_the_arrow_is_between_the_two_months_that_are_named():
    example = direction_example()
    assert example.steps == (("April 2019", "55.1%"), ("May 2019", "56.4%"))
    assert example.answer.startswith("Up, better.")


def test_how_often_the_arrow_turned_back_is_counted_without_the_months_of_no_change():
    """up down down up up up up down up down down down up, and June, which is as May was."""
    assert "turned back 6 times out of the 12 that it could" in direction_example().answer


def test_the_usual_range_is_the_mean_and_so_many_mean_moves():
    change = change_example()
    assert change.limits.mean == pytest.approx(834.5 / 15)
    assert change.limits.upper - change.limits.mean == pytest.approx(2.66 * 17.6 / 14)
    assert ("Usual range", "52.3% to 59.0%") in change.example.steps


def test_the_row_would_say_usual_variation_and_that_the_target_needs_a_change():
    answer = change_example().example.answer
    assert answer.startswith("Usual variation. Will not reliably meet the target without change: ")


def test_every_month_is_there_with_what_is_unusual_about_it():
    months = change_example().months
    assert [m.value for m in months] == list(facts.EET)
    assert (months[0].unusual, months[-1].unusual) == ("Outside the usual range", "")
    assert sum(bool(m.unusual) for m in months) == 9


def test_what_a_picture_shows_is_said_in_words():
    words = change_example().words
    assert "from 52.0% in April 2018 to 56.4% in June 2019" in words
    assert "the usual range from 52.3% to 59.0%" in words


def test_three_years_are_not_enough_for_a_trend():
    assert yearly_example().answer == (
        "Not enough data: the figure fell each time, and there are 3 where 5 years are needed."
    )


def test_the_figure_is_shown_as_the_sum_gives_it_and_not_as_it_was_printed():
    assert rounding_example().answer == "Shown, and judged, as 4.2%. The paper printed 4.1%."
