import pytest

from kpis.model.indicators import Basis, Polarity
from kpis.model.observations import Marker
from kpis.model.people import Asker, Audience
from kpis.operations.scorecard import scorecard_for
from kpis.scorecard.question_facts import pace, still_moving_away
from kpis.scorecard.question_groups import fallen_groups
from kpis.scorecard.questions_to_ask import MOST, Why, questions_of, questions_to_ask
from tests.builders import MARCH, a_count, academic_year, an_indicator, month
from tests.scorecard.builders import a_row, a_scorecard, a_target, kept, kept_comparator


def whys(row):
    return [question.why for question in questions_of(row)]


def texts(row):
    return [question.text for question in questions_of(row)]


@pytest.fixture(scope="module")
def of_2023(published):
    return questions_to_ask(scorecard_for(published, Asker("a test"), "indicators-of-success-2023", "2023-03"))


def test_the_collapse_of_supervision_is_asked_about_in_each_red_row_of_it(of_2023):
    said = (
        "Five of six figures of “Percentage of Case Supervision’s in time” fell by a third or more between October "
        "2022 and November 2022. Was the definition or the system changed, or did practice?"
    )
    assert {code for code, questions in of_2023.items() if questions[0].text == said} == {"N61", "N62", "N63", "N64"}


def test_a_published_row_that_is_long_red_is_asked_what_has_been_tried(of_2023):
    assert of_2023["N12"][0].text == (
        "Below target for six months running and red in all of them: 64.1% now, against 90.0%. "
        "What has been tried, and when is it expected to be back on target?"
    )


def test_a_published_row_without_a_figure_is_asked_when_there_will_be_one(of_2023):
    assert of_2023["N13"][0].fact == "There has been no figure for 6 months."
    assert of_2023["N55"][0].fact == "There is no figure yet."


def test_nothing_is_asked_where_there_were_no_cases():
    asked = {marker: whys(a_row({"2023-02": 75.0, "2023-03": marker})) for marker in Marker}
    assert asked[Marker.NOT_APPLICABLE] == []
    assert asked[Marker.NOT_AVAILABLE] == [Why.NO_FIGURE]


def test_every_red_row_of_the_published_scorecards_has_one_or_two_questions(published):
    for name in ("indicators-of-success-2023", "improvement-plan-2019", "quarterly-report-2022-23"):
        scorecard = scorecard_for(published, Asker("a test"), name)
        asked = questions_to_ask(scorecard)
        for row in scorecard.rows:
            if row.rag.rag == "red":
                assert 1 <= len(asked[row.indicator.code]) <= MOST, row.indicator.code


def test_no_published_row_that_is_well_is_asked_about(published):
    scorecard = scorecard_for(published, Asker("a test"), "improvement-plan-2019", "2019-06")
    green = {row.indicator.code for row in scorecard.rows if row.rag.rag == "green"}
    assert green
    assert green & set(questions_to_ask(scorecard)) == set()


def test_a_withheld_row_is_asked_about_without_a_number():
    row = a_row({"2023-02": 40.0, "2023-03": Marker.SUPPRESSED}, targets=[a_target(90.0)])
    (question,) = questions_of(row)
    assert question.why is Why.WITHHELD
    assert not any(character.isdigit() for character in question.text)


def test_a_denominator_that_halves_is_asked_about_first():
    figures = [
        kept("2023-02", 80.0, numerator=96, denominator=120),
        kept("2023-03", 60.0, numerator=36, denominator=60),
    ]
    row = a_row(figures, targets=[a_target(90.0, amber_low=76.5)])
    assert texts(row)[0].startswith("The number that the percentage is out of fell from 120 to 60 since February 2023.")


@pytest.mark.parametrize(("now", "asked"), [(59.0, True), (61.0, False)])
def test_a_leap_is_of_thirty_points(now, asked):
    row = a_row({"2023-02": 90.0, "2023-03": now}, targets=[a_target(95.0, amber_low=94.0)])
    assert (Why.LEAP in whys(row)) is asked


@pytest.mark.parametrize(("periods", "asked"), [(2, False), (3, True)])
def test_off_target_is_long_from_three_periods(periods, asked):
    figures = {month("2023-03").shifted(-back).label: 50.0 for back in range(periods)}
    assert (Why.LONG_OFF_TARGET in whys(a_row(figures, targets=[a_target(90.0, amber_low=76.5)]))) is asked


def monthly(values):
    return {MARCH.shifted(n - len(values) + 1).label: value for n, value in enumerate(values)}


WAVERING = [50.0, 50.2, 50.1, 50.3, 50.2, 50.4, 50.3, 50.5]
CLIMBING = [*WAVERING, *(50.5 + 0.2 * n for n in range(1, 9))]


def test_the_pace_of_a_trend_names_the_month_in_which_the_target_would_be_met():
    row = a_row(monthly(CLIMBING), targets=[a_target(53.0, amber_low=45.0)])
    assert pace(row) == "At the pace of the last six months the target of 53.0% would be met in August 2023."


