"""A file of a publication says on each page for which meeting it was given, and is the same bytes on any day."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pypdf
import pytest

from kpis.exports.files import FileKind, scorecard_file
from kpis.exports.given_for import given_words, moment_of
from kpis.exports.printed_on import newest_upload
from kpis.model.meetings import Meeting, Publication
from tests.builders import MARCH
from tests.exports.builders import a_plain_scorecard

AT = datetime(2023, 7, 10, 9, 30, 15, 999, tzinfo=UTC)
SCRUTINY = "Children's Scrutiny #panic(1) *Committee*"


def a_publication(committee=SCRUTINY, by="Penelope Quill"):
    meeting = Meeting(1, committee, date(2023, 7, 18), by, AT)
    return Publication(3, meeting, "tests", "Tests", MARCH, by, AT, "0" * 64)


def made(kind, publication):
    return scorecard_file(a_plain_scorecard(), kind, publication=publication)


def pages(file):
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(file.content)).pages]


def test_the_words_name_the_committee_and_the_day_and_nobody():
    assert given_words(a_publication()) == f"Published for {SCRUTINY}, 18 July 2023"
    assert given_words(None) == ""


def test_the_moment_is_the_publications_and_without_one_the_newest_figures():
    assert moment_of(a_plain_scorecard(), a_publication()) == AT.replace(microsecond=0)
    assert moment_of(a_plain_scorecard(), None) == newest_upload(a_plain_scorecard())


@pytest.mark.parametrize("committee", [SCRUTINY, "Committee " * 20])
def test_each_page_of_a_print_says_for_whom_it_was_given(committee):
    words = f"Published for {committee.strip()}, 18 July 2023."
    told = pages(made(FileKind.PDF, a_publication(committee.strip())))
    assert len(told) > 1
    assert [words in text for text in told] == [True] * len(told)
    assert all("For officers" in text for text in told)


def test_a_workbooks_cover_says_it():
    book = openpyxl.load_workbook(io.BytesIO(made(FileKind.XLSX, a_publication()).content))
    cover = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(f"Published for {SCRUTINY}, 18 July 2023." in text for text in cover)


@pytest.mark.parametrize("kind", FileKind)
def test_it_is_the_same_bytes_each_time_under_a_name_of_its_own_and_names_nobody(kind):
    first, again = made(kind, a_publication()), made(kind, a_publication(by="Somebody else"))
    assert first.content == again.content
    assert first.name == f"tests-2023-03-meeting-2023-07-18.{kind.value}"
