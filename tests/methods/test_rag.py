import pytest

from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT, amber_limits, colour_scale, rag, rags
from kpis.methods.rounding import all_steps_shown
from kpis.model.indicators import Polarity
from kpis.model.observations import Marker
from kpis.model.targets import Target, TargetKind, ToleranceKind
from kpis.model.verdicts import Rag, RagReason, RagVerdict
from tests.builders import a_target

HIGH, LOW, CLOSE = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.CLOSE_TO_TARGET
JUDGED = (HIGH, LOW, CLOSE)
MONITOR = Target("T1", TargetKind.MONITOR)
NOT_YET_AGREED = Target("T1", TargetKind.TO_BE_CONFIRMED)


def colour(value, target, polarity=HIGH, decimals=1):
    return rag(value, None, decimals, polarity, target).rag.value


def not_rated(reason):
    return RagVerdict(Rag.NOT_RATED, reason)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100.0, "green"),
        (90.1, "green"),
        (90.0, "green"),
        (89.95, "green"),
        (89.949, "amber"),
        (89.9, "amber"),
        (76.5, "amber"),
        (76.45, "amber"),
        (76.449, "red"),
        (76.4, "red"),
        (0.0, "red"),
    ],
)
def test_high_is_good_and_amber_reaches_15_percent_of_the_target_below_it(value, expected):
    assert colour(value, a_target(90.0)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "green"),
        (11.9, "green"),
        (12.0, "green"),
        (12.04, "green"),
        (12.05, "amber"),
        (12.1, "amber"),
        (13.8, "amber"),
        (13.849, "amber"),
        (13.85, "red"),
        (13.9, "red"),
    ],
)
def test_low_is_good_and_amber_reaches_15_percent_of_the_target_above_it(value, expected):
    assert colour(value, a_target(12.0, polarity=LOW), LOW) == expected


def test_a_value_is_judged_with_the_decimals_that_are_shown():
    assert colour(89.95, a_target(90.0), decimals=1) == "green"
    assert colour(89.95, a_target(90.0), decimals=2) == "amber"
    assert colour(89.5, a_target(90.0), decimals=0) == "green"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (84.9, "red"),
        (85.0, "amber"),
        (99.9, "amber"),
        (100.0, "green"),
        (100.1, "amber"),
        (115.0, "amber"),
        (115.1, "red"),
    ],
)
def test_close_to_target_is_green_on_it_and_amber_on_both_sides(value, expected):
    assert colour(value, a_target(100.0, polarity=CLOSE), CLOSE) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "green"), (0.04, "green"), (0.05, "red"), (1, "red"), (100, "red")]
)
def test_a_target_of_nought_is_green_at_nought_and_red_beyond(value, expected):
    assert colour(value, a_target(0.0, polarity=LOW), LOW) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, "green"), (1, "amber"), (3, "amber"), (4, "red")])
@pytest.mark.parametrize("kind", [ToleranceKind.LIMIT, ToleranceKind.POINTS])
def test_a_target_of_nought_has_an_amber_band_where_a_limit_was_set(value, expected, kind):
    assert colour(value, a_target(0.0, polarity=LOW, tolerance=3, kind=kind), LOW, 0) == expected


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [
        (HIGH, 90.0, "green"),
        (HIGH, 88.0, "amber"),
        (HIGH, 87.9, "red"),
        (LOW, 90.0, "green"),
        (LOW, 92.0, "amber"),
        (LOW, 92.1, "red"),
    ],
)
def test_two_points_of_tolerance_are_points_and_not_percent(polarity, value, expected):
    assert (
        colour(value, a_target(90.0, polarity=polarity, tolerance=2, kind=ToleranceKind.POINTS), polarity) == expected
    )


@pytest.mark.parametrize(
    ("polarity", "limit", "value", "expected"),
    [(HIGH, 70, 70.0, "amber"), (HIGH, 70, 69.9, "red"), (LOW, 110, 110.0, "amber"), (LOW, 110, 110.1, "red")],
)
def test_a_limit_set_by_hand_is_the_last_amber_figure(polarity, limit, value, expected):
    target = a_target(90.0, polarity=polarity, tolerance=limit, kind=ToleranceKind.LIMIT)
    assert colour(value, target, polarity) == expected


@pytest.mark.parametrize("polarity", JUDGED)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (59.4, "red"),
        (59.5, "amber"),
        (69.9, "amber"),
        (70.0, "green"),
        (75.0, "green"),
        (80.0, "green"),
        (80.1, "amber"),
        (92.0, "amber"),
        (92.1, "red"),
    ],
)
def test_a_range_is_green_inside_and_amber_up_to_its_two_limits_whatever_the_polarity(polarity, value, expected):
    assert colour(value, a_target(70.0, 80.0, polarity=polarity), polarity) == expected


def test_without_an_amber_limit_the_wrong_side_is_red():
    assert colour(89.9, a_target(90.0, amber_low=None)) == "red"


