"""Which passwords are refused, and why."""

import pytest

from kpis.model.passwords import LONGEST, SHORTEST, password_fault
from kpis.operations.passwords import common_passwords

NAME = "Robin Hargreaves"


def fault(password, name=NAME):
    return password_fault(password, name, common_passwords())


@pytest.mark.parametrize(
    "password",
    [
        "lantern orchard kettle",
        "kT7#vPq2!xLm",
        "ein Löffel für drei",
        "correct weather fork",
        "9f8a-22cd-7e01-b3",
        "x" + "lantern orchard kettle" * 9,
    ],
)
def test_a_password_that_nobody_would_guess_is_taken(password):
    assert fault(password) == ""


@pytest.mark.parametrize(
    "password, word",
    [
        ("", "at least"),
        ("kT7#vPq2!xL", "at least"),
        ("x" * (LONGEST + 1), "at most"),
        ("aaaaaaaaaaaaaaaa", "again and again"),
        ("abababababababab", "again and again"),
        ("kettle-kettle-kettle-", "again and again"),
        ("lanternlantern", "again and again"),
        ("abcdefghijklmnop", "the alphabet"),
        ("123456789012345", "the alphabet"),
        ("qwertyuiop1234", "the alphabet"),
        ("poiuytrewq4321", "the alphabet"),
        ("111222333444555", "the alphabet"),
        ("abc123def456!!!!", "the alphabet"),
        ("my waymark login", "the name"),
        ("WAYMARK scorecards", "the name"),
        ("w4ym4rk lantern", "the name"),
        ("hargreaves lantern", "the name"),
        ("Robin likes plums", "the name"),
        ("password2024!", "most common"),
        ("P@ssw0rd2024!", "most common"),
        ("Safeguarding2026", "most common"),
        ("correct horse battery staple", "most common"),
        ("ManchesterUnited1", "most common"),
    ],
)
def test_a_password_that_a_rule_would_guess_is_refused_with_the_reason(password, word):
    assert word in fault(password)


def test_a_short_name_rules_nothing_out():
    assert fault("lantern orchard kettle", "Al") == ""


def test_an_address_counts_as_a_name_by_its_parts():
    assert "the name" in fault("hargreaves lantern", "hargreaves@council.example")


def test_two_ways_to_write_one_letter_are_one_password():
    assert fault("ﬁﬁﬁﬁﬁﬁ") == fault("fifififififi")


def test_the_shipped_list_holds_words_and_none_of_them_twice():
    assert len(common_passwords()) > 200
    assert SHORTEST == 12
