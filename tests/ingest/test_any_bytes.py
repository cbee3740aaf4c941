"""Any bytes whatever are read or refused: nothing else is ever raised."""

import io
import random
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.ingest.reading import read_workbook
from kpis.ingest.workbook import read_sheets
from kpis.model.errors import UnreadableFile
from kpis.model.problems import Outcome
from tests.builders import a_catalogue, a_workbook

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
