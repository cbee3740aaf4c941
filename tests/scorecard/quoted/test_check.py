import pytest

from kpis.scorecard.quoted.check import check_words
from kpis.scorecard.quoted.outcomes import NotChecked, Outcome
from tests.scorecard.quoted.builders import MARCH, episodes, found, plans, said, visits, withheld_visits

AGREES = Outcome.AGREES


@pytest.mark.parametrize(
    "text",
    [
        "Visits on time were 88.3%.",
        "In February visits on time were 84.7%.",
        "Visits on time rose from 80.2% in January to 88.3% in March.",
        "Visits on time are 88.3%, 3.6 percentage points more than last month.",
        "Visits on time are 1.7 points below the 90% target.",
        "Some 88% of visits were on time.",
        "Visits on time have improved every month since January.",
        "11.7% of visits were not on time.",
    ],
)
def test_what_the_data_give_agrees(text):
    outcomes = [outcome for _, outcome in found(text, visits())]
    assert outcomes
    assert set(outcomes) == {AGREES}


@pytest.mark.parametrize(
    ("text", "quoted", "outcome", "says"),
    [
        ("Visits on time were 83.8%.", "83.8%", Outcome.NOT_FOUND, "The data give 88.3% for March 2023."),
        (
            "Visits on time were 92.5%.", "92.5%", Outcome.ANOTHER_ROW,
            "The data give 88.3% for March 2023; 92.5% is the figure for England, March 2023.",
        ),
        (
            "Visits on time were 84.7% in March.", "84.7%", Outcome.ANOTHER_PERIOD,
            "The data give 88.3% for March 2023; 84.7% is the figure for February 2023.",
        ),
        ("Visits on time miss the 95% target.", "95%", Outcome.NOT_FOUND, "The target is 90.0%."),
        ("England's visits on time are 88.3%.", "88.3%", Outcome.ANOTHER_ROW,
         "The data give 92.5% for England; 88.3% is our own figure."),
        (
            "Visits on time are 6.3 percentage points more than last month.", "6.3 percentage points",
            Outcome.NOT_FOUND,
            "The data give another difference: "
            "3.6 percentage points between 84.7% (February 2023) and 88.3% (March 2023).",
        ),
    ],
)  # fmt: skip
def test_what_they_do_not_give_is_pointed_at_with_what_they_do(text, quoted, outcome, says):
    findings = {f.quoted: f for f in check_words(text, [visits(england=92.5)], MARCH)}
    assert (findings[quoted].outcome, findings[quoted].says) == (outcome, says)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Visits on time fell in March.", "fell"),
        ("Visits on time have worsened since January.", "worsened"),
        ("Visits on time are now above target at 88.3%.", "above"),
        ("Visits on time are higher than England, at 88.3%.", "higher than"),
        ("Visits on time meet the target.", "meet the target"),
        ("Visits on time were at their lowest in three months.", "lowest"),
        ("Visits on time fell from 80.2% to 88.3%.", "fell"),
        ("Visits on time are 3.6 points lower than last month.", "3.6 points"),
    ],
)
def test_a_direction_that_the_figures_do_not_show_is_pointed_at(text, quoted):
    assert (quoted, Outcome.DIRECTION_NOT_SHOWN) in found(text, visits(england=92.5))


def test_steadily_needs_every_step():
    saw = visits({"2022-12": 70.0, "2023-01": 81.0, "2023-02": 79.0, "2023-03": 88.3})
    assert ("improved", Outcome.DIRECTION_NOT_SHOWN) in found("Visits on time improved steadily since December.", saw)
    assert ("improved", AGREES) in found("Visits on time improved since December.", saw)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Caseloads average 20.7%.", NotChecked.NO_INDICATOR),
        ("Visits on time were 70.0% in June 2019.", NotChecked.PERIOD_NOT_LOADED),
        ("Visits on time were at 60.5% in England.", NotChecked.NO_COMPARATOR),
        ("Visits on time for boys were 70.0%.", NotChecked.PART_OF_ROW),
    ],
)
def test_what_the_data_cannot_tell_is_not_checked_and_says_why(text, reason):
    finding = next(f for f in check_words(text, [visits()], MARCH) if f.quoted.endswith("%"))
    assert (finding.outcome, finding.reason) == (Outcome.NOT_CHECKED, reason)
    assert finding.says.endswith(".")


def test_a_target_that_nobody_agreed_is_not_checked():
    (finding,) = check_words("Visits on time have a target of 80%.", [visits(target=None)], MARCH)
    assert (finding.outcome, finding.reason) == (Outcome.NOT_CHECKED, NotChecked.NO_TARGET)


