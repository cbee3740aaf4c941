import pytest

from kpis.methods.variation import variation
from kpis.model.indicators import Polarity
from kpis.model.process import Side, Signal, SpecialCause, Variation


@pytest.mark.parametrize("polarity", Polarity)
def test_a_usual_point_is_common_cause_whatever_is_good(polarity):
    assert variation(None, polarity) is Variation.COMMON_CAUSE


@pytest.mark.parametrize("cause", SpecialCause)
@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        (Polarity.HIGH_IS_GOOD, Variation.IMPROVEMENT, Variation.CONCERN),
        (Polarity.LOW_IS_GOOD, Variation.CONCERN, Variation.IMPROVEMENT),
        (Polarity.CLOSE_TO_TARGET, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
        (Polarity.NO_JUDGEMENT, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
    ],
)
def test_an_unusual_point_is_judged_by_its_side_and_what_is_good(cause, polarity, high, low):
    assert variation(Signal(cause, Side.HIGH), polarity) is high
    assert variation(Signal(cause, Side.LOW), polarity) is low
