"""The figures that the methods page works its examples from are the papers' own."""

import csv
from pathlib import Path

from kpis.scorecard import published_facts as facts

GOLDEN = Path(__file__).parents[1] / "golden"


def rows(name):
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(ref, part=""):
    """A row of the first part of the quarterly report."""
    found = rows("q4_2022_23_report.csv")
    return next(r for r in found if (r["section"][0], r["ref"], r["ref_part"]) == ("1", ref, part))


def plan(row_id, row_type="month"):
    """The cells of a row of the improvement plan, by period."""
    found = rows("pack_2019_monthly.csv")
    return {r["period"]: r["value_text"] for r in found if (r["row_id"], r["row_type"]) == (row_id, row_type)}


def number(text):
    return float(text.replace(",", "").rstrip("%"))


def test_the_months_of_the_care_leavers_are_the_plans():
    printed = plan("A14")
    assert {facts.EET_FIRST_MONTH.shifted(n).label: v for n, v in enumerate(facts.EET)} == {
        period: number(text) for period, text in printed.items()
    }
    assert plan("A15")["2019-06"] == "{}/{}".format(*facts.EET_LATEST)
    assert number(plan("A14", "target")["2019/20"]) == facts.EET_TARGET


def test_the_fraction_that_does_not_give_its_percentage_is_printed_so():
    value, above, below = facts.STABILITY
    month = facts.STABILITY_MONTH.label
    assert (plan("A10")[month], plan("A11")[month]) == (f"{value}%", f"{above}/{below}")


def test_the_figures_beside_englands_are_the_reports():
    assert (number(report("2", "a")["prev3_value"]), number(report("1", "a")["prev3_value"])) == facts.REREFERRALS
    assert number(report("2", "b")["england_value"]) == facts.REREFERRALS_ENGLAND
    assert number(report("4", "a")["prev3_value"]) == facts.PLANS[0]
    assert number(report("4", "b")["england_value"]) == facts.PLANS_ENGLAND


def test_the_care_leavers_in_unsuitable_accommodation_are_the_reports():
    cells = [report("10")[f"{column}_value"] for column in ("prev2", "prev3", "current")]
    assert [cell.partition("(")[2].rstrip(")") for cell in cells] == [f"{a}/{b}" for _, a, b in facts.UNSUITABLE]
    assert cells[-1].startswith(f"{facts.UNSUITABLE_PRINTED}%")


def test_the_placements_are_the_reports():
    printed = [report("9", part)["prev3_value"] for part in "abcdefghi"]
    assert sorted(printed) == sorted("x" if n is None else str(n) for _, n in facts.PLACEMENTS)
    assert number(report("7", "a")["prev3_value"]) == facts.IN_CARE
