from datetime import date

import pytest

from kpis.ingest.cells import Cell
from kpis.ingest.checks.target_differs import WHAT_TO_DO, check_target
from kpis.model.targets import Target, TargetKind
from tests.builders import a_target, an_indicator

NINETY = a_target(90.0)
MONITOR = Target("T1", TargetKind.MONITOR)


def sentences(content, targets, number_format="General"):
    cell = Cell("Plan", 4, 11, content, number_format)
    return [(p.code, p.message) for p in check_target(cell, an_indicator(), targets)]


@pytest.mark.parametrize(
    ("content", "number_format", "targets"),
    [
        ("90.0%", "@", [NINETY]),
        (0.9, "0%", [NINETY]),
        (90, "0", [NINETY]),
        ("90% England", "@", [NINETY]),
        ("70-80", "@", [a_target(70.0, 80.0)]),
        ("Monitor only", "@", [MONITOR]),
        (80, "0", [a_target(80.0), a_target(90.0, in_force_from=date(2023, 4, 1))]),
        (None, "General", [NINETY]),
        (None, "General", []),
    ],
)
def test_a_target_that_the_indicator_has_had_is_passed_over(content, number_format, targets):
    assert sentences(content, targets, number_format) == []


@pytest.mark.parametrize(
    ("content", "targets"), [(85, [NINETY]), ("Monitor", [NINETY]), ("TBC", [NINETY]), (90, [MONITOR]), (90, [])]
)
def test_another_target_is_pointed_out(content, targets):
    sentence = f'Sheet "Plan", cell K4: the target here, {content}, is not the one in the catalogue.'
    assert sentences(content, targets) == [("W_TARGET_DIFFERS", sentence)]


def test_a_target_that_cannot_be_read_is_pointed_out():
    assert sentences("soon", [NINETY]) == [("W_TARGET_UNREAD", 'Sheet "Plan", cell K4: "soon" is not a target.')]


def test_the_reader_is_told_that_the_catalogue_counts():
    assert WHAT_TO_DO.startswith("The catalogue's target counts.")
