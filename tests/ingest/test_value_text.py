from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest.cells import Cell, clean_text
from kpis.ingest.signs import COMMON_SIGNS, EMPTY_SIGNS, UNCLEAR_SIGNS
from kpis.ingest.value_text import as_written, parse_value
from kpis.model.catalogue import Sign
from kpis.model.indicators import Unit
from kpis.model.observations import CellValue, Marker
from kpis.model.periods import Period
from kpis.model.problems import Severity
from tests.builders import calendar_year, financial_year, month

COUNT, PERCENTAGE, RATE = Unit.COUNT, Unit.PERCENTAGE, Unit.RATE_PER_10000
POUNDS, POINTS, RATIO, DAYS = Unit.POUNDS, Unit.POINTS, Unit.RATIO, Unit.DAYS
WRITE_IT = "Write the figure, or [x] for not available."
HINTS = {
    "1,14": "Write 1.14, with a point before the decimals and none between thousands.",
    "1.234,5": "Write 1234.5, with a point before the decimals and none between thousands.",
    "1.512.000": "Write 1512000, without points between thousands.",
}


def read(content, unit=PERCENTAGE, number_format="@", signs=None):
    return parse_value(Cell("Q1", 14, 4, content, number_format), unit, signs or {})


def trouble_with(content, unit=PERCENTAGE, number_format="@"):
    """The code, severity and words of the trouble with a cell."""
    value, trouble = read(content, unit, number_format)
    return value, trouble.code, trouble.severity.value, trouble.message


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0", COUNT, 0),
        ("5", COUNT, 5),
        ("1,147", COUNT, 1147),
        ("1,234,567", COUNT, 1234567),
        ("1,147.0", COUNT, 1147),
        (" 1 ", COUNT, 1),
        ("'1147", COUNT, 1147),
        ("56.7%", PERCENTAGE, 56.7),
        ("56.7 %", PERCENTAGE, 56.7),
        ("56.7\u00a0%", PERCENTAGE, 56.7),
        ("56.7 per cent", PERCENTAGE, 56.7),
        ("56.7", PERCENTAGE, 56.7),
        (".5%", PERCENTAGE, 0.5),
        ("0%", PERCENTAGE, 0),
        ("100.0%", PERCENTAGE, 100),
        ("104.2%", PERCENTAGE, 104.2),
        ("189.2r", RATE, 189.2),
        ("189.2 r", RATE, 189.2),
        ("1,189.2r", RATE, 1189.2),
        ("189.2", RATE, 189.2),
        ("43.7 points", POINTS, 43.7),
        ("50.5 Points", POINTS, 50.5),
        ("-0.4", POINTS, -0.4),
        ("−0.4", POINTS, -0.4),
        ("3 days", DAYS, 3),
        ("1 day", DAYS, 1),
        ("1.5", RATIO, 1.5),
        ("-1.5", RATIO, -1.5),
        ("£1,200", POUNDS, 1200),
        ("£1.732m", POUNDS, 1_732_000),
        ("1.732m", POUNDS, 1_732_000),
        ("-£2m", POUNDS, -2_000_000),
        ("(1.732)", POUNDS, -1.732),
        ("(£1,732)", POUNDS, -1732),
    ],
)
def test_a_figure_is_read_as_a_person_reads_it(text, unit, value):
    assert read(text, unit) == (CellValue(value=value), None)


@pytest.mark.parametrize(
    ("content", "number_format", "unit", "value"),
    [
        (0.567, "0.0%", PERCENTAGE, 56.7),
        (0.567, "0%", PERCENTAGE, 56.7),
        (0.07, "0.00%", PERCENTAGE, 7),
        (0.29, "0%", PERCENTAGE, 29),
        (1, "0%", PERCENTAGE, 100),
        (0, "0%", PERCENTAGE, 0),
        (56.7, "0.0", PERCENTAGE, 56.7),
        (0.567, "General", PERCENTAGE, 0.567),
        (1147, "#,##0", COUNT, 1147),
        (1147.0, "General", COUNT, 1147),
        (0, "General", COUNT, 0),
        (-0.0, "General", RATE, 0),
        (999_999_999_999_999, "0", COUNT, 999_999_999_999_999),
        (-12.5, "General", POUNDS, -12.5),
    ],
)
def test_a_number_is_read_exactly_with_its_format(content, number_format, unit, value):
    assert read(content, unit, number_format) == (CellValue(value=value), None)


