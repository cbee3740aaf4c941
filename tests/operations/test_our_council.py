"""Which council is ours: a setting of the store, with who, when and why; and what others then compare with."""

import pytest

from kpis.model.errors import Refused
from kpis.model.people import Asker, Audience, Role
from kpis.operations.audit import trail_on_page
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.comparators import Workbook, load_comparators
from kpis.operations.compare import comparison_of
from kpis.operations.elsewhere import comparators_elsewhere
from kpis.operations.history import history_of
from kpis.operations.our_council import our_council, set_our_council
from kpis.operations.scorecard import scorecard_for
from kpis.operations.upload import Workbook as Upload
from tests.ingest.areas import a_long_file, looked_after
from tests.operations.builders import OFFICER, PUBLIC, TIMELINESS, load, shipped
from tests.operations.meeting_builders import MEMBER

BRISTOL = "801"
ADMINISTRATOR = Asker("An administrator", role=Role.ADMINISTRATOR)
NEIGHBOURS = "LA number,LA Name,SN1,SN2\n879,Plymouth,880,851\n"
FIGURES = a_long_file(
    *(looked_after(2022, *pair) for pair in [("Plymouth", 88), ("Bristol", 70), ("England", 67), ("South West", 60)])
)


@pytest.fixture
def compared(store):
    """The quarterly and the monthly figures, and the children looked after of a few areas."""
    workbook = shipped("indicators-of-success-2023")
    load(store, workbook, catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    load_comparators(store, OFFICER, Workbook("lait.csv", FIGURES))
    return store


def test_until_somebody_sets_it_it_is_the_council_that_waymark_came_with(store):
    found = our_council(store, OFFICER)
    assert (found.name, found.region, found.settings) == ("Plymouth", "South West", [])
    assert found.notes == ("The 2025 model of statistical neighbours has not been loaded, so there are none to show.",)


def test_another_council_is_kept_with_who_when_and_why_and_has_its_own_region(store):
    set_our_council(store, OFFICER, "204", "2025", "  Another council\n uses it ")
    set_our_council(store, OFFICER, "810", "2025", "A slip")
    found = our_council(store, OFFICER)
    assert (found.name, found.region) == ("Kingston Upon Hull, City of", "Yorkshire and the Humber")
    assert [(s.council.authority, s.council.region, s.reason, s.by) for s in found.settings] == [
        ("810", "982", "A slip", OFFICER.name),
        ("204", "987", "Another council uses it", OFFICER.name),
    ]
    assert [entry.deed for entry in trail_on_page(store, ADMINISTRATOR).entries][:2] == ["set_council", "set_council"]


@pytest.mark.parametrize(
    "authority, model, reason, sentence",
    [
        ("879", "2025", "Because", "Plymouth with the 2025 model is what is set already."),
        ("970", "2025", "Because", '"970" is no authority that Waymark knows. Choose one of the list.'),
        ("801", "1999", "Because", 'There is no model of statistical neighbours called "1999". There are: 2025.'),
        ("801", "²", "Because", 'There is no model of statistical neighbours called "²".'),
        ("801", "2025", "  ", "Say why it is set so, in 1 to 500 letters."),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_to_do(store, authority, model, reason, sentence):
    with pytest.raises(Refused) as refusal:
        set_our_council(store, OFFICER, authority, model, reason)
    assert str(refusal.value).startswith(sentence)
    assert our_council(store, OFFICER).settings == []


@pytest.mark.parametrize("asker", [PUBLIC, MEMBER, Asker("", Audience.OFFICERS)])
def test_only_an_officer_with_a_name_sets_it(store, asker):
    with pytest.raises(Refused):
        set_our_council(store, asker, BRISTOL, "2025", "Because")


def test_what_is_compared_is_compared_as_the_council_that_is_set(compared):
    before = comparison_of(compared, OFFICER, "N20")
    set_our_council(compared, OFFICER, BRISTOL, "2025", "Bristol uses it")
    after = comparison_of(compared, OFFICER, "N20")
    assert (before.council, before.ours.shown) == ("Plymouth", "88.0")
    assert (after.council, after.ours.shown) == ("Bristol, City of", "70.0")


def test_a_model_that_does_not_list_our_council_has_its_own_words_wherever_it_is_missed(compared):
    load_comparators(compared, OFFICER, Workbook("statistical_neighbours_2025.csv", NEIGHBOURS.encode()))
    set_our_council(compared, OFFICER, BRISTOL, "2025", "Bristol uses it")
    words = "The 2025 model does not list Bristol, City of, so there are no statistical neighbours to show."
    assert our_council(compared, OFFICER).notes == (words,)
    assert words in comparison_of(compared, OFFICER, "N20").notes
    assert words in history_of(compared, OFFICER, "N20").depends_on
    row = next(
        r for r in scorecard_for(compared, OFFICER, "indicators-of-success-2023").rows if r.indicator.code == "N20"
    )
    assert [c.name for c in row.comparators] == ["England", "South West"]


@pytest.mark.parametrize(("area", "words"), [("Plymouth", "With the population of 2023, 53,000"), ("Bristol", "")])
def test_a_new_population_of_ours_is_told_as_a_revision_and_anothers_is_not(store, area, words):
    workbook = shipped("quarterly-report-2022-23")
    load(store, workbook, catalogue=shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    content = f"area,year,number,source\n{area},2023,53000,ONS\n".encode()
    load_comparators(store, OFFICER, Workbook("populations.csv", content))
    told = history_of(store, OFFICER, "R1-7B").population
    assert told[0].startswith("501 children, on a population of 53,291 in 2021")
    assert [one for one in told[1:] if one.endswith("revised because of the population alone.")] == list(told[1:])
    assert words in " ".join(told[1:])
    assert bool(told[1:]) is bool(words)


def a_year_table(*headings_and_figures):
    heads, figures = zip(*headings_and_figures, strict=True)
    lines = [",".join(("Indicator", "Feb-23", "Mar-23", *heads)), ",".join((TIMELINESS, "60.0%", "64.1%", *figures))]
    return Upload("year.csv", "\n".join([*lines, ""]).encode())


def elsewhere(store):
    (row,) = [r for r in scorecard_for(store, OFFICER, "tests").rows if r.indicator.code == "T1"]
    return [(c.name, c.shown) for c in row.comparators]


def test_a_column_headed_region_is_of_our_councils_region_and_another_region_keeps_its_name(store):
    set_our_council(store, OFFICER, "810", "2025", "Another council uses it")
    taken = load(
        store, a_year_table(("Region", "61.0%"), ("South West", "62.0%"), ("England", "63.0%")), is_confirmed=True
    )
    assert taken.is_kept
    assert elsewhere(store) == [
        ("England", "63.0%"), ("Yorkshire and the Humber", "61.0%"), ("South West", "62.0%"),
    ]  # fmt: skip


def test_our_region_under_two_headings_is_one_and_is_refused_where_the_two_differ(store):
    same = a_year_table(("Regional", "61.0%"), ("South West average", "61.0%"))
    assert load(store, same, is_confirmed=True).is_kept
    assert elsewhere(store) == [("South West", "61.0%")]
    refused = load(store, a_year_table(("South West", "61.0%"), ("Regional", "62.0%")), is_confirmed=True)
    assert not refused.is_kept
    (problem,) = [p for p in refused.preview.reading.problems if p.code == "E_DUPLICATE_COLUMN"]
    assert (problem.cell, problem.message.partition(": ")[2]) == (
        "D2,E2", "62.0% is said to be of our region, and 61.0% of South West, which is ours.",
    )  # fmt: skip


def test_averages_that_came_while_another_council_was_ours_are_not_those_of_our_neighbours(compared):
    prepared = b"lait_short,measure,period,plymouth,england,sn2025_mean\nLAC,Children looked after,2022,88,67,90.0\n"
    load_comparators(compared, OFFICER, Workbook("prepared.csv", prepared))
    assert printed_averages(compared) == [90.0]
    set_our_council(compared, OFFICER, BRISTOL, "2025", "Another council uses it")
    assert printed_averages(compared) == []
    set_our_council(compared, OFFICER, "879", "2025", "Back again")
    assert printed_averages(compared) == [90.0]


def printed_averages(store):
    with store.reading() as connection:
        found = comparators_elsewhere(connection, ["N20"])
    return [c.comparator.value for c in found if c.comparator.name == "Statistical neighbours"]
