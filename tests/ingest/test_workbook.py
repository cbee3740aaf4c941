import io
import zipfile
from datetime import datetime

import pytest

from kpis.ingest.container import LARGEST_FILE_BYTES, SAVE_AGAIN
from kpis.ingest.workbook import read_sheets
from kpis.model.errors import UnreadableFile
from tests.builders import a_csv, a_sheet, a_workbook

ROWS = [("Indicator", "Period", "Value"), ("Child’s plan – café", "Apr-18", "5")]
UPLOAD_A_SPREADSHEET = "Upload an .xlsx, .ods or .csv file."


def a_zip(**parts):
    """A zip of parts; two underscores stand for a slash, and the ending follows the last one."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return content.getvalue()


def contents(content, name="figures.csv"):
    """The cells of the first sheet by address."""
    return {cell.address: cell.content for cell in read_sheets(content, name)[0].cells.values()}


@pytest.mark.parametrize(
    ("content", "name", "code", "sentence"),
    [
        (
            b"",
            "figures.xlsx",
            "E_EMPTY_FILE",
            "This file is empty: it holds 0 bytes. Save the workbook again and upload that.",
        ),
        (
            b"a" * (LARGEST_FILE_BYTES + 1),
            "figures.csv",
            "E_TOO_LARGE",
            "This file is larger than 20 MB. Send only the sheets that hold the figures.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "figures.xls",
            "E_FORMAT_LEGACY",
            f"This file is an Excel 97-2003 workbook (.xls). {SAVE_AGAIN}",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "figures.xlsx",
            "E_EXTENSION_MISMATCH",
            f"This file is an Excel 97-2003 workbook named .xlsx. {SAVE_AGAIN}",
        ),
        (
            b"PK\x03\x04 and then nothing",
            "figures.xlsx",
            "E_ZIP_DAMAGED",
            f"This file is damaged and cannot be opened. {SAVE_AGAIN}",
        ),
        (
            a_workbook(ROWS)[:-200],
            "figures.xlsx",
            "E_ZIP_DAMAGED",
            f"This file is damaged and cannot be opened. {SAVE_AGAIN}",
        ),
        (
            a_zip(xl__workbook_DOT_xml="<broken"),
            "figures.xlsx",
            "E_XML_DAMAGED",
            f"This file is damaged and cannot be read (xl/workbook.xml). {SAVE_AGAIN}",
        ),
        (
            a_zip(content_DOT_xml="<broken"),
            "figures.ods",
            "E_XML_DAMAGED",
            f"This file is damaged and cannot be read (content.xml). {SAVE_AGAIN}",
        ),
        (
            a_zip(xl__workbook_DOT_xml="", xl__vbaProject_DOT_bin=""),
            "figures.xlsx",
            "E_MACROS",
            "This file holds macros (xl/vbaProject.bin). Save it as an Excel workbook without macros (.xlsx).",
        ),
        (
            a_workbook(ROWS),
            "figures.XLSM",
            "E_MACROS",
            "This file may hold macros. Save it as an Excel workbook without macros (.xlsx).",
        ),
        (
            a_workbook(ROWS),
            "report.xlsx.exe",
            "E_EXTENSION",
            "This file is an Excel workbook inside, and its name ends in .exe, as no spreadsheet's does. If you know "
            "where it comes from, rename it to end in .xlsx and upload it again; if not, delete it.",
        ),
        (
            a_zip(figures_DOT_xlsx=a_workbook(ROWS)),
            "figures.zip",
            "E_NOT_A_SPREADSHEET",
            "This file is a zip file with others inside. Unpack it, and upload the workbook.",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "figures.xlsx",
            "E_NOT_A_SPREADSHEET",
            f"This file is a picture, and not a spreadsheet. {UPLOAD_A_SPREADSHEET}",
        ),
        (
            a_workbook(ROWS),
            "figures.csv",
            "E_EXTENSION_MISMATCH",
            "This file is an Excel workbook named .csv. Rename it to end in .xlsx.",
        ),
        (
            a_zip(word__document_DOT_xml="<letter/>"),
            "figures.xlsx",
            "E_NOT_A_SPREADSHEET",
            f"This file is a Word document, and not a spreadsheet. {UPLOAD_A_SPREADSHEET}",
        ),
        (
            b"%PDF-1.7",
            "figures.pdf",
            "E_NOT_A_SPREADSHEET",
            f"This file is a PDF, and not a spreadsheet. {UPLOAD_A_SPREADSHEET}",
        ),
        (
            b"<html></html>",
            "figures.xlsx",
            "E_NOT_A_SPREADSHEET",
            f"This file is a web page, and not a spreadsheet. {UPLOAD_A_SPREADSHEET}",
        ),
        (
            b"Indicator,Value",
            "",
            "E_EXTENSION",
            "This file has a name that does not say what it is. Give it a name that ends in .xlsx, .ods or .csv.",
        ),
        (
            b"Indicator\x00,Value",
            "figures.csv",
            "E_CONTROL_CHARACTER",
            f"This file holds bytes that no text has, as a file does that was cut short. {SAVE_AGAIN}",
        ),
        (
            b"Indicator\x81,Value",
            "figures.csv",
            "E_ENCODING",
            'This file is written in letters that cannot be read. In Excel choose Save as, and the kind "CSV UTF-8".',
        ),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_in_one_sentence(content, name, code, sentence):
    with pytest.raises(UnreadableFile) as refusal:
        read_sheets(content, name)
    assert str(refusal.value) == sentence
    assert (refusal.value.problem.code, refusal.value.problem.sheet, refusal.value.problem.cell) == (code, "", "")


def test_a_csv_with_an_endless_field_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        read_sheets(b'"' + b"a" * 200_000, "figures.csv")
    assert str(refusal.value).startswith("This file cannot be read as csv: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_in_the_encodings_that_excel_writes(encoding):
    assert contents(a_csv(ROWS, encoding=encoding))["A2"] == "Child’s plan – café"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_read_with_any_usual_separator(separator):
    expected = {
        "A1": "Indicator",
        "B1": "Period",
        "C1": "Value",
        "A2": "Child’s plan – café",
        "B2": "Apr-18",
        "C2": "5",
    }
    assert contents(a_csv(ROWS, separator=separator)) == expected


@pytest.mark.parametrize("ending", ["csv", "CSV", "txt", "tsv"])
def test_a_text_file_of_any_ending_is_read_as_csv(ending):
    assert contents(a_csv(ROWS), f"folder\\my.figures.{ending}")["C2"] == "5"


def test_a_separator_named_in_the_first_line_is_used_and_the_rows_keep_their_numbers():
    found = contents(b"sep=;\r\nIndicator;Value\r\nVisits, late;5\r\n")
    assert found == {"A2": "Indicator", "B2": "Value", "A3": "Visits, late", "B3": "5"}


def test_a_line_break_in_quotes_stays_in_its_cell():
    assert contents(b'Indicator,Value\r\n"Visits,\nlate",5\r\n')["A2"] == "Visits,\nlate"


def test_blank_lines_and_blank_fields_hold_no_cells_and_move_no_addresses():
    assert contents(b"Indicator,Value\n\n ,5\n") == {"A1": "Indicator", "B1": "Value", "B3": "5"}


def test_a_file_of_only_blank_lines_holds_no_cells():
    assert contents(b"\n\n\n") == {}


def test_cells_of_a_csv_know_that_they_are_text():
    assert all(cell.from_text_file for cell in read_sheets(a_csv(ROWS), "figures.csv")[0].cells.values())


def test_cells_of_a_workbook_keep_their_content_format_and_address():
    day = datetime(2018, 4, 1)
    sheet = a_sheet([("Indicator", day, 0.531), (None, "07/25", 7)], formats={"C1": "0.0%"})
    found = {c.address: c.content for c in sheet.cells.values()}
    assert found == {"A1": "Indicator", "B1": day, "C1": 0.531, "B2": "07/25", "C2": 7}
    assert sheet.cell(1, 3).is_percent
    assert not sheet.cell(2, 3).is_percent
    assert (sheet.name, sheet.cell(1, 3).sheet) == ("Sheet 1", "Sheet 1")


def test_every_sheet_is_read_in_order():
    sheets = read_sheets(a_workbook(ROWS, sheets=[[("Other",)], []]), "figures.xlsx")
    assert [sheet.name for sheet in sheets] == ["Sheet 1", "Sheet 2", "Sheet 3"]
    assert sheets[1].cell(1, 1).text == "Other"
    assert sheets[2].cells == {}


def test_merged_cells_all_hold_what_the_first_holds():
    sheet = a_sheet([("Visits", "Not available", None, None), (None, 1, 2, 3)], merged=["B1:D1", "A1:A2"])
    assert [sheet.cell(1, column).text for column in (2, 3, 4)] == ["Not available"] * 3
    assert sheet.cell(2, 1).text == "Visits"
    assert sheet.cell(1, 4).address == "D1"


def test_merged_blanks_stay_blank():
    assert a_sheet([("Visits", None, None)], merged=["B1:C1"]).cell(1, 3).is_blank


def test_a_formula_that_was_never_worked_out_is_a_blank():
    assert a_sheet([("Visits", "=1+1")]).cell(1, 2).is_blank
