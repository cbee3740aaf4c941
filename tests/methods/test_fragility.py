import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.fragility import fragility
from kpis.methods.rag import colour_scale, rag
from kpis.model.indicators import Polarity
from kpis.model.intervals import ColourChange, Fragility, NotFragile
from kpis.model.verdicts import Rag
from tests.builders import a_target

HIGH, LOW, CLOSE = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.CLOSE_TO_TARGET
GREEN, AMBER, RED = Rag.GREEN, Rag.AMBER, Rag.RED


def of(numerator, denominator, target=90.0, polarity=HIGH, *, per=100, decimals=1, is_share=True, value=None):
    scale = colour_scale(decimals, polarity, a_target(target, polarity=polarity))
    shown = per * numerator / denominator if value is None and denominator else value
    return fragility(shown, numerator, denominator, per, scale, is_share)


@pytest.mark.parametrize(
    ("numerator", "denominator", "fewer", "more"),
    [
        (47, 50, ColourChange(-3, AMBER), None),
        (45, 50, ColourChange(-1, AMBER), None),
        (44, 50, ColourChange(-6, RED), ColourChange(1, GREEN)),
        (30, 50, None, ColourChange(9, AMBER)),
        (50, 50, ColourChange(-6, AMBER), None),
        (0, 50, None, ColourChange(39, AMBER)),
    ],
)
def test_so_many_children_would_change_the_colour_where_high_is_good(numerator, denominator, fewer, more):
    assert of(numerator, denominator) == Fragility(fewer, more)


@pytest.mark.parametrize(
    ("numerator", "fewer", "more"),
    [
        (12, None, ColourChange(1, AMBER)),
        (13, ColourChange(-1, GREEN), ColourChange(1, RED)),
        (14, ColourChange(-1, AMBER), None),
    ],
)
def test_so_many_children_would_change_the_colour_where_low_is_good(numerator, fewer, more):
    assert of(numerator, 100, 12.0, LOW) == Fragility(fewer, more)


def test_close_to_target_can_lose_its_colour_on_both_sides():
    answer = of(50, 100, 50.0, CLOSE, decimals=0)
    assert answer == Fragility(ColourChange(-1, AMBER), ColourChange(1, AMBER))
    assert answer.nearest == ColourChange(-1, AMBER)


def test_the_nearest_change_is_the_smaller_one():
    assert of(44, 50).nearest == ColourChange(1, GREEN)


def test_a_figure_is_judged_as_shown_here_too():
    """899.5 of 1,000 is not a count, but 1,799 of 2,000 is 89.95%, shown as 90.0%."""
    assert of(1799, 2000).fewer == ColourChange(-1, AMBER)


def test_a_rate_counts_children_and_may_pass_its_denominator():
    assert of(222, 52_600, 42.1, LOW, per=10_000) == Fragility(ColourChange(-1, GREEN), ColourChange(33, RED))
    assert of(10, 10, 120.0, HIGH, is_share=False).more == ColourChange(1, AMBER)
    assert of(10, 10, 120.0, HIGH) is NotFragile.NOTHING_CHANGES_IT


def test_a_count_is_its_own_numerator():
    assert of(3, 1, 0.0, LOW, per=1, decimals=0, is_share=False) == Fragility(ColourChange(-3, GREEN), None)
    assert of(0, 1, 0.0, LOW, per=1, decimals=0, is_share=False) == Fragility(None, ColourChange(1, RED))


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "reason"),
    [
        (None, 50, 90.0, NotFragile.NO_COUNTS),
        (45, None, 90.0, NotFragile.NO_COUNTS),
        (45, 0, 90.0, NotFragile.NO_DENOMINATOR),
        (-45, 50, 90.0, NotFragile.NEGATIVE),
        (45, -50, 90.0, NotFragile.NEGATIVE),
        (45.5, 50, 91.0, NotFragile.NOT_WHOLE),
        (45, 50, 94.3, NotFragile.COUNTS_GIVE_ANOTHER_FIGURE),
        (45, 50, None, NotFragile.NOT_RATED),
    ],
)
def test_without_counts_that_give_the_figure_the_reason_is_told(numerator, denominator, value, reason):
    scale = colour_scale(1, HIGH, a_target(90.0))
    assert fragility(value, numerator, denominator, 100, scale) is reason


def test_without_a_colour_nothing_would_change_it():
    assert fragility(90.0, 45, 50, 100, colour_scale(1, HIGH, None)) is NotFragile.NOT_RATED


@given(
    people=st.integers(1, 400),
    share=st.integers(0, 400),
    target=st.integers(0, 1000).map(lambda tenths: tenths / 10),
    polarity=st.sampled_from([HIGH, LOW, CLOSE]),
    decimals=st.integers(0, 2),
)
@settings(max_examples=300, database=None, deadline=None)
def test_no_smaller_change_would_do(people, share, target, polarity, decimals):
    children = min(share, people)
    agreed = a_target(target, polarity=polarity)

    def colour(count):
        return rag(100 * count / people, None, decimals, polarity, agreed).rag

    now = colour(children)
    down = next((k for k in range(1, children + 1) if colour(children - k) is not now), None)
    up = next((k for k in range(1, people - children + 1) if colour(children + k) is not now), None)
    answer = fragility(100 * children / people, children, people, 100, colour_scale(decimals, polarity, agreed))
    if down is None and up is None:
        assert answer is NotFragile.NOTHING_CHANGES_IT
    else:
        assert answer.fewer == (None if down is None else ColourChange(-down, colour(children - down)))
        assert answer.more == (None if up is None else ColourChange(up, colour(children + up)))
