"""The JSON that scripts elsewhere rest on: every name is fixed (docs: design, section 6)."""

import json

import pytest

from kpis.exports.contract import check_json, history_json, row_json, scorecard_json, scorecards_json
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import ScorecardTitle
from kpis.model.observations import Marker
from kpis.model.people import Asker
from kpis.model.periods import Period
from kpis.model.problems import Outcome, Problem, Severity
from kpis.operations.history import history_of
from kpis.operations.scorecard import scorecard_for
from tests.builders import MARCH, an_indicator, financial_year
from tests.scorecard.builders import a_monitor_target, a_row, a_target, a_target_to_be_confirmed, kept_comparator

OFFICER = Asker("a test")
SCORECARDS = [
    "indicators-of-success-2023",
    "improvement-plan-2019",
    "quarterly-report-2022-23",
    "missing-children-2023",
]
ROW_KEYS = {
    "code", "ref", "name", "unit", "basis", "polarity", "period", "value", "shown", "marker", "numerator",
    "denominator", "target", "rag", "rag_reason", "direction", "variation", "assurance", "verdict", "comparators",
    "history", "source",
}  # fmt: skip
TARGET_KEYS = {"value", "kind", "source", "shown", "amber_limit"}
DIRECTION_KEYS = {"movement", "judgement", "compared_with", "reason"}
COMPARATOR_KEYS = {"name", "period", "value", "shown", "same_definition"}
HISTORY_KEYS = {"period", "value", "shown", "marker", "rag"}
LIMIT_KEYS = {"mean", "lower_limit", "upper_limit", "special_cause"}
SOURCE_KEYS = {"upload", "file", "sheet", "cell"}
PROBLEM_KEYS = {"code", "severity", "sheet", "cell", "indicator", "period", "message", "what_to_do"}


def assert_row_has_the_keys(row):
    assert set(row) == ROW_KEYS
    assert set(row["target"]) == TARGET_KEYS
    assert set(row["direction"]) == DIRECTION_KEYS
    assert all(set(c) == COMPARATOR_KEYS for c in row["comparators"])
    assert all(set(p) == HISTORY_KEYS for p in row["history"])
    assert row["source"] is None or set(row["source"]) == SOURCE_KEYS


@pytest.mark.parametrize("name", SCORECARDS)
def test_every_published_scorecard_has_the_contracts_keys(name, published):
    answer = scorecard_json(scorecard_for(published, OFFICER, name))
    assert {"scorecard", "period", "audience", "sections"} <= set(answer)
    for section in answer["sections"]:
        assert set(section) == {"name", "rows"}
        for row in section["rows"]:
            assert_row_has_the_keys(row)


@pytest.mark.parametrize("name", SCORECARDS)
def test_every_published_scorecard_comes_back_from_json_as_it_went(name, published):
    answer = scorecard_json(scorecard_for(published, OFFICER, name))
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_a_published_row_reads_as_the_contract_says(published):
    answer = scorecard_json(scorecard_for(published, OFFICER, "indicators-of-success-2023", "2023-03"))
    row = {row["code"]: row for section in answer["sections"] for row in section["rows"]}["N25"]
    del row["name"], row["history"], row["source"]["upload"], row["source"]["cell"]
    assert (answer["scorecard"], answer["period"], answer["audience"]) == (
        "indicators-of-success-2023",
        "2023-03",
        "officers",
    )
    assert row == {
        "code": "N25",
        "ref": "25",
        "unit": "percentage",
        "basis": "rolling_12_months",
        "polarity": "low_is_good",
        "period": "2023-03",
        "value": 10.7,
        "shown": "10.7%",
        "marker": None,
        "numerator": None,
        "denominator": None,
        "target": {
            "value": 10.5,
            "kind": "value",
            "source": "Ofsted good or better",
            "shown": "10.5%",
            "amber_limit": 12.075,
        },
        "rag": "amber",
        "rag_reason": None,
        "direction": {"movement": "down", "judgement": "better", "compared_with": "2023-02", "reason": None},
        "variation": None,
        "assurance": None,
        "verdict": "Better than last month. Still above target, but within the amber limit. Down is good.",
        "comparators": [],
        "source": {"file": "indicators-of-success-2023.xlsx", "sheet": "Indicators of success"},
    }


def test_a_row_with_nothing_has_every_key_and_null_for_what_is_absent():
    row = row_json(a_row({}, ref=""))
    assert_row_has_the_keys(row)
    absent = ("ref", "value", "shown", "marker", "numerator", "denominator", "variation", "assurance", "source")
    assert [row[key] for key in absent] == [None] * len(absent)
    assert row["target"] == dict.fromkeys(TARGET_KEYS)
    assert (row["rag"], row["rag_reason"]) == ("not_rated", "no_target_agreed")
    assert (row["comparators"], row["history"]) == ([], [])


def test_nought_is_a_number_and_not_null():
    row = row_json(a_row({"2023-03": 0.0}))
    assert (row["value"], row["history"][0]["value"]) == (0.0, 0.0)


@pytest.mark.parametrize("marker", Marker)
def test_a_marker_stands_in_place_of_the_number(marker):
    row = row_json(a_row({"2023-03": marker}))
    assert (row["value"], row["marker"]) == (None, marker.value)
    assert row["history"] == [
        {"period": "2023-03", "value": None, "shown": row["shown"], "marker": marker.value, "rag": "not_rated"}
    ]


