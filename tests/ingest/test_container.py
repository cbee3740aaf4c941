"""What is looked at before any spreadsheet library touches a file."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from kpis.ingest.container import (
    LARGEST_FILE_BYTES,
    LARGEST_INFLATED_BYTES,
    MOST_PARTS,
    FileKind,
    check_container,
    measure_container,
)
from kpis.ingest.limits import CLOCK_SECONDS, CPU_SECONDS, MEMORY_BYTES, allowance_for
from kpis.ingest.part_links import MOST_SHEETS
from kpis.ingest.part_text import (
    LONGEST_TEXT_BYTES,
    MOST_CELLS,
    MOST_COSTLY_TAGS,
    MOST_FIELDS_OF_TEXT,
    MOST_ODS_TAGS,
    MOST_OTHER_TAGS,
    MOST_TAGS,
)
from kpis.model.errors import UnreadableFile


def a_zip(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


BOOK = [("xl/workbook.xml", "<workbook/>")]


def code_of(content, name="figures.xlsx"):
    with pytest.raises(UnreadableFile) as refused:
        check_container(content, name)
    assert refused.value.problem.what_to_do
    return refused.value.problem.code


def test_the_kind_is_read_from_the_content():
    assert check_container(a_zip(BOOK), "figures.XLSX") is FileKind.XLSX
    assert check_container(a_zip([("content.xml", "<office/>")]), "figures.ods") is FileKind.ODS
    assert check_container(b"a,b", "figures.csv") is FileKind.CSV


@pytest.mark.parametrize(
    "part, code",
    [
        ("xl/vbaProject.bin", "E_MACROS"),
        ("xl/VBAPROJECT.BIN", "E_MACROS"),
        ("xl/externalLinks/externalLink1.xml", "E_EXTERNAL_LINK"),
        ("xl/connections.xml", "E_DATA_CONNECTION"),
        ("xl/queryTables/queryTable1.xml", "E_DATA_CONNECTION"),
        ("xl/embeddings/Book1.xlsx", "E_HIDDEN_DATA"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "E_HIDDEN_DATA"),
        ("../../tmp/pwned", "E_ZIP_BAD_NAME"),
        ("/etc/passwd", "E_ZIP_BAD_NAME"),
        ("C:/evil", "E_ZIP_BAD_NAME"),
        ("XL/Workbook.xml", "E_ZIP_DUPLICATE"),
    ],
)
def test_a_part_that_does_not_belong_refuses_the_file(part, code):
    assert code_of(a_zip([*BOOK, (part, "x")])) == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ['<!DOCTYPE x [<!ENTITY a "b">]><x/>', "<x>" + " " * 200_000 + "<!DOCTYPE y>"])
def test_a_document_type_refuses_the_file_wherever_it_stands(text, encoding):
    assert code_of(a_zip([*BOOK, ("xl/sharedStrings.xml", text.encode(encoding))])) == "E_XML_DTD"


def test_a_document_type_across_two_chunks_is_seen():
    text = "x" * (65536 - 4) + "<!DOCTYPE y>"
    assert code_of(a_zip([*BOOK, ("xl/a.xml", text)])) == "E_XML_DTD"


def test_the_same_words_in_a_picture_refuse_nothing():
    assert check_container(a_zip([*BOOK, ("xl/media/a.png", "<!DOCTYPE")]), "a.xlsx") is FileKind.XLSX


def test_a_file_that_grows_too_large_is_refused_by_what_comes_out_of_it():
    bomb = a_zip([*BOOK, ("xl/worksheets/sheet1.xml", b"0" * (LARGEST_INFLATED_BYTES + 1))])
    assert len(bomb) < 1_000_000
    assert code_of(bomb) == "E_TOO_LARGE_INSIDE"


def test_a_header_that_lies_about_its_size_is_damage():
    content = bytearray(a_zip([("xl/workbook.xml", b"x" * 5000)]))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    assert code_of(bytes(content)) == "E_ZIP_DAMAGED"


def test_too_many_parts_are_refused():
    assert code_of(a_zip([*BOOK, *((f"xl/media/{n}", "") for n in range(MOST_PARTS))])) == "E_TOO_MANY_PARTS"


def test_locked_parts_are_refused():
    content = bytearray(a_zip(BOOK))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + place] |= 1
    assert code_of(bytes(content)) == "E_ZIP_DAMAGED"


def test_a_workbook_locked_with_a_password_is_told_from_an_old_one():
    old = b"\xd0\xcf\x11\xe0" + b"\x00" * 600
    assert code_of(old, "a.xls") == "E_FORMAT_LEGACY"
    assert code_of(old, "a.xlsx") == "E_EXTENSION_MISMATCH"
    assert code_of(old + "EncryptedPackage".encode("utf-16-le"), "a.xlsx") == "E_ENCRYPTED"


@pytest.mark.parametrize("name", ["", "figures", "report.xlsx\x00.py", "../../"])
def test_a_name_that_does_not_say_what_it_is_is_refused(name):
    assert code_of(b"a,b", name) == "E_EXTENSION"


@pytest.mark.parametrize("name", ["../../../../tmp/pwned.xlsx", "/etc/cron.d/x.xlsx", "<img src=x>.xlsx", "CON.xlsx"])
def test_a_name_is_never_a_path(name):
    assert check_container(a_zip(BOOK), name) is FileKind.XLSX


def test_compressed_rubbish_is_damage():
    content = bytearray(a_zip([("xl/workbook.xml", b"<workbook/>" * 500)]))
    packed = zlib.compress(b"<workbook/>" * 500)[2:10]
    place = content.find(packed[:4])
    content[place : place + 8] = b"\xff" * 8
    assert code_of(bytes(content)) == "E_ZIP_DAMAGED"


def test_the_limits_in_the_documents_are_those_of_the_code():
    document = (Path(__file__).parents[2] / "docs" / "workbooks.md").read_text(encoding="utf-8")
    limits = document.partition("## What a workbook may hold")[2]
    counted = (MOST_CELLS, MOST_COSTLY_TAGS, MOST_TAGS, MOST_OTHER_TAGS, MOST_ODS_TAGS, MOST_PARTS)
    assert [f"{n:,}" for n in counted if f"{n:,}" not in limits] == []
    assert f"| sheets | {MOST_SHEETS} |" in limits
    sizes = (LARGEST_FILE_BYTES, LARGEST_INFLATED_BYTES, LONGEST_TEXT_BYTES, MEMORY_BYTES)
    assert [n for n in sizes if f"{n // 1_000_000} MB" not in limits] == []
    assert f"{CPU_SECONDS} seconds of one core and {CLOCK_SECONDS} seconds" in limits
    added = allowance_for(100_000)
    more = (added.memory_bytes - MEMORY_BYTES) // 1_000_000, added.cpu_seconds - CPU_SECONDS
    clock = added.clock_seconds - CLOCK_SECONDS
    assert f"each 100,000 cells add {more[0]} MB, {more[1]} seconds and {clock:.0f} seconds" in limits


def test_every_refusal_of_the_guard_is_in_the_documents():
    root = Path(__file__).parents[2]
    document = (root / "docs" / "workbooks.md").read_text(encoding="utf-8")
    codes = set()
    for name in ("part_text", "part_links", "confined"):
        codes |= set(re.findall(r'"(E_[A-Z_]+)"', (root / "kpis" / "ingest" / f"{name}.py").read_text()))
    assert codes
    assert [code for code in sorted(codes) if code not in document] == []


def test_a_file_of_many_texts_is_refused_by_its_separators():
    assert code_of(b"a," * (MOST_FIELDS_OF_TEXT + 1), "a.csv") == "E_TOO_MANY_CELLS"


def test_what_only_plain_rows_can_fill_costs_a_fifth():
    counted = [measure_container(b"a," * fields, "a.csv").cells for fields in (100_000, 100_005, 1_000_000)]
    assert counted == [100_000, 100_001, 280_000]


def test_a_windows_line_end_is_one():
    assert measure_container(b"a,b\r\nc,d\r\n", "a.csv").cells == 4
