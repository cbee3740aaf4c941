import pytest

from kpis.ingest.as_read import AsRead
from kpis.ingest.checks.two_figures import check
from kpis.model.observations import Marker
from tests.builders import a_catalogue, an_observation, month

FIRST = an_observation(56.6, sheet="Q1", cell="D4", as_written="56.6%")


def problems(*others):
    return [(p.code, p.cell) for p in check(AsRead((FIRST, *others), a_catalogue()))]


@pytest.mark.parametrize(
    "other",
    [
        an_observation(56.7, sheet="Q1", cell="D9"),
        an_observation(marker=Marker.SUPPRESSED, sheet="Q1", cell="D9"),
    ],
)
def test_two_different_figures_are_a_conflict(other):
    assert problems(other) == [("E_CONFLICT", "D4,D9")]


def test_one_figure_with_two_fractions_is_a_conflict_and_both_are_named():
    made = [
        an_observation(56.6, numerator=n, denominator=30, cell=c, as_written="56.6")
        for n, c in ((17, "D4"), (16, "D9"))
    ]
    (conflict,) = check(AsRead(tuple(made), a_catalogue()))
    assert (conflict.code, "56.6 (17/30) in D4 and 56.6 (16/30) in D9" in conflict.message) == ("E_CONFLICT", True)


def test_of_a_figure_that_stands_twice_the_one_with_its_fraction_is_kept():
    made = an_observation(56.6, numerator=17, denominator=30, sheet="Q1", cell="D9")
    read = AsRead((FIRST, made), a_catalogue())
    assert [p.code for p in check(read)] == ["W_DUPLICATE_ROW"]
    assert list(read.read_figures.values()) == [made]


def test_the_same_figure_again_is_a_repeat():
    assert problems(an_observation(56.6, cell="D9"), an_observation(56.6, cell="D10")) == [
        ("W_DUPLICATE_ROW", "D9"),
        ("W_DUPLICATE_ROW", "D10"),
    ]


@pytest.mark.parametrize("other", [an_observation(1, period=month("2023-04")), an_observation(1, code="T2")])
def test_another_period_or_indicator_is_no_conflict(other):
    assert problems(other) == []


def test_an_empty_upload_has_no_problem():
    assert list(check(AsRead((), a_catalogue()))) == []


def test_of_repeats_the_first_is_kept():
    other = an_observation(1, code="T2")
    read = AsRead((FIRST, an_observation(56.6, cell="D9"), other), a_catalogue())
    assert list(read.read_figures.values()) == [FIRST, other]


def test_a_conflict_across_sheets_names_both():
    (problem,) = check(AsRead((FIRST, an_observation(9, sheet="Q2", cell="D4", as_written="9")), a_catalogue()))
    assert problem.cell == "D4"
    assert problem.message.endswith('is 56.6% in D4 of sheet "Q1" and 9 in D4.')
