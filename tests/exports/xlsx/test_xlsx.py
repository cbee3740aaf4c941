"""The workbook: numbers are numbers, text is never a formula, every cell is filled, and the same bytes each time."""

import io
import re
import zipfile

import openpyxl
import pytest

from kpis.exports.xlsx import scorecard_xlsx
from kpis.exports.xlsx.writer import LONGEST_TEXT
from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from kpis.scorecard.filters import Filters
from kpis.scorecard.wording import SHORTHAND
from tests.builders import MARCH, an_indicator
from tests.exports.builders import (
    HOSTILE,
    a_hostile_scorecard,
    a_plain_scorecard,
    a_withheld_scorecard,
    commentary_of,
    published_scorecard,
)
from tests.scorecard.builders import a_scorecard, a_target, kept, kept_months


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(content, sheet):
    """The rows of a sheet's table by heading."""
    page = opened(content)[sheet]
    (table,) = page.tables.values()
    heads, *rows = [[cell.value for cell in row] for row in page[table.ref]]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info: archive.read(info) for info in archive.infolist()}


def assert_nothing_runs(content):
    for info, part in parts(content).items():
        if info.filename.startswith("xl/worksheets/sheet"):
            assert not re.search(rb"<f[ >/]", part), info.filename
        assert b"http://example.com" not in part or not info.filename.endswith(".rels"), info.filename
        assert b"mailto:" not in part or not info.filename.endswith(".rels"), info.filename
    types = {cell.data_type for sheet in opened(content) for row in sheet for cell in row}
    assert types <= {"s", "n"}


@pytest.fixture(scope="module")
def published_xlsx(published):
    return scorecard_xlsx(published_scorecard(published))


def test_the_sheets_are_a_cover_contents_notes_and_one_table_each(published_xlsx):
    book = opened(published_xlsx)
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Indicators", "History", "Definitions", "Questions"]
    assert [len(sheet.tables) for sheet in book] == [0, 1, 1, 1, 1, 1, 1]
    links = [row[0].hyperlink.location for row in book["Contents"].iter_rows(min_row=4)]
    assert links == ["'Notes'!A1", "'Indicators'!A1", "'History'!A1", "'Definitions'!A1", "'Questions'!A1"]


def test_no_cell_is_merged_or_empty_no_heading_twice_and_no_pane_is_frozen(published_xlsx):
    for sheet in opened(published_xlsx):
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert [row[0].value for row in sheet if row[0].value in (None, "")] == []
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert len(set(heads)) == len(heads)
            assert [c.coordinate for row in sheet[table.ref] for c in row if c.value in (None, "")] == []
            assert table.ref.endswith(str(sheet.max_row))


def test_the_file_says_its_title_and_language(published_xlsx):
    properties = opened(published_xlsx).properties
    assert properties.title == "Indicators of success 2023: March 2023"
    assert properties.language == "en-GB"


def test_the_shorthand_is_explained_on_every_sheet_with_a_table_of_figures(published_xlsx):
    book = opened(published_xlsx)
    for name in ("Cover", "Indicators", "History"):
        words = [row[0].value for row in book[name].iter_rows(max_row=12)]
        assert [sign for sign in ("[c]", "[x]", "[z]") if not any(str(w).startswith(sign) for w in words)] == []


def test_a_figure_is_a_number_in_the_indicators_unit_with_its_decimals(published_xlsx):
    page = opened(published_xlsx)["Indicators"]
    (table,) = page.tables.values()
    heads = [cell.value for cell in page[table.ref][0]]
    (row,) = [row for row in page[table.ref] if row[heads.index("Code")].value == "N09"]
    figure = row[heads.index("Figure")]
    assert (figure.value, figure.number_format, figure.data_type) == (12.5, "#,##0.0", "n")
    assert row[heads.index("Target from")].value == 7.6
    assert row[heads.index("Unit")].value == "Percentage"
    assert row[heads.index("Against target")].value == "Red"


