"""The list of errors in print cannot lie: each row's sum is worked out again from the tables as printed."""

import csv
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from tests.golden import published
from tests.golden.published import CHILDREN_IN_THE_CITY, decimals, gives, number, parts_that_give, wholes_that_give

ROOT = Path(__file__).parents[2]
ERRORS = published.rows("published_errors.csv")
CELLS = published.printed()
KINDS = {
    "fraction", "fraction_copied", "impossible_percentage", "impossible_rate", "parts_and_total",
    "rate_and_population", "denominators", "year_to_date_falls", "digit_slip", "outside_history", "group_collapse",
    "over_100", "stock_and_flow", "gives_away", "arrow", "text",
}  # fmt: skip
FRACTION_BENEATH = {"A08": "A09", "A10": "A11", "A12": "A13", "A14": "A15", "A16": "A17"}
COUNT_AND_TOTAL = {"M11": ("M12", "M02"), "M13": ("M14", "M02")}
COUNT_OUT_OF = {"R1-8": "R1-7A", "N06": "N05", "M07": "M02", "M08": "M05", "M09": "M02", "M10": "M02"}
RATE_OUT_OF = {"N39": "N20", "N51": "N19"}
PLACEMENT_TYPES = [f"R1-9{part}" for part in "ABCDEFGHI"]
CARE_LEAVERS = 192


def of_kind(*kinds):
    chosen = [row for row in ERRORS if row["kind"] in kinds]
    return pytest.mark.parametrize("row", chosen, ids=lambda r: f"{r['code'] or 'paper'}-{r['period']}")


def cell(code, period):
    return CELLS[code, period]


def count(code, period):
    return int(number(cell(code, period)))


def fraction(code, period):
    top, bottom = re.search(r"([0-9]+)/([0-9]+)", cell(code, period)).groups()
    return int(top), int(bottom)


def children(rate_code, period):
    (found,) = parts_that_give(CHILDREN_IN_THE_CITY, cell(rate_code, period), 10_000)
    return found


def month_before(period):
    year, month = map(int, period.split("-"))
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"


def month_after(period):
    year, month = map(int, period.split("-"))
    return f"{year + (month == 12)}-{month % 12 + 1:02d}"


def other_months(code, period):
    return [
        number(text)
        for (found, label), text in CELLS.items()
        if found == code and label != period and re.fullmatch(r"[0-9]{4}-[0-9]{2}", label) and text[0].isdigit()
    ]


def between(text):
    """The least and the most that the printed figure can have been before it was rounded."""
    half = Fraction(1, 2 * 10 ** decimals(text))
    return number(text) - half, number(text) + half


