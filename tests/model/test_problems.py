import pytest

from kpis.model.problems import Outcome, Problem, Severity, outcome_of

REJECT, CONFIRM, WARN = Severity.REJECT, Severity.CONFIRM, Severity.WARN


def problems(*severities):
    return [Problem("E_TEST", severity, "Something is wrong.", "Put it right.") for severity in severities]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), Outcome.ACCEPT),
        ((WARN,), Outcome.WARN),
        ((WARN, CONFIRM), Outcome.CONFIRM),
        ((CONFIRM, WARN, WARN), Outcome.CONFIRM),
        ((WARN, CONFIRM, REJECT), Outcome.REJECT),
        ((REJECT, WARN), Outcome.REJECT),
    ],
)
def test_the_worst_problem_decides_the_outcome(severities, expected):
    assert outcome_of(problems(*severities)) is expected


@pytest.mark.parametrize(
    ("sheet", "cell", "words"),
    [("Q1", "D14", 'Sheet "Q1", cell D14'), ("Q1", "", 'Sheet "Q1"'), ("", "D14", "Cell D14"), ("", "", "The file")],
)
def test_a_problem_names_its_place_in_the_words_on_the_screen(sheet, cell, words):
    assert Problem("E_TEST", REJECT, "", "", sheet, cell).where == words
