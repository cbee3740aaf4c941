"""Ten hostile files in a row, through the page: the sentences of docs/uploads.md are what a person reads."""

import io
import re
from html import unescape
from pathlib import Path

import pytest

from tests.ingest.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "files"
TABLE = (ROOT / "docs" / "uploads.md").read_text(encoding="utf-8").partition("## The ten worst files")[2]
ROWS = re.findall(r"^\| [^|]*\(`([^`]+)`\) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)


def workbook(file):
    """The content and the name that a file is sent under: of the corpus, or made here."""
    if file in HOSTILE:
        name, make = HOSTILE[file]
        return make(), name
    return (CORPUS / file).read_bytes(), file


def test_there_are_ten():
    assert len(ROWS) == 10


@pytest.mark.parametrize(("file", "where", "what", "what_to_do"), ROWS, ids=[row[0] for row in ROWS])
def test_the_page_says_where_what_and_what_to_do(empty_client, file, where, what, what_to_do):
    content, name = workbook(file)
    answer = empty_client.post("/upload", data={"name": "An advisor", "workbook": (io.BytesIO(content), name)})
    told = [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", answer.text)]
    assert answer.status_code == 422
    assert "This workbook cannot be taken in" in answer.text
    place = told.index(what)
    assert (told[place - 1], told[place + 1]) == (where, what_to_do)
