"""Text files as they come: encodings, separators, titles, quotes and line ends."""

import codecs

import pytest

from kpis.ingest.csv_text import read_csv
from kpis.model.errors import UnreadableFile

ROWS = ("Indicator{0}Period{0}Value", "Visits{0}Apr-24{0}5", "Contacts{0}May-24{0}6")


def found(content):
    return {cell.address: cell.content for cell in read_csv(content).cells.values()}


def text(separator=",", end="\r\n"):
    return end.join(row.format(separator) for row in ROWS)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_line_ends_and_separators_of_any_system_are_read(separator, end):
    cells = found(text(separator, end).encode())
    assert (cells["A2"], cells["B3"], cells["C3"]) == ("Visits", "May-24", "6")


@pytest.mark.parametrize(
    "content",
    [
        "café".encode(),
        "café".encode("utf-8-sig"),
        "café".encode("cp1252"),
        codecs.BOM_UTF16_LE + "café".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "café".encode("utf-16-be"),
    ],
)
def test_the_letters_are_read_in_each_encoding(content):
    assert found(content) == {"A1": "café"}


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_named_separator_is_used_and_the_rows_keep_their_numbers(first, end):
    assert found((first + end + text(";", end)).encode())["C3"] == "5"


def test_commas_in_a_comment_do_not_hide_the_semicolons():
    content = text(";") + ';"one, two, three, four, five, six"'
    assert found(content.replace("Value", "Value;Commentary").encode())["C2"] == "5"


def test_a_title_above_the_headings_says_nothing_of_their_number():
    assert found(b"Scorecard\r\n\r\n" + text().encode())["C4"] == "5"


@pytest.mark.parametrize("bad", ['"Visits,Apr-24,5', '"Visits" in time,Apr-24,5'])
def test_a_quote_that_would_swallow_rows_is_refused(bad):
    with pytest.raises(UnreadableFile) as refusal:
        read_csv(text().replace("Visits,Apr-24,5", bad).encode())
    assert refusal.value.problem.code == "E_CSV"
    assert "a double quote is opened and not closed, or has text after it" in str(refusal.value)


def test_quotes_inside_a_field_are_left_as_they_are():
    assert found(text().replace("Visits", '12" ruler').encode())["A2"] == '12" ruler'


def test_rows_with_too_many_fields_are_told_together():
    content = text().replace("Apr-24,5", "Apr-24,5,6").replace("May-24,6", "May-24,6,7")
    with pytest.raises(UnreadableFile) as refusal:
        read_csv(content.encode())
    sentence = "Row 2: the row has 4 fields and there are 3 headings; rows 3 have too many too."
    assert refusal.value.problem.message == sentence
    assert refusal.value.problem.cell == "2:2"


@pytest.mark.parametrize("write", [lambda text: text, lambda text: '"' + text.replace('"', '""') + '"'])
def test_a_formula_that_is_nothing_but_a_text_is_the_text(write):
    (cells,) = [cells for _, cells in read_csv(",".join(("Ref", write('="007"'), "=A1")).encode())]
    assert [c.content for c in cells] == ["Ref", "007", "=A1"]