def test_no_value_is_minus_nought():
    for content in (-0.0, "-0", "−0.0"):
        value, _ = read(content, POINTS, "General")
        assert str(value.value) == "0.0"


@pytest.mark.parametrize(
    ("text", "unit", "value", "numerator", "denominator"),
    [
        ("64/282", COUNT, 64, 64, 282),
        ("07/25", COUNT, 7, 7, 25),
        ("17 / 178", COUNT, 17, 17, 178),
        ("0/25", COUNT, 0, 0, 25),
        ("1/4", PERCENTAGE, 25, 1, 4),
        ("64/282", PERCENTAGE, 22.69503546099291, 64, 282),
        ("25/24", PERCENTAGE, 104.16666666666667, 25, 24),
        ("3/2", RATIO, 1.5, 3, 2),
        ("53.2% (165)", PERCENTAGE, 53.2, 165, None),
        ("53.2% (1,165)", PERCENTAGE, 53.2, 1165, None),
        ("53.2%(165)", PERCENTAGE, 53.2, 165, None),
        ("9.6% (17/178)", PERCENTAGE, 9.6, 17, 178),
        ("9.6% (17 / 178)", PERCENTAGE, 9.6, 17, 178),
    ],
)
def test_a_fraction_gives_its_numerator_and_denominator(text, unit, value, numerator, denominator):
    assert read(text, unit) == (CellValue(value=value, numerator=numerator, denominator=denominator), None)


def test_a_fraction_with_its_source_keeps_both():
    expected = CellValue(value=112, numerator=112, denominator=418, note="LAIT")
    assert read("112/418 (LAIT)", COUNT) == (expected, None)


@pytest.mark.parametrize(
    ("text", "unit", "value", "note"),
    [("69.4% (Local)", PERCENTAGE, 69.4, "Local"), ("357.3 (LAIT)", RATE, 357.3, "LAIT")],
)
def test_words_in_brackets_are_the_source_of_the_figure(text, unit, value, note):
    assert read(text, unit) == (CellValue(value=value, note=note), None)


@pytest.mark.parametrize(
    ("text", "unit", "value", "period"),
    [
        ("21.5% (2021/22)", PERCENTAGE, 21.5, financial_year(2021)),
        ("537.7 (2021/22)", RATE, 537.7, financial_year(2021)),
        ("89.0% (December 2022)", PERCENTAGE, 89.0, month("2022-12")),
        ("92.5% (Q4 2022/23)", PERCENTAGE, 92.5, Period.quarter(2022, 4)),
        ("46.6% (2022)", PERCENTAGE, 46.6, calendar_year(2022)),
        ("47.1 points (2022)", POINTS, 47.1, calendar_year(2022)),
    ],
)
def test_a_period_in_brackets_is_the_period_of_the_figure(text, unit, value, period):
    assert read(text, unit) == (CellValue(value=value, period=period), None)


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("x", Marker.SUPPRESSED),
        ("X", Marker.SUPPRESSED),
        ("[c]", Marker.SUPPRESSED),
        ("<5", Marker.SUPPRESSED),
        ("< 5", Marker.SUPPRESSED),
        ("fewer than 5", Marker.SUPPRESSED),
        ("[x]", Marker.NOT_AVAILABLE),
        ("Not available", Marker.NOT_AVAILABLE),
        ("NOT  AVAILABLE", Marker.NOT_AVAILABLE),
        ("[z]", Marker.NOT_APPLICABLE),
        ("Not applicable", Marker.NOT_APPLICABLE),
        ("Not reported", Marker.NOT_REPORTED),
        ("Not benchmarked", Marker.NOT_BENCHMARKED),
        ("Report development required", Marker.REPORT_IN_DEVELOPMENT),
        ("TBC", Marker.TO_BE_CONFIRMED),
    ],
)
@pytest.mark.parametrize("unit", Unit)
def test_a_sign_is_a_marker_and_never_a_number(text, marker, unit):
    assert read(text, unit) == (CellValue(marker=marker), None)


def test_a_sign_in_brackets_is_not_the_sign_without_them():
    assert COMMON_SIGNS["x"] is Marker.SUPPRESSED
    assert COMMON_SIGNS["[x]"] is Marker.NOT_AVAILABLE


