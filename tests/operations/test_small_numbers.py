"""Setting what a scorecard withholds from the public."""

from dataclasses import replace

import pytest

from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.scorecard import scorecard_for
from kpis.operations.small_numbers import rules_in_force, set_rule
from tests.operations.builders import CATALOGUE, CONTACTS, OFFICER, PUBLIC, a_workbook, load

CHILDREN = replace(
    CATALOGUE,
    indicators=tuple(replace(i, counts_children=True) if i.code == "T2" else i for i in CATALOGUE.indicators),
)


@pytest.fixture
def loaded(store):
    load(
        store,
        a_workbook((CONTACTS, "2023-02", "6"), (CONTACTS, "2023-03", "3")),
        catalogue=CHILDREN,
        keep_catalogue=True,
    )
    return store


def shown(store):
    (row,) = [r for r in scorecard_for(store, PUBLIC, "tests").rows if r.indicator.code == "T2"]
    return [p.shown for p in row.history]


def test_a_rule_counts_from_the_moment_it_is_set(loaded):
    assert shown(loaded) == ["6", "[c] Withheld"]
    kept = set_rule(loaded, OFFICER, "TESTS", SmallNumbersRule(7, symbol="*"), " As the  NHS does ")
    assert (kept.scorecard, kept.by, kept.reason) == ("tests", "An advisor", "As the NHS does")
    assert shown(loaded) == ["* Withheld", "* Withheld"]
    set_rule(loaded, OFFICER, "tests", SmallNumbersRule(2), "Back again")
    assert shown(loaded) == ["6", "3"]


def test_the_rules_say_how_many_figures_the_public_misses(loaded):
    (found,) = rules_in_force(loaded, OFFICER)
    assert (found.title, found.withheld, found.figures, found.is_proved) == ("Tests", 1, 2, True)
    assert (found.rule, found.settings) == (SmallNumbersRule(), [])
    set_rule(loaded, OFFICER, "tests", SmallNumbersRule(7), "Why not")
    (found,) = rules_in_force(loaded, OFFICER)
    assert (found.withheld, [s.reason for s in found.settings]) == (2, ["Why not"])


@pytest.mark.parametrize(
    "asker, scorecard, rule, reason, sentence",
    [
        (PUBLIC, "tests", SmallNumbersRule(), "Why", "This is for officers."),
        (Asker(" "), "tests", SmallNumbersRule(), "Why", "Give your name, in 1 to 120 letters."),
        (OFFICER, "tests", SmallNumbersRule(), "  ", "Say why it is set so"),
        (OFFICER, "tests", SmallNumbersRule(), "w" * 501, "Say why it is set so"),
        (OFFICER, "tests", SmallNumbersRule(10_000), "Why", "A count of fewer than 10001 is no small number."),
        (
            OFFICER,
            "tests",
            SmallNumbersRule(symbol="withheld here"),
            "Why",
            "The sign for a withheld figure is too long",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_and_nothing_is_kept(loaded, asker, scorecard, rule, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        set_rule(loaded, asker, scorecard, rule, reason)
    assert rules_in_force(loaded, OFFICER)[0].settings == []


def test_a_scorecard_that_is_not_there_is_not_found(loaded):
    with pytest.raises(NotFound, match="No scorecard called elsewhere"):
        set_rule(loaded, OFFICER, "elsewhere", SmallNumbersRule(), "Why")


def test_the_public_is_not_told_the_settings(loaded):
    with pytest.raises(Refused, match="This is for officers"):
        rules_in_force(loaded, PUBLIC)
