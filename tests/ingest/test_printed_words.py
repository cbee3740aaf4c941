import pytest

from kpis.ingest.printed_words import printed_words


@pytest.mark.parametrize(
    ("number", "number_format", "words"),
    [
        (3, '[<5]"x";0', "x"),
        (5, '[<5]"x";0', None),
        (3, '"<5"', "<5"),
        (3, "\\x", "x"),
        (3, ";;;", ""),
        (0, "0;-0;;@", ""),
        (0, '0;-0;"-"', "-"),
        (-3, '0;"below"', "below"),
        (3, '[Red]"x"', "x"),
        (6, '[=5]"five";[=6]"six";General', "six"),
        (7, '[=5]"five";[=6]"six";General', None),
        (5, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', None),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', None),
        (5, '0.0"%"', None),
        (5, "[$-809]d mmmm", None),
        (5, "General", None),
        (5, '"x' * 200, None),
    ],
)
def test_words_are_printed_only_where_a_format_has_no_place_for_digits(number, number_format, words):
    assert printed_words(number, number_format) == words
