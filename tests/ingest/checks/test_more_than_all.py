import pytest

from kpis.ingest.as_read import AsRead
from kpis.ingest.checks.more_than_all import check
from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from tests.builders import a_catalogue, a_count, an_indicator, an_observation


def codes(value, marker=None, **changes):
    read = AsRead((an_observation(value, marker=marker),), a_catalogue(an_indicator(**changes)))
    return [problem.code for problem in check(read)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, []),
        (100.0, []),
        (100.1, ["C_PERCENT_RANGE"]),
        (199.9, ["C_PERCENT_RANGE"]),
        (200.0, ["E_PERCENT_RANGE"]),
        (5670.0, ["E_PERCENT_RANGE"]),
    ],
)
def test_more_than_all_is_asked_about_and_twice_all_refused(value, expected):
    assert codes(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(104.2, []), (199.9, []), (200.0, ["E_PERCENT_RANGE"])])
def test_a_proxy_may_pass_100_percent(value, expected):
    assert codes(value, proxy=True) == expected


@pytest.mark.parametrize("unit", [u for u in Unit if u is not Unit.PERCENTAGE])
def test_other_units_have_no_whole(unit):
    assert codes(5670.0, unit=unit) == []


def test_a_marker_is_not_more_than_all():
    assert codes(None, Marker.SUPPRESSED) == []


def test_the_sentence_names_the_figure_as_shown():
    read = AsRead((an_observation(104.2, sheet="Q1", cell="D14"),), a_catalogue())
    assert [p.message for p in check(read)] == ['Sheet "Q1", cell D14: 104.2% is more than 100%.']


def test_an_empty_upload_has_no_problem():
    assert list(check(AsRead((), a_catalogue(a_count())))) == []
