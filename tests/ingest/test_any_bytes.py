"""Any bytes whatever are read or refused: nothing else is ever raised."""

import contextlib
import io
import itertools
import random
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest.container import check_container
from kpis.ingest.part_text import Count, PartText
from kpis.ingest.reading import read_workbook
from kpis.ingest.workbook import read_sheets
from kpis.model.errors import UnreadableFile
from kpis.model.problems import Outcome
from tests.builders import a_catalogue, a_csv, a_workbook
from tests.ingest.hostile import ODS_CELL, SHEET_LINKS, ods, sound_parts, zipped

CATALOGUE = a_catalogue()
ROWS = [["Ref", "Indicator", "Apr-23", "May-23"], ["T1", "Indicator T1", 56.6, "x"]]
NAMES = st.sampled_from(["a.xlsx", "a.ods", "a.csv", "a.xls", "a.xlsm", "a", "", "\x00", "../a.csv", "a.txt"])
STARTS = st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"sep=;\n", b"\xff\xfe", b"Ref,Indicator,Apr-23\n"])


@settings(max_examples=150, deadline=None)
@given(STARTS, st.binary(max_size=400), NAMES)
def test_bytes_by_chance_are_read_or_refused(start, content, name):
    assert read_workbook(start + content, name, CATALOGUE).outcome in Outcome


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), NAMES)
def test_text_by_chance_is_read_or_refused(text, name):
    assert read_workbook(text.encode(errors="surrogatepass"), name, CATALOGUE).outcome in Outcome


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_workbook_is_read_or_refused(seed):
    """Bytes changed inside the container, and inside a part of it."""
    chance = random.Random(seed)
    content = bytearray(a_workbook(ROWS))
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert read_workbook(bytes(content), "a.xlsx", CATALOGUE).outcome in Outcome
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_workbook(ROWS))) as sound, zipfile.ZipFile(out, "w") as damaged:
        unlucky = chance.choice(sound.namelist())
        for name in sound.namelist():
            part = bytearray(sound.read(name))
            if name == unlucky:
                for _ in range(chance.randint(1, 8)):
                    part[chance.randrange(len(part))] = chance.randrange(32, 127)
            damaged.writestr(name, bytes(part))
    assert read_workbook(out.getvalue(), "a.xlsx", CATALOGUE).outcome in Outcome


def an_ods():
    return ods("<table:table-row>" + ODS_CELL * 3 + "</table:table-row>")


SOUND = {"a.xlsx": a_workbook(ROWS), "a.ods": an_ods(), "a.csv": a_csv(ROWS)}


@st.composite
def mutations(draw):
    """A sound file with bytes turned, cut out, doubled or taken from another."""
    name = draw(st.sampled_from(sorted(SOUND)))
    content, other = SOUND[name], SOUND[draw(st.sampled_from(sorted(SOUND)))]
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.integers(0, len(content))) for _ in range(2))
        piece = content[start:end]
        match draw(st.sampled_from(["turn", "cut", "double", "splice", "fill"])):
            case "turn":
                piece = bytes(byte ^ draw(st.integers(1, 255)) for byte in piece[:1]) + piece[1:]
            case "cut":
                piece = b""
            case "double":
                piece += piece
            case "splice":
                piece = other[start:end]
            case "fill":
                piece = draw(st.sampled_from([b"\x00", b"\xff", b"<", b"PK\x01\x02"])) * min(len(piece), 200)
        content = content[:start] + piece + content[end:]
    return name, content


def refused_or_read(content, name):
    with contextlib.suppress(UnreadableFile):
        check_container(content, name)
    reading = read_workbook(content, name, CATALOGUE)
    assert reading.outcome in Outcome
    assert all(problem.message and problem.what_to_do for problem in reading.problems)


@settings(max_examples=200, deadline=None, database=None)
@given(mutations())
def test_a_sound_file_that_was_spoilt_is_read_or_refused(mutation):
    name, content = mutation
    refused_or_read(content, name)


ODD_NAMES = ("content.xml", "META-INF/manifest.xml", "xl/sharedStrings.xml", SHEET_LINKS)
PART_NAMES = st.sampled_from([*sound_parts(), *ODD_NAMES])
WORDS = b"""< > /> </ " ' = 1 x: <row <c r= ref= A1:B2 A1&#58;B2 <mergeCell <hyperlink <f t="shared" <sheet
    <Relationship Type= Target= <!-- --> <![CDATA[ ]]> <?xml ?> <worksheet> </worksheet>"""
PIECES = st.sampled_from([*WORDS.split(), b" ", b"\xff\xfe", b"\xc3", b"\x00"])


@settings(max_examples=200, deadline=None, database=None)
@given(st.dictionaries(PART_NAMES, st.lists(PIECES, max_size=30).map(b"".join), max_size=4), st.booleans(), NAMES)
def test_a_zip_of_parts_by_chance_is_read_or_refused(parts, is_workbook, name):
    refused_or_read(zipped({**sound_parts(), **parts} if is_workbook else parts), "a.xlsx" if is_workbook else name)


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(PIECES, max_size=60).map(b"".join), st.lists(st.integers(0, 400), max_size=6))
def test_what_is_counted_does_not_depend_on_where_the_pieces_are_cut(text, cuts):
    assert counted(text, []) == counted(text, sorted(cuts))


def counted(text, cuts):
    """The cells of a sheet, or the code of the refusal."""
    count = Count()
    try:
        part = PartText("xl/worksheets/sheet1.xml", count)
        for start, end in itertools.pairwise([0, *cuts, len(text) + 400]):
            if text[start:end]:
                part.feed(text[start:end])
        part.end()
    except UnreadableFile as refused:
        return refused.problem.code
    return count.cells


def test_one_cell_at_the_far_end_of_a_sheet_is_read_at_once():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "a", 1
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read_sheets(out.getvalue(), "a.xlsx")
    assert sorted(sheet.cells) == [(1, 1), (1_048_576, 16_384)]


def test_a_merge_of_the_whole_sheet_is_refused_before_a_reader_makes_its_cells():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        buffer = io.BytesIO()
        small = openpyxl.Workbook()
        small.active["A1"] = "a"
        small.active.merge_cells("A1:B2")
        small.save(buffer)
        with zipfile.ZipFile(buffer) as source:
            for name in source.namelist():
                archive.writestr(name, source.read(name).replace(b"A1:B2", b"A1:XFD1048576"))
    with pytest.raises(UnreadableFile, match="holds more than 300,000 cells"):
        read_sheets(out.getvalue(), "a.xlsx")