@pytest.mark.parametrize("values", [CLIMBING[-8:], [*WAVERING, *WAVERING], [*CLIMBING[:-2], None, CLIMBING[-1]]])
def test_without_a_trend_that_is_truly_there_no_pace_is_told(values):
    figures = {label: value for label, value in monthly(values).items() if value is not None}
    assert pace(a_row(figures, targets=[a_target(53.0, amber_low=45.0)])) is None


def test_a_pace_that_would_take_longer_than_a_plan_is_not_told():
    assert pace(a_row(monthly(CLIMBING), targets=[a_target(90.0, amber_low=45.0)])) is None


def test_a_trend_for_the_worse_is_asked_about():
    row = a_row(monthly(CLIMBING), targets=[a_target(45.0, amber_high=60.0)], polarity=Polarity.LOW_IS_GOOD)
    assert "It has moved the wrong way month after month, for longer than chance would explain." in {
        question.fact for question in questions_of(row)
    }


def test_a_year_to_date_has_no_pace_and_no_leap():
    row = a_row({"2023-02": 90.0, "2023-03": 20.0}, targets=[a_target(95.0, amber_low=94.0)], basis=Basis.YEAR_TO_DATE)
    assert not {Why.LEAP, Why.PACE, Why.UNUSUAL} & set(whys(row))


def against(england, same, value=50.0, **counts):
    figures = [kept("2023-02", value, **counts), kept("2023-03", value, **counts)]
    return a_row(
        figures,
        targets=[a_target(90.0, amber_low=76.5)],
        comparators=[kept_comparator("England", MARCH, england, same_definition=same)],
    )


def test_elsewhere_is_asked_about_only_where_it_is_better_and_counts_the_same():
    assert (
        "The figure of England for March 2023, 62.0%, is 12.0 points higher than ours." in texts(against(62.0, True))[0]
    )
    assert ", if it counts the same." in texts(against(62.0, None))[0]
    assert Why.ELSEWHERE not in whys(against(62.0, False))
    assert Why.ELSEWHERE not in whys(against(40.0, True))
    assert Why.ELSEWHERE not in whys(against(51.0, True))


def test_an_interval_decides_where_there_are_counts():
    assert Why.ELSEWHERE not in whys(against(62.0, True, numerator=5, denominator=10))
    known = against(62.0, True, numerator=500, denominator=1000)
    assert Why.ELSEWHERE in whys(known)
    assert any("is 12.0 points better than ours." in text for text in texts(known))


def test_a_colour_that_two_children_decide_is_asked_about():
    figures = [kept("2023-03", 16.7, numerator=10, denominator=60)]
    row = a_row(
        figures,
        targets=[a_target(12.0, amber_high=13.8)],
        polarity=Polarity.LOW_IS_GOOD,
        name="Children on repeat plans",
    )
    assert "Two fewer children would make this amber. Is one month enough to judge by?" in texts(row)


def test_neighbouring_teams_are_a_group_and_others_are_not():
    teams = [
        a_row(
            [kept("2023-02", 90.0, code), kept("2023-03", now, code)], code=code, name=f"Visits in time – {code} team"
        )
        for code, now in (("A1", 40.0), ("A2", 30.0), ("A3", 44.0), ("A4", 88.0))
    ]
    (group,) = fallen_groups(teams)
    assert group.codes == ("A1", "A2", "A3")
    assert group.words == (
        "Three of four figures of “Visits in time” fell by half or more between February 2023 and March 2023."
    )
    assert fallen_groups(teams[:2]) == ()
    alone = [a_row([kept("2023-02", 90.0), kept("2023-03", 40.0)], name=f"Visit {n}") for n in range(4)]
    assert fallen_groups(alone) == ()


def test_five_years_of_a_real_trend_are_asked_about():
    figures = [
        kept(academic_year(2018 + n), 100 * (100 + 30 * n) / 1000, numerator=100 + 30 * n, denominator=1000)
        for n in range(5)
    ]
    row = a_row(figures, academic_year(2022), basis=Basis.ACADEMIC_YEAR, polarity=Polarity.LOW_IS_GOOD)
    assert still_moving_away(row) == "Over the last five years it has risen, by more than chance would explain."
    assert still_moving_away(a_row(figures[1:], academic_year(2022), basis=Basis.ACADEMIC_YEAR)) is None


def test_questions_come_for_the_rows_that_need_attention_in_printed_order():
    indicators = [an_indicator("T1"), an_indicator("T2"), a_count("C1", polarity=Polarity.NO_JUDGEMENT)]
    figures = [
        *(kept(p, v, "T1") for p, v in {"2023-02": 50.0, "2023-03": 40.0}.items()),
        kept("2023-03", 99.0, "T2"),
        kept("2023-03", 7, "C1"),
    ]
    targets = [a_target(90.0, code=code, amber_low=76.5) for code in ("T1", "T2")]
    scorecard = a_scorecard(indicators, figures, targets=targets)
    assert scorecard.audience is Audience.OFFICERS
    assert list(questions_to_ask(scorecard)) == ["T1"]
