import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.target_text import TargetText, parse_target, target_in_cell
from kpis.model.targets import TargetKind


@pytest.mark.parametrize(
    ("text", "low", "high", "source"),
    [
        ("90.0%", 90, 90, ""),
        ("90 %", 90, 90, ""),
        ("0", 0, 0, ""),
        ("50", 50, 50, ""),
        ("1,200", 1200, 1200, ""),
        ("7.6% England", 7.6, 7.6, "England"),
        ("42.1r England", 42.1, 42.1, "England"),
        ("10.5% Ofsted Good+", 10.5, 10.5, "Ofsted Good+"),
        ("70-80", 70, 80, ""),
        ("70% - 80%", 70, 80, ""),
        ("70 to 80 Local", 70, 80, "Local"),
    ],
)
def test_a_printed_target_is_a_number_or_a_range_with_its_source(text, low, high, source):
    kind = TargetKind.VALUE if low == high else TargetKind.RANGE
    assert parse_target(text) == TargetText(kind, low, high, source)


@pytest.mark.parametrize("text", ["Monitor", "MONITOR ONLY", " monitor  only "])
def test_monitor_is_a_target_without_a_number(text):
    assert parse_target(text) == TargetText(TargetKind.MONITOR)


@pytest.mark.parametrize("text", ["TBC", "tbc", "To be confirmed"])
def test_tbc_is_a_target_that_nobody_agreed_yet(text):
    assert parse_target(text) == TargetText(TargetKind.TO_BE_CONFIRMED)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_a_blank_target_says_nothing(text):
    assert parse_target(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("soon", '"soon" is not a target.'), ("80-70", 'the range "80-70" ends below its beginning.')],
)
def test_what_is_no_target_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        parse_target(text)


@pytest.mark.parametrize(
    ("content", "number_format", "value"),
    [(0.9, "0%", 90), (0.105, "0.0%", 10.5), (1, "0%", 100), (0, "0", 0), (50, "General", 50)],
)
def test_a_target_formatted_as_a_percentage_is_read_in_percent(content, number_format, value):
    cell = Cell("Plan", 4, 11, content, number_format)
    assert target_in_cell(cell) == TargetText(TargetKind.VALUE, value, value)


@pytest.mark.parametrize("content", ["9" * 400, "70-" + "9" * 400, 1e300, float("inf"), float("nan"), 10**15])
def test_a_target_too_large_to_be_one_is_refused_in_words(content):
    with pytest.raises(ValueError, match="too large to be a target"):
        target_in_cell(Cell("S", 5, 9, content))
