"""What changed since members last saw a scorecard, and what they could ask, in the files of a publication."""

import io
from datetime import date

import openpyxl
import pypdf

from kpis.exports.files import FileKind, scorecard_file
from kpis.exports.revised import revised_words, since_words, then_words
from kpis.model.meetings import RevisionCause
from kpis.model.verdicts import Rag
from kpis.scorecard.filters import Filters
from kpis.scorecard.pack import ColourThen, LastSeen, Revised
from tests.builders import an_indicator, month
from tests.exports.builders import a_plain_scorecard
from tests.scorecard.builders import a_scorecard, a_target, kept_months

FEBRUARY = month("2023-02")
LATE = Revised("T1", "1", "Visits", FEBRUARY, "60.0%", "62.5%", RevisionCause.LATE_RECORD, "Two came late")
UNSAID = Revised("T9", "9", "Plans", FEBRUARY, "8", "9")
LAST = LastSeen(1, date(2023, 4, 18), FEBRUARY, (ColourThen("T1", Rag.AMBER.value),), (LATE, UNSAID))


def red_twice(indicators=None):
    """One indicator that is red this month as it was the month before."""
    figures = kept_months({"2023-02": 60.0, "2023-03": 61.0})
    return a_scorecard(indicators or [an_indicator(ref="1")], figures, targets=[a_target(90.0, amber_low=76.5)])


def print_of(scorecard, last=None):
    made = scorecard_file(scorecard, FileKind.PDF, last_seen=last)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.content)).pages)
    return " ".join(text.replace("\u00ad", "").split())


def sheets_of(scorecard, last=None):
    made = scorecard_file(scorecard, FileKind.XLSX, last_seen=last)
    return openpyxl.load_workbook(io.BytesIO(made.content))


def test_each_revised_figure_of_the_rows_shown_is_told_with_its_reason():
    (told,) = revised_words(LAST, red_twice())
    assert (told.period, told.then, told.now) == ("February 2023", "60.0%", "62.5%")
    assert told.why == "Late record: Two came late"
    both = a_scorecard([an_indicator("T1"), an_indicator("T9")], [])
    assert [one.why for one in revised_words(LAST, both)] == [told.why, "Nobody has said why"]


def test_without_a_meeting_before_nothing_is_said():
    assert revised_words(None, red_twice()) == []
    assert since_words(None) == then_words(None) == ""


def test_newly_red_in_a_print_is_so_since_members_last_saw_it():
    assert "Still red (1)" in print_of(red_twice())
    told = print_of(red_twice(), LAST)
    assert "Newly red (1)" in told
    assert "Newly means since members last saw this scorecard, for the meeting on 18 April 2023" in told


def test_a_print_tells_what_was_revised_then_now_and_why_before_its_parts():
    told = print_of(red_twice(), LAST)
    assert "February 2023 60.0% 62.5% Late record: Two came late" in told
    assert told.index("Late record") < told.index("What to look at first")
    assert "Revised since" not in print_of(red_twice())


def test_a_print_has_what_to_ask_under_each_row_that_it_puts_first():
    told = print_of(red_twice())
    assert told.index("What to look at first") < told.index("You could ask: ") < told.index("Every indicator")


def test_a_workbook_has_a_sheet_of_questions_and_one_of_what_was_revised():
    book = sheets_of(red_twice(), LAST)
    questions = [[cell.value for cell in row] for row in book["Questions"]]
    assert any(row[0] == "1" and row[2] == "T1" and row[4].endswith("?") for row in questions if row[4])
    revised = [[cell.value for cell in row] for row in book["Revised"]]
    assert ["1", "Visits", "T1", "February 2023", "60.0%", "62.5%", "Late record: Two came late"] in revised
    assert "Revised" not in sheets_of(red_twice()).sheetnames


def test_figures_for_scripts_are_the_contracts_whatever_changed_since():
    for kind in (FileKind.CSV, FileKind.JSON):
        plain = scorecard_file(a_plain_scorecard(), kind).content
        assert scorecard_file(a_plain_scorecard(), kind, last_seen=LAST).content == plain


def test_rows_that_a_filter_leaves_out_are_asked_about_nowhere():
    made = scorecard_file(red_twice(), FileKind.XLSX, Filters(rag="green"), last_seen=LAST)
    names = openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames
    assert "Questions" not in names
    assert "Revised" not in names
