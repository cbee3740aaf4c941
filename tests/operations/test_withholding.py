"""The public's figures: found once for each edition of the store, and the solver loaded only where one is small."""

import subprocess
import sys

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import ScorecardTitle, Unit
from kpis.model.observations import Marker
from kpis.model.populations import Population
from kpis.operations import withholding
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.history import history_of
from kpis.operations.our_council import set_our_council
from kpis.operations.scorecard import scorecard_for
from tests.builders import an_indicator
from tests.operations.builders import OFFICER, PUBLIC, a_workbook, load, shipped

QUARTERLY = "quarterly-report-2022-23"


@pytest.fixture
def counted(monkeypatch):
    """How often what is withheld was looked for."""
    found, real = [], withholding.find_withheld
    monkeypatch.setattr(withholding, "find_withheld", lambda *given: found.append(1) or real(*given))
    return found


def test_officers_see_every_figure_and_nothing_is_looked_for(published, counted):
    scorecard = scorecard_for(published, OFFICER, "indicators-of-success-2023")
    assert (scorecard.withholding, scorecard.has_withheld, counted) == (None, False, [])


def test_what_is_withheld_is_found_once_until_something_is_added(store, counted):
    load(store, shipped("missing-children-2023"), catalogue=shipped_catalogue(), keep_catalogue=True, is_confirmed=True)
    for _ in range(3):
        scorecard_for(store, PUBLIC, "missing-children-2023")
        history_of(store, PUBLIC, "M01")
    assert len(counted) == 1
    load(store, shipped(QUARTERLY), catalogue=shipped_catalogue(), is_confirmed=True)
    scorecard_for(store, PUBLIC, "missing-children-2023")
    assert len(counted) == 2


def test_the_published_placements_are_withheld_as_they_should_have_been(published):
    rows = {r.indicator.code: r for r in scorecard_for(published, PUBLIC, QUARTERLY).rows}
    withheld = [code for code, row in rows.items() if row.marker is not None and row.value is None]
    assert [c for c in withheld if c.startswith("R1-9")] == ["R1-9D", "R1-9E", "R1-9H", "R1-9I"]
    assert rows["R1-9E"].shown == "x Withheld"
    assert rows["R1-7A"].shown == "501"


@pytest.mark.parametrize(("council", "is_withheld"), [("879", True), ("330", False)])
def test_a_rate_is_reckoned_with_the_population_of_our_own_council(store, council, is_withheld):
    """0.4 per 10,000 are 2 of 53,291 children, and 12 of 290,000: whose they are decides what the public may see."""
    populations = (Population("Plymouth", 2021, 53_291), Population("Birmingham", 2022, 290_000))
    rate = an_indicator("R1", name="Rate of children moved", unit=Unit.RATE_PER_10000, decimals=1)
    catalogue = Catalogue((rate,), (), (ScorecardTitle("tests", "Tests"),), populations=populations)
    if council != "879":
        set_our_council(store, OFFICER, council, "2025", "Another council uses it")
    load(store, a_workbook((rate.name, "2023-03", "0.4")), catalogue=catalogue, keep_catalogue=True, is_confirmed=True)
    (row,) = scorecard_for(store, PUBLIC, "tests").rows
    assert (row.marker is Marker.SUPPRESSED, row.value) == (is_withheld, None if is_withheld else 0.4)


def test_where_no_population_is_of_our_council_the_others_still_withhold(store):
    rate = an_indicator("R1", name="Rate of children moved", unit=Unit.RATE_PER_10000, decimals=1)
    populations = (Population("Torbay", 2021, 25_000),)
    catalogue = Catalogue((rate,), (), (ScorecardTitle("tests", "Tests"),), populations=populations)
    load(store, a_workbook((rate.name, "2023-03", "0.4")), catalogue=catalogue, keep_catalogue=True, is_confirmed=True)
    (row,) = scorecard_for(store, PUBLIC, "tests").rows
    assert row.marker is Marker.SUPPRESSED


def test_the_solver_is_not_loaded_before_a_small_number_is_there():
    asked = (
        "import sys, kpis.cli, app\n"
        "from kpis.model.catalogue import Catalogue\n"
        "from kpis.model.observations import Observation\n"
        "from kpis.model.small_numbers import SmallNumbersRule\n"
        "from kpis.scorecard.withheld import find_withheld\n"
        "from tests.builders import MARCH, a_count\n"
        "rows = (a_count('T', counts_children=True), *(a_count(c, whole='T', counts_children=True) for c in 'AB'))\n"
        "def gone(**values):\n"
        "    seen = [Observation(c, MARCH, v, None) for c, v in values.items()]\n"
        "    return len(find_withheld(Catalogue(rows), seen, SmallNumbersRule()).figures)\n"
        "print(gone(T=60, A=25, B=35), 'z3' in sys.modules, gone(T=60, A=2, B=58), 'z3' in sys.modules)\n"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout == "0 False 2 True\n"