def test_a_councils_own_sign_counts_before_the_common_one():
    own = {"x": Sign("plan", "x", Marker.NOT_REPORTED), "-": Sign("plan", "-", Marker.NOT_AVAILABLE)}
    assert read("X", signs=own) == (CellValue(marker=Marker.NOT_REPORTED), None)
    assert read("–", signs=own) == (CellValue(marker=Marker.NOT_AVAILABLE), None)


@pytest.mark.parametrize("text", [None, "", "   ", "\u00a0", "\n"])
def test_a_blank_cell_says_nothing(text):
    assert read(text) == (None, None)


@pytest.mark.parametrize("text", UNCLEAR_SIGNS)
def test_an_unclear_sign_is_asked_about(text):
    value, trouble = read(text)
    assert value == CellValue(marker=Marker.NOT_AVAILABLE)
    assert (trouble.code, trouble.severity) == ("C_SYMBOL", Severity.CONFIRM)
    assert trouble.message == f'"{text}" may mean nought, missing or withheld.'
    assert trouble.what_to_do == (
        "Confirm that it means not available, or write 0, [x] for not available or [c] for withheld."
    )


@pytest.mark.parametrize("text", [*EMPTY_SIGNS, "NaN", "NULL"])
def test_a_programs_word_for_nothing_is_refused(text):
    value, trouble = read(text)
    assert value is None
    assert trouble.code == ("E_NUMBER" if text.casefold() == "nan" else "E_SYMBOL")
    assert (trouble.message, trouble.what_to_do) == (f'"{text}" is not a number.', WRITE_IT)


@pytest.mark.parametrize(
    "text",
    [
        "O",
        "l0",
        "1,14",
        "1.234,5",
        "12,34,567",
        "1e3",
        "0x1F",
        "٣",
        "½",
        "5 5",
        "56.7%%",
        "1/2/3",
        "(",
        ")",
        "inf",
    ],
)
def test_what_only_looks_like_a_number_is_refused(text):
    value, trouble = read(text)
    assert value is None
    assert (trouble.code, trouble.severity) == ("E_NUMBER", Severity.REJECT)
    assert trouble.message == f'"{text}" is not a number.'
    assert trouble.what_to_do == HINTS.get(text, WRITE_IT)


def test_a_long_text_is_shortened_in_the_refusal():
    assert trouble_with("a" * 61)[3] == f'"{"a" * 57}…" is not a number.'
    assert trouble_with("a" * 60)[3] == f'"{"a" * 60}" is not a number.'


@pytest.mark.parametrize("content", [datetime(2024, 1, 4), date(2024, 1, 4), time(1, 2)])
def test_a_date_where_a_figure_should_stand_is_refused(content):
    value, trouble = read(content, number_format="dd/mm/yyyy")
    assert value is None
    assert trouble.code == "E_NUMBER"
    assert trouble.what_to_do == "Excel has turned it into a date. Type it again as a number."


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!", "#n/a"])
def test_an_error_of_excel_is_refused_by_its_name(text):
    value, code, severity, words = trouble_with(text)
    assert (value, code, severity) == (None, "E_CELL_ERROR", "reject")
    assert words == f"the cell shows the error {text}."


@pytest.mark.parametrize(
    ("content", "number_format", "unit", "words"),
    [
        ("56.7%", "@", COUNT, "the figure is a percentage, and this indicator is a count."),
        ("56.7%", "@", RATE, "the figure is a percentage, and this indicator is a rate per 10000."),
        (0.567, "0.0%", COUNT, "the figure is a percentage, and this indicator is a count."),
        ("£5", "@", COUNT, "the figure is in pounds, and this indicator is a count."),
        ("5m", "@", COUNT, "the figure is in pounds, and this indicator is a count."),
        ("5 days", "@", COUNT, "the figure is in days, and this indicator is a count."),
        ("5 points", "@", PERCENTAGE, "the figure is in points, and this indicator is a percentage."),
        ("64/282", "@", RATE, "the figure is a fraction, and this indicator is a rate per 10000."),
    ],
)
def test_a_figure_in_another_unit_is_refused(content, number_format, unit, words):
    assert trouble_with(content, unit, number_format) == (None, "E_UNIT", "reject", words)


