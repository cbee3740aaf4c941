"""How officers write: targets by other names, "since" before a verb, shares in words, what is compared with what."""

import pytest

from kpis.scorecard.quoted.outcomes import Outcome
from tests.scorecard.quoted.builders import episodes, found, plans, said, visits

RISING = {"2022-11": 60.0, "2022-12": 70.0, "2023-01": 92.0, "2023-02": 94.0, "2023-03": 88.3}


def doubted(text, *rows):
    doubts = (Outcome.NOT_FOUND, Outcome.ANOTHER_ROW, Outcome.ANOTHER_PERIOD, Outcome.DIRECTION_NOT_SHOWN)
    return [quoted for quoted, outcome in found(text, *rows) if outcome in doubts]


@pytest.mark.parametrize(
    ("true", "false", "quoted"),
    [
        ("Visits on time are 88.3%, below the 90% we want.",
         "Visits on time are 88.3%, above the 90% we want.", "above"),
        ("Visits on time, at 88.3%, are short of our 90% ambition.",
         "Visits on time, at 88.3%, are short of our 95% ambition.", "95%"),
        ("Visits on time are 1.7 points below our ambition of 90%.",
         "Visits on time are 2.7 points below our ambition of 90%.", "2.7 points"),
        ("Visits on time remain below the 90% target at 88.3%.",
         "Visits on time remain above the 90% target at 88.3%.", "above"),
    ],
)  # fmt: skip
def test_a_target_is_known_by_other_names_and_beside_the_figure(true, false, quoted):
    assert doubted(true, visits()) == []
    assert doubted(false, visits()) == [quoted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits on time rose to 94.0% in February but have since fallen to 88.3%.", []),
        ("Visits on time rose to 94.0% in February but have since risen to 88.3%.", ["risen"]),
        ("Visits on time peaked at 94.0% in February and have slipped back to 88.3%.", []),
        ("Visits on time were at their best since January in March.", ["best"]),
        ("Visits on time fell from 94.0% in February to 88.3% in March, the worst since December.", []),
        ("Visits on time rose to 70.0% in December before reaching 88.3% in March.", []),
    ],
)
def test_a_movement_is_held_against_the_stretch_that_its_words_mean(text, expected):
    assert doubted(text, visits(RISING)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits on time have met their target for the second month running.", ["second"]),
        ("Visits on time had met their target for two consecutive months in February.", ["two"]),
        ("Visits on time have worsened for the second month running.", ["worsened"]),
    ],
)
def test_so_many_months_in_a_row_are_counted(text, expected):
    assert doubted(text, visits(RISING)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nearly nine in ten visits on time (88.3%).", []),
        ("Well over half of visits (88.3%) were on time.", []),
        ("Fewer than nine tenths of visits were on time, half a point off.", []),
        ("Half of visits were on time.", ["Half"]),
    ],
)
def test_a_share_in_words_is_as_right_as_the_percentage_behind_it(text, expected):
    assert doubted(text, visits()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missing episodes numbered 94, compared with 90 in February.", []),
        ("Missing episodes jumped by 4 between February and March, to 94.", []),
        ("Missing episodes jumped by 14 between February and March, to 94.", ["14"]),
        ("We saw a 4% rise in missing episodes between February and March.", []),
        ("We saw a 30% rise in missing episodes between February and March.", ["30%"]),
        ("The increase in missing episodes over the month was 4.", []),
        ("There were 251 missing episodes in the quarter.", []),
        ("There were 215 missing episodes in the quarter.", ["215"]),
        ("Missing episodes rose from 67 in January to ninety in February.", []),
        ("Missing episodes continue to fall.", ["continue to fall"]),
    ],
)
def test_differences_sums_and_what_is_compared_are_read_as_officers_write_them(text, expected):
    assert doubted(text, episodes()) == expected


def test_now_made_up_of_is_no_movement_up():
    assert doubted("Visits on time now make up 88.3% of visits.", visits()) == []


def test_a_direction_of_one_row_is_not_doubted_where_the_figures_of_its_sentence_are_of_another():
    assert doubted("Children on a plan have risen.", plans()) == ["risen"]
    text = "Visits on time were 88.3%, and children on a plan have risen."
    assert doubted(text, visits(), plans()) == []


def test_the_target_beside_our_own_figure_is_not_taken_for_ours():
    assert doubted("Visits on time are 88.3% and 90% is what was hoped for.", visits()) == []
    assert doubted("Visits on time were 90.0%.", visits()) == ["90.0%"]


def test_a_doubt_of_every_step_says_how_many_go_which_way():
    finding = said("Visits on time have risen every month since November.", visits(RISING))
    assert finding.says.endswith(
        "but 1 of its 4 steps goes down, the first after February 2023 and the last to March 2023."
    )
