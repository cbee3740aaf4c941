"""The published rule, worked out again from the printed text in exact fractions, against every colour we give.

"Amber means within 15% of the target": relative to the target, inclusive. This file knows nothing of kpis.methods.
"""

from fractions import Fraction

import pytest

from tests.scorecard.golden import months_of_2023, pack_2019, plan_2023, printed_number

PLAN_2023, PACK_2019 = plan_2023(), pack_2019()


def published_rule(value_text, target_text, polarity):
    """(rag, reason) of a printed figure against a printed target."""
    value, target = printed_number(value_text), printed_number(target_text)
    if target_text.startswith("Monitor"):
        return "not_rated", "monitor"
    if target is None:
        return "not_rated", "no_target_agreed"
    if value is None:
        return "not_rated", "no_value"
    shortfall = target - value if polarity == "higher_is_better" else value - target
    if shortfall <= 0:
        return "green", None
    return ("amber" if shortfall <= target * Fraction(15, 100) else "red"), None


def verdict(judged):
    return judged.rag.value, judged.reason and judged.reason.value


@pytest.mark.parametrize("code", PLAN_2023)
def test_march_2023_has_the_colour_of_the_published_rule(code, march_2023):
    printed = PLAN_2023[code]
    in_march = next((t for p, t in months_of_2023(printed).items() if p.label == "2023-03"), "")
    assert verdict(march_2023[code].rag) == published_rule(in_march, printed["target_text"], printed["polarity"])


@pytest.mark.parametrize("code", PACK_2019)
def test_june_2019_has_the_colour_of_the_published_rule(code, june_2019):
    printed = PACK_2019[code]
    expected = published_rule(printed["months"]["2019-06"], printed["target"], printed["polarity"])
    assert verdict(june_2019[code].rag) == expected


def test_every_earlier_month_of_2022_23_has_the_colour_of_the_published_rule(march_2023):
    wrong = []
    for code, printed in PLAN_2023.items():
        for period, text in months_of_2023(printed).items():
            expected = published_rule(text, printed["target_text"], printed["polarity"])
            point = march_2023[code].point(period)
            if point is None or verdict(point.rag) != expected:
                wrong.append((code, period.label, text, expected, point and point.rag))
    assert wrong == []


def test_every_month_since_april_2019_has_the_colour_of_the_published_rule(june_2019):
    """The printed targets are those of 2019/20; the months before have no target that anyone printed."""
    wrong = []
    for code, printed in PACK_2019.items():
        for label in ("2019-04", "2019-05", "2019-06"):
            expected = published_rule(printed["months"][label], printed["target"], printed["polarity"])
            judged = {p.period.label: p.rag for p in june_2019[code].history}
            if verdict(judged[label]) != expected:
                wrong.append((code, label, expected, judged[label]))
    assert wrong == []


@pytest.mark.parametrize(
    "code, shown, target_shown, colour",
    [
        ("N09", "12.5%", "7.6%", "red"),  # England's figure; low is good; amber to 8.74
        ("N10", "19.3%", "23.0%", "green"),  # low is good, below the target
        ("N19", "43.7", "42.1", "amber"),  # low is good; amber to 48.415
        ("N20", "94.0", "70.0", "red"),  # low is good; amber to 80.5
        ("N25", "10.7%", "10.5%", "amber"),  # low is good; amber to 12.075
        ("N32", "4", "0", "red"),  # a target of nought has no band around it
        ("N34", "57", "50", "amber"),  # low is good; amber to 57.5
        ("N36", "10.6%", "15.0%", "red"),  # high is good; amber from 12.75
        ("N44", "84.1%", "100.0%", "red"),  # high is good; amber from 85
        ("N50", "95.9%", "90.0%", "green"),  # high is good, above the target
        ("N60", "85.1%", "90.0%", "amber"),  # high is good; amber from 76.5
        ("N61", "76.3%", "90.0%", "red"),  # high is good; amber from 76.5
        ("N66", "14.5%", "12.0%", "red"),  # low is good; amber to 13.8
    ],
)
def test_rows_of_2023_worked_out_by_hand(code, shown, target_shown, colour, march_2023):
    row = march_2023[code]
    assert (row.shown, row.target_shown, row.rag.rag.value) == (shown, target_shown, colour)


@pytest.mark.parametrize(
    "code, shown, target_shown, colour",
    [
        ("A05", "94.6%", "80.0%", "green"),  # high is good, above the target
        ("A07", "31.4%", "25.0%", "red"),  # low is good; amber to 28.75
        ("A08", "23.5%", "23.0%", "amber"),  # low is good; amber to 26.45
        ("A10", "9.8%", "12.0%", "green"),  # low is good, below the target
        ("A12", "64.4%", "70.0%", "amber"),  # high is good; amber from 59.5
        ("A14", "56.4%", "65.0%", "amber"),  # high is good; amber from 55.25
        ("A16", "95.7%", "90.0%", "green"),  # high is good, above the target
    ],
)
def test_rows_of_2019_worked_out_by_hand(code, shown, target_shown, colour, june_2019):
    row = june_2019[code]
    assert (row.shown, row.target_shown, row.rag.rag.value) == (shown, target_shown, colour)


def test_care_leavers_in_april_2019_are_red_by_three_twentieths_of_a_point(april_2019):
    """55.1 against a limit of 55.25: a limit rounded to 55.3 or 55 would colour it by accident."""
    row = april_2019["A14"]
    assert (row.shown, row.amber_shown, row.rag.rag.value) == ("55.1%", "55.25% or more", "red")
