import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.direction import directions, earlier_of, is_nearer, judgement, like_for_like, movement
from kpis.methods.rounding import all_steps_shown
from kpis.model.indicators import Basis, Polarity
from kpis.model.periods import Period
from kpis.model.verdicts import Judgement, Movement
from tests.builders import academic_year, financial_year, month

UP, DOWN, UNCHANGED, NOT_COMPARABLE = Movement.UP, Movement.DOWN, Movement.UNCHANGED, Movement.NOT_COMPARABLE
BETTER, WORSE, SAME, NONE = Judgement.BETTER, Judgement.WORSE, Judgement.SAME, Judgement.NO_JUDGEMENT
HIGH, LOW, CLOSE = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.CLOSE_TO_TARGET
NOT_YEAR_TO_DATE = [basis for basis in Basis if basis is not Basis.YEAR_TO_DATE]
REVERSED = {UP: DOWN, DOWN: UP, UNCHANGED: UNCHANGED, NOT_COMPARABLE: NOT_COMPARABLE}
OPPOSITE = {BETTER: WORSE, WORSE: BETTER, SAME: SAME, NONE: NONE}
figures = st.none() | st.integers(-10_000, 10_000).map(lambda n: n / 100)


@pytest.mark.parametrize("basis", NOT_YEAR_TO_DATE)
@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (month("2023-03"), month("2023-02")),
        (month("2023-04"), month("2023-03")),
        (month("2023-01"), month("2022-12")),
        (Period.quarter(2022, 1), Period.quarter(2021, 4)),
        (financial_year(2022), financial_year(2021)),
        (academic_year(2022), academic_year(2021)),
    ],
)
def test_a_figure_is_compared_with_the_period_just_before(basis, period, earlier):
    assert like_for_like(period, basis) == (earlier, False)


@pytest.mark.parametrize(
    ("period", "earlier", "is_new_year"),
    [
        (month("2023-03"), month("2023-02"), False),
        (month("2023-01"), month("2022-12"), False),
        (month("2023-05"), month("2023-04"), False),
        (month("2023-04"), month("2022-04"), True),
        (Period.quarter(2022, 2), Period.quarter(2022, 1), False),
        (Period.quarter(2022, 4), Period.quarter(2022, 3), False),
        (Period.quarter(2022, 1), Period.quarter(2021, 1), True),
        (financial_year(2022), financial_year(2021), False),
    ],
)
def test_a_year_to_date_figure_begins_again_in_april(period, earlier, is_new_year):
    assert like_for_like(period, Basis.YEAR_TO_DATE) == (earlier, is_new_year)


@pytest.mark.parametrize(
    ("current", "earlier", "decimals", "expected"),
    [
        (56.7, 56.6, 1, UP),
        (56.6, 56.7, 1, DOWN),
        (56.6, 56.6, 1, UNCHANGED),
        (56.64, 56.55, 1, UNCHANGED),
        (56.65, 56.64, 1, UP),
        (56.65, 56.64, 0, UNCHANGED),
        (0.0, 0.0, 0, UNCHANGED),
        (0.0, -0.04, 1, UNCHANGED),
        (1, 0, 0, UP),
        (0, 1, 0, DOWN),
        (None, 1, 0, NOT_COMPARABLE),
        (1, None, 0, NOT_COMPARABLE),
        (None, None, 0, NOT_COMPARABLE),
    ],
)
def test_movement_is_that_of_the_figures_as_shown(current, earlier, decimals, expected):
    assert movement(current, earlier, decimals) is expected


@pytest.mark.parametrize(
    ("moved", "polarity", "nearer", "expected"),
    [
        (UP, HIGH, None, BETTER),
        (DOWN, HIGH, None, WORSE),
        (UP, LOW, None, WORSE),
        (DOWN, LOW, None, BETTER),
        (UP, CLOSE, True, BETTER),
        (DOWN, CLOSE, True, BETTER),
        (UP, CLOSE, False, WORSE),
        (DOWN, CLOSE, False, WORSE),
        (UP, CLOSE, None, NONE),
        (DOWN, CLOSE, None, NONE),
        (UP, Polarity.NO_JUDGEMENT, None, NONE),
        (DOWN, Polarity.NO_JUDGEMENT, None, NONE),
    ],
)
def test_a_movement_is_judged_by_polarity(moved, polarity, nearer, expected):
    assert judgement(moved, polarity, nearer) is expected


