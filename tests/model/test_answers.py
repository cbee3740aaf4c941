import pytest

from kpis.model.answers import LONGEST_ANSWER, Reply, question_id, questions, yes
from kpis.model.problems import Problem, Severity


def a_question(message="Cell D4: 104.2% is more than 100%.", **fields):
    usual = {"what_to_do": "Confirm it.", "cell": "D4", "indicator": "T1", "period": "2023-03"}
    return Problem("C_TEST", Severity.CONFIRM, message, **(usual | fields))


@pytest.mark.parametrize(
    "reason, words",
    [
        ("", "It is right."),
        (" \n ", "It is right."),
        ("they moved", "It is right, because they moved."),
        ("  they \n moved. ", "It is right, because they moved."),
        ("they\x00moved", "It is right, because they moved."),
        ("a" * 600, f"It is right, because {'a' * LONGEST_ANSWER}."),
    ],
)
def test_an_answer_is_one_sentence(reason, words):
    assert yes(reason) == words


def test_only_what_must_be_answered_is_a_question_and_each_is_asked_once():
    note = Problem("W_TEST", Severity.WARN, "Look.", "Nothing.")
    assert questions([note, a_question(), a_question()]) == (a_question(),)


def test_questions_about_other_figures_have_other_ids():
    others = [a_question(), a_question(period="2023-04"), a_question(indicator="T2"), a_question("Cell D5: Other.")]
    assert len({question_id(q) for q in others}) == 4


def test_what_is_wrong_can_be_said_without_its_place():
    assert a_question().statement == "104.2% is more than 100%."
    assert a_question("the sheet is hidden.", cell="").statement == "The sheet is hidden."


OWN, CHECK = question_id(a_question()), "C_TEST"


@pytest.mark.parametrize(
    "ticked, reasons, words",
    [
        ([], {}, None),
        ([], {OWN: "they moved"}, None),
        (["C_OTHER"], {OWN: "they moved"}, None),
        ([OWN], {}, "It is right."),
        ([OWN], {OWN: "they moved"}, "It is right, because they moved."),
        ([CHECK], {}, "It is right."),
        ([CHECK], {CHECK: "it is a proxy"}, "It is right, because it is a proxy."),
        ([CHECK], {CHECK: "it is a proxy", OWN: "they moved"}, "It is right, because they moved."),
        ([OWN, CHECK], {CHECK: "it is a proxy", OWN: " "}, "It is right, because it is a proxy."),
    ],
)
def test_a_ticked_box_answers_with_the_reason_that_is_nearest(ticked, reasons, words):
    assert Reply(frozenset(ticked), reasons).answer_to(a_question()) == words