def test_a_rated_figure_has_no_reason():
    assert rag(90.0, None, 1, HIGH, a_target(90.0)) == RagVerdict(Rag.GREEN)


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize(("value", "marker"), [(50.0, None), (None, None), (None, Marker.SUPPRESSED)])
def test_monitor_is_said_before_anything_else(polarity, value, marker):
    assert rag(value, marker, 1, polarity, MONITOR) == not_rated(RagReason.MONITOR)


@pytest.mark.parametrize("target", [None, NOT_YET_AGREED])
@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize(("value", "marker"), [(100.0, None), (0.0, None), (None, Marker.SUPPRESSED)])
def test_a_target_that_nobody_agreed_gives_no_colour(target, polarity, value, marker):
    assert rag(value, marker, 1, polarity, target) == not_rated(RagReason.NO_TARGET_AGREED)


@pytest.mark.parametrize("polarity", Polarity)
def test_the_colour_of_a_suppressed_figure_is_withheld_too(polarity):
    assert rag(None, Marker.SUPPRESSED, 1, polarity, a_target(90.0)) == not_rated(RagReason.SUPPRESSED)


def test_a_suppressed_figure_has_no_colour_even_if_a_number_came_with_it():
    assert rag(95.0, Marker.SUPPRESSED, 1, HIGH, a_target(90.0)) == not_rated(RagReason.SUPPRESSED)


@pytest.mark.parametrize("marker", [None, *(m for m in Marker if m is not Marker.SUPPRESSED)])
def test_no_value_gives_no_colour(marker):
    assert rag(None, marker, 1, HIGH, a_target(90.0)) == not_rated(RagReason.NO_VALUE)


def test_no_judgement_gives_no_colour_even_with_a_target():
    no_judgement = Polarity.NO_JUDGEMENT
    target = a_target(90.0, polarity=no_judgement)
    assert rag(90.0, None, 1, no_judgement, target) == not_rated(RagReason.NO_JUDGEMENT)


@pytest.mark.parametrize(
    ("polarity", "limits"),
    [(HIGH, (76.5, None)), (LOW, (None, 103.5)), (CLOSE, (76.5, 103.5)), (Polarity.NO_JUDGEMENT, (None, None))],
)
def test_an_amber_limit_is_a_plain_number_on_the_wrong_side_only(polarity, limits):
    assert amber_limits(90.0, 90.0, polarity, 15, ToleranceKind.RELATIVE) == limits


def test_with_no_tolerance_named_the_published_one_applies():
    assert PUBLISHED_TOLERANCE_PERCENT == 15
    assert amber_limits(12.0, 12.0, LOW, None, None) == (None, 13.8)


def test_a_tolerance_without_a_kind_is_relative():
    assert amber_limits(50.0, 50.0, HIGH, 10, None) == (45.0, None)


def test_the_limit_of_a_target_below_nought_lies_on_its_wrong_side():
    assert amber_limits(-20.0, -20.0, HIGH, 15, ToleranceKind.RELATIVE) == (-23.0, None)
    assert amber_limits(-20.0, -20.0, LOW, 15, ToleranceKind.RELATIVE) == (None, -17.0)


TARGETS = [
    None,
    MONITOR,
    NOT_YET_AGREED,
    *(a_target(n, polarity=p) for n in (90.0, 0.0, -20.0, 12.34) for p in Polarity),
    a_target(50.0, polarity=LOW, tolerance=2.55, kind=ToleranceKind.POINTS),
    a_target(70.0, 80.0),
    a_target(70.0, 80.0, polarity=LOW, tolerance=0, kind=ToleranceKind.POINTS),
    a_target(90.0, tolerance=95.0, kind=ToleranceKind.LIMIT),
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_series_is_coloured_as_each_of_its_figures_is(target, polarity, decimals):
    values = [None, -23.0, -20.0, -17.05, -0.04, 0.0, 0.05, 12.34, 12.345, 13.8, 14.195, 42.5, 47.45, 52.55, 52.56]
    values += [56.0, 59.5, 69.95, 70.0, 80.04, 80.05, 92.0, 76.5, 76.449, 89.94, 89.95, 95.0, 103.5, 103.6]
    markers = [
        Marker.SUPPRESSED if i % 7 == 3 else Marker.NOT_AVAILABLE if v is None else None for i, v in enumerate(values)
    ]
    scale, steps = colour_scale(decimals, polarity, target), all_steps_shown(values, decimals)
    assert rags(steps, None, scale) == [rag(v, None, decimals, polarity, target) for v in values]
    one_by_one = [rag(v, m, decimals, polarity, target) for v, m in zip(values, markers, strict=True)]
    assert rags(steps, markers, scale) == one_by_one


@pytest.mark.parametrize(("polarity", "borders"), [(HIGH, [85, 100]), (LOW, [101, 116]), (CLOSE, [85, 100, 101, 116])])
def test_a_scale_s_colours_change_at_its_borders_and_nowhere_else(polarity, borders):
    scale = colour_scale(0, polarity, a_target(100.0, polarity=polarity))
    changes = [step for step in range(1, 200) if scale.colour(step) is not scale.colour(step - 1)]
    assert changes == scale.borders == borders
