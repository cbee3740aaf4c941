"""A day that somebody types is one day to every reader, or is asked about."""

from datetime import date

import pytest

from kpis.model.errors import Refused
from kpis.operations.typed_day import day_typed

A_DAY = "the day of the meeting, such as 18 July 2023"


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-18",
        "18 July 2023",
        " 18 jul  2023",
        "18th July, 2023",
        "18th of July 2023",
        "Tuesday 18 July 2023",
        "Tuesday, 18 JULY 2023",
        "18/07/2023",
        "18/7/2023",
        "18.07.2023",
        "18-07-2023",
    ],
)
def test_a_day_is_written_as_papers_write_it_or_as_commands_do(text):
    assert day_typed(text, A_DAY) == date(2023, 7, 18)


@pytest.mark.parametrize(("text", "month"), [("1 Sept 2023", 9), ("1 Mar. 2023", 3), ("1 june 2023", 6)])
def test_a_month_may_be_cut_to_three_letters_or_more(text, month):
    assert day_typed(text, A_DAY) == date(2023, month, 1)


def test_numbers_that_are_one_day_either_way_are_that_day():
    assert day_typed("07/07/2023", A_DAY) == date(2023, 7, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Give the day of the meeting, such as 18 July 2023."),
        ("  \n ", "Give the day of the meeting, such as 18 July 2023."),
        ("soon", '"soon" is not a day. Give the day of the meeting, such as 18 July 2023.'),
        ("31 June 2023", '"31 June 2023" is not a day. Give the day of the meeting, such as 18 July 2023.'),
        ("07/08/2023", '"07/08/2023" may be 7 August 2023 or 8 July 2023. Write its month in words.'),
        ("7.8.2023", '"7.8.2023" may be 7 August 2023 or 8 July 2023. Write its month in words.'),
        ("1066-10-14", '"1066-10-14" is not in the years 1990 to 2100. Give the day of the meeting'),
        ("3023-07-18", '"3023-07-18" is not in the years 1990 to 2100.'),
        ("07/18/2023", '"07/18/2023" is not a day.'),
        ("18 Ju 2023", '"18 Ju 2023" is not a day.'),
        ("18 Julember 2023", '"18 Julember 2023" is not a day.'),
        ("2023-13-01", '"2023-13-01" is not a day.'),
        ("2023-W29-2", '"2023-W29-2" is not a day.'),
        ("20230718", '"20230718" is not a day.'),
        ("1\x0b8 July 2023 and all the words that could follow", '"1 8 July 2023 and all the word" is not a day.'),
        ("١٨ July 2023", '"١٨ July 2023" is not a day.'),
    ],
)
def test_anything_else_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(Refused) as refusal:
        day_typed(text, A_DAY)
    assert str(refusal.value).startswith(sentence)
