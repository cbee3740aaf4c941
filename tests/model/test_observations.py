from dataclasses import replace

import pytest

from kpis.model.observations import Marker
from tests.builders import an_observation

FIGURE = an_observation(56.6, numerator=17.0, denominator=30.0, note="Local")


def test_a_figure_says_the_same_wherever_it_came_from():
    assert FIGURE.says_the_same_as(replace(FIGURE, sheet="Other", cell="Z9", as_written="56.6 %"))


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 56.7},
        {"value": None, "marker": Marker.SUPPRESSED},
        {"numerator": 18.0},
        {"denominator": None},
        {"note": "LAIT"},
    ],
)
def test_a_figure_that_differs_in_anything_it_says_is_not_the_same(changes):
    assert not FIGURE.says_the_same_as(replace(FIGURE, **changes))


def test_nought_and_a_marker_are_not_the_same():
    assert not an_observation(0.0).says_the_same_as(an_observation(marker=Marker.NOT_AVAILABLE))
