"""Every arrow that the plan of 2023 printed, against the scorecard of March 2023."""

import pytest

from kpis.model.periods import Period
from kpis.model.verdicts import DirectionReason, Judgement, Movement
from tests.scorecard.golden import months_of_2023, plan_2023, printed_number

FEBRUARY, MARCH = Period.month(2023, 2), Period.month(2023, 3)
AS_PRINTED = {"up": Movement.UP, "down": Movement.DOWN, "no change": Movement.UNCHANGED}
PLAN = plan_2023()
WITH_FIGURES = [code for code, row in PLAN.items() if printed_number(row["m6"]) is not None]
WITHOUT_FIGURES = [code for code in PLAN if code not in WITH_FIGURES]


def test_the_plan_prints_51_rows_with_figures_and_16_without():
    assert (len(WITH_FIGURES), len(WITHOUT_FIGURES)) == (51, 16)


@pytest.mark.parametrize("code", WITH_FIGURES)
def test_a_printed_arrow_is_reproduced(code, march_2023):
    direction = march_2023[code].direction
    assert direction.movement is AS_PRINTED[PLAN[code]["direction_printed"]]
    assert direction.compared_with == FEBRUARY
    assert direction.reason is None


@pytest.mark.parametrize("code", WITHOUT_FIGURES)
def test_a_row_without_figures_is_not_comparable(code, march_2023):
    direction = march_2023[code].direction
    assert direction.movement is Movement.NOT_COMPARABLE
    assert direction.judgement is Judgement.NO_JUDGEMENT
    assert direction.reason is DirectionReason.NO_VALUE


@pytest.mark.parametrize("code", WITH_FIGURES)
def test_a_printed_arrow_is_better_or_worse_as_the_plan_says_what_is_good(code, march_2023):
    printed, polarity = PLAN[code]["direction_printed"], PLAN[code]["polarity"]
    if polarity == "monitor":
        expected = Judgement.NO_JUDGEMENT
    else:
        is_better = (printed == "up") == (polarity == "higher_is_better")
        expected = Judgement.BETTER if is_better else Judgement.WORSE
    if printed == "no change":
        expected = Judgement.SAME
    assert march_2023[code].direction.judgement is expected


def test_a_figure_is_shown_as_printed(march_2023):
    shown = {code: march_2023[code].shown for code in WITH_FIGURES}
    assert shown == {code: PLAN[code]["m6"].removesuffix("r") for code in WITH_FIGURES}


def test_every_printed_month_is_in_the_history(march_2023):
    for code in WITH_FIGURES:
        printed = [p for p, text in months_of_2023(PLAN[code]).items() if printed_number(text) is not None]
        assert [p.period for p in march_2023[code].history if p.value is not None] == printed
