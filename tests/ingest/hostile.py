"""Files made to hurt: each is small, and a reader that trusts it stops, takes gigabytes or shows what it should not."""

import io
import struct
import zipfile
from functools import cache

from tests.builders import a_workbook

ROWS = [["Ref", "Indicator", "Apr-23", "May-23"], ["T1", "Indicator T1", 56.6, 57.1]]
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
BOOK_LINKS, SHEET_LINKS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
TYPES = "[Content_Types].xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGED = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EVERYWHERE = "A1:XFD1048576"


@cache
def sound_parts():
    with zipfile.ZipFile(io.BytesIO(a_workbook(ROWS))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(changed=None):
    """A sound workbook with some parts added or put in the place of others."""
    return zipped({**sound_parts(), **(changed or {})})


def sheet(cells="", after="", before=""):
    text = f"<worksheet {MAIN} xmlns:r='{LINKED}'>{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    return xlsx({SHEET: text})


def links(*entries):
    inside = "".join(entries)
    return f'<Relationships xmlns="{PACKAGED}/relationships">{inside}</Relationships>'


def link(kind, target, number=1, extra=""):
    return f'<Relationship Id="rId{number}" Type="{LINKED}/{kind}" Target="{target}" {extra}/>'


def sheet_linked(kind, target, text="", part="", extra=""):
    changed = {SHEET_LINKS: links(link(kind, target, extra=extra))}
    return xlsx(changed | ({part: text} if part else {}))


def styles(inside):
    return xlsx({STYLES: f"<styleSheet {MAIN}>{inside}</styleSheet>"})


def typed(part, content_type, added=None):
    text = sound_parts()[TYPES].decode()
    override = f'<Override PartName="{part}" ContentType="{content_type}"/></Types>'
    return xlsx({TYPES: text.replace("</Types>", override), **(added or {})})


def shared_texts(inside):
    text = f"<sst {MAIN}>{inside}</sst>"
    return typed("/xl/sharedStrings.xml", f"{SPREADSHEET}.sharedStrings+xml", {"xl/sharedStrings.xml": text})


def book(*sheets):
    text = sound_parts()[BOOK].decode()
    start, end = text.index("<sheets>"), text.index("</sheets>")
    return text[:start] + "<sheets>" + "".join(sheets) + text[end:]


def ods(table="", parts=(), before=""):
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped([("mimetype", kind), ("content.xml", content), *parts])


def overlapping():
    """Two hundred names for the same bytes, as in a bomb that grows without nested zips."""
    content = zipped({**sound_parts(), "xl/big.xml": b"<a/>" + b" " * 900_000})
    place = content.rfind(b"PK\x05\x06")
    _, _, _, _, total, size, start, _ = struct.unpack("<IHHHHIIH", content[place : place + 22])
    entries = content[start:place]
    last = entries[entries.rfind(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"xl/big.xml", b"xl/%03d.xml" % n) for n in range(200))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, total + 200, total + 200, size + len(copies), start, 0)
    return content[:place] + copies + end


def renamed_locally():
    content = xlsx()
    place = content.find(b"xl/workbook.xml")
    return content[:place] + b"xl/worcbook.xml" + content[place + 15 :]


def two_zips():
    return zipped({"a.txt": "first"}) + xlsx()


def huge_by_header():
    """Sizes that only a 64-bit zip could have."""
    content = bytearray(xlsx())
    place = content.rfind(b"PK\x01\x02")
    content[place + 20 : place + 28] = b"\xff" * 8
    return bytes(content)


CELL = "<row r='1'><c r='A1'><v>1</v></c></row>"
FAR = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"

