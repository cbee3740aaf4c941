import pytest

from kpis.methods.compared_with import compared_with
from kpis.model.indicators import Polarity
from kpis.model.intervals import Compared, Interval, NoInterval

OURS = Interval(50.0, 60.0)
HIGH, LOW = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD


@pytest.mark.parametrize(
    ("theirs", "polarity", "said"),
    [
        (49.9, HIGH, Compared.BETTER),
        (50.0, HIGH, Compared.SIMILAR),
        (55.0, HIGH, Compared.SIMILAR),
        (60.0, HIGH, Compared.SIMILAR),
        (60.1, HIGH, Compared.WORSE),
        (49.9, LOW, Compared.WORSE),
        (60.1, LOW, Compared.BETTER),
        (49.9, Polarity.NO_JUDGEMENT, Compared.HIGHER),
        (60.1, Polarity.NO_JUDGEMENT, Compared.LOWER),
        (60.1, Polarity.CLOSE_TO_TARGET, Compared.LOWER),
        (Interval(40.0, 49.9), HIGH, Compared.BETTER),
        (Interval(40.0, 50.0), HIGH, Compared.SIMILAR),
        (Interval(60.0, 70.0), HIGH, Compared.SIMILAR),
        (Interval(60.1, 70.0), HIGH, Compared.WORSE),
        (Interval(40.0, 70.0), LOW, Compared.SIMILAR),
    ],
)
def test_better_is_said_only_where_the_interval_allows_it(theirs, polarity, said):
    assert compared_with(OURS, theirs, polarity) is said


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize(
    ("ours", "theirs"), [(None, 10.0), (NoInterval.NO_COUNTS, 10.0), (NoInterval.NO_DENOMINATOR, 10.0), (OURS, None)]
)
def test_without_an_interval_or_a_figure_nothing_is_compared(ours, theirs, polarity):
    assert compared_with(ours, theirs, polarity) is Compared.NOT_COMPARED
