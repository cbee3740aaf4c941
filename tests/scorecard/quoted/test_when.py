from datetime import date

import pytest

from kpis.model.periods import Period
from kpis.scorecard.quoted.when import periods_named

JUNE_2023 = Period.month(2023, 6)


def spans(sentence, now=JUNE_2023):
    return [(w.first_day, w.last_day) for w in periods_named(sentence, now)]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("in May", date(2023, 5, 1), date(2023, 5, 31)),
        ("in December", date(2022, 12, 1), date(2022, 12, 31)),
        ("at the end of March 2019", date(2019, 3, 1), date(2019, 3, 31)),
        ("in Mar 18, below", date(2018, 3, 1), date(2018, 3, 31)),
        ("on 31 March 2023", date(2023, 3, 1), date(2023, 3, 31)),
        ("last month", date(2023, 5, 1), date(2023, 5, 31)),
        ("the same time last year", date(2022, 6, 1), date(2022, 6, 30)),
        ("at year end", date(2022, 4, 1), date(2023, 3, 31)),
        ("2021/22", date(2021, 4, 1), date(2022, 3, 31)),
        ("Q4", date(2023, 1, 1), date(2023, 3, 31)),
        ("Q4 2022/23", date(2023, 1, 1), date(2023, 3, 31)),
        ("quarter four in 2021/22", date(2022, 1, 1), date(2022, 3, 31)),
        ("the first quarter of 2019/20", date(2019, 4, 1), date(2019, 6, 30)),
        ("the 12 months to March 2022", date(2021, 4, 1), date(2022, 3, 31)),
        ("in 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("since October", date(2022, 10, 1), date(2023, 6, 30)),
        ("over the last six months", date(2023, 1, 1), date(2023, 6, 30)),
        ("from April 2023 to June 2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("between October and November 2022", date(2022, 10, 1), date(2022, 11, 30)),
        ("until April 2019", date.min, date(2019, 4, 30)),
    ],
)
def test_a_period_is_read_as_a_person_means_it(sentence, first, last):
    assert spans(sentence) == [(first, last)]


def test_a_bare_month_takes_its_year_from_a_dated_one_after_it():
    assert spans("from 29.7% in April to 33.4% in August 2018")[0] == (date(2018, 4, 1), date(2018, 4, 30))


def test_a_bare_month_takes_its_year_from_the_year_that_is_spoken_of():
    assert spans("during 2018 it rose in April")[1] == (date(2018, 4, 1), date(2018, 4, 30))


@pytest.mark.parametrize(
    "sentence", ["you may say so", "they march on", "the 5 of them", "2021/25", "no period at all"]
)
def test_other_words_name_no_period(sentence):
    assert spans(sentence) == []
