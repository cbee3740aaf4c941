"""What is done at half past midnight of 1 June, British summer time, is of 1 June: on pages and in every file.

It is 23:30 of 31 May in universal time, in which every moment is kept.
"""

import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pypdf
import pytest

from app import create_app
from kpis.exports.files import FileKind
from kpis.model import local_time
from kpis.model.target_list import TargetState
from kpis.operations import commentary, meetings, publishing, small_numbers, targets, upload, withdrawing
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.export import export_scorecard
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import meeting_file
from kpis.operations.publishing import publish
from kpis.operations.targets import TypedTarget, set_target, targets_of
from kpis.operations.upload import check_workbook
from kpis.operations.withdrawing import withdraw
from kpis.store import audit
from kpis.store.engine import open_store
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, QUESTIONABLE, TIMELINESS, a_workbook, load
from tests.operations.test_targets import ADMINISTRATOR

HALF_PAST_MIDNIGHT = datetime(2023, 5, 31, 23, 30, tzinfo=UTC)
JUNE = date(2023, 6, 1)


class Clock:
    """What every operation takes for the time."""

    min = datetime.min
    combine = staticmethod(datetime.combine)

    @staticmethod
    def now(zone):
        return HALF_PAST_MIDNIGHT.astimezone(zone)


@pytest.fixture
def store(monkeypatch, tmp_path):
    for module in (
        local_time, upload, commentary, meetings, publishing, withdrawing, small_numbers, targets, audit,
    ):  # fmt: skip
        monkeypatch.setattr(module, "datetime", Clock)
    opened = open_store(f"sqlite:///{tmp_path / 'june.db'}")
    load(opened, GOOD, keep_catalogue=True)
    write_commentary(opened, OFFICER, "tests", None, [Draft("", None, "T1", "The figure is low.")])
    yield opened
    opened.close()


def words_in(made):
    if made.kind is FileKind.PDF:
        pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.XLSX])
def test_a_file_says_the_day_that_it_was_here(store, kind):
    told = words_in(export_scorecard(store, OFFICER, "tests", kind))
    assert "taken in up to 1 June 2023." in told
    assert "march.csv, taken in on 1 June 2023" in told
    assert re.search(r"An advisor,? 1 June 2023", told)
    assert "31 May" not in told


@pytest.mark.parametrize("kind", FileKind)
def test_what_was_published_then_is_the_same_bytes_each_time(store, kind):
    meeting = add_meeting(store, OFFICER, "Scrutiny", "2023-06-01")
    publish(store, OFFICER, "tests", meeting)
    first, again = (meeting_file(store, OFFICER, "tests", kind, JUNE) for _ in range(2))
    assert first.content == again.content
    assert first.name == f"tests-2023-03-meeting-2023-06-01.{kind.value}"


def test_a_target_from_a_day_counts_on_that_day_here(store):
    set_target(store, ADMINISTRATOR, "T1", TypedTarget("95", reason="Agreed", in_force_from="2023-06-01"))
    known = targets_of(store, ADMINISTRATOR, "T1")
    assert known.in_force.low == 95.0
    assert list(known.states.values())[-1] is TargetState.IN_FORCE


def test_an_answer_that_was_given_then_is_told_with_that_day(store):
    load(store, QUESTIONABLE, is_confirmed=True)
    moved = a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "104.2%"), name="moved.csv")
    (told,) = check_workbook(moved, CATALOGUE, store).problems
    assert "Answered by An advisor on 1 June 2023: " in told.message


def test_pages_say_the_day_and_the_time_that_it_was_here(store):
    meeting = add_meeting(store, OFFICER, "Scrutiny", "2023-06-01")
    withdraw(store, OFFICER, publish(store, OFFICER, "tests", meeting).number, "A slip")
    client = create_app(store).server.test_client()
    for path, shown in {
        "/uploads": "1 June 2023, 00:30<",
        "/uploads/1": "1 June 2023, 00:30<",
        "/meetings": "Published 1 June 2023, 00:30.",
        "/publications/1": "withdrawn on 1 June 2023, 00:30: A slip",
        "/indicator/T1": "An advisor, 1 June 2023.",
    }.items():
        answer = client.get(path)
        html = answer.get_data(as_text=True)
        assert answer.status_code == 200, path
        assert shown in html, path
        assert "31 May" not in html, path
        assert "UTC" not in html, path