XLSX = {
    "shared texts without text": lambda: shared_texts("<si/>" * 5_000_000),
    "shared texts just under the limit": lambda: shared_texts("<si><t/></si>" * 1_300_000),
    "a million formats": lambda: styles(f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>"),
    "formats just under the limit": lambda: styles(f"<cellXfs>{'<xf/>' * 59_000}</cellXfs>"),
    "fonts just under the limit": lambda: styles(f"<fonts>{'<font><b/></font>' * 19_000}</fonts>"),
    "number formats": lambda: styles(
        "<numFmts>" + "".join(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(200_000)) + "</numFmts>"
    ),
    "a number format of 5 MB": lambda: styles(
        f'<numFmts><numFmt numFmtId="170" formatCode="{"0" * 5_000_000}"/></numFmts>'
    ),
    "a number format of 900 kB of brackets": lambda: styles(
        f'<numFmts><numFmt numFmtId="170" formatCode="{"[" * 900_000}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    ),
    "names": lambda: xlsx(
        {
            BOOK: sound_parts()[BOOK]
            .decode()
            .replace(
                "</sheets>",
                "</sheets><definedNames>"
                + "".join(f'<definedName name="n{n}">Sheet1!$A$1</definedName>' for n in range(500_000))
                + "</definedNames>",
            )
        }
    ),
    "rules of formatting": lambda: sheet(
        CELL, f'<conditionalFormatting sqref="{EVERYWHERE}"><cfRule type="top10"/></conditionalFormatting>' * 300_000
    ),
    "rules of formatting just under the limit": lambda: sheet(
        CELL, f'<conditionalFormatting sqref="{EVERYWHERE}"><cfRule type="top10"/></conditionalFormatting>' * 19_000
    ),
    "rules of entry": lambda: sheet(
        CELL, "<dataValidations>" + '<dataValidation sqref="A1:XFD1048576"/>' * 300_000 + "</dataValidations>"
    ),
    "one rule of entry for many places": lambda: sheet(
        CELL,
        '<dataValidations><dataValidation sqref="'
        + " ".join(f"A{n}" for n in range(1, 120_000))
        + '"/></dataValidations>',
    ),
    "columns": lambda: sheet(CELL, before="<cols>" + '<col min="1" max="16384" width="9"/>' * 500_000 + "</cols>"),
    "a link over the whole sheet": lambda: sheet(
        CELL, f'<hyperlinks><hyperlink ref="{EVERYWHERE}" location="A1"/></hyperlinks>'
    ),
    "a link over the whole sheet, its colon in disguise": lambda: sheet(
        CELL, '<hyperlinks><hyperlink ref="A1&#58;XFD1048576" location="A1"/></hyperlinks>'
    ),
    "a link over whole columns": lambda: sheet(CELL + FAR, '<hyperlinks><hyperlink ref="A:XFD"/></hyperlinks>'),
    "links": lambda: sheet(CELL, "<hyperlinks>" + '<hyperlink ref="A1" location="A1"/>' * 400_000 + "</hyperlinks>"),
    "a note over the whole sheet": lambda: sheet_linked(
        "comments",
        "/xl/comments1.xml",
        f'<comments {MAIN}><authors><author>a</author></authors><commentList><comment ref="{EVERYWHERE}" '
        'authorId="0"><text><t>x</t></text></comment></commentList></comments>',
        "xl/comments1.xml",
    ),
    "notes": lambda: sheet_linked(
        "comments",
        "/xl/comments1.xml",
        f"<comments {MAIN}><authors><author>a</author></authors><commentList>"
        + '<comment ref="A1" authorId="0"><text><t>x</t></text></comment>' * 200_000
        + "</commentList></comments>",
        "xl/comments1.xml",
    ),
    "rows without cells": lambda: sheet("<row/>" * 2_000_000),
    "cells without content": lambda: sheet("<row>" + "<c/>" * 2_000_000 + "</row>"),
    "cells of another prefix": lambda: xlsx(
        {
            SHEET: f"<é:worksheet xmlns:é='{MAIN[7:-1]}'><é:sheetData><é:row>{'<é:c/>' * 800_000}"
            "</é:row></é:sheetData></é:worksheet>"
        }
    ),
    "one cell at the far end": lambda: sheet(FAR),
    "a merge of everything": lambda: sheet(CELL, f'<mergeCells><mergeCell ref="{EVERYWHERE}"/></mergeCells>'),
    "a merge between single quotes": lambda: sheet(
        CELL, f"<mergeCells><mergeCell ref = '{EVERYWHERE}' /></mergeCells>"
    ),
    "a merge with another attribute first": lambda: sheet(
        CELL, f'<mergeCells><mergeCell a="x>y"\n\tref="{EVERYWHERE}"/></mergeCells>'
    ),
    "a merge with a prefix": lambda: sheet(
        CELL, f'<x:mergeCells xmlns:x="{MAIN[7:-1]}"><x:mergeCell ref="{EVERYWHERE}"/></x:mergeCells>'
    ),
    "a merge across two pieces": lambda: sheet(
        CELL, "<!--" + "x" * 65_000 + f'--><mergeCells><mergeCell {" " * 70_000}ref="{EVERYWHERE}"/></mergeCells>'
    ),
    "merges": lambda: sheet(CELL, "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 300_000 + "</mergeCells>"),
    "a sheet in UTF-16": lambda: xlsx(
        {
            SHEET: (
                f"<?xml version='1.0' encoding='utf-16'?><worksheet {MAIN}><sheetData><row>{'<c/>' * 900_000}"
                "</row></sheetData></worksheet>"
            ).encode("utf-16")
        }
    ),
    "a document type in UTF-16": lambda: xlsx({SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")}),
    "a document type in UTF-7": lambda: xlsx(
        {SHEET: b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE a +AFsAPAAh-ENTITY b 'c'+AD4AXQA+-<a/>"}
    ),
    "a document type in EBCDIC": lambda: xlsx(
        {SHEET: "<?xml version='1.0' encoding='cp037'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("cp037")}
    ),
    "tags inside tags": lambda: sheet(CELL, "<a>" * 1_000_000 + "</a>" * 1_000_000),
    "tags inside tags of a style": lambda: styles("<a>" * 29_000 + "</a>" * 29_000),
    "tags inside tags of a text": lambda: sheet(
        "<row><c t='inlineStr'><is>" + "<r>" * 50_000 + "</r>" * 50_000 + "</is></c></row>"
    ),
    "an attribute of 90 MB": lambda: sheet(f"<row r='1' x='{'a' * 90_000_000}'/>"),
    "a number of ten million digits": lambda: sheet(f"<row><c><v>{'9' * 10_000_000}</v></c></row>"),
    "a text of 90 MB": lambda: sheet(f"<row><c t='inlineStr'><is><t>{'a' * 90_000_000}</t></is></c></row>"),
    "a formula of a million characters": lambda: sheet(f"<row><c r='A1'><f>{'1+' * 500_000}1</f><v>1</v></c></row>"),
    "formulas shared": lambda: sheet(
        f"<row><c r='A1'><f t='shared' si='0'>{'A1+' * 3_000}1</f></c></row>"
        + "".join(f"<row><c r='A{n}'><f t='shared' si='0'/></c></row>" for n in range(2, 40_000))
    ),
    "ten thousand sheets": lambda: xlsx(
        {BOOK: book(*(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 10_000)))}
    ),
    "one sheet shown two hundred times": lambda: xlsx(
        {
            BOOK: book(
                *(f'<sheet xmlns:r="{LINKED}" name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, 200))
            ),
            BOOK_LINKS: links(*(link("worksheet", f"worksheets/{'./' * n}sheet1.xml", n) for n in range(1, 200))),
            SHEET: f"<worksheet {MAIN}><sheetData><row>{'<c><v>1</v></c>' * 250_000}</row></sheetData></worksheet>",
        }
    ),
    "a sheet named as a picture": lambda: xlsx(
        {
            BOOK_LINKS: links(link("worksheet", "media/a.png")),
            "xl/media/a.png": f"<worksheet {MAIN}><sheetData>{'<row/>' * 3_000_000}</sheetData></worksheet>",
        }
    ),
    "texts named as a picture": lambda: typed(
        "/xl/media/a.png",
        f"{SPREADSHEET}.sharedStrings+xml",
        {"xl/media/a.png": f"<sst {MAIN}>{'<si/>' * 3_000_000}</sst>"},
    ),
    "a workbook of another name": lambda: typed("/xl/other.xml", f"{SPREADSHEET}.sheet.main+xml"),
    "links to 60,000 parts": lambda: xlsx({SHEET_LINKS: links(*(link("image", "x.png", n) for n in range(59_000)))}),
    "65,000 parts": lambda: zipped({**sound_parts(), **{f"xl/media/{n}": b"" for n in range(65_000)}}),
    "parts packed by lzma": lambda: zipped(sound_parts(), zipfile.ZIP_LZMA),
    "parts packed by bzip2": lambda: zipped({**sound_parts(), "xl/a.xml": b" " * 90_000_000}, zipfile.ZIP_BZIP2),
    "90 MB of blanks": lambda: xlsx({"xl/a.xml": b" " * 90_000_000}),
    "200 MB of blanks": lambda: zipped(
        [*sound_parts().items(), *((f"xl/{n}.xml", (b"<a>" + b" " * 4_000_000) * 12) for n in range(4))]
    ),
    "parts that share bytes": overlapping,
    "another name before the part": renamed_locally,
    "two zips in one": two_zips,
    "sizes of 4 GB in the header": huge_by_header,
    "a zip in a zip": lambda: xlsx({"xl/embeddings/a.xlsx": xlsx()}),
    "a very long name": lambda: xlsx({"xl/" + "a" * 60_000: b""}),
    "names alike but for their case": lambda: xlsx({SHEET.upper(): b"<a/>"}),
    "names alike but for how their letters are composed": lambda: xlsx({"xl/\u00e9.xml": b"", "xl/e\u0301.xml": b""}),
    "a name that climbs": lambda: xlsx({"xl/../../x": b""}),
    "a program under another name": lambda: typed(
        "/xl/media/a.png", "application/vnd.ms-office.vbaProject", {"xl/media/a.png": b"x"}
    ),
    "a program by its link": lambda: sheet_linked("vbaProject", "/xl/a.xml", "<a/>", "xl/a.xml"),
    "macros of Excel 4": lambda: xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}),
    "a workbook that may hold macros": lambda: xlsx(
        {
            TYPES: sound_parts()[TYPES]
            .decode()
            .replace(
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        }
    ),
    "figures from elsewhere under another name": lambda: typed(
        "/xl/a.xml",
        f"{SPREADSHEET}.externalLink+xml",
        {"xl/a.xml": "<a/>"},
    ),
    "a picture from elsewhere": lambda: sheet_linked(
        "image", "https://example.org/a.png", extra='TargetMode="External"'
    ),
    "an object from elsewhere": lambda: sheet_linked("oleObject", "file:///x", extra='TargetMode="External"'),
    "a strict workbook": lambda: xlsx(
        {
            BOOK: sound_parts()[BOOK].replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
        }
    ),
    "a binary workbook": lambda: zipped({"xl/workbook.bin": b"x"}),
}

ODS_CELL = '<table:table-cell office:value-type="float" office:value="1"/>'

ODS = {
    "a row a thousand million times": lambda: ods(
        f'<table:table-row table:number-rows-repeated="999999999">{ODS_CELL}</table:table-row>'
    ),
    "a counter of a million digits": lambda: ods(
        f'<table:table-row table:number-rows-repeated="{"9" * 900_000}">{ODS_CELL}</table:table-row>'
    ),
    "two million cells": lambda: ods(f"<table:table-row>{ODS_CELL * 2_000_000}</table:table-row>"),
    "two million empty cells": lambda: ods(f"<table:table-row>{'<table:table-cell/>' * 2_000_000}</table:table-row>"),
    "a million empty rows": lambda: ods("<table:table-row/>" * 1_900_000),
    "tags inside tags": lambda: ods("<table:table-row>" * 400_000 + "</table:table-row>" * 400_000),
    "tags inside tags of a text": lambda: ods(
        "<table:table-row><table:table-cell>"
        + "<text:p>" * 400_000
        + "</text:p>" * 400_000
        + "</table:table-cell></table:table-row>"
    ),
    "a text of 90 MB": lambda: ods(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>'
        + "a" * 90_000_000
        + "</text:p></table:table-cell></table:table-row>"
    ),
    "a million tags before the tables": lambda: ods(before="<a/>" * 3_000_000),
    "locked with a password": lambda: ods(
        parts=[
            (
                "META-INF/manifest.xml",
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
            )
        ]
    ),
    "macros": lambda: ods(parts=[("Basic/Standard/Module1.xml", "<a/>")]),
    "scripts": lambda: ods(parts=[("Scripts/python/a.py", "x")]),
    "another document inside": lambda: ods(parts=[("Object 1/content.xml", "<a/>")]),
    "a link to a running program": lambda: ods(before="<table:dde-links><office:dde-source/></table:dde-links>"),
    "figures from elsewhere": lambda: ods("<table:table-source/>"),
}

LIST = b"Ref,Indicator,Period,Value\n"

CSV = {
    "a line of 20 MB": lambda: b"a" * 19_900_000,
    "twenty million commas": lambda: b"," * 19_900_000,
    "ten million rows": lambda: b"1\n" * 9_900_000,
    "fields just under the limit": lambda: b"Ref,Indicator\n" + b"ab,c\n" * 990_000,
    "rows just under the limit": lambda: b"Ref,Indicator\n" + b"a,b\n" * 49_900,
    "two million fields in a row": lambda: b"ab," * 1_900_000,
    "a quote that never closes": lambda: b'a,"' + b"x\n" * 200_000 + b"y" * 15_000_000,
    "fields of 100 kB": lambda: b"\n".join([b"a" * 100_000] * 190),
    "bytes of nought": lambda: b"a,b\n" + b"\x00" * 10_000_000,
    "pictures in words": lambda: ("\U0001f600" * 4_900_000).encode(),
    "pictures in words, in short fields": lambda: ("\U0001f600" * 60 + "\n").encode() * 80_000,
    "UTF-16 without an end": lambda: b"\xff\xfe" + b"a\x00" * 9_000_000 + b"x",
    "returns": lambda: b"\r" * 10_000_000,
    "names that nobody knows": lambda: (
        b"Ref,Indicator,Apr-23\n"
        + b"".join(b"X%d,an indicator that nobody knows %d,1\n" % (n, n) for n in range(50_000))
    ),
    "names that nobody knows, just under the limit": lambda: (
        b"Ref,Indicator,Apr-23\n"
        + b"".join(b"X%d,an indicator that nobody knows %d,1\n" % (n, n) for n in range(33_200))
    ),
    "a list of names that nobody knows": lambda: (
        LIST + b"".join(b",an indicator that nobody knows %d,Apr-23,1\n" % n for n in range(19_900))
    ),
    "a list that says something else in every row": lambda: (
        LIST + b"".join(b"T1,Indicator T1,Apr-23,%d\n" % (n % 90) for n in range(199_000))
    ),
    "a list whose periods are all spaced in another way": lambda: (
        LIST
        + b"".join(b"T1,Indicator T1,%sApr%s23,x%d\n" % (b" " * (n % 90), b" " * (n // 90), n) for n in range(9_000))
    ),
    "a list of signs": lambda: LIST + b"T1,Indicator T1,Apr-23,~~\n" * 190_000,
}

HOSTILE = {
    f"{ending}: {name}": (f"figures.{ending}", make)
    for ending, files in (("xlsx", XLSX), ("ods", ODS), ("csv", CSV))
    for name, make in files.items()
}
