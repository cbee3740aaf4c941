import pytest

from kpis.methods.assurance import assurance
from kpis.model.indicators import Polarity
from kpis.model.process import Assurance, NoAssurance
from kpis.model.targets import Target, TargetKind
from tests.builders import a_target

HIGH, LOW, CLOSE, NONE = (
    Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.CLOSE_TO_TARGET, Polarity.NO_JUDGEMENT,
)  # fmt: skip
MEET, UNSURE, FAIL = Assurance.WILL_MEET, Assurance.NOT_RELIABLY, Assurance.WILL_FAIL


@pytest.mark.parametrize(
    ("polarity", "target", "verdict"),
    [
        (HIGH, 79.9, MEET),
        (HIGH, 80.0, UNSURE),
        (HIGH, 85.0, UNSURE),
        (HIGH, 90.0, UNSURE),
        (HIGH, 90.1, FAIL),
        (LOW, 79.9, FAIL),
        (LOW, 80.0, UNSURE),
        (LOW, 90.0, UNSURE),
        (LOW, 90.1, MEET),
        (CLOSE, 85.0, UNSURE),
        (CLOSE, 79.9, FAIL),
        (CLOSE, 90.1, FAIL),
    ],
)
def test_a_target_is_met_always_not_reliably_or_never(polarity, target, verdict):
    assert assurance(80.0, 90.0, polarity, a_target(target)) is verdict


@pytest.mark.parametrize("polarity", [HIGH, LOW, CLOSE])
@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(79.0, 91.0, MEET), (80.0, 91.0, UNSURE), (79.0, 90.0, UNSURE), (91.0, 95.0, FAIL), (70.0, 79.0, FAIL)],
)
def test_a_good_range_is_met_when_both_limits_lie_in_it(polarity, low, high, verdict):
    assert assurance(80.0, 90.0, polarity, a_target(low, high)) is verdict


@pytest.mark.parametrize("polarity", [HIGH, LOW, CLOSE])
def test_a_target_of_nought_is_a_target(polarity):
    assert assurance(1.0, 3.0, polarity, a_target(0.0)) is (MEET if polarity is HIGH else FAIL)
    assert assurance(-1.0, 3.0, polarity, a_target(0.0)) is UNSURE


@pytest.mark.parametrize(
    ("target", "polarity", "reason"),
    [
        (Target("T1", TargetKind.MONITOR), HIGH, NoAssurance.MONITOR),
        (None, HIGH, NoAssurance.NO_TARGET_AGREED),
        (Target("T1", TargetKind.TO_BE_CONFIRMED), LOW, NoAssurance.NO_TARGET_AGREED),
        (a_target(90.0), NONE, NoAssurance.NO_JUDGEMENT),
    ],
)
def test_without_a_target_or_a_good_side_the_reason_is_told(target, polarity, reason):
    assert assurance(80.0, 90.0, polarity, target) is reason
