"""The reference implementations' outputs, in tests/golden: the oracle, read here and judged nowhere."""

import csv
from itertools import groupby
from pathlib import Path

from kpis.model.process import SpecialCause

GOLDEN = Path(__file__).parents[1] / "golden"
BASELINES = {"fix12": 12, "fix20": 20, "rebase2_fix12": 12}
TYPES = {
    "Common Cause": None,
    "Above UCL": (SpecialCause.OUTSIDE_LIMITS, "high"),
    "Below LCL": (SpecialCause.OUTSIDE_LIMITS, "low"),
    "7 Point Trend (Increasing)": (SpecialCause.TREND, "high"),
    "7 Point Trend (Decreasing)": (SpecialCause.TREND, "low"),
    "2 in 3 Above CL": (SpecialCause.TWO_OF_THREE, "high"),
    "2 in 3 Below CL": (SpecialCause.TWO_OF_THREE, "low"),
    "7 Points Above CL": (SpecialCause.SHIFT, "high"),
    "7 Points Below CL": (SpecialCause.SHIFT, "low"),
}


def rows(folder, name):
    with (GOLDEN / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def charts():
    """Every series under every configuration: (series, configuration, screened) and its points, in order."""
    points = rows("spc", "points_default") + rows("spc", "points_rebase_fix")
    return [
        (key, list(group))
        for key, group in groupby(points, key=lambda r: (r["series_id"], r["config"], r["screen_outliers"] == "1"))
    ]


def groups(points):
    """The points of each re-baseline group of a chart."""
    return [list(group) for _, group in groupby(points, key=lambda r: r["rebase_group"])]


def values_of(points):
    return [float(r["value"]) for r in points]


def numbers(text):
    """The numbers of a cell that holds several: 7;10;16."""
    return [float(part) for part in text.split(";")]
