"""The mean and the median of the neighbours, against the prepared file of the department's figures."""

import csv
from pathlib import Path

import pytest

from kpis.model.comparisons import KnownAreas
from kpis.operations.elsewhere import SHIPPED, shipped_comparisons
from kpis.scorecard.elsewhere import neighbour_average
from tests.ingest.areas import read

PREPARED = Path(__file__).with_name("comparators") / "plymouth_neighbours.csv"
GOLDEN = list(csv.DictReader(PREPARED.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def shipped():
    """Each shipped figure by measure, year that ends and area, and the neighbours of both models."""
    known = KnownAreas(shipped_comparisons().areas, shipped_comparisons().council)
    readings = [
        read((SHIPPED / name).read_bytes(), name, known)
        for name in (
            "local_authority_figures.csv",
            "statistical_neighbours_2021.csv",
            "statistical_neighbours_2025.csv",
        )
    ]
    figures = {(f.measure, f.period.last_day.year, f.area): f.value for f in readings[0].figures}
    return figures, readings[1].neighbours + readings[2].neighbours


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['lait_short']} {row['period']}")
@pytest.mark.parametrize("model", [2021, 2025])
def test_mean_and_median_are_those_of_the_prepared_file(shipped, row, model):
    figures, neighbours = shipped
    values = {area: v for (m, y, area), v in figures.items() if (m, y) == (row["lait_short"], int(row["period"]))}
    found = neighbour_average(values, neighbours, shipped_comparisons().council, model)
    assert found.counted == int(row[f"n{model % 100}"])
    assert found.mean == pytest.approx(float(row[f"sn{model}_mean"]), abs=0.0051)
    assert found.median == pytest.approx(float(row[f"sn{model}_median"]), abs=1e-9)
    for area, column in (("879", "plymouth"), ("970", "england"), ("990", "south_west")):
        assert values.get(area) == (pytest.approx(float(row[column])) if row[column] else None)