@pytest.mark.parametrize("unit", [u for u in Unit if u not in (RATE, COUNT)])
def test_an_r_is_a_rate_only_for_rates_and_is_asked_about_elsewhere(unit):
    value, code, severity, words = trouble_with("189.2r", unit)
    assert (value, code, severity) == (CellValue(value=189.2), "C_SYMBOL", "confirm")
    assert words == 'the "r" in "189.2r" means revised in national statistics.'


@pytest.mark.parametrize(
    ("content", "unit", "written"),
    [("-5", COUNT, "-5"), (-5, COUNT, "-5"), ("−0.1%", PERCENTAGE, "−0.1%"), ("(5.0)", PERCENTAGE, "(5.0)")],
)
def test_less_than_nought_is_refused_where_it_cannot_be(content, unit, written):
    assert trouble_with(content, unit) == (None, "E_NEGATIVE", "reject", f'"{written}" is below nought.')


@pytest.mark.parametrize(("content", "written"), [("1.5", "1.5"), (5.5, "5.5"), ("0.1", "0.1")])
def test_a_part_of_a_child_is_refused(content, written):
    words = f'"{written}" is not a whole number, and this is a count.'
    assert trouble_with(content, COUNT) == (None, "E_NOT_WHOLE", "reject", words)


@pytest.mark.parametrize("content", [10**15, "1,000,000,000,000,000", "9" * 400, "1000000000m"])
def test_a_number_too_large_to_be_exact_is_refused(content):
    value, code, severity, words = trouble_with(content, POUNDS)
    assert (value, code, severity) == (None, "E_NUMBER_RANGE", "reject")
    assert words.endswith(" is too large to be exact.")


@pytest.mark.parametrize(("text", "numerator"), [("0/0", 0), ("3/0", 3)])
def test_a_fraction_of_no_cases_is_not_applicable_once_confirmed(text, numerator):
    value, code, severity, words = trouble_with(text)
    assert value == CellValue(marker=Marker.NOT_APPLICABLE, numerator=numerator, denominator=0)
    assert (code, severity, words) == ("C_DEN_ZERO", "confirm", "the denominator is 0: there were no cases.")


@pytest.mark.parametrize("text", ["Local (69.4%)", "x (17/178)"])
def test_no_figure_before_the_brackets_is_refused(text):
    value, code, *_ = trouble_with(text)
    assert (value, code) == (None, "E_NUMBER")


def test_a_number_kept_as_text_is_read_with_a_warning():
    value, trouble = read("567", COUNT, "General")
    assert value == CellValue(value=567)
    assert (trouble.code, trouble.severity) == ("W_TEXT_NUMBER", Severity.WARN)
    assert trouble.message == '"567" is a number stored as text.'


@pytest.mark.parametrize(("written", "warns"), [("567", False), ("'567", True), ("1,567", False)])
def test_in_a_csv_only_an_apostrophe_marks_a_number_kept_as_text(written, warns):
    _, trouble = parse_value(Cell("", 2, 7, written, from_text_file=True), COUNT, {})
    assert (trouble is not None) is warns


@pytest.mark.parametrize(
    ("content", "number_format", "written"),
    [
        (0.567, "0.0%", "56.7%"),
        (0.8, "0%", "80%"),
        (1, "0.0%", "100.0%"),
        (1147, "#,##0", "1147"),
        (56.7, "0.0", "56.7"),
        ("53.2%  (165)", "@", "53.2% (165)"),
        ("x", "@", "x"),
    ],
)
def test_a_figure_is_remembered_as_it_was_written(content, number_format, written):
    assert as_written(Cell("Q1", 1, 1, content, number_format)) == written


@given(st.integers(0, 1000), st.sampled_from(["0%", "0.0%", "0.00%"]))
@settings(max_examples=200, database=None, deadline=None)
def test_every_tenth_of_a_percent_formatted_as_a_percentage_is_read_exactly(tenths, number_format):
    value, trouble = read(tenths / 1000, PERCENTAGE, number_format)
    assert (value, trouble) == (CellValue(value=tenths / 10), None)


@given(st.integers(0, 999_999_999))
@settings(max_examples=100, database=None, deadline=None)
def test_thousands_separators_do_not_count(number):
    assert read(f"{number:,}", COUNT) == read(f"{number}", COUNT) == (CellValue(value=number), None)


