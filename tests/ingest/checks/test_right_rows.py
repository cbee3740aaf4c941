"""Right rows of many shapes draw no question, and few warnings: the shapes are those of benchmarks/slips.py."""

import random

import pytest

from benchmarks.slips import SHAPES, problems_of
from kpis.model.indicators import Unit
from kpis.model.problems import Severity
from tests.builders import an_indicator

ROWS, MONTHS = 12, 24
MOST_WARNED_OF = 0.03
"""Of so few figures chance may make it more than the 1 in 100 that docs/measurements.md has for the worst shapes."""


@pytest.mark.parametrize("name", SHAPES)
def test_right_rows_draw_no_question_and_few_warnings(name):
    unit, basis, shape = SHAPES[name]
    indicator = an_indicator("ROW", unit=unit, basis=basis, decimals=0 if unit is Unit.COUNT else 1)
    chance = random.Random(7)
    problems = [p for _ in range(ROWS) for p in problems_of(indicator, shape(chance, MONTHS)[0])]
    assert {p.severity for p in problems} <= {Severity.WARN}
    assert len(problems) <= MOST_WARNED_OF * ROWS * MONTHS
