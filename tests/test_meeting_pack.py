"""The pack of 18 July 2023, made as docs/meetings.md says from the three workbooks and the words that go with them."""

import io
import re
from pathlib import Path

import pypdf
import pytest

from callbacks.prepare import GAP_WORDS
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.export import FileKind
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import published_file
from kpis.operations.publishing import Gap, prepare, publish
from kpis.operations.upload import check_workbook
from kpis.scorecard.meeting_words import QUESTION_WORDS
from kpis.store.engine import open_store
from tests.operations.builders import OFFICER, PUBLIC, load, shipped

DOCS = Path(__file__).parents[1] / "docs"
PACK = {
    "Indicators of success 2023": ("indicators-of-success-2023", "2 questions of\n   the first file"),
    "Quarterly performance report 2022/23": ("quarterly-report-2022-23", "10 of the quarterly report"),
    "Missing children, April to June 2023": ("missing-children-2023", "8 of the last"),
}


def guide():
    return (DOCS / "meetings.md").read_text(encoding="utf-8")


def words():
    """Each row of the document of words: scorecard, section, box and what to type."""
    lines = (DOCS / "july_2023_words.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row[0] in PACK]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A store with the three workbooks, the meeting and the words: the store, and the meeting's number."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pack') / 'july-2023.db'}")
    for name, _ in PACK.values():
        load(store, shipped(name), catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    boxes = {asked: question for question, asked in QUESTION_WORDS.items()}
    for title, section, box, said in words():
        write_commentary(store, OFFICER, PACK[title][0], None, [Draft(section, boxes[box], "", said)])
    yield store, add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")
    store.close()


def test_each_workbook_asks_as_many_questions_as_the_guide_says():
    for name, said in PACK.values():
        asked = check_workbook(shipped(name), shipped_catalogue()).problems
        count = sum(problem.severity == "confirm" for problem in asked)
        assert said in guide()
        assert int(re.match(r"\d+", said)[0]) == count, name


def test_every_kind_of_thing_that_can_be_missing_is_in_the_guide():
    assert [words for words in GAP_WORDS.values() if f"| {words} |" not in guide()] == []


def test_of_the_words_only_the_one_false_sentence_of_the_papers_is_doubted_and_nothing_stops(prepared):
    store, meeting = prepared
    found = [m for name, _ in PACK.values() for m in prepare(store, OFFICER, name, meeting).missing]
    assert not any(m.stops for m in found)
    (doubt,) = [m for m in found if m.gap is not Gap.RED_WITHOUT_WORDS]
    assert doubt.gap is Gap.WORDS_DOUBTED
    assert doubt.words.endswith("The data give 90 for May 2023; 67 is the figure for April 2023.")


def test_the_pack_is_published_and_members_take_it_away_with_its_words(prepared):
    store, meeting = prepared
    told = ""
    for name, _ in PACK.values():
        done = publish(store, OFFICER, name, meeting)
        content = published_file(store, PUBLIC, done.number, FileKind.PDF).content
        told += " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    assert "take place within statutory timescales: 100.0% for March." in told
    assert "there were 501 children in care" in told
    assert "rising from 67 in May to 94 in June" in told
    assert "{{" not in told