@pytest.mark.parametrize("unit, decimals, shown", [(Unit.POUNDS, 2, "#,##0.00"), (Unit.COUNT, 0, "#,##0")])
def test_the_number_format_has_the_indicators_decimals(unit, decimals, shown):
    scorecard = a_scorecard([an_indicator(unit=unit, decimals=decimals)], [kept(MARCH, -1234.5)])
    page = opened(scorecard_xlsx(scorecard))["Indicators"]
    assert [cell.number_format for row in page for cell in row if cell.value == -1234.5] == [shown]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_ever_a_formula_or_a_link(text):
    scorecard = a_hostile_scorecard(text)
    content = scorecard_xlsx(scorecard, commentary=commentary_of(text, scorecard.sections[0].name))
    assert_nothing_runs(content)
    (row,) = table_of(content, "Indicators")
    if re.search("[a-zA-Z]", text) and not re.search(r"[\x00-\x1f]", text):
        assert row["Indicator"] == text
    links = [cell.hyperlink for sheet in opened(content) for r in sheet for cell in r if cell.hyperlink]
    assert {link.target for link in links} == {None}


def test_a_text_of_signs_alone_is_kept_and_marked():
    (row,) = table_of(scorecard_xlsx(a_hostile_scorecard("–")), "Indicators")
    assert row["Indicator"] == "– (as written)"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    long = "a" * (LONGEST_TEXT + 5)
    (row,) = table_of(scorecard_xlsx(a_scorecard([an_indicator(definition=long)], [])), "Definitions")
    assert row["Definition"].endswith("… (cut here: it has 32,005 letters)")


@pytest.mark.parametrize("marker", Marker)
def test_a_marker_is_its_shorthand(marker):
    content = scorecard_xlsx(a_scorecard([an_indicator()], kept_months({"2023-03": marker})))
    assert [row["Figure"] for row in table_of(content, "Indicators")] == [SHORTHAND[marker]]


def test_a_withheld_row_has_the_shorthand_and_no_number_anywhere():
    content = scorecard_xlsx(a_withheld_scorecard())
    (row,) = table_of(content, "Indicators")
    assert (row["Figure"], row["Count"], row["Out of"], row["Against target"]) == ("[c]", "[c]", "[c]", "Withheld")
    for part in parts(content).values():
        assert b"4444" not in part


def test_nothing_that_was_never_loaded_is_a_nought():
    (row,) = table_of(scorecard_xlsx(a_scorecard([an_indicator()], [])), "Indicators")
    assert (row["Figure"], row["Count"], row["Target from"]) == ("[x]", "[z]", "[z]")


def test_a_target_is_written_with_all_its_decimals():
    scorecard = a_scorecard([an_indicator()], [kept(MARCH, 10.0)], targets=[a_target(12.075)])
    page = opened(scorecard_xlsx(scorecard))["Indicators"]
    assert {cell.number_format for row in page for cell in row if cell.value == 12.075} == {"#,##0.000"}


def test_the_same_scorecard_twice_is_the_same_bytes_dated_by_its_figures(published, published_xlsx):
    assert scorecard_xlsx(published_scorecard(published)) == published_xlsx
    content = scorecard_xlsx(a_plain_scorecard())
    assert {info.date_time for info in parts(content)} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(content).properties
    assert properties.created.isoformat() == properties.modified.isoformat() == "2023-04-12T09:30:00"


def test_the_filters_are_named_on_the_cover(published):
    content = scorecard_xlsx(published_scorecard(published), Filters(rag="red", words="supervision"))
    cover = [row[0].value for row in opened(content)["Cover"]]
    asked = "Asked for: Against target: Red; With the words: supervision."
    expected = f"This is a part of the scorecard: 4 of 67 indicators. {asked}"
    assert expected in cover
    assert len(table_of(content, "Indicators")) == 4


def test_filters_that_nothing_fits_leave_the_cover_and_the_notes():
    content = scorecard_xlsx(a_plain_scorecard(), Filters(words="zebra"))
    assert opened(content).sheetnames == ["Cover", "Contents", "Notes"]


def test_what_officers_say_has_a_sheet_of_its_own():
    scorecard = a_plain_scorecard()
    content = scorecard_xlsx(scorecard, commentary=commentary_of("Well enough.", scorecard.sections[0].name))
    rows = table_of(content, "Commentary")
    assert [row["Words"] for row in rows] == ["Well enough."] * 4
    assert (rows[-1]["By"], rows[-1]["On"]) == ("An advisor", "20 April 2023")