def test_a_withheld_figure_is_never_told_and_a_number_quoted_for_it_is_named():
    for text in ("Visits on time were 3%.", "Visits on time were 84.7% in February and fell in March."):
        findings = check_words(text, [withheld_visits()], MARCH)
        assert {f.reason for f in findings} == {NotChecked.WITHHELD}
        assert not any(character.isdigit() for f in findings for character in f.says)


def test_counts_are_held_against_the_row_that_counts_them():
    rows = (visits(), plans(), episodes())
    assert found("There were 233 children on a protection plan and 94 missing episodes.", *rows) == [
        ("233", AGREES),
        ("94", AGREES),
    ]
    assert said("There were 332 children on a protection plan.", *rows).outcome is Outcome.NOT_FOUND
    assert said("There are seven workers on the team.", *rows).reason is NotChecked.NO_INDICATOR


def test_months_may_be_added_for_what_happened():
    text = "There were 251 missing episodes from January 2023 to March 2023."
    assert said(text, episodes()).outcome is AGREES


def test_the_numerator_and_the_denominator_are_held_against_their_own():
    row = visits(counts={"2023-03": (106, 120), "2023-02": (72, 85)})
    assert found("106 of 120 visits were on time.", row) == [("106 of 120", AGREES)]
    assert found("72 of 85 visits were on time.", row) == [("72 of 85", Outcome.ANOTHER_PERIOD)]
    assert found("106 of 121 visits were on time.", row) == [("106 of 121", Outcome.NOT_FOUND)]


def test_a_sentence_that_points_back_is_about_the_one_before():
    text = "Visits on time are watched each week. This has improved from 80.2% in January to 87.7% in March."
    assert ("87.7%", Outcome.NOT_FOUND) in found(text, visits(), plans())


def test_words_under_an_indicator_are_about_it_and_a_sentence_about_something_else_is_not():
    assert found("Up to 88.3% from 84.7%.", visits(), plans(), about=("V1",)) == [("88.3%", AGREES), ("84.7%", AGREES)]
    finding = said("Staying put reached 16.7%.", visits(), about=("V1",))
    assert finding.reason is NotChecked.NO_INDICATOR


def test_a_code_names_its_row():
    assert said("V1 stands at 83.8%.", visits(), plans()).codes == ("V1",)


def test_places_are_those_of_the_text_as_it_was_typed():
    text = "**Visits** – on time – were “83.8%”."
    finding = said(text, visits())
    assert text[finding.start : finding.end] == finding.quoted == "83.8%"


def test_a_percentage_in_brackets_is_tried_with_the_texts_own_numbers():
    text = "There are 22 milestones. We are on track with 17 of the priorities ({}%)."
    assert ("77.3%", AGREES) in found(text.format("77.3"), visits())
    assert ("68.2%", Outcome.NOT_FOUND) in found(text.format("68.2"), visits())


def test_nothing_is_found_in_nothing():
    assert check_words("", [visits()], MARCH) == ()
    assert check_words("We thank everybody.", [], MARCH) == ()


def test_a_sentence_that_is_a_table_is_not_guessed_at():
    findings = check_words("Visits: " + "88.3% " * 40, [visits()], MARCH)
    assert findings[-1].reason is NotChecked.TOO_MANY


@pytest.mark.parametrize(
    "text",
    [
        "The North East's visits on time are 91.5%.",
        "The regional average for visits on time is 91.5%.",
        "Visits on time are 3.2 percentage points below the North East.",
        "Visits on time are below the regional average.",
    ],
)
def test_any_region_is_known_by_its_name_and_as_the_region(text):
    outcomes = [outcome for _, outcome in found(text, visits(elsewhere={"North East": 91.5}))]
    assert outcomes
    assert set(outcomes) == {AGREES}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The South East's visits on time are 91.5%.", "The data hold no figure for South East beside this row."),
        ("The regional figure for visits on time is 90.5%.", "The data give 91.5% for North East."),
    ],
)
def test_another_region_is_not_taken_for_ours(text, says):
    assert said(text, visits(elsewhere={"North East": 91.5})).says == says


def test_the_regional_figure_is_called_so_where_there_is_none():
    text = "The regional average for visits on time is 91.5%."
    assert said(text, visits()).says == "The data hold no figure for our region beside this row."


@pytest.mark.parametrize("words", ["East of England", "Inner London", "Yorkshire & Humber", "West Midlands"])
def test_a_region_named_in_a_text_is_itself_and_neither_england_nor_all_of_london(words):
    names = {
        "East of England": "East of England", "Inner London": "London (Inner)", "West Midlands": "West Midlands",
        "Yorkshire & Humber": "Yorkshire and the Humber",
    }  # fmt: skip
    others = dict.fromkeys(("England", "London"), 70.0)
    row = visits(elsewhere=others | {names[words]: 85.1})
    assert found(f"{words}'s visits on time are 85.1%.", row) == [("85.1%", AGREES)]
