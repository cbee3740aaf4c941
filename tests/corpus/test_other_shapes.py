"""Troubles that the corpus does not hold, each made by one small change to its clean file."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpis.ingest.reading import read_workbook
from tests.corpus import manifest

FILES = manifest.HERE / "files"
CATALOGUE = manifest.catalogue()
LONG, WIDE = "ok_long.xlsx", "ok_wide_real_dates.xlsx"
RAISED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
FRACTIONS = {"D3": 0.567, "E3": 1, "F3": 0.81}
WITHHELD_BY_FORMAT = '[<5]"x";0'


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(file, cells, change=None):
    """A file of the corpus with some cells changed; of a pair the second is the number format."""
    book = load_workbook(FILES / file)
    sheet = book.active
    for address, content in cells.items():
        sheet[address], number_format = content if isinstance(content, tuple) else (content, None)
        if number_format:
            sheet[address].number_format = number_format
    if change is not None:
        change(book, sheet)
    return saved(book)


def read(content, name="odd.xlsx"):
    return read_workbook(content, name, CATALOGUE)


def told(reading):
    """The outcome, and each code with its place."""
    return reading.outcome.value, {(p.code, p.cell) for p in reading.problems}


def at(reading, cell):
    figure = next(o for o in reading.observations if o.cell == cell)
    return figure.marker or figure.value


CASES = {
    "a footnote's mark": (LONG, {"G2": ("512*", "@")}, "confirm", {("C_SYMBOL", "G2")}, 512),
    "a raised footnote": (
        LONG, {"G2": CellRichText("512", TextBlock(RAISED, "1"))}, "confirm", {("C_SYMBOL", "G2")}, 512,
    ),
    "a note of official statistics": (LONG, {"G2": ("512 [note 1]", "@")}, "accept", set(), 512),
    "a footnote in brackets": (LONG, {"G2": ("512 (1)", "@")}, "confirm", {("C_SYMBOL", "G2")}, 512),
    "old digits struck out": (
        LONG, {"G2": CellRichText(TextBlock(STRUCK, "51"), "512")}, "reject", {("E_NUMBER", "G2")}, None,
    ),
    "a number printed as x": (
        LONG, {"G2": (3, WITHHELD_BY_FORMAT)}, "confirm", {("C_SYMBOL", "G2")}, manifest.Marker.SUPPRESSED,
    ),
    "a number that prints nothing": (LONG, {"G2": (512, ";;;")}, "confirm", {("C_SYMBOL", "G2")}, 512),
    "nought printed as a dash": (LONG, {"G2": (0, '0;-0;"-"')}, "accept", set(), 0),
    "money in a count": (LONG, {"G2": (512, "£#,##0")}, "reject", {("E_UNIT", "G2")}, None),
    "a day and month in a count": (LONG, {"G2": ("12/4", "@")}, "confirm", {("C_SYMBOL", "G2")}, 12),
    "a fraction of none in a count": (
        LONG, {"G2": ("12/0", "@")}, "confirm", {("C_DEN_ZERO", "G2")}, manifest.Marker.NOT_APPLICABLE,
    ),
    "fewer than five in words": (LONG, {"G2": ("less than five", "@")}, "accept", set(), manifest.Marker.SUPPRESSED),
    "a numerator that is not worked out": (LONG, {"E5": "=100+19"}, "reject", {("E_FORMULA_NO_VALUE", "E5")}, None),
    "a period that is not worked out": (LONG, {"D5": "=D2"}, "reject", {("E_FORMULA_NO_VALUE", "D5")}, None),
    "a withheld numerator": (LONG, {"E5": "x"}, "confirm", {("C_DIFFERENCING", "G5")}, None),
    "a figure out of none": (LONG, {"F5": 0}, "confirm", {("C_DEN_ZERO", "F5")}, None),
    "a year printed over a date": (
        LONG, {"D5": (datetime(2024, 4, 1), 'mmm" 2023"')}, "confirm", {("C_PERIOD_SERIAL", "D5")}, None,
    ),
    "figures under no heading": (LONG, {"K5": 9, "K6": 8}, "warn", {("W_COLUMN_IGNORED", "K5")}, None),
    "a month under no heading": (WIDE, {"G2": 5, "G3": 6}, "warn", {("W_COLUMN_IGNORED", "G2")}, None),
    "another unit in a monthly table": (WIDE, {"C3": "count"}, "reject", {("E_UNIT", "C3")}, None),
    "a bare 1 among fractions": (
        WIDE, FRACTIONS, "confirm", {("C_PERCENT_FRACTION", cell) for cell in ("D3", "E3", "F3")}, None,
    ),
    "months with a footnote": (WIDE, {"D1": "Apr-24*", "E1": "May-24 (provisional)"}, "accept", set(), None),
    "the date of an extract": (
        LONG, {"A12": "Extracted", "D12": datetime(2024, 7, 2)}, "warn", {("W_ROW_SKIPPED", "A12")}, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_is_told_with_its_place_and_figure(case):
    file, cells, outcome, problems, value = CASES[case]
    reading = read(changed(file, cells))
    assert told(reading) == (outcome, problems)
    assert value is None or at(reading, "G2") == value


def test_a_bare_1_among_fractions_is_the_whole_if_confirmed():
    assert at(read(changed(WIDE, FRACTIONS)), "E3") == 100


def test_a_number_that_is_printed_as_withheld_is_named_nowhere():
    reading = read(changed(LONG, {"G2": (3, WITHHELD_BY_FORMAT)}))
    assert "3" not in reading.problems[0].message.replace("G2", "")
    assert next(o for o in reading.observations if o.cell == "G2").as_written == "x"


CHANGES = {
    "one figure in merged months": (
        WIDE, lambda book, sheet: sheet.merge_cells("D2:F2"), "confirm", {("C_MERGED_FIGURE", "D2:F2")},
    ),
    "a note merged across the list": (
        LONG,
        lambda book, sheet: (setattr(sheet["A12"], "value", "x: fewer than 5"), sheet.merge_cells("A12:J12")),
        "warn", {("W_ROW_SKIPPED", "A12")},
    ),
    "a section merged across the months": (
        WIDE,
        lambda book, sheet: (
            sheet.insert_rows(2), setattr(sheet["A2"], "value", "SOCIAL CARE"), sheet.merge_cells("A2:F2"),
        ),
        "accept", set(),
    ),
    "a merged ref": (LONG, lambda book, sheet: sheet.merge_cells("B2:B4"), "accept", set()),
    "a figure crossed out": (
        LONG, lambda book, sheet: setattr(sheet["G2"], "font", Font(strike=True)), "confirm", {("C_STRUCK_OUT", "G2")},
    ),
    "a row next to nothing high": (
        LONG, lambda book, sheet: setattr(sheet.row_dimensions[5], "height", 0.75), "confirm", {("C_HIDDEN_ROWS", "5")},
    ),
    "a column next to nothing wide": (
        LONG,
        lambda book, sheet: setattr(sheet.column_dimensions["G"], "width", 0.1),
        "confirm", {("C_HIDDEN_COLUMNS", "G")},
    ),
    "all rows hidden at once": (
        LONG, lambda book, sheet: setattr(sheet.sheet_format, "zeroHeight", True),
        "confirm", {("C_HIDDEN_ROWS", "1,2,3,4,5,6,7,8,9,10")},
    ),
    "days counted from 1904": (LONG, lambda book, sheet: setattr(book, "epoch", CALENDAR_MAC_1904), "accept", set()),
    "RAG in numbered colours": (
        LONG,
        lambda book, sheet: (
            setattr(sheet["K1"], "value", "RAG"),
            setattr(sheet["K2"], "fill", PatternFill("solid", fgColor=Color(indexed=3))),
        ),
        "warn", {("W_COLOUR_IGNORED", "K2")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_what_is_no_cells_content_is_told_too(case):
    file, change, outcome, problems = CHANGES[case]
    assert told(read(changed(file, {}, change))) == (outcome, problems)


def test_a_bare_day_counted_from_1904_is_asked_about_by_its_right_month():
    reading = read(changed(LONG, {"D5": (43_921, "General")}, lambda b, s: setattr(b, "epoch", CALENDAR_MAC_1904)))
    assert "01/04/2024" in next(p.message for p in reading.problems if p.code == "C_PERIOD_SERIAL")


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (("YP name", "Gender"), ("A", "F")),
        (("Case", "Birth date"), (7, "01/02/2010")),
        (("NHS no.", "Team"), ("943 476 5919", "North")),
        (("Initials", "Postcode"), ("A.B.", "AB1")),
        (("Child ID", "Gender", "Legal status"), (7, "F", "C2")),
        (("Young person", "Age", "Social worker"), ("A.B.", 7, "C.D.")),
    ],
)
def test_more_lists_of_people_are_known_by_their_headings(headings, row):
    def people(book, sheet):
        other = book.create_sheet("Cases")
        other.append(headings)
        other.append(row)

    assert told(read(changed(LONG, {}, people))) == ("reject", {("E_PERSONAL_DATA", "A2")})


@pytest.mark.parametrize(
    "rows", [(("UPN", "Unique pupil number"), ("DOB", "Date of birth")), (("Gender", "Children"), ("F", 9))]
)
def test_a_glossary_and_a_table_of_groups_are_no_list_of_people(rows):
    def words(book, sheet):
        other = book.create_sheet("Notes")
        for row in rows:
            other.append(row)

    assert told(read(changed(LONG, {}, words))) == ("accept", set())


def test_dates_that_would_all_be_days_of_one_january_are_proposed_as_months():
    american = {f"D{row}": f"{month:02}/01/2024" for row, month in zip(range(2, 11), (4, 5, 6) * 3, strict=True)}
    reading = read(changed(LONG, american))
    assert {p.code for p in reading.problems} == {"C_PERIOD_AMBIGUOUS"}
    assert [o.period.label for o in reading.observations] == ["2024-04", "2024-05", "2024-06"] * 3


def test_a_year_above_months_is_theirs_and_no_column_of_figures():
    def year_above(book, sheet):
        sheet.insert_rows(1)
        sheet["D1"] = "2024/25"
        sheet.merge_cells("D1:F1")
        for cell, month in zip(("D2", "E2", "F2"), ("Apr", "May", "Jun"), strict=True):
            sheet[cell].value = month

    reading = read(changed(WIDE, {}, year_above))
    assert told(reading) == ("confirm", {("C_PERIOD_NO_YEAR", "D2")})
    assert {o.period.label for o in reading.observations} == {"2024-04", "2024-05", "2024-06"}


def with_part(name, content):
    packed = io.BytesIO((FILES / LONG).read_bytes())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xl/media/book.xlsx", (FILES / LONG).read_bytes(), "E_HIDDEN_DATA"),
        ("docProps/old.bin", (FILES / "ok_long.xls").read_bytes(), "E_HIDDEN_DATA"),
        ("xl/revisions/revisionLog1.xml", b"<revisions/>", "E_HIDDEN_DATA"),
        ("customXml/item1.xml", "<DataMashup/>".encode("utf-16"), "E_DATA_CONNECTION"),
        ("customXml/item2.xml", b"<properties/>", ""),
    ],
)
def test_a_file_inside_a_workbook_refuses_it_under_any_name(name, content, code):
    assert "".join(p.code for p in read(with_part(name, content)).problems) == code


TABLE = b"Ref,Indicator,Apr-24\r\nCSC01,Children in need at month end,512\r\n"


@pytest.mark.parametrize(
    ("content", "name", "code", "advice"),
    [
        (TABLE, "figures.xlsx", "E_EXTENSION_MISMATCH", "Rename it to end in .csv."),
        (TABLE, "figures.xls", "E_EXTENSION_MISMATCH", "Rename it to end in .csv."),
        (b"<html><table></table></html>", "figures.xlsx", "E_EXTENSION_MISMATCH", "Open it in Excel, choose Save as"),
        (b"<html><table></table></html>", "figures.csv", "E_EXTENSION_MISMATCH", "Open it in Excel, choose Save as"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "figures.xml",
            "E_EXTENSION_MISMATCH",
            "Open it",
        ),
        (b"%PDF-1.7", "figures.csv", "E_NOT_A_SPREADSHEET", "Upload an .xlsx"),
    ],
)
def test_what_is_named_as_another_kind_is_told_from_what_is_none(content, name, code, advice):
    (problem,) = read(content, name).problems
    assert (problem.code, problem.what_to_do.startswith(advice)) == (code, True)


def test_a_blank_after_the_name_does_not_hide_its_ending():
    assert told(read(TABLE, "figures.csv ")) == ("accept", set())


def test_a_cell_that_stands_twice_in_its_sheet_is_damage():
    packed = io.BytesIO()
    with zipfile.ZipFile(FILES / LONG) as source, zipfile.ZipFile(packed, "w") as archive:
        for name in source.namelist():
            again = b'<row r="5"><c r="G5"><v>99</v></c></row></sheetData>'
            archive.writestr(name, source.read(name).replace(b"</sheetData>", again))
    assert told(read(packed.getvalue())) == ("reject", {("E_XML_DAMAGED", "")})


@pytest.mark.parametrize("more", [b"\x00", (FILES / LONG).read_bytes()])
def test_a_workbook_that_goes_on_after_its_end_is_refused(more):
    assert told(read((FILES / LONG).read_bytes() + more)) == ("reject", {("E_ZIP_DAMAGED", "")})
