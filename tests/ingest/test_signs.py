import pytest

from kpis.ingest.signs import DASHES, plain_sign, read_sign
from kpis.model.observations import Marker


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_the_same_sign(dash):
    assert plain_sign(dash) == "-"
    assert read_sign(dash, {})[1].code == "C_SYMBOL"


@pytest.mark.parametrize(
    "text", ["#REF!", "#BLOCKED!", "#SPILL!", "#DIV/0", "#WERT!", "#NV", "Err:502", "#GETTING_DATA", "#div/0!"]
)
def test_the_errors_of_all_programs_are_errors(text):
    assert read_sign(text, {})[1].code == "E_CELL_ERROR"


@pytest.mark.parametrize(
    "text", ["fewer than five", "under five", "four or fewer", "no more than 4", "at most 4", "< 10"]
)
def test_small_numbers_in_words_are_withheld(text):
    assert read_sign(text, {})[0].marker is Marker.SUPPRESSED


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("########", Marker.SUPPRESSED),
        ("†", Marker.SUPPRESSED),
        ("(c)", Marker.SUPPRESSED),
        ("not known", Marker.NOT_AVAILABLE),
    ],
)
def test_what_may_be_either_is_asked_about(text, marker):
    value, trouble = read_sign(text, {})
    assert (value.marker, trouble.code) == (marker, "C_SYMBOL")


@pytest.mark.parametrize("text", ["5", "five", "5-6", "e", "10%"])
def test_what_is_no_sign_is_left_to_the_reading_of_figures(text):
    assert read_sign(text, {}) is None