@given(st.text(max_size=20), st.sampled_from(list(Unit)))
@settings(max_examples=200, database=None, deadline=None)
def test_any_text_is_a_value_a_marker_trouble_or_blank(text, unit):
    value, trouble = read(text, unit)
    assert value is not None or trouble is not None or not clean_text(text)


@pytest.mark.parametrize(
    "text", ["9" * 5000 + "/1", "9" * 400 + "/3", "5" + "(1)" * 3000, "9" * 400, "5 (" + "9" * 400 + ")"]
)
@pytest.mark.parametrize("unit", list(Unit))
def test_no_text_however_long_breaks_the_reader_or_gives_a_number_that_is_none(text, unit):
    value, trouble = parse_value(Cell("S", 1, 1, text), unit, {})
    assert value is None or value.numerator is None
    assert (value is None) == (trouble is not None)


@pytest.mark.parametrize(
    "text, fraction",
    [("9.6% (1,017/2,178)", (1017, 2178)), ("50.0% (1094/2178)", (1094, 2178)), ("1,017/2,178", (1017, 2178))],
)
def test_a_fraction_of_thousands_is_a_fraction(text, fraction):
    value, _ = parse_value(Cell("S", 1, 1, text), Unit.PERCENTAGE, {})
    assert (value.numerator, value.denominator) == fraction


def test_pounds_in_brackets_belong_to_pounds_alone():
    assert parse_value(Cell("S", 1, 1, "(£5)"), Unit.RATIO, {})[1].code == "E_UNIT"


@pytest.mark.parametrize("text", ["low", "Low", "[low]"])
def test_low_is_withheld_and_keeps_its_word_because_it_is_more_than_nought(text):
    assert read(text, COUNT) == (CellValue(marker=Marker.SUPPRESSED, note="low"), None)


@pytest.mark.parametrize("text", ["*", "**", "#", "###"])
def test_a_star_is_asked_about_and_would_be_withheld(text):
    value, trouble = read(text, COUNT)
    assert (value.marker, trouble.code) == (Marker.SUPPRESSED, "C_SYMBOL")


@pytest.mark.parametrize("text", ["<=5", "≤ 5", "1-4", "0 to 4", "1–4", "5 or fewer"])
def test_a_range_of_small_numbers_is_withheld(text):
    assert read(text, COUNT) == (CellValue(marker=Marker.SUPPRESSED), None)


@pytest.mark.parametrize(
    ("text", "note"), [("56.7 [p]", "provisional"), ("56.7%[r]", "revised"), ("56.7 [E]", "estimated")]
)
def test_the_shorthand_of_official_statistics_stays_beside_its_figure(text, note):
    value, _ = read(text)
    assert (value.value, value.note) == (56.7, note)


def test_that_shorthand_alone_is_refused():
    assert trouble_with("[e]")[1:] == ("E_SYMBOL", "reject", '"[e]" means estimated, and no figure stands before it.')


@pytest.mark.parametrize("text", ["12 (of 34)", "12 of 34", "12 out of 34", "12/34", "12 (out of 34)"])
def test_so_many_of_so_many_is_a_fraction(text):
    assert read(text, COUNT) == (CellValue(value=12, numerator=12, denominator=34), None)


def test_thousands_parted_by_spaces_are_read_with_a_warning():
    value, trouble = read("1 512", COUNT, "General")
    assert (value.value, trouble.code) == (1512, "W_TEXT_NUMBER")


@pytest.mark.parametrize("text", ["~50", "≈ 50", "c. 50", "about 50", "+5"])
def test_a_figure_that_is_not_exact_says_what_is_wrong_with_it(text):
    value, trouble = read(text, COUNT)
    assert (value, trouble.code) == (None, "E_NUMBER")
    assert trouble.what_to_do == "Write the exact figure, without a sign or a word before it."


def test_a_point_between_thousands_of_a_count_is_told_how_to_be_written():
    _, trouble = read("1.512", COUNT)
    assert trouble.what_to_do == "Write 1512, if the point stands between thousands."
    assert read("1.5", COUNT)[1].what_to_do == "Check the figure."


def test_a_formula_written_as_text_is_no_figure():
    words = '"=E5/F5*100" is a formula, and not the figure that it gives.'
    assert trouble_with("=E5/F5*100", PERCENTAGE) == (None, "E_FORMULA_NO_VALUE", "reject", words)
    assert read("1,51", COUNT)[1].what_to_do.startswith("Write the whole number")
