"""What people do stands in the audit trail, in the transaction of the deed itself, with words for each."""

from dataclasses import replace

import pytest

from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadEvent, Refused
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.comparators import load_shipped_comparators
from kpis.operations.events import TypedEvent, record_event, withdraw_event
from kpis.operations.small_numbers import set_rule
from kpis.scorecard.access_wording import DEED_WORDS, deed_words
from kpis.store.audit import list_entries
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, REVISED, load

VISIT = TypedEvent("2023-03-05", "Ofsted visit", "scorecard:tests")


def told(store, *deeds):
    with store.reading() as connection:
        entries = reversed(list_entries(connection, 99))
        return [(e.deed, e.by, e.about) for e in entries if not deeds or e.deed in deeds]


@pytest.fixture
def figures(store):
    load(store, GOOD)
    return store


def test_every_deed_has_its_words():
    assert set(DEED_WORDS) == set(Deed)
    assert deed_words("published") == "Published a scorecard"


def test_an_event_and_its_withdrawal_are_told(figures):
    number = record_event(figures, OFFICER, VISIT)
    withdraw_event(figures, OFFICER, number, "The wrong day")
    assert told(figures, Deed.RECORDED_EVENT, Deed.WITHDREW_EVENT) == [
        (Deed.RECORDED_EVENT, "An advisor", "event 1: Ofsted visit on 5 March 2023"),
        (Deed.WITHDREW_EVENT, "An advisor", "event 1: Ofsted visit. The wrong day"),
    ]


def test_what_was_refused_is_not_told(figures):
    before = told(figures)
    record_event(figures, OFFICER, VISIT)
    with pytest.raises(BadEvent):
        record_event(figures, OFFICER, VISIT)
    with pytest.raises(Refused):
        set_rule(figures, OFFICER, "tests", SmallNumbersRule(), "")
    assert [deed for deed, _, _ in told(figures)[len(before) :]] == [Deed.RECORDED_EVENT]


def test_what_is_withheld_is_told_with_its_reason(figures):
    set_rule(figures, OFFICER, "tests", SmallNumbersRule(6, zero_is_shown=False), "As health does")
    assert told(figures, Deed.SET_SMALL_NUMBERS) == [
        (
            Deed.SET_SMALL_NUMBERS, "An advisor",
            "tests: counts of fewer than 7 are withheld, zero is not shown. As health does",
        )
    ]  # fmt: skip


def test_figures_of_other_areas_are_told_once(figures):
    load_shipped_comparators(figures, OFFICER)
    once = told(figures, Deed.LOADED_COMPARATORS)
    load_shipped_comparators(figures, OFFICER)
    assert told(figures, Deed.LOADED_COMPARATORS) == once
    assert any("local_authority_figures.csv: " in about for _, _, about in once)


def test_a_catalogue_that_is_kept_is_told_where_it_changes_anything(figures):
    harder = replace(CATALOGUE.targets[0], low=95.0, high=95.0)
    other = Catalogue((replace(CATALOGUE.indicators[0], definition="Another"), CATALOGUE.indicators[1]), (harder,))
    load(figures, REVISED, catalogue=other, keep_catalogue=True)
    load(figures, REVISED, catalogue=other, keep_catalogue=True)
    assert told(figures, Deed.KEPT_CATALOGUE) == [
        (Deed.KEPT_CATALOGUE, "An advisor", "new or changed: 1 of its definitions, 1 of its targets")
    ]
