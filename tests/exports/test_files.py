"""One scorecard as each kind of file: its first bytes, its media type and its name."""

import json

import pytest

from kpis.exports.contract import scorecard_json
from kpis.exports.files import FileKind, json_bytes, plain_file_name, scorecard_file
from kpis.exports.tabular import scorecard_csv
from kpis.scorecard.filters import Filters
from tests.exports.builders import a_plain_scorecard

BEGINS = {FileKind.PDF: b"%PDF-1.7", FileKind.XLSX: b"PK", FileKind.CSV: b"\xef\xbb\xbfsection,", FileKind.JSON: b"{"}


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_is_what_its_ending_says(kind):
    made = scorecard_file(a_plain_scorecard(), kind)
    assert made.content.startswith(BEGINS[kind])
    assert made.name == f"tests-2023-03.{kind.value}"
    assert "/" in made.media_type


def test_the_csv_and_the_json_are_the_contracts_own():
    scorecard = a_plain_scorecard()
    assert scorecard_file(scorecard, FileKind.CSV).content.decode("utf-8-sig") == scorecard_csv(scorecard)
    assert json.loads(scorecard_file(scorecard, FileKind.JSON).content) == scorecard_json(scorecard)


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.JSON])
def test_rows_that_the_filters_leave_out_are_not_in_the_file(kind):
    made = scorecard_file(a_plain_scorecard(), kind, Filters(rag="red"))
    assert b"Indicator T1" not in made.content


def test_a_file_name_has_nothing_that_a_system_refuses():
    assert plain_file_name("a b/../c:Q4 2022", "csv") == "a-b----c-Q4-2022.csv"


def test_no_number_is_written_that_is_no_json():
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"value": float("nan")})
