import pytest
from openpyxl.styles import Color, PatternFill

from kpis.ingest.traffic_lights import is_traffic_light


@pytest.mark.parametrize("colour", ["FFFF0000", "FF00B050", "FFFFC000", "FFFFFF00"])
def test_strong_reds_ambers_and_greens_are_traffic_lights(colour):
    assert is_traffic_light(PatternFill("solid", fgColor=colour))


@pytest.mark.parametrize("colour", ["FFFFFFFF", "FFD9D9D9", "FF0070C0", "FFE2EFDA", "FF000000"])
def test_bands_greys_and_blues_are_none(colour):
    assert not is_traffic_light(PatternFill("solid", fgColor=colour))


@pytest.mark.parametrize("fill", [PatternFill(), PatternFill("solid", fgColor=Color(theme=4))])
def test_no_fill_and_a_theme_colour_are_none(fill):
    assert not is_traffic_light(fill)
