from datetime import date

import pytest

from kpis.model.targets import target_in_force
from tests.builders import a_target, calendar_year, financial_year, month

FROM_THE_BEGINNING = a_target(80.0)
FROM_APRIL = a_target(90.0, in_force_from=date(2023, 4, 1))
FROM_MID_MAY = a_target(95.0, in_force_from=date(2023, 5, 15))
ALL = (FROM_MID_MAY, FROM_THE_BEGINNING, FROM_APRIL)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (month("1990-01"), FROM_THE_BEGINNING),
        (month("2023-03"), FROM_THE_BEGINNING),
        (month("2023-04"), FROM_APRIL),
        (month("2023-05"), FROM_MID_MAY),
        (month("2024-01"), FROM_MID_MAY),
        (financial_year(2022), FROM_THE_BEGINNING),
        (calendar_year(2023), FROM_MID_MAY),
    ],
)
def test_the_target_in_force_on_the_last_day_of_the_period_counts(period, expected):
    assert target_in_force(ALL, period) == expected


def test_a_target_that_begins_on_the_last_day_counts_for_the_period():
    assert target_in_force([a_target(in_force_from=date(2024, 2, 29))], month("2024-02")) is not None
    assert target_in_force([a_target(in_force_from=date(2024, 3, 1))], month("2024-02")) is None


def test_before_the_first_target_there_is_none():
    assert target_in_force([FROM_APRIL, FROM_MID_MAY], month("2023-03")) is None


def test_without_targets_there_is_none():
    assert target_in_force([], month("2023-03")) is None
