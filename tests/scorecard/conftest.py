"""The published scorecards, built once for all tests of what they say."""

import pytest

from kpis.model.people import Asker
from kpis.operations.scorecard import scorecard_for

OFFICER = Asker("a test")


def _rows(store, name, period):
    return {row.indicator.code: row for row in scorecard_for(store, OFFICER, name, period).rows}


@pytest.fixture(scope="session")
def march_2023(published):
    """The rows of the plan of 2023 in March 2023, by code."""
    return _rows(published, "indicators-of-success-2023", "2023-03")


@pytest.fixture(scope="session")
def june_2019(published):
    """The rows of the plan of 2019 in June 2019, by code."""
    return _rows(published, "improvement-plan-2019", "2019-06")


@pytest.fixture(scope="session")
def april_2019(published):
    """The rows of the plan of 2019 in April 2019, by code."""
    return _rows(published, "improvement-plan-2019", "2019-04")


@pytest.fixture(scope="session")
def quarterly_report(published):
    """The rows of the quarterly report, by code."""
    return _rows(published, "quarterly-report-2022-23", None)
