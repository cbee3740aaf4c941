"""Taking files about other areas in: shown first, kept whole, superseded and never overwritten."""

import pytest

from app import load_demonstration
from kpis.model.errors import NotFound, Refused
from kpis.model.problems import Outcome
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.comparators import (
    comparator_files,
    confirm_comparators,
    drop_comparators,
    load_comparators,
    load_shipped_comparators,
    preview_comparators,
)
from kpis.operations.compare import comparable_codes, comparison_of
from kpis.operations.history import history_of
from kpis.operations.scorecard import scorecard_for
from kpis.operations.undo import preview_undo
from kpis.operations.upload import load_workbook
from kpis.store.engine import open_store
from tests.ingest.areas import a_long_file, looked_after
from tests.operations.builders import OFFICER, PUBLIC, Workbook, rows_kept, shipped

COUNT = "LACnum,2025,Plymouth,527,,Number looked after,Annual,Number"
FIRST = Workbook("lait.csv", a_long_file(looked_after(2025, "Plymouth", 98), looked_after(2025, "England", 67), COUNT))
SECOND = Workbook(
    "later.csv", a_long_file(looked_after(2025, "Plymouth", 101), looked_after(2025, "England", 67), COUNT)
)
WRONG = Workbook("wrong.csv", a_long_file(looked_after(2025, "Plymouth", "many")))


@pytest.fixture
def catalogued(store):
    """A store with the shipped catalogue, and of the figures those of two workbooks."""
    for name in ("indicators-of-success-2023", "quarterly-report-2022-23"):
        load_workbook(store, OFFICER, shipped(name), shipped_catalogue(), is_confirmed=True, keep_catalogue=True)
    return store


def load(store, workbook):
    return load_comparators(store, OFFICER, workbook)


def test_nothing_is_kept_until_it_is_confirmed(store):
    before = rows_kept(store)
    preview = preview_comparators(store, OFFICER, FIRST)
    assert (preview.changes.new, preview.changes.changed, preview.changes.unchanged) == (3, 0, 0)
    assert {t: n for t, n in rows_kept(store).items() if n != before[t]} == {"held_workbooks": 1}
    taken = confirm_comparators(store, OFFICER, preview.token, "LAIT, April 2026")
    assert (taken.upload, rows_kept(store)["area_figures"], rows_kept(store)["held_workbooks"]) == (1, 3, 0)
    assert comparator_files(store, OFFICER)[0].publication.name == "LAIT, April 2026"


def test_a_file_that_waits_is_taken_in_once_and_can_be_dropped(store):
    first, second = (preview_comparators(store, OFFICER, w).token for w in (FIRST, SECOND))
    confirm_comparators(store, OFFICER, first)
    drop_comparators(store, OFFICER, second)
    for token in (first, second):
        with pytest.raises(NotFound):
            confirm_comparators(store, OFFICER, token)


def test_the_same_file_again_changes_nothing(store):
    load(store, FIRST)
    before = rows_kept(store)
    again = load(store, FIRST)
    assert (again.upload, again.changes.unchanged) == (None, 3)
    assert rows_kept(store) == before


def test_a_file_that_must_be_put_right_is_not_kept(store):
    assert preview_comparators(store, OFFICER, WRONG).token == ""
    assert load(store, WRONG).outcome is Outcome.REJECT
    assert rows_kept(store)["uploads"] == 0


def test_a_revised_rate_with_its_count_unchanged_is_revised_because_of_the_population(catalogued):
    load(catalogued, FIRST)
    preview = preview_comparators(catalogued, OFFICER, SECOND)
    (change,) = preview.changes.shown
    reason = "The count is the same: the population that the rate is made with was revised."
    assert (change.area, change.before, change.after, change.reason) == ("Plymouth", "98", "101", reason)
    load(catalogued, SECOND)
    found = comparison_of(catalogued, OFFICER, "N20")
    assert [(r.before, r.after, r.reason) for r in found.revisions] == [("98.0", "101.0", reason)]
    assert rows_kept(catalogued)["area_figures"] == 4


