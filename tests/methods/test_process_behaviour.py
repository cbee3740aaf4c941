import random

import pytest

from kpis.methods.process_behaviour import FEWEST_POINTS, limits_at, not_applicable, process_behaviour
from kpis.methods.process_limits import process_limits
from kpis.model.indicators import Basis
from kpis.model.process import NoProcess, SpecialCause

NOISE = [50.0, 53.0, 49.0, 51.0, 48.0, 52.0, 50.0, 47.0, 53.0, 51.0, 49.0, 52.0, 48.0]
RISING = [float(v) for v in range(47, 54)]


def causes(behaviour):
    return [signal and signal.cause for signal in behaviour.signals]


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        (Basis.IN_MONTH, None),
        (Basis.SNAPSHOT, None),
        (Basis.YEAR_TO_DATE, NoProcess.NOT_APPLICABLE),
        (Basis.ROLLING_12_MONTHS, NoProcess.NOT_APPLICABLE),
        (Basis.SINCE_DATE, NoProcess.NOT_APPLICABLE),
        (Basis.QUARTER, NoProcess.NOT_MONTHLY),
        (Basis.YEAR, NoProcess.NOT_MONTHLY),
        (Basis.ACADEMIC_YEAR, NoProcess.NOT_MONTHLY),
    ],
)
def test_only_months_that_do_not_overlap_have_limits(basis, reason):
    assert not_applicable(basis) is reason


def test_thirteen_points_are_enough_and_twelve_are_not():
    assert FEWEST_POINTS == 13
    assert process_behaviour(NOISE).reason is None
    too_few = process_behaviour(NOISE[:12])
    assert too_few.reason is NoProcess.NOT_ENOUGH_DATA
    assert (too_few.stretches[0].limits, set(too_few.signals)) == (None, {None})


def test_markers_are_not_counted_as_points():
    behaviour = process_behaviour([*NOISE[:12], None, None])
    assert (behaviour.reason, behaviour.stretches[0].points) == (NoProcess.NOT_ENOUGH_DATA, 12)


@pytest.mark.parametrize("values", [[], [None], [None] * 30])
def test_all_markers_are_no_values(values):
    behaviour = process_behaviour(values)
    assert (behaviour.reason, behaviour.latest, behaviour.current) == (NoProcess.NO_VALUES, None, None)
    assert behaviour.signals == (None,) * len(values)


def test_one_point_is_not_enough_data():
    behaviour = process_behaviour([40.0])
    assert (behaviour.reason, behaviour.current.points) == (NoProcess.NOT_ENOUGH_DATA, 1)


@pytest.mark.parametrize("value", [0.0, 94.3, 100.0])
def test_a_flat_series_is_said_to_be_flat_and_nothing_in_it_is_unusual(value):
    behaviour = process_behaviour([value] * 24)
    assert (behaviour.reason, behaviour.current.limits.mean) == (NoProcess.FLAT, value)
    assert (behaviour.current.limits.lower, set(behaviour.signals)) == (None, {None})


def test_a_missing_month_breaks_a_trend():
    whole = process_behaviour([*NOISE, *RISING])
    broken = process_behaviour([*NOISE, *RISING[:4], None, *RISING[4:]])
    assert causes(whole)[-7:] == [SpecialCause.TREND] * 7
    assert SpecialCause.TREND not in causes(broken)


def test_a_missing_month_breaks_a_shift():
    high = [53.0, 55.0, 53.0, 55.0, 53.0, 55.0, 53.0]
    low = [float(v) for v in (45, 49) * 7]
    assert causes(process_behaviour(low + high))[14:] == [SpecialCause.SHIFT] * 7
    assert causes(process_behaviour([*low, *high[:3], None, *high[3:]]))[14:] == [None] * 8


def test_a_missing_month_breaks_a_window_of_three():
    base = [50.0, 53.0] * 10
    limits = process_limits([*base, 57.5, 57.5, 53.0])
    assert limits.near_upper < 57.5 < limits.upper
    whole = process_behaviour([*base, 57.5, 57.5, 53.0])
    broken = process_behaviour([*base, 57.5, None, 57.5, 53.0])
    assert causes(whole)[-3:-1] == [SpecialCause.TWO_OF_THREE] * 2
    assert SpecialCause.TWO_OF_THREE not in causes(broken)


def test_a_missing_month_changes_no_limit():
    assert process_behaviour([*NOISE[:5], None, *NOISE[5:]]).current.limits == process_behaviour(NOISE).current.limits


def test_nothing_crosses_a_re_baseline():
    behaviour = process_behaviour([*NOISE, *(v + 30 for v in NOISE)], [13])
    first, second = behaviour.stretches
    assert (first.start, first.end, second.start, second.end) == (0, 13, 13, 26)
    assert second.limits.mean == pytest.approx(first.limits.mean + 30)
    assert set(behaviour.signals) == {None}
    assert limits_at(behaviour, 12) == first.limits
    assert limits_at(behaviour, 13) == second.limits
    assert limits_at(behaviour, 26) is None


def test_a_short_time_after_a_re_baseline_there_is_not_enough_data_yet():
    behaviour = process_behaviour([*NOISE, 80.0, 81.0], [13])
    assert behaviour.stretches[0].limits is not None
    assert (behaviour.current.points, behaviour.reason) == (2, NoProcess.NOT_ENOUGH_DATA)


@pytest.mark.parametrize("start", [-1, 0, 13, 99])
def test_a_re_baseline_at_an_end_makes_no_empty_stretch(start):
    assert process_behaviour(NOISE, [start]) == process_behaviour(NOISE)


def test_the_latest_figure_is_judged_when_markers_follow_it():
    behaviour = process_behaviour([*NOISE, 90.0, None, None])
    assert behaviour.latest == 13
    assert behaviour.signals[13].cause is SpecialCause.OUTSIDE_LIMITS


def test_moving_every_figure_by_the_same_amount_changes_no_signal():
    rng = random.Random(7)
    values = [None if rng.random() < 0.05 else float(rng.randint(0, 40)) for _ in range(200)]
    raised = [None if v is None else v + 128 for v in values]
    assert process_behaviour(values).signals == process_behaviour(raised).signals


def test_turning_a_series_upside_down_turns_each_signal():
    rng = random.Random(8)
    values = [None if rng.random() < 0.05 else float(rng.randint(0, 40)) for _ in range(200)]
    over = [None if v is None else -v for v in values]
    signals, turned = process_behaviour(values).signals, process_behaviour(over).signals
    assert any(signals)
    for one, other in zip(signals, turned, strict=True):
        assert (one and one.cause) == (other and other.cause)
        assert one is None or one.side is not other.side