@pytest.mark.parametrize("polarity", Polarity)
def test_unchanged_is_the_same_and_not_comparable_is_no_judgement(polarity):
    assert judgement(UNCHANGED, polarity) is SAME
    assert judgement(NOT_COMPARABLE, polarity) is NONE


@pytest.mark.parametrize(
    ("current", "earlier", "low", "high", "expected"),
    [
        (101.0, 103.0, 100.0, 100.0, True),
        (103.0, 101.0, 100.0, 100.0, False),
        (99.0, 102.0, 100.0, 100.0, True),
        (99.0, 101.0, 100.0, 100.0, None),
        (75.0, 72.0, 70.0, 80.0, None),
        (70.0, 69.9, 70.0, 80.0, True),
        (80.1, 80.0, 70.0, 80.0, False),
        (69.0, 81.0, 70.0, 80.0, None),
        (100.04, 100.0, 100.0, 100.0, None),
        (100.05, 100.0, 100.0, 100.0, False),
    ],
)
def test_nearer_is_measured_to_the_target_or_the_good_range_as_shown(current, earlier, low, high, expected):
    assert is_nearer(current, earlier, 1, low, high) is expected


@given(figures, figures, st.integers(0, 2))
@settings(max_examples=200, database=None, deadline=None)
def test_reversing_time_flips_every_arrow(current, earlier, decimals):
    assert movement(earlier, current, decimals) is REVERSED[movement(current, earlier, decimals)]


@given(figures, figures, st.integers(0, 2))
@settings(max_examples=200, database=None, deadline=None)
def test_swapping_polarity_flips_better_and_worse(current, earlier, decimals):
    moved = movement(current, earlier, decimals)
    assert judgement(moved, LOW) is OPPOSITE[judgement(moved, HIGH)]


@given(*[st.integers(-1000, 1000).map(lambda n: n / 10)] * 4)
@settings(max_examples=200, database=None, deadline=None)
def test_reversing_time_flips_nearer(current, earlier, one_end, other_end):
    low, high = sorted((one_end, other_end))
    nearer = is_nearer(current, earlier, 1, low, high)
    assert is_nearer(earlier, current, 1, low, high) is (None if nearer is None else not nearer)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("first", [month("2021-01"), month("2021-04"), Period.quarter(2021, 2), financial_year(2001)])
@pytest.mark.parametrize("count", [0, 1, 3, 30])
def test_a_series_is_compared_like_for_like_as_each_of_its_figures_is(first, basis, count):
    periods = [first.shifted(i) for i in range(count)]
    steps = list(range(count))
    position = {period: step for step, period in enumerate(periods)}
    assert earlier_of(steps, first, basis) == [position.get(like_for_like(p, basis)[0]) for p in periods]


@given(
    pairs=st.lists(st.tuples(figures, figures), max_size=8),
    polarity=st.sampled_from(Polarity),
    decimals=st.integers(0, 2),
)
@settings(max_examples=200, database=None, deadline=None)
@pytest.mark.parametrize("good", [None, (50.0, 50.0), (20.0, 30.0), (12.345, 12.345), (0.0, 0.0), (-7.5, 1000.0)])
def test_a_series_moves_as_each_of_its_figures_does(pairs, polarity, decimals, good):
    one_by_one = []
    for now, then in pairs:
        moved = movement(now, then, decimals)
        nearer = None if good is None or now is None or then is None else is_nearer(now, then, decimals, *good)
        one_by_one.append((moved, judgement(moved, polarity, nearer)))
    steps = all_steps_shown([now for now, _ in pairs], decimals)
    earlier = all_steps_shown([then for _, then in pairs], decimals)
    assert directions(steps, earlier, polarity, decimals, good) == one_by_one
