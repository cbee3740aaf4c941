"""What is doubted only where it is certain: other periods, what is hoped for, how many times, months in a row."""

import pytest

from tests.scorecard.quoted.builders import episodes, visits
from tests.scorecard.quoted.test_officers_language import doubted

RISING = {"2022-10": 50.0, "2022-11": 61.0, "2022-12": 70.0, "2023-01": 80.2, "2023-02": 84.7, "2023-03": 88.3}


@pytest.mark.parametrize(
    ("true", "false", "quoted"),
    [
        ("Visits on time are at 88.3%, up 38.3 percentage points since October (50.0%).",
         "Visits on time are at 88.3%, up 38.3 percentage points since October (55.0%).", "55.0%"),
        ("Visits on time: 88.3% (Feb: 84.7%).", "Visits on time: 88.3% (Feb: 87.4%).", "87.4%"),
        ("Visits on time have gone from 50.0% to 61.0% to 88.3%.",
         "Visits on time have gone from 50.0% to 61.0%.", "61.0%"),
        ("Visits on time ranged from 50.0% to 88.3%.", "Visits on time ranged from 52.0% to 88.3%.", "52.0%"),
        ("Visits on time are at 88.3%, compared with a poor 50.0%.", "Visits on time are at 84.7%.", "84.7%"),
    ],
)  # fmt: skip
def test_a_figure_of_another_period_is_doubted_only_where_its_period_is_meant(true, false, quoted):
    assert doubted(true, visits(RISING)) == []
    assert quoted in doubted(false, visits(RISING))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits on time missed the 90% target by 1.7 percentage points.", []),
        ("Visits on time missed the 90% target by 4.7 percentage points.", ["4.7 percentage points"]),
        ("Visits on time are 1.7 points short of where we want to be.", []),
        ("Visits on time are 2.6 points from the moon.", []),
        ("The gap to the 90% target for visits on time narrowed from 5.3 to 1.7 percentage points.", []),
    ],
)
def test_a_difference_is_doubted_only_where_it_is_told_from_what(text, expected):
    assert doubted(text, visits(RISING)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits on time would need to reach 95.5% next year.", []),
        ("Visits on time have never been below 40%.", []),
        ("Visits on time averaged 72.4%.", []),
        ("Visits on time passed 80% in January.", []),
        ("Visits on time were 95.5%.", ["95.5%"]),
    ],
)
def test_what_might_be_and_what_is_denied_are_no_mistakes(text, expected):
    assert doubted(text, visits(RISING)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missing episodes rose by 40% between January and March.", []),
        ("Missing episodes more than doubled from 67 in January to 94 in March.", ["doubled"]),
        ("Missing episodes in March were half the number in January.", ["half"]),
        ("Missing episodes have stayed above 60 since January.", []),
        ("Missing episodes have stayed above 80 since January.", ["above"]),
        ("Missing episodes have not fallen below 67 since January.", []),
    ],
)
def test_how_many_times_and_which_side_throughout_are_counted(text, expected):
    assert doubted(text, episodes()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits on time improved for five months running.", []),
        ("Visits on time worsened for three consecutive months.", ["worsened"]),
        ("Visits on time were at 88.3%, the fifth consecutive monthly improvement.", []),
        ("Visits on time were at 88.3%, the third consecutive monthly fall.", ["fall"]),
        ("Visits on time improved on both January (80.2%) and February (84.7%).", []),
        ("More than nine tenths of visits (88.3%) were on time.", ["nine tenths"]),
    ],
)
def test_months_in_a_row_and_a_share_beside_its_own_percentage_are_held_to_the_figures(text, expected):
    assert doubted(text, visits(RISING)) == expected