def test_links_that_an_advisor_loads_go_before_those_that_are_shipped(catalogued):
    load(catalogued, FIRST)
    assert comparison_of(catalogued, OFFICER, "N20").link.match.is_same
    sheet = b"indicator,measure,same_definition,words,numerator\nN20,LAC,no,the month end differs,LACnum\n"
    load(catalogued, Workbook("links.csv", sheet))
    assert comparison_of(catalogued, OFFICER, "N20").definition == "Not counted the same: the month end differs."


def test_a_new_population_makes_a_revision_with_that_reason(catalogued):
    assert history_of(catalogued, OFFICER, "R1-4B").population == (
        "233 children, on a population of 53,291 in 2021 (ONS mid-2021 estimate of children aged 0 to 17, as stated in "
        "the Q4 2022/23 report).",
    )
    load(catalogued, Workbook("people.csv", b"area,year,number,source\nPlymouth,2022,53900,ONS\n"))
    words = history_of(catalogued, OFFICER, "R1-4B").population[-1]
    assert words == (
        "With the population of 2022, 53,900, the same count gives 43.2: revised because of the population alone."
    )


def test_only_an_officer_with_a_name_takes_a_file_in(store):
    for asker in (PUBLIC, type(OFFICER)("")):
        with pytest.raises(Refused):
            preview_comparators(store, asker, FIRST)
    assert rows_kept(store)["held_workbooks"] == 0


def test_what_is_not_linked_or_not_loaded_or_no_such_year_or_model_has_its_own_words(catalogued):
    with pytest.raises(NotFound, match="N01 is not compared: no published measure is linked to it"):
        comparison_of(catalogued, OFFICER, "N01")
    with pytest.raises(NotFound, match="N20 cannot be compared yet: no figures of LAC have been loaded"):
        comparison_of(catalogued, OFFICER, "N20")
    with pytest.raises(NotFound, match="No indicator called N999"):
        comparison_of(catalogued, OFFICER, "N999")
    load(catalogued, FIRST)
    with pytest.raises(NotFound, match="for 2019/20"):
        comparison_of(catalogued, OFFICER, "N20", "2019/20")
    with pytest.raises(NotFound, match='called "1066"'):
        comparison_of(catalogued, OFFICER, "N20", None, "1066")
    assert comparable_codes(catalogued) == {"N20", "R1-7B"}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('areas') / 'waymark.db'}")
    load_demonstration(store)
    yield store
    store.close()


def test_the_demonstration_compares_every_authority_and_loads_once(demonstration):
    before = rows_kept(demonstration)
    load_shipped_comparators(demonstration, OFFICER)
    assert rows_kept(demonstration) == before
    found = comparison_of(demonstration, OFFICER, "N49", "2022/23", "2021")
    drawn = [p for p in found.places if p.place is not None]
    assert (len(drawn), found.ours.shown, found.england.shown, found.ours.place) == (151, "47.0%", "56.0%", 19)
    assert any("depends on the model" in words for words in found.flips)


def test_a_scorecard_row_has_its_comparators_and_a_printed_one_stays_as_it_was_printed(demonstration):
    rows = {r.indicator.code: r for r in scorecard_for(demonstration, OFFICER, "indicators-of-success-2023").rows}
    assert [(c.name, c.shown) for c in rows["N20"].comparators][:2] == [("England", "70.0"), ("South West", "63.0")]
    printed = {r.indicator.code: r for r in scorecard_for(demonstration, OFFICER, "quarterly-report-2022-23").rows}
    england = printed["R1-1B"].comparators[0]
    assert (england.name, england.shown, england.is_published) == ("England", "537.7", False)


def test_an_upload_about_other_areas_is_superseded_and_not_undone(store):
    upload = load(store, FIRST).upload
    with pytest.raises(Refused, match="holds figures of other areas"):
        preview_undo(store, OFFICER, upload)


def test_a_row_shows_the_newest_figures_of_other_areas_however_often_it_was_asked_before(catalogued):
    def england():
        row = history_of(catalogued, OFFICER, "N20").row
        return [c.shown for c in row.comparators if c.name == "England"]

    assert england() == england() == []
    load(catalogued, Workbook("first.csv", a_long_file(looked_after(2022, "England", 70))))
    assert england() == england() == ["70.0"]
    load(catalogued, Workbook("later.csv", a_long_file(looked_after(2022, "England", 71))))
    assert england() == ["71.0"]
