import io
import zipfile

import pytest

from kpis.ingest.workbook import read_sheets
from kpis.model.errors import UnreadableFile

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ONE = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


def an_ods(rows):
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def row(cells, repeated=""):
    return f"<table:table-row{repeated}>{cells}</table:table-row>"


REPEATED_ROWS = ' table:number-rows-repeated="1048566"'
REPEATED_COLUMNS = ' table:number-columns-repeated="16384"'


def test_a_small_file_with_a_million_empty_rows_after_it_is_read():
    empty = row(f"<table:table-cell{REPEATED_COLUMNS}/>", REPEATED_ROWS)
    (sheet,) = read_sheets(an_ods(row(ONE.format("") * 2) + empty), "a.ods")
    assert sorted(sheet.cells) == [(1, 1), (1, 2)]


@pytest.mark.parametrize(
    "rows, cell",
    [
        (row(ONE.format("")) + row(ONE.format(REPEATED_COLUMNS), REPEATED_ROWS), "A2"),
        (
            row("<table:table-cell/>", REPEATED_ROWS) + row(f"<table:table-cell{REPEATED_COLUMNS}/>" + ONE.format("")),
            None,
        ),
        (row(ONE.format(' table:number-columns-repeated="99999999999999999999"')), "A1"),
        (row(ONE.format(' table:number-columns-repeated="-5"')), "A1"),
    ],
)
def test_filled_cells_that_reach_too_far_are_refused_with_their_cell(rows, cell):
    with pytest.raises(UnreadableFile, match="the filled cells from here on are more than 300,000") as refused:
        read_sheets(an_ods(rows), "a.ods")
    assert refused.value.problem.code == "E_TOO_MANY_CELLS"
    assert cell is None or refused.value.problem.cell == cell
