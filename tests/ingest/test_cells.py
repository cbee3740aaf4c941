from datetime import date, time

import pytest

from kpis.ingest.cells import Cell, Sheet, clean_text, column_letters


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_lettered_as_in_excel(column, letters):
    assert column_letters(column) == letters
    assert Cell("", 14, column, None).address == f"{letters}14"


@pytest.mark.parametrize("text", ["Apr 18", " Apr\u00a018 ", "Apr\n18", "Apr\t 18", "\u200bApr 18"])
def test_blanks_that_nobody_sees_do_not_count(text):
    assert clean_text(text) == "Apr 18"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (5, "5"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (date(2024, 1, 4), "2024-01-04"),
        (time(1, 2), "01:02:00"),
        ("  two  words ", "two words"),
    ],
)
def test_the_text_of_a_cell_is_what_a_person_would_read(content, text):
    assert Cell("", 1, 1, content).text == text


@pytest.mark.parametrize(
    ("content", "number_format", "expected"),
    [(0.5, "0%", True), (1, "0.0%", True), (0.5, "0.0", False), ("0.5", "0%", False), (True, "0%", False)],
)
def test_only_a_number_is_a_percentage(content, number_format, expected):
    assert Cell("", 1, 1, content, number_format).is_percent is expected


def test_rows_hold_their_filled_cells_from_left_to_right():
    places = [(3, 2, "b"), (1, 1, " "), (3, 1, "a")]
    sheet = Sheet("Q1", {(r, c): Cell("Q1", r, c, text) for r, c, text in places})
    assert [(row, [c.text for c in cells]) for row, cells in sheet] == [(3, ["a", "b"])]
    assert sheet.cell(9, 9).is_blank


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [("0.0%", True), ('0.0"%"', False), ("0.0\\%", False), ('0%" of all"', True), ("General", False)],
)
def test_only_a_format_that_scales_makes_a_percentage(number_format, expected):
    assert Cell("Q1", 1, 1, 0.5, number_format).is_percent is expected


@pytest.mark.parametrize("text", ["CSC\u200b02", "CSC\ufeff02", "CSC\u202e02", "CSC\u00ad02"])
def test_marks_without_width_are_left_out(text):
    assert clean_text(text) == "CSC02"


@pytest.mark.parametrize("text", ["a_x000D_\nb", "a\x0bb", "a\u2009b", "a\x00b"])
def test_controls_and_their_escapes_are_blanks(text):
    assert clean_text(text) == "a b"
