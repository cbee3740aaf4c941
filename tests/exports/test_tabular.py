"""Scorecards and histories as csv: numbers stay numbers, and no cell runs."""

import csv
import io

import pytest

from kpis.exports.tabular import (
    HISTORY_COLUMNS,
    SCORECARD_COLUMNS,
    history_csv,
    safe_text,
    scorecard_csv,
)
from kpis.model.indicators import Unit
from kpis.model.observations import Marker
from kpis.model.people import Asker
from kpis.operations.history import history_of
from kpis.operations.scorecard import scorecard_for
from kpis.scorecard.wording import SHORTHAND
from tests.builders import MARCH, an_indicator
from tests.scorecard.builders import a_scorecard, a_source, a_target, kept, kept_months

OFFICER = Asker("a test")
STARTS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("start", STARTS)
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(start):
    assert safe_text(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


@pytest.mark.parametrize("text", ["Referrals", "% of children", "3 - 4", "a=b", "", "'quoted"])
def test_other_text_is_left_as_it_is(text):
    assert safe_text(text) == text


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_scorecard_begins_as_a_formula(start):
    hostile = f"{start}HYPERLINK(1)"
    indicator = an_indicator(ref=hostile, name=hostile, section=hostile)
    source = a_source(file=hostile, sheet=hostile)
    target = a_target(90.0, source=hostile)
    text = scorecard_csv(a_scorecard([indicator], [kept(MARCH, 60.0, source=source)], targets=[target]))
    (row,) = rows_of(text)
    for column in ("section", "ref", "indicator", "target_source", "source_file", "source_sheet"):
        assert row[column] == f"'{hostile}"


def test_numbers_stay_numbers_also_below_nought():
    indicator = an_indicator(unit=Unit.POINTS)
    (row,) = rows_of(scorecard_csv(a_scorecard([indicator], [kept(MARCH, -1.5, numerator=3.0, denominator=2.0)])))
    assert (row["value"], row["numerator"], row["denominator"]) == ("-1.5", "3.0", "2.0")


@pytest.mark.parametrize("marker", Marker)
def test_a_marker_stands_in_the_value_column_as_shorthand_and_in_words_beside_it(marker):
    (row,) = rows_of(scorecard_csv(a_scorecard([an_indicator()], kept_months({"2023-03": marker}))))
    assert row["value"] == SHORTHAND[marker]
    assert row["shown"]


def test_a_row_without_a_figure_has_empty_cells_and_not_none():
    (row,) = rows_of(scorecard_csv(a_scorecard([an_indicator()], [])))
    assert [row[c] for c in ("value", "shown", "numerator", "denominator", "source_file", "source_cell")] == [""] * 6
    assert (row["rag"], row["direction"]) == ("No target agreed", "Cannot compare")


def test_a_scorecard_without_rows_is_its_headings():
    assert scorecard_csv(a_scorecard([], [])) == ",".join(SCORECARD_COLUMNS) + "\r\n"


def test_a_published_scorecard_has_one_row_per_indicator_in_printed_order(published):
    rows = rows_of(scorecard_csv(scorecard_for(published, OFFICER, "indicators-of-success-2023", "2023-03")))
    assert [row["code"] for row in rows] == [f"N{number:02d}" for number in range(1, 68)]
    assert list(rows[0]) == list(SCORECARD_COLUMNS)
    referral = rows[8]
    assert (referral["value"], referral["shown"], referral["target"]) == ("12.5", "12.5%", "7.6%")
    assert (referral["rag"], referral["direction"]) == ("Red", "Up, worse")


def test_a_history_has_one_row_per_period_oldest_first(published):
    rows = rows_of(history_csv(history_of(published, OFFICER, "A07")))
    assert list(rows[0]) == list(HISTORY_COLUMNS)
    assert [row["period"] for row in rows][:2] == ["2017/18", "2018-04"]
    newest = rows[-1]
    assert (newest["period"], newest["value"], newest["rag"], newest["target_low"]) == (
        "2019-06",
        "31.4",
        "Red",
        "25.0",
    )
    assert rows[0]["target_low"] == ""


def test_lines_end_as_spreadsheets_expect():
    assert scorecard_csv(a_scorecard([an_indicator()], [])).count("\r\n") == 2
