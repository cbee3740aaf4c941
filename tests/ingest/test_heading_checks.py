from kpis.ingest.heading_checks import check_left_out, many_tables
from tests.builders import a_sheet


def check(rows, coloured=()):
    sheet = a_sheet(rows)
    sheet.coloured = frozenset(coloured)
    return [(p.code, p.cell, p.message.partition(": ")[2]) for p in check_left_out(sheet, sheet.rows[1], (2, 3))]


def test_columns_that_are_left_out_are_told_in_one_sentence():
    assert check([("Ward", "Source"), ("North", "x")]) == [
        ("W_COLUMN_IGNORED", "A1,B1", 'the columns "Ward" and "Source" are left out.')
    ]


def test_a_column_of_colours_alone_is_told_with_its_cells():
    sentence = 'the column "RAG" holds colours and no words; colours are not read.'
    assert check([("RAG",), (None,)], [(2, 1), (3, 1)]) == [("W_COLOUR_IGNORED", "A2,A3", sentence)]


def test_a_coloured_column_with_words_is_one_that_is_left_out():
    assert [found[0] for found in check([("RAG",), ("red",)], [(3, 1)])] == ["W_COLUMN_IGNORED"]


def test_of_very_many_columns_ten_are_named():
    (told,) = check([tuple(f"C{n}" for n in range(12))])
    assert told[2].endswith('"C9" and 2 more are left out.')


def test_a_second_table_is_asked_about_at_its_first_heading():
    asked = many_tables(a_sheet([("Ref", "Ref")]).cell(1, 2))
    assert (asked.code, asked.cell) == ("C_MANY_TABLES", "B1")
