"""What members read of other areas: as it was when their publication was made."""

import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.errors import NotFound
from kpis.operations.comparators import Workbook, load_comparators
from kpis.operations.compare import comparison_json, comparison_of
from kpis.operations.our_council import set_our_council
from tests.builders import an_indicator
from tests.ingest.areas import a_long_file, looked_after
from tests.operations.builders import CATALOGUE, GOOD, OFFICER, TIMELINESS, a_workbook, load
from tests.operations.meeting_builders import MEMBER, published

LINK = b"indicator,measure,same_definition\nT1,LAC,yes\n"


def taken_in(store, value, year=2022):
    content = a_long_file(looked_after(year, "Plymouth", value), looked_after(year, "England", 67))
    load_comparators(store, OFFICER, Workbook("lait.csv", content))


@pytest.fixture
def compared(store):
    load(store, GOOD, catalogue=CATALOGUE, keep_catalogue=True)
    load_comparators(store, OFFICER, Workbook("links.csv", LINK))
    taken_in(store, 98)
    return store


def test_figures_that_were_taken_in_after_a_publication_reach_officers_and_not_members(compared):
    published(compared, figures=None)
    taken_in(compared, 101)
    taken_in(compared, 105, year=2023)
    set_our_council(compared, OFFICER, "801", "2025", "Another council uses it")
    theirs, members = comparison_of(compared, OFFICER, "T1", "2021/22"), comparison_of(compared, MEMBER, "T1")
    assert [p.shown for p in theirs.places if p.name == "Plymouth"] == ["101.0%"]
    assert ([p.label for p in theirs.periods], [p.label for p in members.periods]) == (
        ["2022/23", "2021/22"],
        ["2021/22"],
    )
    assert (members.council, members.ours.shown, members.revisions) == ("Plymouth", "98.0%", ())
    assert "105" not in str(comparison_json(members))


def test_members_are_told_of_which_day_the_figures_are_and_by_nobody_who_took_them_in(compared):
    published(compared, figures=None)
    found = comparison_of(compared, MEMBER, "T1")
    assert found.notes[-1].startswith("Figures of other areas are as they were when this was published, on ")
    assert {place.source.by for place in found.places} == {""}
    assert not any("when this was published" in words for words in comparison_of(compared, OFFICER, "T1").notes)


def test_the_newest_publication_has_what_was_there_by_then(compared):
    published(compared, figures=None)
    taken_in(compared, 101)
    published(compared, "2023-09-30", figures=None)
    assert comparison_of(compared, MEMBER, "T1").ours.shown == "101.0%"


def test_an_indicator_of_our_own_with_the_code_of_a_shipped_one_is_not_compared_by_its_measure(store):
    own = Catalogue((an_indicator("N20", name=TIMELINESS),))
    load(store, a_workbook((TIMELINESS, "2023-03", "64.1%")), catalogue=own, keep_catalogue=True)
    taken_in(store, 98)
    with pytest.raises(NotFound, match=r"N20 is not compared: no published measure is linked to it\."):
        comparison_of(store, OFFICER, "N20")
    load_comparators(store, OFFICER, Workbook("links.csv", LINK.replace(b"T1", b"N20")))
    assert comparison_of(store, OFFICER, "N20").places