def test_every_row_names_a_workbook_a_code_and_a_kind_that_exist():
    with (ROOT / "data" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        codes = {line["code"] for line in csv.DictReader(file)}
    for row in ERRORS:
        assert row["kind"] in KINDS
        assert row["certainty"] in ("proved", "likely")
        assert not row["workbook"] or (ROOT / "data" / "workbooks" / row["workbook"]).is_file()
        assert bool(row["workbook"]) == bool(row["code"])
        assert {row["code"], *row["other_codes"].split()} - {""} <= codes
        assert row["code"] not in row["other_codes"].split()


def test_no_cell_is_listed_twice_for_the_same_thing():
    seen = Counter((row["code"], row["period"], row["kind"], row["arithmetic"]) for row in ERRORS)
    assert max(seen.values()) == 1
    loaded = Counter((row["code"], row["period"], row["kind"]) for row in ERRORS if row["code"])
    assert max(loaded.values()) == 1


@pytest.mark.parametrize("row", [r for r in ERRORS if r["code"]], ids=lambda r: f"{r['code']}-{r['period']}")
def test_what_is_said_to_be_printed_is_printed(row):
    assert re.search(rf"(?<![0-9.]){re.escape(cell(row['code'], row['period']).split(' ')[0])}", row["arithmetic"])


@of_kind("fraction")
def test_the_fraction_does_not_give_the_printed_figure(row):
    code, period = row["code"], row["period"]
    if code in FRACTION_BENEATH:
        assert not gives(*fraction(FRACTION_BENEATH[code], period), cell(code, period))
    elif code in COUNT_AND_TOTAL:
        part, whole = COUNT_AND_TOTAL[code]
        assert not gives(count(part, period), count(whole, period), cell(code, period))
    elif code == "M06":
        assert not gives(count("M05", period), count("M04", period), cell(code, period), times=1)
    else:
        assert not gives(*fraction(code, period), cell(code, period))


def test_no_other_fraction_under_a_percentage_is_wrong():
    listed = {(row["code"], row["period"]) for row in ERRORS if row["kind"] in ("fraction", "fraction_copied")}
    for above, beneath in FRACTION_BENEATH.items():
        for (code, period), text in CELLS.items():
            if code == above and not gives(*fraction(beneath, period), text):
                assert (above, period) in listed or (beneath, period) in listed


@of_kind("fraction_copied")
def test_the_fraction_is_that_of_the_other_row_and_not_its_own(row):
    other, above = row["other_codes"].split()
    assert fraction(row["code"], row["period"]) == fraction(other, row["period"])
    assert not gives(*fraction(row["code"], row["period"]), cell(above, row["period"]))
    assert len(parts_that_give(fraction(other, row["period"])[1], cell(above, row["period"]))) == 1


@of_kind("impossible_percentage")
def test_no_whole_number_gives_the_printed_percentage(row):
    code, period = row["code"], row["period"]
    if code in COUNT_OUT_OF:
        whole = count(COUNT_OUT_OF[code], period)
    elif code in RATE_OUT_OF:
        whole = children(RATE_OUT_OF[code], period)
    elif code == "N50":
        whole = fraction("R1-10", "Q4 2022/23")[1]
        assert whole == fraction("R1-11", "Q4 2022/23")[1] == CARE_LEAVERS
    else:
        possible = [whole for whole in range(1, 200) if parts_that_give(whole, cell(code, period))]
        assert f"is {possible[0]} (" in row["arithmetic"]
        assert possible[0] > 4 * min(
            whole for whole in range(1, 200) if parts_that_give(whole, cell(code, month_after(period)))
        )
        return
    assert parts_that_give(whole, cell(code, period)) == []


@of_kind("impossible_rate")
def test_no_whole_number_of_children_gives_the_printed_rate(row):
    code, period = row["code"], row["period"]
    if code == "A04":
        assert not [
            population
            for population in range(51_000, 54_001)
            if all(parts_that_give(population, cell(one, period), 120_000) for one in ("A02", "A04"))
        ]
    else:
        assert parts_that_give(CHILDREN_IN_THE_CITY, cell(code, period), 10_000) == []


def test_every_other_rate_of_the_plan_is_possible_with_the_population_of_the_quarterly_report():
    listed = {(row["code"], row["period"]) for row in ERRORS if row["kind"] == "impossible_rate"}
    for (code, period), text in CELLS.items():
        if code in ("N18", "N19", "N20") and (code, period) not in listed:
            assert len(parts_that_give(CHILDREN_IN_THE_CITY, text, 10_000)) == 1


@of_kind("parts_and_total")
def test_the_parts_do_not_make_their_total(row):
    if not row["code"]:
        *parts, total = [number(line["£m"]) for line in published.rows("finance_budget_changes_2023_24.csv")]
        assert abs(sum(parts) - total) > Fraction(len(parts) + 1, 2000)
        return
    shown = [count(part, row["period"]) for part in PLACEMENT_TYPES if cell(part, row["period"]) != "x"]
    assert sum(shown) > count(row["code"], row["period"])


@of_kind("gives_away")
def test_the_rest_of_the_table_gives_the_withheld_rows_away(row):
    withheld = [part for part in PLACEMENT_TYPES if cell(part, row["period"]) == "x"]
    shown = [count(part, row["period"]) for part in PLACEMENT_TYPES if part not in withheld]
    assert withheld == row["other_codes"].split()
    assert 0 <= count(row["code"], row["period"]) - sum(shown) < len(withheld)


@of_kind("denominators")
def test_the_related_rows_do_not_agree(row):
    code, period = row["code"], row["period"]
    if code == "M02":
        for part, percentage in (("M12", "M11"), ("M14", "M13")):
            assert count(code, period) not in wholes_that_give(count(part, period), cell(percentage, period))
            assert 69 in wholes_that_give(count(part, period), cell(percentage, period))
    elif code == "A15":
        assert fraction("A15", period)[1] != fraction("A17", period)[1]
    elif code == "A06":
        started = fraction("A09", period)[1] - fraction("A09", month_before(period))[1]
        population = 52_400
        (conferences,) = parts_that_give(population, cell("A04", period), 120_000)
        assert not gives(started, conferences, cell("A06", period))
    else:
        (few_top, many_top), (few_bottom, many_bottom) = (between(cell(one, period)) for one in ("A04", "A02"))
        least, most = between(cell("A03", period))
        assert 100 * many_top / few_bottom < least or 100 * few_top / many_bottom > most


@of_kind("stock_and_flow")
def test_the_change_in_care_is_not_what_came_in_less_what_went_out(row):
    period = row["period"]
    change = children("N20", period) - children("N20", month_before(period))
    flow = count("N30", period) - count("N31", period)
    assert change != flow
    assert f"is {change:+d}" in row["arithmetic"]
    assert f"is {flow:+d}" in row["arithmetic"]


def test_over_the_five_months_stock_and_flow_agree():
    months = [row["period"] for row in ERRORS if row["kind"] == "stock_and_flow"]
    flow = sum(count("N30", month) - count("N31", month) for month in months)
    assert children("N20", months[-1]) - children("N20", month_before(months[0])) == flow == 23


@of_kind("outside_history")
def test_the_value_stands_apart_from_its_other_months_or_turns_the_month_before_over(row):
    value = number(cell(row["code"], row["period"]))
    before = number(cell(row["code"], month_before(row["period"])))
    after = number(cell(row["code"], month_after(row["period"])))
    others = other_months(row["code"], row["period"])
    turned_over = value == 100 - before
    alone = value < min(others) or value > max(others)
    leaps = abs(value - before) > 50 and abs(value - after) > 50
    assert turned_over or alone or leaps


@of_kind("group_collapse")
def test_the_whole_group_moves_at_once(row):
    codes = [row["code"], *row["other_codes"].split()]
    for code in codes:
        here, after = cell(code, row["period"]), cell(code, month_after(row["period"]))
        before = CELLS.get((code, month_before(row["period"])))
        move = number(before) - number(here) if before else number(after) - number(here)
        assert move > 10
        assert f"{float(move)}" in row["arithmetic"]


def test_the_milestones_on_track_are_17_of_22():
    statuses = Counter(line["status"] for line in published.rows("pack_2019_milestones.csv"))
    assert gives(statuses["ON TRACK"], statuses.total(), "77.3%")
    assert not gives(statuses["ON TRACK"], statuses.total(), "68.2%")


def test_seven_risks_are_red():
    ratings = [line["current_rating"] for line in published.rows("strategic_risks_2023.csv")]
    assert sum(int(rating) >= 20 for rating in ratings) == 7


def test_the_arrows_of_the_plan_agree_with_its_last_two_months():
    for line in published.rows("plan_2023_indicators.csv"):
        if line["m5"][0].isdigit() and line["m6"][0].isdigit():
            before, now = number(line["m5"]), number(line["m6"])
            expected = "up" if now > before else "down" if now < before else "no change"
            assert line["direction_printed"] == expected, line["indicator"]


def test_the_forms_in_time_are_possible_out_of_the_forms_completed():
    months = [label for code, label in CELLS if code == "N53"]
    assert len(months) == 6
    assert all(parts_that_give(count("N53", month), cell("N54", month)) for month in months)


def test_the_four_categories_of_abuse_make_the_children_on_a_plan():
    for label in ("2019/20", "2020/21", "2021/22", "Q4 2022/23"):
        cells = [cell(f"R1-5{part}", label) for part in "ABCD"]
        parts = [int(re.search(r"\(([0-9]+)\)", text)[1]) for text in cells]
        assert sum(parts) == count("R1-4A", label)
        assert all(gives(part, sum(parts), text) for part, text in zip(parts, cells, strict=True))


def test_the_conversion_of_enquiries_to_conferences_agrees_in_all_other_months():
    listed = {row["period"] for row in ERRORS if row["kind"] == "denominators" and row["code"] in ("A02", "A03")}
    months = [label for code, label in CELLS if code == "A03" and "-" in label]
    for month in set(months) - listed:
        (few_top, many_top), (few_bottom, many_bottom) = (between(cell(one, month)) for one in ("A04", "A02"))
        least, most = between(cell("A03", month))
        assert 100 * many_top / few_bottom >= least
        assert 100 * few_top / many_bottom <= most
