import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.percent_fraction import check_fraction
from kpis.model.observations import CellValue
from tests.builders import a_count, an_indicator

SHARE = an_indicator("T1", decimals=1)


def check(content, value=None, numerator=None, denominator=None, number_format="General", indicator=SHARE):
    found = CellValue(float(content) if value is None else value, None, numerator, denominator)
    return check_fraction(found, Cell("Q1", 5, 7, content, number_format), indicator)


@pytest.mark.parametrize(
    ("content", "counts", "meant"),
    [
        (0.567, (None, None), 56.7),
        (0.5, (None, None), 0.5),
        (0.567, (119, 210), 56.7),
        (0.9, (9, 10), 90.0),
        ("0.567", (None, None), 56.7),
    ],
)
def test_a_bare_number_below_one_is_asked_about(content, counts, meant):
    value, asked = check(content, None, *counts)
    assert (value.value, asked.code) == (meant, "C_PERCENT_FRACTION")
    assert asked.what_to_do.startswith(f"Confirm {meant:g}%, or write ")


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (0.567, {"value": 56.7, "number_format": "0.0%"}),
        ("0.567%", {"value": 0.567}),
        ("1/200", {"value": 0.5}),
        (0.5, {"numerator": 1, "denominator": 200}),
        (0, {}),
        (1, {}),
        (56.7, {}),
        (0.5, {"indicator": a_count()}),
    ],
)
def test_what_says_itself_what_it_is_is_not_asked_about(content, how):
    value, asked = check(content, **how)
    assert asked is None
    assert value.value == (how.get("value") or float(content))
