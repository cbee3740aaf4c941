"""What OpenDocument says beside its contents, through the reader."""

import io
import zipfile

import pytest

from kpis.ingest.reading import read_workbook
from kpis.ingest.workbook import read_sheets
from tests.builders import a_catalogue, a_count, an_indicator

SPACES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
RAISED_STYLE = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T2" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)
HIDDEN_STYLE = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
CELL_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}">'
    f"<style:table-cell-properties {cell}/><style:text-properties {text}/></style:style>"
    for name, parent, cell, text in (
        ("white", "Default", "", 'fo:color="#ffffff"'),
        ("same", "Default", 'fo:background-color="#ff0000"', 'fo:color="#ff0000"'),
        ("tiny", "Default", "", 'fo:font-size="1pt"'),
        ("heading", "Default", 'fo:background-color="#1f3864"', 'fo:color="#ffffff"'),
        ("named", "Accent", "", 'fo:color="#ffffff"'),
    )
)
PERCENT = (
    '<table:table-cell office:value-type="percentage" office:value="0.567"><text:p>56.7%</text:p></table:table-cell>'
)
ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
UNWORKED = '<table:table-cell table:formula="of:=A1"/>'


def word(text, attributes="", inside=""):
    return (
        f'<table:table-cell office:value-type="string" {attributes}>{inside}<text:p>{text}</text:p></table:table-cell>'
    )


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def an_ods(*rows, columns="", style="ta1"):
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES} office:version="1.2"><office:automatic-styles>'
        f"{HIDDEN_STYLE}{RAISED_STYLE}{CELL_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Q1" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


def sheet(*rows, **how):
    (found,) = read_sheets(an_ods(*rows, **how), "a.ods")
    return found


def test_a_percentage_keeps_its_format_and_is_no_fraction():
    found = sheet(row(word("Visits"), PERCENT)).cell(1, 2)
    assert (found.content, found.is_percent) == (0.567, True)


def test_a_percentage_is_read_as_it_is_shown():
    heads = row(word("Indicator"), word("Period"), word("Value"))
    catalogue = a_catalogue(an_indicator("T1", name="Visits"), a_count())
    content = an_ods(heads, row(word("Visits"), word("Apr-24"), PERCENT))
    reading = read_workbook(content, "a.ods", catalogue)
    assert ([o.value for o in reading.observations], reading.problems) == ([56.7], ())


def test_an_error_of_a_formula_is_told_in_its_words():
    assert sheet(row(word("Visits"), ERROR)).cell(1, 2).text == "#DIV/0!"


def test_a_formula_without_a_value_is_known_as_one():
    assert sheet(row(word("Visits"), UNWORKED, word("x"))).cell(1, 2).is_formula_without_value


def test_hidden_rows_columns_and_sheets_are_known():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hidden = 'table:visibility="filter"'
    found = sheet(row(word("a"), word("b")), row(word("c"), attributes=hidden), columns=columns, style="ta2")
    assert (found.hidden_rows, found.hidden_columns, found.visibility) == ((2,), (2,), "hidden")


@pytest.mark.parametrize("style", ["ta1", ""])
def test_a_sheet_is_visible_unless_its_style_hides_it(style):
    assert sheet(row(word("a")), style=style).visibility == "visible"


def test_a_note_is_known_by_its_cell():
    note = "<office:annotation><text:p>A note.</text:p></office:annotation>"
    assert sheet(row(word("a"), word("b", inside=note))).commented == ("B1",)


def test_merged_cells_all_hold_what_the_first_holds():
    merged = word("Care", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    found = sheet(row(merged, word("a")), row("<table:covered-table-cell/>", word("b")))
    assert [found.cell(r, 1).text for r in (1, 2)] == ["Care", "Care"]


def test_repeated_rows_and_cells_move_what_follows():
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    found = sheet(row(word("a")), row(attributes='table:number-rows-repeated="2"'), row(word("b"), blank, PERCENT))
    assert found.cell(4, 4).is_percent


def test_a_number_that_is_shown_as_words_keeps_them_as_its_format():
    shown = '<table:table-cell office:value-type="float" office:value="3"><text:p>x</text:p></table:table-cell>'
    found = sheet(row(word("Visits"), shown)).cell(1, 2)
    assert (found.content, found.number_format) == (3, '"x"')


def test_money_keeps_its_sign_as_its_format():
    shown = '<table:table-cell office:value-type="currency" office:value="3"><text:p>£3</text:p></table:table-cell>'
    assert sheet(row(word("Visits"), shown)).cell(1, 2).number_format == "£0"


@pytest.mark.parametrize(("style", "text"), [("T1", "512¹"), ("T2", "512[struck out: 1]"), ("T9", "5121")])
def test_letters_that_stand_raised_or_struck_out_say_so(style, text):
    raised = f'<text:p>512<text:span text:style-name="{style}">1</text:span></text:p>'
    cell = f'<table:table-cell office:value-type="string">{raised}</table:table-cell>'
    assert sheet(row(word("Visits"), cell)).cell(1, 2).text == text


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<table:table-cell table:formula=\"of:=['file:///a.ods'#A.A1]\"/>", "E_EXTERNAL_LINK"),
        ('<script:event-listener xmlns:script="s"/>', "E_MACROS"),
        ("<table:change-track-table-cell/>", "E_HIDDEN_DATA"),
    ],
)
def test_what_reaches_elsewhere_or_hides_refuses_the_file(inside, code):
    (problem,) = read_workbook(an_ods(row(word("Visits"), inside)), "a.ods", a_catalogue()).problems
    assert problem.code == code


def test_an_opendocument_letter_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    (problem,) = read_workbook(out.getvalue(), "a.ods", a_catalogue()).problems
    assert problem.code == "E_NOT_A_SPREADSHEET"


@pytest.mark.parametrize(
    ("style", "places"),
    [("white", ((1, 2),)), ("same", ((1, 2),)), ("tiny", ((1, 2),)), ("heading", ()), ("named", ()), ("", ())],
)
def test_text_that_cannot_be_seen_is_known_by_its_style(style, places):
    assert sheet(row(word("a"), word("b", f'table:style-name="{style}"'))).unseen == places
    columns = f'<table:table-column/><table:table-column table:default-cell-style-name="{style}"/>'
    assert sheet(row(word("a"), word("b")), columns=columns).unseen == places
