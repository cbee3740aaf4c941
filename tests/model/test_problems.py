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
    [
        ("Q1", "D14", 'Sheet "Q1", cell D14'),
        ("Q1", "", 'Sheet "Q1"'),
        ("", "D14", "Cell D14"),
        ("", "", "The file"),
        ("Q1", "G1,K1", 'Sheet "Q1", cells G1 and K1'),
        ("Q1", "K2,K5,K8", 'Sheet "Q1", cells K2, K5 and K8'),
        ("Q1", "A2:J2", 'Sheet "Q1", cells A2 to J2'),
        ("Q1", "1:1", 'Sheet "Q1", row 1'),
        ("Q1", "3,5", 'Sheet "Q1", rows 3 and 5'),
        ("Q1", "C", 'Sheet "Q1", column C'),
        ("", "5:5", "Row 5"),
    ],
)
def test_a_problem_names_its_place_in_the_words_on_the_screen(sheet, cell, words):
    assert Problem("E_TEST", REJECT, "", "", sheet, cell).where == words