@pytest.mark.parametrize(
    "target, value, kind, shown, amber_limit",
    [
        (a_target(90.0, amber_low=76.5), 90.0, "value", "90.0%", 76.5),
        (a_target(10.0, amber_high=11.5), 10.0, "value", "10.0%", 11.5),
        (a_target(50.0, amber_low=42.5, amber_high=57.5), 50.0, "value", "50.0%", [42.5, 57.5]),
        (a_target(0.0, amber_high=0.0), 0.0, "value", "0.0%", 0.0),
        (
            a_target(70.0, 80.0, amber_low=59.5, amber_high=92.0),
            [70.0, 80.0],
            "range",
            "70.0% to 80.0%",
            [59.5, 92.0],
        ),
    ],
)
def test_a_target_is_one_number_or_the_two_of_a_range(target, value, kind, shown, amber_limit):
    answer = row_json(a_row({"2023-03": 60.0}, targets=[target]))["target"]
    expected = {"value": value, "kind": kind, "source": None, "shown": shown, "amber_limit": amber_limit}
    assert answer == expected


@pytest.mark.parametrize(
    "target, kind, shown",
    [(a_monitor_target(), "monitor", "Monitor"), (a_target_to_be_confirmed(), "to_be_confirmed", "To be confirmed")],
)
def test_a_target_without_a_number_has_its_kind_and_no_value(target, kind, shown):
    answer = row_json(a_row({"2023-03": 60.0}, targets=[target]))["target"]
    assert (answer["value"], answer["amber_limit"]) == (None, None)
    assert (answer["kind"], answer["shown"]) == (kind, shown)


def test_a_comparator_has_its_own_period_and_null_where_nothing_is_known():
    england = kept_comparator("England", financial_year(2021), 50.0, same_definition=False)
    elsewhere = kept_comparator("Statistical neighbours", None, Marker.NOT_AVAILABLE)
    answer = row_json(a_row({"2023-03": 60.0}, comparators=[england, elsewhere]))["comparators"]
    assert answer == [
        {"name": "England", "period": "2021/22", "value": 50.0, "shown": "50.0%", "same_definition": False},
        {
            "name": "Statistical neighbours",
            "period": None,
            "value": None,
            "shown": "Not available",
            "same_definition": None,
        },
    ]


def test_a_history_is_the_row_with_every_period_oldest_first(published):
    history = history_json(history_of(published, OFFICER, "A07"))
    assert set(history) == ROW_KEYS | {"reason", "assurance_reason"}
    assert all(set(p) == HISTORY_KEYS | LIMIT_KEYS for p in history["history"])
    assert (history["reason"], history["assurance_reason"]) == ("not_applicable", None)
    assert [p["period"] for p in history["history"]][:3] == ["2017/18", "2018-04", "2018-05"]
    assert history["history"][-1] == {
        "period": "2019-06",
        "value": 31.4,
        "shown": "31.4%",
        "marker": None,
        "rag": "red",
        **dict.fromkeys(LIMIT_KEYS),
    }


def test_a_history_has_the_limits_of_the_reference_as_worked_out_and_not_rounded(published):
    """P19_01 of the golden series is A01 of the 2019 plan."""
    history = history_json(history_of(published, OFFICER, "A01"))
    year, first = history["history"][0], history["history"][1]
    assert (year["period"], year["mean"], year["upper_limit"]) == ("2017/18", None, None)
    assert first["mean"] == pytest.approx(59.54, rel=1e-9)
    assert first["lower_limit"] == pytest.approx(40.103, rel=1e-9)
    assert first["upper_limit"] == pytest.approx(78.977, rel=1e-9)
    causes = {p["period"]: p["special_cause"] for p in history["history"]}
    assert (causes["2018-06"], causes["2019-01"], causes["2019-06"]) == ("shift", "two_of_three", None)
    assert (history["variation"], history["reason"]) == ("common_cause", None)
    assert (history["assurance"], history["assurance_reason"]) == (None, "monitor")


def test_the_list_of_scorecards_names_each_with_its_periods_oldest_first():
    catalogue = Catalogue((an_indicator(),), scorecards=(ScorecardTitle("tests", "Tests"),))
    answer = scorecards_json(catalogue, {"tests": (Period.month(2023, 2), MARCH), "bare": ()})
    assert answer == {
        "scorecards": [
            {"scorecard": "tests", "title": "Tests", "periods": ["2023-02", "2023-03"]},
            {"scorecard": "bare", "title": "Bare", "periods": []},
        ]
    }


def test_a_check_lists_its_problems_and_null_for_an_unknown_place():
    placed = Problem("E_NUMBER", Severity.REJECT, "No.", "Do.", "Q1", "D14", "N01", "2023-03")
    of_the_file = Problem("E_EMPTY_FILE", Severity.REJECT, "No.", "Do.")
    answer = check_json("march.xlsx", Outcome.REJECT, 0, [placed, of_the_file])
    assert {k: answer[k] for k in ("file", "outcome", "observations")} == {
        "file": "march.xlsx",
        "outcome": "reject",
        "observations": 0,
    }
    assert set(answer) == {"file", "outcome", "observations", "problems"}
    first, second = answer["problems"]
    assert first == {
        "code": "E_NUMBER",
        "severity": "reject",
        "sheet": "Q1",
        "cell": "D14",
        "indicator": "N01",
        "period": "2023-03",
        "message": "No.",
        "what_to_do": "Do.",
    }
    assert set(second) == PROBLEM_KEYS
    assert [second[key] for key in ("sheet", "cell", "indicator", "period")] == [None] * 4
